"""Libraries for business time, of the calendars that clocks are measured by."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import starmap
from zoneinfo import ZoneInfo

Worked = Callable[[datetime, datetime], int]
"""How many seconds of business there are between two moments."""
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


@dataclass(frozen=True)
class Hours:
    """A calendar from Monday to Friday: in our words, and its zone, openings of a day and days off.

    ``holidays`` are those of ``off`` that our words do not name.
    """

    text: str
    zone: str
    openings: tuple[tuple[time, time], ...]
    closed: frozenset[date] = frozenset()
    years: Collection[int] = ()

    @property
    def holidays(self) -> frozenset[date]:
        """The public holidays of France in the years."""
        import holidays

        return frozenset(holidays.country_holidays("FR", years=self.years)) if self.years else frozenset()

    @property
    def off(self) -> list[date]:
        """The days on which it does not open."""
        return sorted(self.closed | self.holidays)


CALENDARS = {
    "real": Hours(
        """calendar office {
          time zone Europe/Paris
          open Mon-Fri 09:00-12:30, 13:30-18:00
          closed holidays FR
          closed 2026-05-15
          closed 2026-12-24
        }""",
        "Europe/Paris",
        ((time(9), time(12, 30)), (time(13, 30), time(18))),
        frozenset({date(2026, 5, 15), date(2026, 12, 24)}),
        (2026, 2027),
    ),
    "simple": Hours("calendar office { time zone UTC open Mon-Fri 08:00-18:00 }", "UTC", ((time(8), time(18)),)),
}
"""What contracts have: summer time, a break, public holidays and closed days; and what the quickest libraries know."""


def _businesstimedelta(hours: Hours) -> Worked:
    """The one that most use; it knows zones, several openings and days off."""
    import businesstimedelta
    import pytz

    where, days = pytz.timezone(hours.zone), range(len(_DAYS))
    rules = [businesstimedelta.WorkDayRule(*span, days, tz=where) for span in hours.openings]
    off = [businesstimedelta.HolidayRule(frozenset(hours.off), tz=where)] if hours.off else []
    known = businesstimedelta.Rules([*rules, *off])

    def worked(since: datetime, until: datetime) -> int:
        found = known.difference(since, until)
        return int(found.hours * 3600 + found.seconds)

    return worked


def _bizdurr(hours: Hours) -> Worked:
    """It knows zones, days off, and one opening of a day: of two it is asked twice."""
    import bizdurr

    parts = [
        bizdurr.BusinessDuration(
            {day: {"start": f"{since:%H:%M}", "end": f"{until:%H:%M}"} for day in _DAYS}, hours.zone, hours.off
        )
        for since, until in hours.openings
    ]
    return lambda since, until: sum(int(one.calculate(since, until).total_seconds()) for one in parts)


def _officehours(hours: Hours) -> Worked:
    """It knows days off, one opening of a day, and no zone: it is given local times."""
    import officehours

    parts = [officehours.Calculator(f"{since:%H:%M}", f"{until:%H:%M}", hours.off) for since, until in hours.openings]
    return _local(hours, lambda since, until: sum(int(one.working_seconds(since, until)) for one in parts))


def _business_duration(hours: Hours) -> Worked:
    """It knows days off, one opening of a day, and no zone: it is given local times."""
    from business_duration import businessDuration

    off = hours.off

    def worked(since: datetime, until: datetime) -> int:
        found = (businessDuration(since, until, *span, [5, 6], off, "sec") for span in hours.openings)
        return int(sum(found))

    return _local(hours, worked)


def _worktimecalc(hours: Hours) -> Worked:
    """It adds up whole weeks, and knows one opening of a day, no zone and no days off."""
    from worktimecalc.calc import WorkTimeCalculator

    parts = list(starmap(WorkTimeCalculator, hours.openings))
    return _local(hours, lambda since, until: sum(int(one(since, until).total_seconds()) for one in parts))


def _local(hours: Hours, worked: Worked) -> Worked:
    """For a library without zones: it is given the times of a place, as its callers have to."""
    where = ZoneInfo(hours.zone)

    def there(moment: datetime) -> datetime:
        return moment.astimezone(where).replace(tzinfo=None)

    return lambda since, until: worked(there(since), there(until))


LIBRARIES = {
    "officehours": _officehours,
    "bizdurr": _bizdurr,
    "businesstimedelta": _businesstimedelta,
    "business-duration": _business_duration,
    "worktimecalc": _worktimecalc,
}
