"""Remedies for the same miss."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from itertools import combinations

from sla_dsl.algebra.scopes import overlaps
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.remedies import Remedy
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related
from sla_dsl.text.source import Span

from .common import concerns, inner, written


def due_twice(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Remedies for a miss that another one is for, where nothing states whether both are due."""
    before: dict[Span, dict[Span, str]] = defaultdict(dict)
    for one, other in meeting(agreement):
        before[other.source][one.source] = other.kind
    for source, others in before.items():
        kind = next(iter(others.values()))
        yield Finding(
            "remedy/due-twice",
            f"two statements of `{kind}` are for the same miss"
            if len(others) == 1
            else f"{len(others) + 1} statements of `{kind}` are for the same miss",
            source,
            help=f"as it stands they add up; otherwise write one table of bands, or `one event earns the highest "
            f"{kind} only`",
            related=tuple(Related(one, "this one as well") for one in others),
            address=agreement.name,
        )


def meeting(agreement: Agreement) -> Iterator[tuple[Remedy, Remedy]]:
    """Pairs of remedies without a further condition for the same cases of one objective and window.

    A single amount and an amount that grows with each step belong together: the beginning and its continuation. Steps
    of a metric that no promise is about are for no miss.
    """
    plain = [one for one in agreement.remedies if one.when is None and not (one.step and one.step.metric)]
    by_name: dict[str, list[Remedy]] = defaultdict(list)
    for remedy in plain:
        for name in remedy.objectives or ("",):
            by_name[name].append(remedy)
    for objective in agreement.objectives:
        parts = inner(objective).split("/")
        names = ["", *("/".join(parts[:end]) for end in range(1, len(parts) + 1))]
        about = [one for name in names for one in by_name.get(name, ()) if concerns(one, objective)]
        forms: dict[Hashable, list[Remedy]] = defaultdict(list)
        for remedy in sorted(about, key=lambda one: one.source.offsets):
            forms[remedy.kind, remedy.window, bool(remedy.step)].append(remedy)
        for alike in forms.values():
            kind = alike[0].kind
            if not any(rule.kind == kind and concerns(rule, objective) for rule in agreement.highest_only):
                yield from ((one, other) for one, other in combinations(alike, 2) if overlaps(one.scope, other.scope))


def _sample(*statements: str) -> str:
    return stage.ola(stage.UPTIME, *statements)


_CREDITS = "credit for uptime: 100 EUR", "credit for uptime: 200 EUR"

RULES = (
    Rule(
        "remedy/due-twice",
        "warning",
        "two remedies are for one miss, and nothing says whether both are due",
        "One side reads that the amounts add up, the other that the higher one takes the place of the lower.",
        bad=_sample(_CREDITS[0], f"{_CREDITS[1]} # remedy/due-twice"),
        good=_sample(*_CREDITS, "one event earns the highest credit only"),
        check=Each(written, due_twice),
    ),
)
