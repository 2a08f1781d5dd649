"""Up to how much of something an agreement holds: what comes beyond its volume is not promised."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TypeVar

from ..algebra.intervals import Interval
from ..algebra.scopes import is_at
from ..algebra.zones import Instant
from ..model.agreement import Volume
from ..model.quantity import Quantity, unit_kind
from .bounds import is_within
from .cases import handled_cases
from .handled import Timed
from .holding import value_of
from .measured import measured
from .question import Question
from .world import Count, Sample

T = TypeVar("T", Timed, Sample | Count)


def rows_of(question: Question) -> list[Sample | Count]:
    """The samples and counts of the objective that lie in measured time, in order; a count lies where it begins."""
    times = measured(question)
    rows = [row for row in all_rows_of(question) if any(start <= _at(row) < end for start, end in times)]
    return sorted(rows, key=_at)


def all_rows_of(question: Question) -> list[Sample | Count]:
    """The samples and counts of the objective, whenever they come."""
    names = {"", *question.lineage(question.objective.metric)}
    counting = question.objective.counting
    rows: tuple[Sample | Count, ...] = (*question.world.samples, *question.world.counts)
    return [
        row
        for row in rows
        if row.metric in names
        and question.concerns(row, question.covered)
        and (isinstance(row, Sample) or (row.counts in ("", counting.counts) and row.out_of in ("", counting.out_of)))
    ]


def _at(row: Sample | Count) -> Instant:
    return row.at if isinstance(row, Sample) else row.start


def within_volumes(question: Question, found: Iterable[T]) -> list[T]:
    """What of this the agreement promises: in each window of a volume the first ones, up to so many."""
    volumes = [one for one in question.agreement.volumes if _is_for(question, one)]
    return [one for one in found if all(_is_within(question, volume, one) for volume in volumes)]


def _is_for(question: Question, volume: Volume) -> bool:
    """Whether a volume is one of what the objective is about; a least volume is what its author counts upon."""
    named = not volume.objectives or any(is_at(question.objective, name) for name in volume.objectives)
    return named and volume.bound.kind not in ("at-least", "above")


def _is_within(question: Question, volume: Volume, one: Timed | Sample | Count) -> bool:
    most = question.quantity(volume.bound.upper or volume.bound.value, "")
    start = one.handled.start if isinstance(one, Timed) else _at(one)
    span = _span(question, volume, start)
    if most.unit_kind not in ("", unit_kind(question.metric.population or "")):
        return _amount_is_within(question, volume, most, span)
    if not _is_in_scope(question, volume, one):
        return True
    # A case counts itself: the 500th of 500 is promised, the next one is not (docs/meaning.md, Volumes).
    before = sum((number for at, number in things_of(question, volume) if span[0] <= at <= start), Fraction(0))
    return is_within("below" if volume.bound.kind == "below" else "at-most", before, most.amount)


def _span(question: Question, volume: Volume, at: Instant) -> Interval:
    window = volume.window or question.objective.window
    if window is None:
        return question.promised
    return question.windows(window, at, at + 1)[-1]


def _amount_is_within(question: Question, volume: Volume, most: Quantity, span: Interval) -> bool:
    """Whether what an agreement is of something else (users, gigabytes) stays within it; unless it is told, it does."""
    ours = (one for one in question.world.amounts if one.agreement == question.agreement.name)
    told = [one.value for one in ours if one.parameter == most.unit and span[0] <= one.start < span[1]]
    return all(is_within("below" if volume.bound.kind == "below" else "at-most", one, most.amount) for one in told)


def _is_in_scope(question: Question, volume: Volume, one: Timed | Sample | Count) -> bool:
    if isinstance(one, Timed):
        start, case = one.handled.start, one.handled.case
        return all(value_of(question, case, each.scale, start) in each.values for each in volume.scope)
    return question.is_somewhere(one.values, volume.scope)


def things_of(question: Question, volume: Volume) -> list[tuple[Instant, Fraction]]:
    """All that counts towards a volume: when it comes, and how much of it."""
    if question.metric.starts is not None:
        return [
            (one.start, Fraction(1))
            for one in handled_cases(question)
            if all(value_of(question, one.case, each.scale, one.start) in each.values for each in volume.scope)
        ]
    rows = [row for row in all_rows_of(question) if question.is_somewhere(row.values, volume.scope)]
    return [(_at(row), Fraction(1) if isinstance(row, Sample) else row.total) for row in rows]
