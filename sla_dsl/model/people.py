"""People and time: parties, teams, calendars, clocks, events, reasons."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from .base import Declared, Model, Place, TimeOfDay
from .phrases import Bound, Through
from .quantity import Quantity, Value


class Signatory(Model):
    """Who signs for a party, in which role, and the fingerprint of the key he signs with."""

    name: str
    role: str
    email: str = ""
    key: str = ""
    source: Place


class Party(Declared):
    """A legal person; with its teams it is a house."""

    zone: str | None
    contacts: tuple[str, ...] = ()
    signatories: tuple[Signatory, ...] = ()


class Team(Declared):
    """A team of a house; the parties of an OLA."""

    house: str
    contacts: tuple[str, ...] = ()
    hours: str | None = None


class Reason(Declared):
    """Why a clock pauses or time is excluded, and whose doing it is (a party, or a role)."""

    of: str | None = None


class Event(Declared):
    """What clocks start and stop at, with its place in the order of events."""

    after: str | None = None
    before: str | None = None


class Channel(Declared):
    """A way to reach somebody: whose it is, when it is open, and what stands in for it while it is down."""

    of: str | None = None
    contacts: tuple[str, ...] = ()
    hours: str | None = None
    replaced_by: str | None = None


class TimeSpan(Model):
    """Opening time of a day; an ``end`` at or before ``start`` lies on the day after."""

    start: TimeOfDay
    end: TimeOfDay


class Opening(Model):
    """Opening hours on weekdays (0 is Monday), in a season if days are named; or on dates, whose hours are these.

    ``nth`` are the weekdays of a month that are meant (1 is its first Sunday, -1 its last); none for all of them.
    ``moved`` are the lists of working days, moved onto a weekend, that have these hours.
    """

    kind: Literal["open"] = "open"
    weekdays: tuple[int, ...] = ()
    nth: tuple[int, ...] = ()
    moved: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    spans: tuple[TimeSpan, ...]
    title: str = ""
    source: Place


class Closing(Model):
    """Closed on dates; or on the days of lists (``FR``, ``half days TR``), in a season if days are named.

    ``since`` is when a day of which only a half is worked ends; without it the whole day is closed.
    """

    kind: Literal["closed"] = "closed"
    first: date | None = None
    last: date | None = None
    holidays: tuple[str, ...] = ()
    since: TimeOfDay | None = None
    title: str = ""
    source: Place


class HoursRef(Model):
    """A calendar by its name; ``24x7`` is always open."""

    kind: Literal["calendar"] = "calendar"
    name: str


class Combination(Model):
    """Calendars combined: open when one is (``or``), all are (``and``), or the first but no other (``except``)."""

    kind: Literal["or", "and", "except"]
    parts: tuple[Hours, ...]


CalendarLine = Annotated[Opening | Closing, Field(discriminator="kind")]
Hours = Annotated[HoursRef | Combination, Field(discriminator="kind")]


class Calendar(Declared):
    """When something is open: lines of its own in a zone (the later line wins), or a combination of others."""

    zone: str | None = None
    lines: tuple[CalendarLine, ...] = ()
    combination: Hours | None = None


class Pause(Model):
    """A reason for which a clock pauses, how long at most, and after how much running time at the earliest."""

    reason: str
    bound: Bound | None = None
    after: Quantity | None = None
    source: Place


class Clock(Declared):
    """How the time of a duration runs."""

    starts: str | None = None
    through: Through | None = None
    restarts: str | None = None
    pauses: tuple[Pause, ...] = ()
    hours: str | None = None
    cut_off: TimeOfDay | None = None
    reopened_within: Value | None = None
    reopened: Literal["continues", "restarts"] | None = None
    raised_from: Literal["change", "start"] | None = None


Combination.model_rebuild()
Calendar.model_rebuild()
