"""Figures of one name that are measured in two ways."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sla_dsl.algebra.scopes import overlaps
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.objective import Objective
from sla_dsl.model.phrases import Is
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.each import each_once
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related

from .common import concluded, inner


def ways(objective: Objective) -> dict[str, str]:
    """The statements of an objective about its measuring; white space is ignored."""
    counting = objective.counting
    said = {
        "down when": str(counting.down) if counting.down else "",
        "counts": f"{counting.counts} / {counting.out_of}" if counting.counts else "",
        "measuring point": "; ".join(one.at for one in counting.measured),
    }
    return {name: " ".join(text.split()) for name, text in said.items() if text}


class Measured(NamedTuple):
    """A promise that says how it is measured: the numbers of its agreement and of itself, and both."""

    number: int
    place: int
    agreement: Agreement
    objective: Objective


def measured_in_two_ways(workspace: Workspace) -> Iterator[Finding]:
    """Promises of one metric and service in two agreements that both state how they measure, and differ.

    Agreements one of which backs the other are left to the proof; terms and the agreements on them count as one.  Each
    promise is held against the first that differs.
    """
    running = [one for one in concluded(workspace) if one.status != "ended"]
    # A service may have a thousand customers: promises that are measured alike are looked at together.
    groups: dict[tuple[str, str], dict[object, list[Measured]]] = {}
    found: list[tuple[tuple[int, ...], Finding]] = []
    for number, agreement in enumerate(running):
        said = [
            Measured(number, place, agreement, objective)
            for place, objective in enumerate(agreement.objectives)
            if ways(objective)
        ]
        for second in said:
            alike = [
                group
                for service in dict.fromkeys(agreement.covers)
                for group in groups.get((service, second.objective.metric), {}).values()
            ]
            differing = [first for group in alike if (first := first_that_differs(group, second)) is not None]
            if differing:
                first = min(differing, key=lambda one: (one.number, one.place))
                found.append(((first.number, number, first.place, second.place), told(first, second)))
        for one in said:
            signature = (one.objective.scope, str(ways(one.objective)), agreement.on_terms_of, agreement.covers_when)
            for service in dict.fromkeys(agreement.covers):
                of_service = groups.setdefault((service, one.objective.metric), {})
                of_service.setdefault(signature, []).append(one)
    yield from each_once(finding for _, finding in sorted(found, key=lambda pair: pair[0]))


def first_that_differs(group: list[Measured], second: Measured) -> Measured | None:
    """The first of promises that are measured alike in agreements on one basis, if it is measured otherwise."""
    first, agreement = group[0], second.agreement
    if (
        not overlaps(first.objective.scope, second.objective.scope)
        or not ways_that_differ(first.objective, second.objective)
        or set(first.agreement.on_terms_of) & set(agreement.on_terms_of)
        or are_alternatives(first.agreement, agreement)
    ):
        return None
    return next((one for one in group if not are_related(one.agreement, agreement)), None)


def ways_that_differ(first: Objective, second: Objective) -> list[str]:
    """The statements about measuring that both make, and not in the same way."""
    mine, theirs = ways(first), ways(second)
    return [name for name in mine if name in theirs and mine[name] != theirs[name]]


def told(first: Measured, second: Measured) -> Finding:
    """The finding at the second of two promises that are measured in two ways."""
    one, other = first.objective, second.objective
    return Finding(
        "objective/measured-in-two-ways",
        f"`{other.address}` measures {other.metric} otherwise than `{one.address}`",
        other.source,
        label=f"another {' and '.join(f'`{name}`' for name in ways_that_differ(one, other))}",
        help=f"measure it in one way, or declare a metric of its own: `metric … is {one.metric}`",
        related=(Related(one.source, f"`{inner(one)}` of `{first.agreement.name}`"),),
        address=other.address,
    )


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
