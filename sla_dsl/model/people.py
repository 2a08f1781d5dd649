"""People and time: parties, teams, calendars, clocks, events, reasons."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from .base import Model, Place, TimeOfDay
from .in_json import BY_KIND
from .marks import (
    KIND,
    OPEN,
    PLACE,
    PROSE,
    RECORDED,
    STANDS,
    CalendarName,
    ChannelName,
    EventName,
    HouseName,
    InProof,
    LongerIsFor,
    Measures,
    NotInDocuments,
    NotInPolicies,
    NotUnderstood,
    Order,
    Ordered,
    Outside,
    OwnWord,
    PartyName,
    PolicyWord,
    Proper,
    ReasonName,
    Text,
    Unordered,
    Used,
    no_matter,
    of_cases,
    of_clocks,
    used,
)
from .phrases import Bound, Through
from .quantity import Quantity, Value
from .wordings import Worded


class Signatory(Model):
    """Who signs for a party, in which role, and the fingerprint of the key he signs with."""

    name: Proper
    role: OwnWord
    email: Proper = ""
    key: Annotated[Outside, NotInDocuments("it is for the approvals in Git")] = ""
    source: Place


class Party(Worded):
    """A legal person; with its teams it is a house."""

    title: Annotated[Proper, PROSE] = ""
    zone: Annotated[Outside | None, NotInDocuments("an agreement says its own"), PolicyWord("time zone"), STANDS]
    contacts: Annotated[Unordered[Proper], PROSE] = ()
    signatories: Annotated[Unordered[Signatory], RECORDED] = ()
    country: Annotated[Outside | None, no_matter("where a party is established binds nobody to anything")] = None
    lei: Annotated[Outside | None, no_matter("by what a party is known")] = None


class Team(Worded):
    """A team of a house; teams are the parties of an OLA."""

    house: Annotated[HouseName, used("proof.behind.parties.check_parties")]
    contacts: Annotated[Unordered[Proper], PROSE] = ()
    hours: Annotated[CalendarName | None, no_matter("when a team works; a promise names its own hours")] = None


class Reason(Worded):
    """Why a clock pauses or time is excluded, and who causes it (a party or a role)."""

    of: Annotated[PartyName | None, used("proof.behind.parties.is_excused")] = None


class Event(Worded):
    """A moment at which clocks start and stop, with its place in the order of events."""

    after: Annotated[EventName | None, PolicyWord("follows"), of_cases(Used("algebra.stop_events.stop_carries"))] = None
    before: Annotated[EventName | None, PolicyWord("precedes"), of_cases(Used("algebra.stop_events.stop_carries"))] = (
        None
    )


class Channel(Worded):
    """A way to reach somebody: its owner, its hours, and the channel that stands in while it is down."""

    of: PartyName | None = None
    contacts: Unordered[Proper] = ()
    hours: Annotated[CalendarName | None, LongerIsFor("customer")] = None
    replaced_by: ChannelName | None = None


class TimeSpan(Model):
    """A span of opening time; an ``end`` at or before ``start`` lies on the next day."""

    start: Annotated[TimeOfDay, OPEN]
    end: Annotated[TimeOfDay, OPEN]


class YearlyDays(Model):
    """Days of every year, as month and day (``12-24``); a ``last`` before ``first`` lies in the next year."""

    first: Annotated[Outside, OPEN]
    last: Annotated[Outside, OPEN]

    def has(self, day: date) -> bool:
        """Whether a day is one of these."""
        at = f"{day:%m-%d}"
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last


class Opening(Model):
    """Opening hours on weekdays (0 is Monday), in a season if days are named; or on dates, whose hours these are.

    ``yearly`` are days of every year, in the place of ``first`` and ``last``.

    ``nth`` limits the weekdays to those of this rank in a month (1 is the first, -1 the last); without it all count.
    ``moved`` are the lists of moved working days that have these hours.
    """

    kind: Annotated[Literal["open"], KIND] = "open"
    weekdays: Annotated[Unordered[int], OPEN] = ()
    nth: Annotated[Unordered[int], OPEN] = ()
    moved: Annotated[Unordered[Outside], OPEN] = ()
    first: Annotated[date | None, OPEN] = None
    last: Annotated[date | None, OPEN] = None
    yearly: Annotated[YearlyDays | None, OPEN] = None
    spans: Annotated[Unordered[TimeSpan], OPEN]
    title: Annotated[Text, PROSE] = ""
    source: Annotated[Place, PLACE]


class Closing(Model):
    """Closed on dates, or on the days of lists (``FR``, ``half days TR``), in a season if days are named.

    ``since`` is the time of day from which a half day is closed; without it the whole day is.
    """

    kind: Annotated[Literal["closed"], KIND] = "closed"
    first: Annotated[date | None, OPEN] = None
    last: Annotated[date | None, OPEN] = None
    yearly: Annotated[YearlyDays | None, OPEN] = None
    holidays: Annotated[Unordered[Outside], OPEN] = ()
    since: Annotated[TimeOfDay | None, OPEN] = None
    title: Annotated[Text, PROSE] = ""
    source: Annotated[Place, PLACE]


class HoursRef(Model):
    """A calendar by its name; ``24x7`` is always open."""

    kind: Annotated[Literal["calendar"], KIND] = "calendar"
    name: Annotated[CalendarName, OPEN]


class Combination(Model):
    """Calendars combined: open when one is (``or``), all are (``and``), or the first but no other (``except``)."""

    kind: Annotated[Literal["or", "and", "except"], KIND]
    parts: Annotated[tuple[Hours, ...], Order(True, kinds=("except",)), OPEN]


CalendarLine = Annotated[Opening | Closing, BY_KIND]
Hours = Annotated[HoursRef | Combination, BY_KIND]


class Calendar(Worded):
    """When something is open: lines in a zone (a later line wins), or a combination of other calendars."""

    zone: Annotated[Outside | None, PolicyWord("time zone"), OPEN] = None
    lines: Annotated[Ordered[CalendarLine], NotInPolicies(), OPEN] = ()
    combination: Annotated[Hours | None, OPEN] = None


class Pause(Model):
    """A reason for which a clock pauses, for how long at most, and after how much running time at the earliest."""

    reason: Annotated[ReasonName, of_cases(Used("proof.durations.pauses.check_pauses"))]
    bound: Annotated[
        Bound | None,
        PolicyWord("limit"),
        Measures(("duration",)),
        of_cases(Used("proof.durations.pauses.check_pauses")),
    ] = None
    after: Annotated[Quantity | None, of_cases(Used("proof.durations.pauses.check_pauses"))] = None
    source: Annotated[Place, PLACE]


class Clock(Worded):
    """How the time of a duration runs."""

    starts: Annotated[EventName | None, of_clocks(Used("proof.durations.starts.check_starts"), "starts when")] = None
    through: Annotated[
        Through | None, of_clocks(Used("proof.durations.starts.check_starts", whole=True), "starts … through")
    ] = None
    restarts: Annotated[
        EventName | None, of_clocks(Used("proof.durations.clock_words.check_clock_words"), "restarts when", "in front")
    ] = None
    pauses: Annotated[
        Unordered[Pause],
        InProof(
            NotUnderstood("pauses", "in front"),
            NotUnderstood("pauses", "in front"),
            Used("proof.durations.pauses.check_pauses"),
        ),
    ] = ()
    hours: Annotated[CalendarName | None, LongerIsFor("customer"), used("proof.context.Context.hours")] = None
    cut_off: Annotated[
        TimeOfDay | None, NotInPolicies(), of_clocks(Used("proof.durations.legs.limit_of"), "cut-off", "in front")
    ] = None
    reopened_within: Annotated[
        Value | None,
        PolicyWord("reopening time"),
        Measures(("duration",)),
        of_clocks(Used("proof.durations.clock_words.check_clock_words"), "reopened within"),
    ] = None
    reopened: Annotated[
        Literal["continues", "restarts"] | None,
        of_clocks(Used("proof.durations.clock_words.check_clock_words"), "reopened"),
    ] = None
    raised_from: Annotated[
        Literal["change", "start"] | None,
        of_clocks(Used("proof.durations.clock_words.check_clock_words"), "raised priority counts"),
    ] = None
