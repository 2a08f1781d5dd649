"""Figures of one name that are measured in two ways."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from sla_dsl.algebra.scopes import overlaps
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.objective import Objective
from sla_dsl.model.phrases import Is
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related

from .common import concluded, each_once, inner, sharing


def ways(objective: Objective) -> dict[str, str]:
    """The statements of an objective about its measuring; white space is ignored."""
    counting = objective.counting
    said = {
        "down when": str([one.model_dump(mode="json") for one in counting.down]) if counting.down else "",
        "counts": f"{counting.counts} / {counting.out_of}" if counting.counts else "",
        "measuring point": "; ".join(one.at for one in counting.measured),
    }
    return {name: " ".join(text.split()) for name, text in said.items() if text}


def measured_in_two_ways(workspace: Workspace) -> Iterator[Finding]:
    """Promises of one metric and service in two agreements that both state how they measure, and differ.

    Agreements one of which backs the other are left to the proof; terms and the agreements on them count as one.
    """

    def found() -> Iterator[Finding]:
        running = [one for one in concluded(workspace) if one.status != "ended"]
        said = {one.name: [(each, way) for each in one.objectives if (way := ways(each))] for one in running}

        def measured(agreement: Agreement) -> list[Hashable]:
            metrics = {objective.metric for objective, _ in said[agreement.name]}
            return [(service, metric) for service in agreement.covers for metric in metrics]

        for one, other in sharing(running, measured):
            if are_related(one, other) or are_alternatives(one, other):
                continue
            for first, mine in said[one.name]:
                for second, theirs in said[other.name]:
                    if first.metric != second.metric or not overlaps(first.scope, second.scope):
                        continue
                    differing = [name for name in mine if name in theirs and mine[name] != theirs[name]]
                    if differing:
                        yield Finding(
                            "objective/measured-in-two-ways",
                            f"`{second.address}` measures {second.metric} otherwise than `{first.address}`",
                            second.source,
                            label=f"another {' and '.join(f'`{name}`' for name in differing)}",
                            help=f"measure it in one way, or declare a metric of its own: `metric … is {first.metric}`",
                            related=(Related(first.source, f"`{inner(first)}` of `{one.name}`"),),
                            address=second.address,
                        )

    return each_once(found())


def are_related(one: Agreement, other: Agreement) -> bool:
    """Whether one agreement rests on the other, or is on its terms, or both are on the same terms."""
    return any(
        b.name in a.backed_by or b.name in a.on_terms_of or set(a.on_terms_of) & set(b.on_terms_of)
        for a, b in ((one, other), (other, one))
    )


def are_alternatives(one: Agreement, other: Agreement) -> bool:
    """Whether only one of the conditions of two agreements can hold: two values of one scale."""
    first, second = one.covers_when, other.covers_when
    return (
        isinstance(first, Is)
        and isinstance(second, Is)
        and first.subject == second.subject
        and first.value != second.value
    )


def _two(first: str, second: str) -> str:
    return "".join(
        f"""\
ola {name} {{
  provider dba
  customer desk
  covers reports
  objective uptime: availability at least 99% each calendar month {{{mark} down when "{down}" }}
}}
"""
        for name, down, mark in (
            ("statistics", first, ""),
            ("figures", second, "" if first == second else " # objective/measured-in-two-ways\n   "),
        )
    )


RULES = (
    Rule(
        "objective/measured-in-two-ways",
        "warning",
        "one figure of one service is measured in two ways",
        "Two reports show two figures of the same name for the same month, and both sides believe their own.",
        bad=_two("no report opens", "the probe fails"),
        good=_two("no report opens", "no report opens"),
        check=measured_in_two_ways,
    ),
)
