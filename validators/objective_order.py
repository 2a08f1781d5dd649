"""Objectives that go against the order of a scale, or leave out one of its values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise

from sla_dsl.algebra.calendars import ALWAYS, almanac_of
from sla_dsl.algebra.clocks import TimeLimit
from sla_dsl.algebra.courses import WorstStart
from sla_dsl.algebra.openings import Diary
from sla_dsl.algebra.paths import longest_time
from sla_dsl.algebra.zones import opening, zone
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.objective import Objective
from sla_dsl.model.phrases import Selection
from sla_dsl.model.quantity import Quantity
from sla_dsl.model.services import Scale
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related

from .common import inner, like_but_for_hours, understood, written


def value_on(objective: Objective, scale: str) -> str | None:
    """The one value of a scale that an objective is for."""
    values = [selection.values for selection in objective.scope if selection.scale == scale]
    return values[0][0] if values and len(values[0]) == 1 else None


def elsewhere(objective: Objective, scale: str) -> frozenset[tuple[str, tuple[str, ...]]]:
    """The scope of an objective on all other scales."""
    return frozenset((one.scale, one.values) for one in objective.scope if one.scale != scale)


def is_worse(workspace: Workspace, one: Objective, other: Objective) -> bool:
    """Whether an objective promises less than a comparable one."""
    mine, theirs = one.quantity, other.quantity
    metric = workspace.metrics.get(one.metric)
    if mine is None or theirs is None or mine.unit_kind != theirs.unit_kind or metric is None or metric.better is None:
        return False
    return mine.amount < theirs.amount if metric.better == "higher" else mine.amount > theirs.amount


class _Order:
    """Which of two objectives promises less; times in different hours are compared by their longest duration."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.almanac = almanac_of(workspace)
        self.days = workspace.as_of, workspace.as_of + timedelta(days=365)
        before, after = (workspace.as_of + timedelta(days=days) for days in (-1, 367))
        self.known: dict[TimeLimit, Fraction | None] = {}
        self.diary = Diary(self.almanac, opening(before, 0, zone("UTC")), opening(after, 0, zone("UTC")))

    def is_worse(self, agreement: Agreement, one: Objective, other: Objective) -> bool:
        """Whether an objective promises less than one that is comparable apart from its hours."""
        mine, theirs = one.quantity, other.quantity
        if one.hours == other.hours or mine is None or theirs is None:
            return is_worse(self.workspace, one, other)
        longest, shortest = self.longest(agreement, one, mine), self.longest(agreement, other, theirs)
        return longest is not None and shortest is not None and longest > shortest

    def longest(self, agreement: Agreement, objective: Objective, time: Quantity) -> Fraction | None:
        """The most seconds of wall time that a time lasts, begun in the year from the as-of day on, if known."""
        if time.dimension != "duration" or objective.clock or not self.almanac.is_known(objective.hours or ALWAYS):
            return None
        limit = TimeLimit(time, agreement.zone or "UTC", objective.hours)
        if limit not in self.known:
            found = longest_time(self.diary, TimeLimit(time, limit.zone), (limit,), *self.days)
            self.known[limit] = Fraction(found.late) if isinstance(found, WorstStart) else None
        return self.known[limit]


def steps(agreement: Agreement, scale: Scale) -> Iterator[tuple[Objective, Objective]]:
    """Pairs of objectives for neighbouring values of a scale, in its order; they may also differ in hours."""
    order = {value.name: at for at, value in enumerate(scale.values)}
    groups: dict[object, list[tuple[int, Objective]]] = {}
    for objective in agreement.objectives:
        value = value_on(objective, scale.name)
        if value in order and objective.bound is not None:
            key = like_but_for_hours(objective), elsewhere(objective, scale.name)
            groups.setdefault(key, []).append((order[value], objective))
    for group in groups.values():
        once = len({at for at, _ in group}) == len(group)
        for hours in dict.fromkeys(None if once else objective.hours for _, objective in group):
            alike = [pair for pair in group if once or pair[1].hours == hours]
            for (_, one), (_, other) in pairwise(sorted(alike, key=lambda pair: pair[0])):
                yield one, other


def disordered(order: _Order, agreement: Agreement, kind: str) -> Iterator[tuple[Scale, Objective, Objective]]:
    """Pairs of objectives in the wrong order for a scale of this kind; the one of the earlier value comes first."""
    for scale in order.workspace.scales.values():
        for one, other in steps(agreement, scale) if scale.kind == kind else ():
            if order.is_worse(agreement, *((one, other) if kind == "priorities" else (other, one))):
                yield scale, one, other


def slower_when_urgent(order: _Order, agreement: Agreement) -> Iterator[Finding]:
    """More urgent cases with a weaker promise than less urgent ones."""
    return (
        Finding(
            "objective/slower-when-more-urgent",
            f"`{value_on(one, scale.name)}` is more urgent than `{value_on(other, scale.name)}` and is promised less",
            one.source,
            label=beside(one, other),
            help=f"priorities go from the most to the least urgent: exchange the two, or the values of `{scale.name}`",
            related=(Related(other.source, f"{beside(other, one)} for `{value_on(other, scale.name)}`"),),
            address=one.address,
        )
        for scale, one, other in disordered(order, agreement, "priorities")
    )


def worse_in_better_tier(order: _Order, agreement: Agreement) -> Iterator[Finding]:
    """Better tiers with a weaker promise than lesser ones."""
    return (
        Finding(
            "objective/worse-in-better-tier",
            f"`{value_on(other, scale.name)}` is better than `{value_on(one, scale.name)}` and is promised less",
            other.source,
            label=beside(other, one),
            help=f"tiers go from the least to the best: exchange the two, or the values of `{scale.name}`",
            related=(Related(one.source, f"{beside(one, other)} for `{value_on(one, scale.name)}`"),),
            address=other.address,
        )
        for scale, one, other in disordered(order, agreement, "tiers")
    )


def text(objective: Objective) -> str:
    """The bound of an objective in a few words."""
    quantity = objective.quantity
    return quantity.text if quantity else ""


def beside(objective: Objective, other: Objective) -> str:
    """The bound of an objective in a few words, with its hours if those of the other objective differ."""
    return text(objective) + (f" during {objective.hours}" if objective.hours != other.hours else "")


# Tables


def missing_values(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Tables that leave out a value of an ordered scale, or one that the customer has."""
    chosen = {selection.scale for selection in agreement.tiers}
    held = {selection.scale: selection.values for selection in agreement.held}
    for column in columns(agreement):
        first = column[0]
        for scale in (workspace.scales.get(selection.scale) for selection in first.scope):
            if scale is None or scale.name in chosen or (scale.kind == "dimension" and scale.name not in held):
                continue
            named = {value for objective in column for value in values_of(objective.scope, scale.name)}
            every = held.get(scale.name, [value.name for value in scale.values])
            missing = [value for value in every if value not in named]
            if missing:
                left_out = " and ".join(f"`{value}`" for value in missing)
                yield Finding(
                    "objective/missing-value",
                    f"`{first.name}` says nothing of {first.metric} for {left_out}",
                    # A row is added below the last one.
                    column[-1].source,
                    help=f"add a row for {left_out} below; `none` promises nothing on purpose",
                    address=agreement.name,
                    values=(first.name, first.metric, *missing),
                )


def columns(agreement: Agreement) -> list[list[Objective]]:
    """The objectives of each metric of each table."""
    found: dict[tuple[str, str], list[Objective]] = {}
    for objective in agreement.objectives:
        if "/" in inner(objective):
            found.setdefault((objective.name, objective.metric), []).append(objective)
    return list(found.values())


def values_of(scope: tuple[Selection, ...], scale: str) -> tuple[str, ...]:
    """The values of a scale in a scope."""
    return tuple(value for selection in scope if selection.scale == scale for value in selection.values)


def _table(scale: str, head: str, *rows: str) -> str:
    statement = f"objectives handling by {scale} in 95% of cases each calendar month"
    return stage.ola("support hours office", stage.block(statement, f"| {scale} | {head} |", *rows))


RULES = (
    Rule(
        "objective/missing-value",
        "error",
        "a table leaves out a value of its scale",
        "A case of that priority, a customer of that tier, or a site that the customer has is promised nothing by "
        "oversight. `none` says it.",
        bad=_table("urgency", "response-time", "| P1 | 1 h |", "| P2 | 2 h | # objective/missing-value"),
        good=_table("urgency", "response-time", "| P1 | 1 h |", "| P2 | 2 h |", "| P3 | none |"),
        check=Each(understood, missing_values),
    ),
    Rule(
        "objective/slower-when-more-urgent",
        "error",
        "a more urgent case is promised less than a less urgent one",
        "Priorities exist so that the urgent comes first; two cells that were exchanged turn them around. Times in "
        "different hours are compared by how long they last at worst: four office hours may be three days, and eight "
        "hours at any time are never more than eight.",
        bad=_table(
            "urgency",
            "response-time",
            "| P1 | 4 h | # objective/slower-when-more-urgent",
            "| P2 | 1 h |",
            "| P3 | 8 h |",
        ),
        good=_table("urgency", "response-time", "| P1 | 1 h |", "| P2 | 4 h |", "| P3 | 8 h |"),
        check=Each(written, slower_when_urgent, _Order),
    ),
    Rule(
        "objective/worse-in-better-tier",
        "error",
        "a better tier is promised less than a lesser one",
        "Whoever pays for more would get less.",
        bad=_table("care", "response-time", "| silver | 1 h |", "| gold | 2 h | # objective/worse-in-better-tier"),
        good=_table("care", "response-time", "| silver | 2 h |", "| gold | 1 h |"),
        check=Each(written, worse_in_better_tier, _Order),
    ),
)
