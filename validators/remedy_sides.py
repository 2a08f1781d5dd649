"""Awards for figures on the other side of a target than the one that they are for."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.model.agreement import Agreement
from sla_dsl.model.objective import Objective
from sla_dsl.model.phrases import Bound
from sla_dsl.model.remedies import Remedy
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related
from sla_dsl.text.source import Span

from .common import about, inner, understood

_DOWNWARDS = ("below", "at-most")
"""Bounds of bands that are reached from above."""
_FROM_BELOW = ("at-least", "above")
"""Bounds of promises that are missed downwards."""


def on_the_other_side(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Awards for misses that are for figures which keep the promise, and a bonus for those which miss it."""
    named = agreement.objectives_by_name
    for remedy in agreement.remedies:
        for objective in about(remedy, named) if remedy.kind != "charge" else ():
            place = misplaced(remedy, objective)
            if place is not None:
                yield _finding(remedy, objective, place)
                break


def misplaced(remedy: Remedy, objective: Objective) -> Span | None:
    """The row or the award that lies on the other side of the target of an objective."""
    bound = objective.bound
    if not isinstance(bound, Bound) or bound.kind == "between":
        return None
    is_for_less = (bound.kind in _FROM_BELOW) == (remedy.kind != "bonus")
    if remedy.step is not None and remedy.step.of in ("below-target", "above-target"):
        return remedy.source if (remedy.step.of == "below-target") != is_for_less else None
    rows = [one for one in remedy.bands if one.amount is not None and one.reached.kind != "between"]
    is_wrong = rows and all((one.reached.kind in _DOWNWARDS) != is_for_less for one in rows)
    return rows[0].source if is_wrong and objective.metric == remedy.metric else None


def _finding(remedy: Remedy, objective: Objective, place: Span) -> Finding:
    is_bonus = remedy.kind == "bonus"
    return Finding(
        "remedy/on-the-other-side",
        f"figures that miss `{inner(objective)}` earn a `bonus` here"
        if is_bonus
        else f"figures that keep `{inner(objective)}` earn `{remedy.kind}` here",
        place,
        help="turn the bound round; "
        + ("what is due for less than was promised is a `credit`" if is_bonus else "what more earns is a `bonus`"),
        related=(Related(objective.source, "promised here"),),
        address=objective.address,
        values=(remedy.kind,),
    )


def _bands(remedy: str, *rows: str) -> str:
    return stage.sla(
        "parameter monthly-fee = 900 EUR",
        "objective uptime: availability at least 99% each calendar month { owned by dba }",
        stage.block(f"{remedy} on monthly-fee for uptime", f"| availability | {remedy} |", *rows),
    )


RULES = (
    Rule(
        "remedy/on-the-other-side",
        "warning",
        "an award for misses is for figures that keep the promise",
        "Who turns `below` and `above` round pays for good months, and nothing for bad ones.",
        bad=_bands("credit", "| above 99% | 5% | # remedy/on-the-other-side", "| above 99.9% | 10% |"),
        good=_bands("credit", "| below 99% | 5% |", "| below 98% | 10% |"),
        check=Each(understood, on_the_other_side),
    ),
)
