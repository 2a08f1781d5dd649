"""Figures of a window: shares of time, shares and statistics of cases, samples and counts; exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from operator import attrgetter
from typing import Literal, assert_never

from ..algebra.intervals import Interval, Intervals, difference, intersection, measure, together, union
from ..algebra.windows import stated_seconds
from ..model.phrases import Bound
from ..model.quantity import Quantity
from .answer import Answer
from .bounds import is_within, keeps, rounded, share_of_time, unit_of
from .cases import timed_cases
from .down import Holding, downs, single_outages, unknown
from .handled import Timed
from .holding import holding, value_of
from .measured import ALL_TIME, Downs, does_not_count, excluded, measured
from .partial import lost
from .question import FOR_EVER, YEAR, Question, UnknownError, within
from .volumes import rows_of, within_volumes
from .world import Count, Sample


def judged(question: Question) -> Answer:
    """The figure of an objective in a window, from what was measured."""
    given = _given(question)
    if given is not None:
        return compared(question, given)
    metric = question.metric
    if metric.unit == "percent" and metric.population == "time" and question.objective.statistic == "share":
        return _share_of_time(question)
    if metric.population == "outages":
        return _of_outages(question)
    if metric.starts is not None and metric.stops is not None:
        return _of_cases(question)
    return _of_rows(question)


def compared(question: Question, figure: Quantity, part: Fraction = Fraction(1)) -> Answer:
    """A figure, rounded as the objective says, against its bound or a part of it; here every figure enters."""
    decimals = question.objective.counting.decimals
    final = figure.model_copy(update={"amount": rounded(figure.amount, decimals)})
    share = question.objective.share
    if share is not None and question.objective.statistic == "share":
        kept = is_within("at-least", final.amount, question.quantity(share.share, "%").amount)
    else:
        bound = question.objective.bound
        if not isinstance(bound, Bound):
            raise UnknownError(f"{figure.text} by a time of day")
        kept = keeps(_part_of(question.bound(bound, figure.unit), part), final)
    return Answer("kept" if kept else "missed", figure)


def _part_of(bound: Bound, part: Fraction) -> Bound:
    """A bound in proportion."""
    parts = {
        name: limit.model_copy(update={"amount": limit.amount * part})
        for name, limit in (("value", bound.value), ("upper", bound.upper))
        if isinstance(limit, Quantity)
    }
    return bound.model_copy(update=parts)


def _given(question: Question) -> Quantity | None:
    """What somebody else has measured for the window; raises ``UnknownError`` where that is several figures."""
    rows = [
        row
        for row in question.world.figures
        if row.objective == question.objective.address and row.is_of(question.window)
    ]
    if len(rows) > 1:
        raise UnknownError("several figures for one window")
    if not rows:
        return None
    unit = "%" if question.objective.share else question.figure(question.objective.metric, 0).unit
    return Quantity(amount=rows[0].value, unit=unit)


# Time


def _share_of_time(question: Question) -> Answer:
    of, gaps = downs(question, _holding(question)), unknown(question)
    found = _of_downtime(question, of)
    if not within(gaps, question.promised):
        return found
    # Unknown time is tried as up and as down: only if the answer differs is the window not judged.
    worst = _of_downtime(question, {services: union([*times, *gaps]) for services, times in of.items()})
    if worst == found:
        return found
    # Where all that was measured is excluded if it was down there is one figure, or none.
    ends = sorted(filter(None, (worst.figure, found.figure)), key=attrgetter("amount"))
    if worst.is_kept != found.is_kept:
        found = replace(found, outcome="not-judged", word="samples are missing")
    return replace(found, figure=None, low=ends[0], high=ends[-1])


def _of_downtime(question: Question, of: Downs) -> Answer:
    """The share of time, where what is covered is down when it is said."""
    times = measured(question, of)
    length = _counted_length(question, times)
    if not length:
        return Answer("empty", measured=Fraction(0), down=Fraction(0))
    down = lost(question, intersection(times, together(of.values())))
    found = compared(question, share_of_time(down, length, question.metric.better))
    told = excluded(question, question.promised[1], question.scope, of)
    seconds = ((reason, Fraction(measure(within(each, question.promised)))) for reason, each in told)
    return replace(found, measured=length, down=down, excluded=tuple(one for one in seconds if one[1]))


def _holding(question: Question) -> Holding:
    return lambda condition: holding(question, condition, ALL_TIME)


def _counted_length(question: Question, times: Intervals) -> Fraction:
    """The seconds that count as measured: those of the whole window, or the length that is stated, less what is out."""
    length = Fraction(measure(times))
    if not length:
        return length
    part, whole = (Fraction(measure(question.in_hours(union([each])))) for each in (question.promised, question.window))
    # A stated length (`of 730 h`) stands for the hours of the whole window (docs/meaning.md, Which time is measured).
    full = stated_seconds(question.objective.window or YEAR) or whole
    counted = full if question.agreement.partial_windows == "whole" else full * part / whole
    return counted - (part - length)


def proportion(question: Question) -> Fraction:
    """Which part of the hours of a window is left of it; all, if it counts as a whole."""
    if question.agreement.partial_windows == "whole" or not question.is_cut:
        return Fraction(1)
    part, whole = (measure(question.in_hours(union([each]))) for each in (question.promised, question.window))
    return Fraction(part, whole) if whole else Fraction(1)


# Outages


def _of_outages(question: Question) -> Answer:
    """The number, the lengths or the sum of outages, in the hours and less what does not count.

    An outage belongs to the window in which it begins to count, whole; a sum is that of what lies in the window.
    """
    of = downs(question, _holding(question))
    outages = [_counting(question, one, of) for one in single_outages(question, _holding(question))]
    if question.metric.unit != "number" and question.objective.statistic == "total":
        down = sum(measure(within(one, question.promised)) for one in outages)
        return compared(question, question.figure(question.metric.name, down), proportion(question))
    begun = [one for one in outages if one and question.promised[0] <= one[0][0] < question.promised[1]]
    if question.metric.unit == "number":
        return compared(question, question.figure(question.metric.name, len(begun)), proportion(question))
    return _of_values(question, [Valued(Fraction(measure(one))) for one in begun])


def _counting(question: Question, outage: Interval, of: Downs) -> Intervals:
    """What of an outage counts; of one that never ends, all from its start."""
    start, end = outage
    if end >= FOR_EVER and question.world.until is None:
        end = max(start, question.promised[1])
        return union([*_counting(question, (start, end), of), (end, FOR_EVER)])
    span = (start, min(end, question.world.until or end))
    return difference(question.in_hours(union([span])), does_not_count(question, span, of))


# Cases


def _of_cases(question: Question) -> Answer:
    cases = within_volumes(question, timed_cases(question))
    groups: dict[str, list[Timed]] = {}
    for one in cases:
        case = one.handled.case
        thing = (
            value_of(question, case, question.objective.each_of, one.handled.start)
            if question.objective.each_of
            else ""
        )
        groups.setdefault(_named(question, case.carries, thing), []).append(one)
    return _worst(question, {name: _of_group(question, group) for name, group in groups.items()})


def _of_group(question: Question, cases: list[Timed]) -> Answer:
    late = sum(not one.in_time for one in cases)
    still_open = sum(one.is_open for one in cases)
    told = Answer("missed" if late else "kept", cases=len(cases), late=late)
    match question.objective.statistic:
        case "each":
            known = [one.seconds for one in cases if one.seconds is not None]
            if known and len(known) == len(cases):
                told = replace(told, figure=question.figure(question.metric.name, _furthest(question, known)))
            return _unless_open(told, still_open and not late)
        case "share":
            # A case that is open may still be late or in time: if that decides, the share is not judged.
            sure, possible = (
                compared(question, Quantity(amount=100 * Fraction(len(cases) - missed, len(cases)), unit="%"))
                for missed in (late + still_open, late)
            )
            found = replace(possible, cases=len(cases), late=late)
            if still_open:
                found = replace(found, figure=None, low=sure.figure, high=possible.figure)
            return _unless_open(found, sure.outcome != possible.outcome)
        case _:
            return _by_statistic(question, cases, told)


def _by_statistic(question: Question, cases: list[Timed], told: Answer) -> Answer:
    known = [one.seconds for one in cases if one.seconds is not None]
    if len(known) == len(cases):
        found = _of_values(question, [Valued(one) for one in known])
        return replace(found, cases=told.cases, late=told.late)
    bound = question.objective.bound
    if not isinstance(bound, Bound) or unit_of(question.bound(bound, "s")) != "s":
        raise UnknownError(f"{question.objective.statistic} of days")
    # The longest is beyond its bound as soon as one is; other figures wait for each that may still be done.
    may_end = question.world.until is not None and question.objective.statistic != "longest"
    return _unless_open(told, may_end or not told.late)


def _unless_open(found: Answer, open_decides: object) -> Answer:
    """What was found, or that an open case decides."""
    return replace(found, outcome="not-judged", figure=None, word="a case is open") if open_decides else found


# Samples and counts


@dataclass(frozen=True, slots=True)
class Valued:
    """A value that was measured, and its weight."""

    value: Fraction
    weight: Fraction = Fraction(1)


def _of_rows(question: Question) -> Answer:
    """What samples and counts say, in the hours and less what does not count; a count belongs to its beginning."""
    groups: dict[str, list[Sample | Count]] = {}
    for row in within_volumes(question, rows_of(question)):
        thing = dict(row.values).get(question.objective.each_of or "", "")
        groups.setdefault(_named(question, row.carries, thing), []).append(row)
    return _worst(question, {name: _of_measured(question, group) for name, group in groups.items()})


def _weight(row: Sample) -> Fraction:
    """How much a sample weighs: one that does not say so as much as any other."""
    return Fraction(1) if row.weight is None else row.weight


def _of_measured(question: Question, rows: list[Sample | Count]) -> Answer:
    counts = [row for row in rows if isinstance(row, Count)]
    samples = [row for row in rows if isinstance(row, Sample)]
    values = [Valued(row.value, _weight(row)) for row in samples if row.value is not None]
    probes = [row.ok for row in samples if row.ok is not None and row.value is None]
    if question.objective.statistic != "share":
        if counts or (probes and not values):
            raise UnknownError(f"{question.objective.statistic} of what was only counted")
        return _of_values(question, values)
    bad = sum((row.bad for row in counts), Fraction(0)) + sum(not one for one in probes)
    total = sum((row.total for row in counts), Fraction(0)) + len(probes)
    if question.objective.share is not None:
        kept = [_keeps(question, one.value) for one in values]
        bad, total = bad + sum(not one for one in kept), total + len(kept)
    if not total:
        return Answer("empty", cases=0)
    share = 100 * bad / total
    of_the_good = question.objective.share is not None or question.metric.better == "higher"
    found = compared(question, Quantity(amount=100 - share if of_the_good else share, unit="%"))
    return replace(found, cases=int(total), late=int(bad))


def _keeps(question: Question, value: Fraction) -> bool:
    """Whether one value keeps to the bound that a share of all must keep to."""
    bound = question.objective.bound
    assert isinstance(bound, Bound)
    figure = question.figure(question.metric.name, value)
    return keeps(question.bound(bound, figure.unit), figure)


def _of_values(question: Question, values: list[Valued]) -> Answer:
    """The statistic of values; of each of them the furthest from what is good."""
    weighted = bool(question.objective.counting.weighted_by)
    values = [one if weighted else Valued(one.value) for one in values]
    if not sum(one.weight for one in values):
        return Answer("empty", cases=0)
    statistic, part = question.objective.statistic, Fraction(1)
    if statistic == "share":
        kept = [_keeps(question, one.value) for one in values]
        figure = Quantity(amount=Fraction(100 * sum(kept), len(kept)), unit="%")
        return replace(compared(question, figure), cases=len(kept), late=kept.count(False))
    if statistic == "total":
        part = proportion(question)
    number = question.figure(question.metric.name, _number(question, statistic, values))
    return replace(compared(question, number, part), cases=len(values))


def _number(
    question: Question,
    statistic: Literal["each", "mean", "median", "longest", "lowest", "total"],
    values: list[Valued],
) -> Fraction:
    numbers = [one.value for one in values]
    match statistic:
        case "each":
            return _furthest(question, numbers)
        case "mean":
            weighted = sum((one.value * one.weight for one in values), Fraction(0))
            return weighted / sum(one.weight for one in values)
        case "median":
            return _median(sorted(numbers))
        case "longest":
            return max(numbers)
        case "lowest":
            return min(numbers)
        case "total":
            return sum(numbers, Fraction(0))
    assert_never(statistic)


def _median(numbers: Sequence[Fraction]) -> Fraction:
    """The middle one, or the mean of the two in the middle."""
    middle = len(numbers) // 2
    return numbers[middle] if len(numbers) % 2 else (numbers[middle - 1] + numbers[middle]) / 2


def _furthest(question: Question, numbers: Sequence[Fraction]) -> Fraction:
    """Of values that must each keep to the bound one that does not, or else that which is nearest to it."""
    bound = question.objective.bound
    side = bound.kind if isinstance(bound, Bound) else "at-most"
    if side == "between":
        return next((one for one in numbers if not _keeps(question, one)), numbers[0])
    return max(numbers) if side in ("at-most", "below") else min(numbers)


# Of each


def _named(question: Question, carries: str, thing: str) -> str:
    """The agreement in front, and the thing, that a figure belongs to."""
    return " ".join(one for one in (carries if question.objective.counted_for_each else "", thing) if one)


def _worst(question: Question, groups: dict[str, Answer]) -> Answer:
    """All must keep to the bound: one that misses, else one that is not judged, else that with the worst figure."""
    if not groups:
        return Answer("empty", cases=0)
    side = question.objective.bound.kind if question.objective.bound else "at-most"
    sign = -1 if side in ("at-most", "below", "by") and question.objective.statistic != "share" else 1
    if question.metric.unit == "percent" and question.metric.better == "lower":
        sign = -1
    order = ("missed", "not-judged", "kept", "empty")

    def rank(name: str) -> tuple[int, Fraction, str]:
        figure = groups[name].figure
        return order.index(groups[name].outcome), sign * (figure.amount if figure else Fraction(0)), name

    name = min(groups, key=rank)
    cases, late = (sum(getattr(one, what) or 0 for one in groups.values()) for what in ("cases", "late"))
    return replace(groups[name], worst=name, cases=cases, late=late)
