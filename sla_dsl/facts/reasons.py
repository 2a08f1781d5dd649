"""Why a figure is what it is: the rows that made it, what was cut off them and by which line, and the sum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ..algebra.intervals import Interval, Intervals, difference, intersection, measure, union
from ..text.source import Span
from .case_due import is_of_single_cases
from .cases import timed_cases
from .kept import asked
from .measured import applying, measured_and_down
from .partial import lost
from .question import Question, UnknownError, within
from .reported import WindowFigure
from .tables.cells import MICRO
from .tables.found import RowPlace
from .tables.rows import CaseRow, CountRow, ExclusionRow, FigureRow, OutageRow, SampleRow
from .volumes import within_volumes


@dataclass(frozen=True, slots=True)
class FigureGround:
    """One ground of a figure: a row (``place``) or a statement (``by``), the time it is about, and what comes of it.

    ``counts`` are seconds of it that count; of a case, what its clock shows; ``late`` by how much that is too long.
    """

    kind: str
    name: str = ""
    place: RowPlace | None = None
    by: Span | None = None
    span: Interval | None = None
    counts: Fraction | None = None
    late: Fraction | None = None


def reasons(told: WindowFigure) -> Iterator[FigureGround]:
    """The grounds of a window's figure, in the order in which they are reckoned."""
    known, window = told.known, (told.start, told.end)
    question = asked(known.workspace, known.agreement, told.promise, told.window, known.told, *told.written)
    for row in known.facts.of(FigureRow, ("objective",), [(told.objective,)]):
        yield FigureGround("figure", told.objective, row.place)
    try:
        if is_of_single_cases(question):
            yield from _cases(told, question)
        elif told.promise.counting.counts or question.metric.population not in ("time", "outages"):
            yield from _rows(told, question, window)
        else:
            yield from _time(told, question, window)
    except UnknownError as unknown:
        yield FigureGround("unknown", unknown.word)


def _time(told: WindowFigure, question: Question, window: Interval) -> Iterator[FigureGround]:
    hours = question.in_hours(union([window]))
    times, down = measured_and_down(question)
    yield FigureGround("hours", question.hours or "24x7", span=window, counts=Fraction(measure(hours)))
    services = [(one,) for one in told.known.services]
    for row in told.known.facts.of(OutageRow, ("service",), services):
        span = row.start // MICRO, told.known.now if row.end is None else row.end // MICRO
        cut = within(union([span]), window)
        if cut:
            counts = lost(question, intersection(cut, down))
            yield FigureGround("outage", row.service, row.place, span=span, counts=counts)
    for cause in told.known.facts.of(ExclusionRow, ("service",), [("",), *services]):
        span = cause.start // MICRO, cause.end // MICRO
        if within(union([span]), window):
            out = intersection(within(union([span]), window), hours)
            counts = _sum(difference(out, times))
            yield FigureGround("exclusion", cause.reason, cause.place, span=span, counts=counts)
    for one in applying(question):
        seconds = dict(told.answer.excluded).get(one.reason)
        if seconds:
            yield FigureGround("excluded", one.reason, by=one.source, counts=seconds)
    found = told.known.facts.of(SampleRow, ("service",), services)
    probes = [probe for probe in found if _in(probe.at // MICRO, window)]
    if probes:
        yield FigureGround("samples", str(len(probes)), probes[0].place)
    yield FigureGround("measured", counts=told.answer.measured)
    yield FigureGround("down", counts=Fraction(measure(down)))


def _cases(told: WindowFigure, question: Question) -> Iterator[FigureGround]:
    places = {
        row.case: row.place for row in told.known.facts.of(CaseRow, ("service",), [(one,) for one in question.covered])
    }
    for one in within_volumes(question, timed_cases(question)):
        case = one.handled.case.case
        kind = "open" if one.is_open else "case" if one.in_time else "late"
        yield FigureGround(
            kind, case, places.get(case), counts=one.seconds, late=one.beyond if kind == "late" else None
        )


def _rows(told: WindowFigure, question: Question, window: Interval) -> Iterator[FigureGround]:
    names = {"", *question.lineage(told.promise.metric)}
    services = [(one,) for one in question.covered]
    for row in told.known.facts.of(CountRow, ("service",), services):
        if row.metric in names and _in(row.start // MICRO, window):
            yield FigureGround(
                "count", f"{row.bad} of {row.total}", row.place, span=(row.start // MICRO, row.end // MICRO)
            )
    for probe in told.known.facts.of(SampleRow, ("service",), services):
        at = probe.at // MICRO
        if probe.metric in names and _in(at, window):
            yield FigureGround("sample", str(probe.value), probe.place, span=(at, at))


def _in(at: int, window: Interval) -> bool:
    return window[0] <= at < window[1]


def _sum(times: Intervals) -> Fraction:
    return Fraction(measure(times))
