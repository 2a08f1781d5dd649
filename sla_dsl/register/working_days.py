"""Working days: of who decides, and business days as agreements count them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import islice
from math import ceil

from ..algebra.calendars import Almanac, almanac_of
from ..algebra.days import last_notice, later
from ..algebra.openings import OpeningDays
from ..algebra.zones import opening, zone
from ..model.agreement import Agreement
from ..model.quantity import BUSINESS_DAY, Quantity
from ..model.workspace import Workspace

_DAY = timedelta(days=1)
_SECONDS_OF_A_DAY = 86_400
_SATURDAY = 5
_SEARCHED = 366
"""A working day is looked for among the days of a year; where a calendar has none, the day itself stays."""
_LONGEST = 3660
"""Business days are counted over ten years: a calendar that is closed so long has none."""


@dataclass(frozen=True)
class WorkingDays:
    """The days on which the calendars of a workspace are open."""

    workspace: Workspace
    _opening_days: dict[str, OpeningDays] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def _almanac(self) -> Almanac:
        return almanac_of(self.workspace)

    def is_open(self, calendar: str | None, day: date, where: str | None) -> bool:
        """Whether a calendar opens on a day; without a calendar these are Monday to Friday.

        ``where`` is the zone in which the day of a combination of calendars is meant.
        """
        if calendar is None:
            return day.weekday() < _SATURDAY
        known = self.workspace.calendars.get(calendar)
        if known is not None and known.combination is None:
            return bool(self._almanac.spans(known, day))
        at = zone(where or "UTC")
        return bool(self._almanac.openings(calendar, opening(day, 0, at), opening(day + _DAY, 0, at)))

    def before(self, agreement: Agreement, party: str, day: date, days: int) -> date:
        """The day so many days before another, or the last working day of a party before that.

        A team works in its hours; where it has none, and for a party, the business days of the agreement count, or else
        Monday to Friday.
        """
        team = self.workspace.teams.get(party)
        hours = (team.hours if team else None) or agreement.business_days
        wanted = day - min(days, (day - date.min).days) * _DAY
        before = (wanted - back * _DAY for back in range(min(_SEARCHED, (wanted - date.min).days + 1)))
        return next((one for one in before if self.is_open(hours, one, agreement.zone)), wanted)

    def last_notice(self, agreement: Agreement, end: date, notice: Quantity) -> date | None:
        """The last day on which notice can be given so that it has run out at the end of a day.

        A part of a day counts as a whole one. None if no calendar says which days are business days.
        """
        if notice.unit == "s":
            notice = Quantity(amount=Fraction(ceil(notice.amount / _SECONDS_OF_A_DAY)), unit="day")
        if notice.unit != BUSINESS_DAY:
            return last_notice(end, notice)
        calendar = self.workspace.calendars.get(agreement.business_days or "")
        if calendar is None or calendar.zone is None:
            return None
        # Notice on a business day starts there, and as many as are owed must lie behind it.  On any other day it starts
        # on the next business day, which is later than the one before.
        opened = (day for back in range(_LONGEST) if self.is_open(calendar.name, day := end - back * _DAY, None))
        return next(islice(opened, ceil(notice.amount), None), None)

    def day_after(self, agreement: Agreement, end: date, time: Quantity) -> date | None:
        """The last day of a time that begins when a day is over; None if nobody can count it.

        So five days after 31 October are 1 to 5 November, and a month ends with the day of the same number, or with the
        last one: one month after 30 January ends on 28 February, after 30 June on 30 July. Five business days are
        counted as everywhere in the language: the opening day on which the time starts does not count, and it starts on
        the next one after that midnight.
        """
        if time.unit == "s":
            # A day that has begun is told whole: the register knows days only.
            return end + ceil(time.amount / _SECONDS_OF_A_DAY) * _DAY
        if time.unit != BUSINESS_DAY:
            return later(end, time)
        calendar = self.workspace.calendars.get(agreement.business_days or "")
        if calendar is None or calendar.zone is None:
            return None
        start = opening(end + _DAY, 0, zone(agreement.zone or calendar.zone))
        known = self._opening_days.get(calendar.name)
        # Windows come in order, so what is read for the first one is read for all behind it.
        if known is None or known.since > start:
            known = OpeningDays(self._almanac, calendar.name, calendar.zone, None, start)
            self._opening_days[calendar.name] = known
        return known.day_after(start, ceil(time.amount))
