"""Objectives that contradict each other, or that promise something else than they seem to."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import cast

from sla_dsl.model.agreement import Agreement, Volume
from sla_dsl.model.objective import Objective, Target
from sla_dsl.model.phrases import Bound, Selection
from sla_dsl.model.quantity import Quantity, unit_kind
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related

from .common import column, inner, like, understood, written

# Two objectives


def by_scope(agreement: Agreement) -> list[list[Objective]]:
    """The objectives with a bound, grouped by the values that they are for."""
    found: dict[frozenset[Selection], list[Objective]] = {}
    for objective in agreement.objectives:
        if objective.bound is not None:
            found.setdefault(frozenset(objective.scope), []).append(objective)
    return list(found.values())


def pairs(agreement: Agreement) -> Iterator[tuple[Objective, Objective]]:
    """Comparable objectives with different names for the same values: each with the first of them."""
    alike: dict[object, Objective] = {}
    for group in by_scope(agreement):
        for other in group:
            key = (frozenset(other.scope), like(other))
            one = alike.get(key)
            if one is not None and one.address != other.address:
                yield one, other
            elif limits(other.bound) is not None:
                alike.setdefault(key, other)


def contradictory(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Pairs of objectives, or of volumes, that cannot both be kept, or where one adds nothing."""
    for one, other in pairs(agreement):
        excluded = excludes_each_other(one, other)
        if excluded is None:
            continue
        yield Finding(
            "objective/contradictory" if excluded else "objective/promised-twice",
            f"`{inner(one)}` and `{inner(other)}` "
            + ("cannot both be kept" if excluded else f"both promise {other.metric} of the same cases"),
            other.source,
            help="remove one of them, say `for` which cases each of them is, or give each a metric of its own "
            f"that `is {other.metric}`",
            related=(Related(one.source, "the other promise"),),
            address=other.address,
        )
    yield from contradictory_volumes(agreement)


def contradictory_volumes(agreement: Agreement) -> Iterator[Finding]:
    """Volumes of the same thing that no number keeps: more are sure to come than may."""
    alike: dict[object, list[Volume]] = {}
    for volume in agreement.volumes:
        scope = frozenset(volume.objectives), frozenset(volume.scope)
        if isinstance(volume.bound.value, Quantity):
            alike.setdefault((volume.window, volume.bound.value.unit_kind, scope), []).append(volume)
    for group in alike.values():
        known = [(*found, one) for one in group if (found := limits(one.bound)) is not None]
        # Of two with one number `above` and `below` are the stronger ones: they stand last, and count.
        known.sort(key=lambda each: each[2].bound.kind in ("above", "below"))
        fewest = {low: one for low, _, one in known if low is not None}
        most = {high: one for _, high, one in known if high is not None}
        if not fewest or not most:
            continue
        low, high = max(fewest), min(most)
        open_ends = {fewest[low].bound.kind, most[high].bound.kind} & {"above", "below"}
        if low > high or (low == high and open_ends):
            yield Finding(
                "objective/contradictory",
                "more are sure to come than may come: no number keeps both volumes",
                most[high].source,
                help="write one `volume between` the fewest and the most, or say what each is of",
                related=(Related(fewest[low].source, "the other volume"),),
            )


def excludes_each_other(one: Objective, other: Objective) -> bool | None:
    """Whether no figure keeps both bounds; none if that is not known."""
    first, second = limits(one.bound), limits(other.bound)
    if first is None or second is None:
        return None
    (low, high), (other_low, other_high) = first, second
    lowest = max((bound for bound in (low, other_low) if bound is not None), default=None)
    highest = min((bound for bound in (high, other_high) if bound is not None), default=None)
    return lowest is not None and highest is not None and lowest > highest


def limits(bound: Target | None) -> tuple[Fraction | None, Fraction | None] | None:
    """The lowest and the highest figure that keep a bound; none if it is no plain quantity."""
    if not isinstance(bound, Bound) or not isinstance(bound.value, Quantity):
        return None
    if bound.kind == "between":
        return (bound.value.amount, bound.upper.amount) if isinstance(bound.upper, Quantity) else None
    return (bound.value.amount, None) if bound.kind in ("at-least", "above") else (None, bound.value.amount)


def response_after_restoration(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Durations that stop at an earlier event than another duration, and may last longer."""
    for group in by_scope(agreement):
        shortest = shortest_by_end(workspace, group)
        for one in group:
            sooner = one.quantity
            others = [
                other
                for other in shortest.values()
                if sooner is not None and is_beaten(sooner, other) and is_before(workspace, one, other)
            ]
            if sooner is None or not others:
                continue
            other = min(others, key=lambda each: cast(Quantity, each.quantity).amount)
            later = cast(Quantity, other.quantity)
            yield Finding(
                "objective/response-after-restoration",
                f"`{inner(one)}` may take {sooner.text}, and `{inner(other)}` only {later.text}",
                one.source,
                help=f"{one.metric} ends before {other.metric}: give it no more time",
                related=(Related(other.source, f"at most {later.text}"),),
                address=one.address,
            )


def shortest_by_end(workspace: Workspace, group: list[Objective]) -> dict[tuple[object, ...], Objective]:
    """Of the durations that run and stop alike, the shortest."""
    found: dict[tuple[object, ...], Objective] = {}
    for one in group:
        metric = workspace.metrics.get(one.metric)
        if metric is None or one.quantity is None:
            continue
        key = ((metric.starts, metric.better, one.hours, one.clock, one.quantity.unit_kind), metric.stops)
        before = found.setdefault(key, one)
        if one.quantity.amount < cast(Quantity, before.quantity).amount:
            found[key] = one
    return found


def is_beaten(time: Quantity, other: Objective) -> bool:
    """Whether another promise has less time, in the same unit."""
    limit = other.quantity
    return limit is not None and limit.unit_kind == time.unit_kind and time.amount > limit.amount


def is_before(workspace: Workspace, one: Objective, other: Objective) -> bool:
    """Whether two durations run from the same event in the same hours, and the first stops at an earlier event."""
    metric, last = workspace.metrics.get(one.metric), workspace.metrics.get(other.metric)
    if metric is None or last is None or metric.starts is None or metric.starts != last.starts:
        return False
    if (one.hours, one.clock) != (other.hours, other.clock) or metric.better != "lower" or last.better != "lower":
        return False
    return metric.stops in events_before(workspace, last.stops)


def events_before(workspace: Workspace, event: str | None) -> frozenset[str]:
    """The events that come before an event."""
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


def shares_beyond_volume(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Shares of so few cases that not a single case may miss the bound."""
    for objective in agreement.objectives:
        share = objective.share.share if objective.share else None
        if not isinstance(share, Quantity) or share.amount == 100:
            continue
        for volume in agreement.volumes:
            most = volume.bound.value
            applies = volume.window == objective.window and not volume.scope and not volume.objectives
            counted = isinstance(most, Quantity) and objective.share and most.unit_kind == unit_kind(objective.share.of)
            if applies and counted and isinstance(most, Quantity) and most.amount * (100 - share.amount) < 100:
                yield Finding(
                    "objective/share-beyond-volume",
                    f"{share.text} of at most {most.text} is all of them: one miss is too many",
                    objective.source,
                    help="promise 100%, or a share that allows for a miss, or measure over a longer window",
                    related=(Related(volume.source, f"at most {most.text}"),),
                    address=objective.address,
                )


def perfect(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Promises of perfection without any exclusion; one finding for a column of a table."""
    seen = set()
    for objective in agreement.objectives:
        target, metric = objective.quantity, workspace.metrics.get(objective.metric)
        if target is None or metric is None or target.unit != "%" or agreement.exclusions:
            continue
        is_perfect = target.amount == (100 if metric.better == "higher" else 0)
        if is_perfect and objective.force == "guaranteed" and column(objective) not in seen:
            seen.add(column(objective))
            yield Finding(
                "objective/perfect-without-exclusion",
                f"`{inner(objective)}` promises {target.text}, and nothing is excluded",
                objective.source,
                help="promise what can be kept, or say what does not count, such as `excludes force-majeure`",
                address=objective.address,
            )


def lost_in_rounding(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Percentages that a measured figure cannot show, because it is rounded to fewer decimals."""
    return (
        Finding(
            "objective/lost-in-rounding",
            f"`{inner(objective)}` promises {target.text} of a figure that is rounded to "
            + ("1 decimal" if decimals == 1 else f"{decimals} decimals"),
            objective.source,
            help="round to as many decimals as the promise has, or leave the rounding out",
            address=objective.address,
        )
        for objective in agreement.objectives
        if (target := objective.quantity) is not None
        and (decimals := objective.counting.decimals) is not None
        and target.unit == "%"
        and (target.amount * 10**decimals).denominator != 1
    )


def _sample(*statements: str) -> str:
    return stage.ola("support hours office", *statements)


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
        check=Each(written, contradictory, rule="objective/contradictory"),
    ),
    Rule(
        "objective/lost-in-rounding",
        "warning",
        "a figure is rounded to fewer decimals than its promise has",
        "Rounded to one decimal, 99.94% is 99.9% and 99.96% is 100%: a promise of 99.95% is then one of perfection.",
        bad=_sample(
            "objective stability: availability at least 99.95% during 24x7 each calendar month { "
            "# objective/lost-in-rounding",
            "rounded to 1 decimal",
            "}",
        ),
        good=_sample(
            "objective stability: availability at least 99.95% during 24x7 each calendar month {",
            "rounded to 2 decimals",
            "}",
        ),
        check=Each(written, lost_in_rounding),
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
        check=Each(understood, perfect, once=False),
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
        check=Each(written, contradictory, rule="objective/promised-twice"),
    ),
    Rule(
        "objective/response-after-restoration",
        "error",
        "what comes first may take longer than what comes after it",
        "A case that must be restored in four hours is answered before that: the longer time promises nothing.",
        bad=_sample(
            "objective answer: response-time at most 9 h # objective/response-after-restoration",
            "objective repair: restore-time at most 8 h",
        ),
        good=_sample(
            "objective answer: response-time at most 1 h",
            "objective repair: restore-time at most 8 h",
        ),
        check=Each(written, response_after_restoration),
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
        check=Each(written, shares_beyond_volume),
    ),
)
