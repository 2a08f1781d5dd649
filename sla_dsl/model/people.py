"""People and time: parties, teams, calendars, clocks, events, reasons."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from .base import Declared, Model, Place, TimeOfDay
from .marks import (
    CalendarName,
    ChannelName,
    EventName,
    HouseName,
    LongerIsFor,
    Measures,
    NotInPolicies,
    Order,
    Ordered,
    Outside,
    PartyName,
    PolicyWord,
    ReasonName,
    Text,
    Unordered,
    Word,
)
from .phrases import Bound, Through
from .quantity import Quantity, Value


class Signatory(Model):
    """Who signs for a party, in which role, and the fingerprint of the key he signs with."""

    name: Text
    role: Word
    email: Text = ""
    key: Outside = ""
    source: Place


class Party(Declared):
    """A legal person; with its teams it is a house."""

    zone: Annotated[Outside | None, PolicyWord("time zone")]
    contacts: Unordered[Text] = ()
    signatories: Unordered[Signatory] = ()


class Team(Declared):
    """A team of a house; teams are the parties of an OLA."""

    house: HouseName
    contacts: Unordered[Text] = ()
    hours: CalendarName | None = None


class Reason(Declared):
    """Why a clock pauses or time is excluded, and who causes it (a party or a role)."""

    of: PartyName | None = None


class Event(Declared):
    """A moment at which clocks start and stop, with its place in the order of events."""

    after: Annotated[EventName | None, PolicyWord("follows")] = None
    before: Annotated[EventName | None, PolicyWord("precedes")] = None


class Channel(Declared):
    """A way to reach somebody: its owner, its hours, and the channel that stands in while it is down."""

    of: PartyName | None = None
    contacts: Unordered[Text] = ()
    hours: Annotated[CalendarName | None, LongerIsFor("customer")] = None
    replaced_by: ChannelName | None = None


class TimeSpan(Model):
    """A span of opening time; an ``end`` at or before ``start`` lies on the next day."""

    start: TimeOfDay
    end: TimeOfDay


class Opening(Model):
    """Opening hours on weekdays (0 is Monday), in a season if days are named; or on dates, whose hours these are.

    ``nth`` limits the weekdays to those of this rank in a month (1 is the first, -1 the last); without it all count.
    ``moved`` are the lists of moved working days that have these hours.
    """

    kind: Literal["open"] = "open"
    weekdays: Unordered[int] = ()
    nth: Unordered[int] = ()
    moved: Unordered[Outside] = ()
    first: date | None = None
    last: date | None = None
    spans: Unordered[TimeSpan]
    title: Text = ""
    source: Place


class Closing(Model):
    """Closed on dates, or on the days of lists (``FR``, ``half days TR``), in a season if days are named.

    ``since`` is the time of day from which a half day is closed; without it the whole day is.
    """

    kind: Literal["closed"] = "closed"
    first: date | None = None
    last: date | None = None
    holidays: Unordered[Outside] = ()
    since: TimeOfDay | None = None
    title: Text = ""
    source: Place


class HoursRef(Model):
    """A calendar by its name; ``24x7`` is always open."""

    kind: Literal["calendar"] = "calendar"
    name: CalendarName


class Combination(Model):
    """Calendars combined: open when one is (``or``), all are (``and``), or the first but no other (``except``)."""

    kind: Literal["or", "and", "except"]
    parts: Annotated[tuple[Hours, ...], Order(True, kinds=("except",))]


CalendarLine = Annotated[Opening | Closing, Field(discriminator="kind")]
Hours = Annotated[HoursRef | Combination, Field(discriminator="kind")]


class Calendar(Declared):
    """When something is open: lines in a zone (a later line wins), or a combination of other calendars."""

    zone: Annotated[Outside | None, PolicyWord("time zone")] = None
    lines: Annotated[Ordered[CalendarLine], NotInPolicies()] = ()
    combination: Hours | None = None


class Pause(Model):
    """A reason for which a clock pauses, for how long at most, and after how much running time at the earliest."""

    reason: ReasonName
    bound: Annotated[Bound | None, PolicyWord("limit"), Measures(("duration",))] = None
    after: Quantity | None = None
    source: Place


class Clock(Declared):
    """How the time of a duration runs."""

    starts: EventName | None = None
    through: Through | None = None
    restarts: EventName | None = None
    pauses: Unordered[Pause] = ()
    hours: Annotated[CalendarName | None, LongerIsFor("customer")] = None
    cut_off: Annotated[TimeOfDay | None, NotInPolicies()] = None
    reopened_within: Annotated[Value | None, PolicyWord("reopening time"), Measures(("duration",))] = None
    reopened: Literal["continues", "restarts"] | None = None
    raised_from: Literal["change", "start"] | None = None


Combination.model_rebuild()
Calendar.model_rebuild()
