"""Clocks in a row that are one clock: the second one runs from the end of the first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .clocks import Onset, Timer, _BusinessDays, _ByTimeOfDay, _Elapsing
from .openings import Moment


@dataclass(frozen=True, slots=True)
class _ElapsedFirst:
    """Runs a clock whose end stands still between its breaks, from the end of a time that elapses first.

    So it stands still as well, except where the time ends at a break.  Hours that open or close in between change
    nothing.
    """

    first: _Elapsing
    then: _BusinessDays | _ByTimeOfDay

    def end(self, start: Moment) -> Moment | None:
        end = self.first.end(start)
        return None if end is None else self.then.end(end)

    def breaks(self, since: Moment, until: Moment) -> Iterable[Moment]:
        first, last = self.first.end(since), self.first.end(until)
        if first is None or last is None:
            # From some start on the time never elapses.
            yield from self.first.breaks(since, until)
        timeline, seconds = self.first.timeline, self.first.seconds
        for at in () if first is None else self.then.breaks(first, timeline.read_until if last is None else last):
            # The first start from which no more than the time passes until then.
            total = timeline.total(at) - seconds
            start = timeline.reaches(total) if total > 0 else None
            if start is not None:
                yield start

    def onset(self, since: Moment, until: Moment) -> Onset:  # noqa: ARG002 - it stands still
        end = self.end(since)
        return Onset(end, end, False)


def in_a_row(first: Timer, then: Timer) -> Timer | None:
    """The one clock for two: the second one runs from the end of the first.  None if they remain two."""
    if not isinstance(first, _Elapsing) or first.is_below:
        return None
    if isinstance(then, _Elapsing) and not then.is_below and then.timeline is first.timeline:
        return _Elapsing(first.timeline, first.seconds + then.seconds, is_below=False)
    return _ElapsedFirst(first, then) if isinstance(then, _BusinessDays | _ByTimeOfDay) else None
