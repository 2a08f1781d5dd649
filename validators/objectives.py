"""Objectives that contradict each other, or the order of a scale."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, combinations, pairwise, permutations

from sla_dsl.language.finding import Finding, Related
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.objective import Objective
from sla_dsl.model.phrases import Bound, Selection
from sla_dsl.model.quantity import Quantity
from sla_dsl.model.services import Scale
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.rule import Rule

from .common import each_once, inner, promised, understood


def like(objective: Objective) -> tuple[object, ...]:
    """What two objectives must share so that their bounds compare, but for the values that they are for."""
    return (
        objective.metric,
        objective.statistic,
        objective.each_of,
        objective.share,
        objective.hours,
        objective.clock,
        objective.window,
        objective.force,
        objective.when,
    )


def value_on(objective: Objective, scale: str) -> str | None:
    """The one value of a scale that an objective is for."""
    values = [selection.values for selection in objective.scope if selection.scale == scale]
    return values[0][0] if values and len(values[0]) == 1 else None


def elsewhere(objective: Objective, scale: str) -> frozenset[tuple[str, tuple[str, ...]]]:
    """What an objective is for on all other scales."""
    return frozenset((one.scale, one.values) for one in objective.scope if one.scale != scale)


def is_worse(workspace: Workspace, one: Objective, other: Objective) -> bool:
    """Whether an objective promises less than another one that is like it."""
    mine, theirs = promised(one), promised(other)
    metric = workspace.metrics.get(one.metric)
    if mine is None or theirs is None or mine.unit != theirs.unit or metric is None or metric.better is None:
        return False
    return mine.amount < theirs.amount if metric.better == "higher" else mine.amount > theirs.amount


def steps(agreement: Agreement, scale: Scale) -> Iterator[tuple[Objective, Objective]]:
    """Pairs of objectives that differ in two neighbouring values of a scale only, in the order of the scale."""
    order = {value.name: at for at, value in enumerate(scale.values)}
    groups: dict[object, list[tuple[int, Objective]]] = {}
    for objective in agreement.objectives:
        value = value_on(objective, scale.name)
        if value in order and objective.bound is not None:
            key = (like(objective), elsewhere(objective, scale.name))
            groups.setdefault(repr(key), []).append((order[value], objective))
    for group in groups.values():
        for (_, one), (_, other) in pairwise(sorted(group, key=lambda pair: pair[0])):
            yield one, other


def disordered(workspace: Workspace, kind: str) -> Iterator[tuple[Agreement, Scale, Objective, Objective]]:
    """Pairs of objectives, first that of the earlier value, that a scale of this kind puts in the wrong order."""
    for agreement in understood(workspace):
        for scale in workspace.scales.values():
            for one, other in steps(agreement, scale) if scale.kind == kind else ():
                if is_worse(workspace, *((one, other) if kind == "priorities" else (other, one))):
                    yield agreement, scale, one, other


def slower_when_urgent(workspace: Workspace) -> Iterator[Finding]:
    """More urgent cases that are promised less than less urgent ones."""
    return each_once(
        Finding(
            "objective/slower-when-more-urgent",
            f"`{value_on(one, scale.name)}` is more urgent than `{value_on(other, scale.name)}` and is promised less",
            one.source,
            label=text(one),
            help=f"priorities go from the most to the least urgent: exchange the two, or the values of `{scale.name}`",
            related=(Related(other.source, f"{text(other)} for `{value_on(other, scale.name)}`"),),
            address=one.address,
        )
        for _, scale, one, other in disordered(workspace, "priorities")
    )


def worse_in_better_tier(workspace: Workspace) -> Iterator[Finding]:
    """Better tiers that are promised less than lesser ones."""
    return each_once(
        Finding(
            "objective/worse-in-better-tier",
            f"`{value_on(other, scale.name)}` is better than `{value_on(one, scale.name)}` and is promised less",
            other.source,
            label=text(other),
            help=f"tiers go from the least to the best: exchange the two, or the values of `{scale.name}`",
            related=(Related(one.source, f"{text(one)} for `{value_on(one, scale.name)}`"),),
            address=other.address,
        )
        for _, scale, one, other in disordered(workspace, "tiers")
    )


def text(objective: Objective) -> str:
    """The bound of an objective in a few words."""
    quantity = promised(objective)
    return quantity.text if quantity else ""


# Tables


def missing_values(workspace: Workspace) -> Iterator[Finding]:
    """Tables that leave out a value of a scale that has an order."""

    def found() -> Iterator[Finding]:
        for agreement in understood(workspace):
            chosen = {selection.scale for selection in agreement.tiers}
            for column in columns(agreement):
                first = column[0]
                for scale in (workspace.scales.get(selection.scale) for selection in first.scope):
                    if scale is None or scale.kind == "dimension" or scale.name in chosen:
                        continue
                    named = {value for objective in column for value in values_of(objective.scope, scale.name)}
                    missing = [value.name for value in scale.values if value.name not in named]
                    if missing:
                        left_out = " and ".join(f"`{value}`" for value in missing)
                        yield Finding(
                            "objective/missing-value",
                            f"`{first.name}` says nothing of {first.metric} for {left_out}",
                            first.source,
                            help="add a row; `none` promises nothing on purpose",
                            address=agreement.name,
                            values=(first.name, first.metric, *missing),
                        )

    return each_once(found())


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


# Two objectives


def by_scope(agreement: Agreement) -> list[list[Objective]]:
    """The objectives that have a bound, those for the same values together."""
    found: dict[frozenset[Selection], list[Objective]] = {}
    for objective in agreement.objectives:
        if objective.bound is not None:
            found.setdefault(frozenset(objective.scope), []).append(objective)
    return list(found.values())


def pairs(agreement: Agreement) -> Iterator[tuple[Objective, Objective]]:
    """Pairs of different objectives for the same values that are like each other."""
    for group in by_scope(agreement):
        for one, other in combinations(group, 2):
            if like(one) == like(other):
                yield one, other


def contradictory(workspace: Workspace) -> Iterator[Finding]:
    """Pairs of objectives that cannot both be kept, or of which one says nothing."""

    def found() -> Iterator[Finding]:
        for agreement in understood(workspace):
            for one, other in pairs(agreement):
                excluded = excludes_each_other(one, other)
                if excluded is None:
                    continue
                yield Finding(
                    "objective/contradictory" if excluded else "objective/promised-twice",
                    f"`{inner(one)}` and `{inner(other)}` "
                    + ("cannot both be kept" if excluded else f"both promise {other.metric} of the same cases"),
                    other.source,
                    help="remove one of them, or say `for` which cases each of them is",
                    related=(Related(one.source, "the other promise"),),
                    address=other.address,
                )

    return each_once(found())


def excludes_each_other(one: Objective, other: Objective) -> bool | None:
    """Whether no figure keeps two bounds; nothing if that is not known."""
    first, second = limits(one), limits(other)
    if first is None or second is None:
        return None
    (low, high), (other_low, other_high) = first, second
    lowest = max((bound for bound in (low, other_low) if bound is not None), default=None)
    highest = min((bound for bound in (high, other_high) if bound is not None), default=None)
    return lowest is not None and highest is not None and lowest > highest


def limits(objective: Objective) -> tuple[Fraction | None, Fraction | None] | None:
    """The lowest and the highest figure that keeps an objective."""
    bound = objective.bound
    if not isinstance(bound, Bound) or not isinstance(bound.value, Quantity):
        return None
    if bound.kind == "between":
        return (bound.value.amount, bound.upper.amount) if isinstance(bound.upper, Quantity) else None
    return (bound.value.amount, None) if bound.kind in ("at-least", "above") else (None, bound.value.amount)


def only(rule: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    """The findings of one rule, where one question answers two."""
    return (finding for finding in findings if finding.rule == rule)


def response_after_restoration(workspace: Workspace) -> Iterator[Finding]:
    """Durations that end at an earlier event than another one, and may last longer."""

    def found() -> Iterator[Finding]:
        for agreement in understood(workspace):
            for one, other in chain.from_iterable(permutations(group, 2) for group in by_scope(agreement)):
                sooner, later = promised(one), promised(other)
                if sooner is None or later is None or sooner.unit != later.unit:
                    continue
                if sooner.amount > later.amount and is_before(workspace, one, other):
                    yield Finding(
                        "objective/response-after-restoration",
                        f"`{inner(one)}` may take {sooner.text}, and `{inner(other)}` only {later.text}",
                        one.source,
                        help=f"{one.metric} ends before {other.metric}: give it no more time",
                        related=(Related(other.source, f"at most {later.text}"),),
                        address=one.address,
                    )

    return each_once(found())


def is_before(workspace: Workspace, one: Objective, other: Objective) -> bool:
    """Whether two durations run from the same event in the same hours, and the first one stops at an earlier one."""
    metric, last = workspace.metrics.get(one.metric), workspace.metrics.get(other.metric)
    if metric is None or last is None or metric.starts is None or metric.starts != last.starts:
        return False
    if (one.hours, one.clock) != (other.hours, other.clock) or metric.better != "lower" or last.better != "lower":
        return False
    return metric.stops in events_before(workspace, last.stops)


def events_before(workspace: Workspace, event: str | None) -> frozenset[str]:
    """The events that come before one."""
    found: set[str] = set()
    left = [event]
    while left:
        at = left.pop()
        before = {workspace.events[at].after} if at in workspace.events else set()
        before |= {each.name for each in workspace.events.values() if at is not None and each.before == at}
        new = {name for name in before if name is not None} - found
        found |= new
        left += new
    return frozenset(found)


# Shares


def shares_beyond_volume(workspace: Workspace) -> Iterator[Finding]:
    """Shares of so few cases that not one of them may be missed."""

    def found() -> Iterator[Finding]:
        for agreement in understood(workspace):
            for objective in agreement.objectives:
                share = objective.share.share if objective.share else None
                if not isinstance(share, Quantity) or share.amount == 100:
                    continue
                for volume in agreement.volumes:
                    most = volume.bound.value
                    applies = volume.window == objective.window and not volume.scope and not volume.objectives
                    counted = isinstance(most, Quantity) and objective.share and most.unit == objective.share.of
                    if applies and counted and isinstance(most, Quantity) and most.amount * (100 - share.amount) < 100:
                        yield Finding(
                            "objective/share-beyond-volume",
                            f"{share.text} of at most {most.text} is all of them: one miss is too many",
                            objective.source,
                            help="promise 100%, or a share that allows for a miss, or measure over a longer window",
                            related=(Related(volume.source, f"at most {most.text}"),),
                            address=objective.address,
                        )

    return each_once(found())


def perfect(workspace: Workspace) -> Iterator[Finding]:
    """Promises of perfection without any exclusion."""

    def found() -> Iterator[Finding]:
        for agreement in understood(workspace):
            for objective in agreement.objectives:
                target, metric = promised(objective), workspace.metrics.get(objective.metric)
                if target is None or metric is None or target.unit != "%" or agreement.exclusions:
                    continue
                if target.amount == (100 if metric.better == "higher" else 0) and objective.force == "guaranteed":
                    yield Finding(
                        "objective/perfect-without-exclusion",
                        f"`{inner(objective)}` promises {target.text}, and nothing is excluded",
                        objective.source,
                        help="promise what can be kept, or say what does not count, such as `excludes force-majeure`",
                        address=objective.address,
                    )

    return each_once(found())


_TABLE = """\
ola statistics {{
  provider dba
  customer desk
  covers reports
  support hours office
  objectives handling by {scale} in 95% of cases each calendar month {{
    | {scale} | {head} |
{rows}  }}
}}
"""
_PROMISES = """\
ola statistics {{
  provider dba
  customer desk
  covers reports
  support hours office
{statements}}}
"""


def _table(scale: str, head: str, *rows: str) -> str:
    return _TABLE.format(scale=scale, head=head, rows="".join(f"    {row}\n" for row in rows))


def _sample(*statements: str) -> str:
    return _PROMISES.format(statements="".join(f"  {line}\n" for line in statements))


RULES = (
    Rule(
        "objective/contradictory",
        "error",
        "two promises about the same figure cannot both be kept",
        "Whatever happens, one of them is missed.",
        bad=_sample(
            "objective load: throughput between 100/s and 200/s",
            "objective peak: throughput at least 300/s # objective/contradictory",
        ),
        good=_sample("objective load: throughput between 100/s and 300/s"),
        check=lambda workspace: only("objective/contradictory", contradictory(workspace)),
    ),
    Rule(
        "objective/missing-value",
        "error",
        "a table leaves out a value of its scale",
        "A case of that priority, or a customer of that tier, is promised nothing by oversight. `none` says it.",
        bad=_table("urgency", "response-time", "| P1 | 1 h | # objective/missing-value", "| P2 | 2 h |"),
        good=_table("urgency", "response-time", "| P1 | 1 h |", "| P2 | 2 h |", "| P3 | none |"),
        check=missing_values,
    ),
    Rule(
        "objective/perfect-without-exclusion",
        "warning",
        "perfection is promised and nothing is excluded",
        "The first second of maintenance breaks it.",
        bad=_sample(
            "objective uptime: availability at least 100% each calendar month # objective/perfect-without-exclusion"
        ),
        good=_sample(
            "objective uptime: availability at least 100% each calendar month",
            "excludes maintenance up to 4 h each calendar month",
        ),
        check=perfect,
    ),
    Rule(
        "objective/promised-twice",
        "error",
        "the same figure of the same cases is promised twice",
        "The weaker promise says nothing, and a reader may take it for the one that counts. Further levels are written "
        "`warn at` and `aim at`, other shares `in … of cases`.",
        bad=_sample(
            "objective uptime: availability at least 99% each calendar month",
            "objective stability: availability at least 98% each calendar month # objective/promised-twice",
        ),
        good=_sample("objective uptime: availability at least 98% each calendar month { aim at 99% }"),
        check=lambda workspace: only("objective/promised-twice", contradictory(workspace)),
    ),
    Rule(
        "objective/response-after-restoration",
        "error",
        "what comes first may take longer than what comes after it",
        "A case that must be restored in four hours is answered before that: the longer time promises nothing.",
        bad=_table(
            "urgency",
            "response-time | restore-time",
            "| P1 | 1 h | 4 h |",
            "| P2 | 9 h | 8 h | # objective/response-after-restoration",
            "| P3 | 10 h | none |",
        ),
        good=_table(
            "urgency",
            "response-time | restore-time",
            "| P1 | 1 h | 4 h |",
            "| P2 | 2 h | 8 h |",
            "| P3 | 10 h | none |",
        ),
        check=response_after_restoration,
    ),
    Rule(
        "objective/share-beyond-volume",
        "warning",
        "a share of so few cases is promised that none may be missed",
        "99% of 30 cases is 29.7 of them, which only 30 reach. It reads like a tolerance and is none.",
        bad=_sample(
            "volume at most 30 cases each calendar month",
            "objective answer: response-time at most 1 h in 99% of cases each calendar month "
            "# objective/share-beyond-volume",
        ),
        good=_sample(
            "volume at most 30 cases each calendar month",
            "objective answer: response-time at most 1 h in 95% of cases each calendar month",
        ),
        check=shares_beyond_volume,
    ),
    Rule(
        "objective/slower-when-more-urgent",
        "error",
        "a more urgent case is promised less than a less urgent one",
        "Priorities exist so that the urgent comes first; two cells that were exchanged turn them around.",
        bad=_table(
            "urgency",
            "response-time",
            "| P1 | 4 h | # objective/slower-when-more-urgent",
            "| P2 | 1 h |",
            "| P3 | 8 h |",
        ),
        good=_table("urgency", "response-time", "| P1 | 1 h |", "| P2 | 4 h |", "| P3 | 8 h |"),
        check=slower_when_urgent,
    ),
    Rule(
        "objective/worse-in-better-tier",
        "error",
        "a better tier is promised less than a lesser one",
        "Whoever pays for more would get less.",
        bad=_table("care", "response-time", "| silver | 1 h |", "| gold | 2 h | # objective/worse-in-better-tier"),
        good=_table("care", "response-time", "| silver | 2 h |", "| gold | 1 h |"),
        check=worse_in_better_tier,
    ),
)
