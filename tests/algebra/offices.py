"""Calendars, limits and instants for the tests of clocks and paths."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from sla_dsl.algebra.calendars import Almanac
from sla_dsl.algebra.clocks import TimeLimit
from sla_dsl.algebra.openings import Moment
from sla_dsl.algebra.zones import local, zone
from sla_dsl.model.people import Calendar, Closing, HoursRef
from sla_dsl.model.phrases import Deadline
from sla_dsl.model.quantity import Quantity

from .test_calendars import HERE, PARIS, at, combined, weekly

FRENCH_2026 = [
    date.fromisoformat(f"2026-{day}")
    for day in ("01-01", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14", "08-15", "11-01", "11-11", "12-25")
]
MIN, HOUR, DAY = 60, 3600, 86400


def office(name: str, *spans: tuple[int, int], where: str = PARIS, holidays: Sequence[str] = ()) -> Calendar:
    closings = (Closing(holidays=tuple(holidays), source=HERE),) if holidays else ()
    return Calendar(name=name, zone=where, lines=(weekly("01234", *spans), *closings), source=HERE)


CALENDARS = [
    office("office", (8, 18), holidays=["FR"]),
    office("plain", (8, 18)),
    office("short", (9, 17)),
    office("lunch", (8, 12), (13, 18), holidays=["FR"]),
    office("singapore", (8, 18), where="Asia/Singapore"),
    office("new-york", (8, 18), where="America/New_York"),
    Calendar(name="night", zone=PARIS, lines=(weekly("0123456", (22, 6)),), source=HERE),
    Calendar(name="both", combination=combined("or"), source=HERE),
    Calendar(
        name="sun",
        combination=combined("or").model_copy(
            update={"parts": tuple(HoursRef(name=name) for name in ("singapore", "plain", "new-york"))}
        ),
        source=HERE,
    ),
    Calendar(name="a", zone=PARIS, lines=(weekly("0", (8, 12)),), source=HERE),
    Calendar(name="b", zone=PARIS, lines=(weekly("4", (20, 2)),), source=HERE),
]
ALMANAC = Almanac({calendar.name: calendar for calendar in CALENDARS}, {"FR": FRENCH_2026})


def paris(text: str) -> int:
    """An instant from a local time in Paris, the first of a repeated one."""
    return at(text, PARIS)


def text(moment: Moment | None, where: str = PARIS) -> str:
    assert isinstance(moment, int)
    return f"{local(moment, zone(where)):%a %Y-%m-%d %H:%M}"


def limit(amount: int | Fraction, unit: str = "s", hours: str | None = None, cut_off: int | None = None) -> TimeLimit:
    return TimeLimit(Quantity(amount=Fraction(amount), unit=unit), PARIS, hours, cut_off)


def below(amount: int, hours: str | None = None) -> TimeLimit:
    return replace(limit(amount, hours=hours), is_below=True)


def by(hour: int, amount: int, unit: str, hours: str | None = None) -> TimeLimit:
    return TimeLimit(Deadline(at=hour * 60, after=Quantity(amount=Fraction(amount), unit=unit)), PARIS, hours)
