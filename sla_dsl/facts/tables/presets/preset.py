"""What a preset is: the inputs of a tool's export, and how they become tables of facts.

A preset gives text as it stands in the export, so that times and numbers are read in one place.  It selects what the
tables need by name: people, who are in every export, are in none of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath
from typing import Any

from ..formats import FactRecord, JsonValue, cell_text
from ..found import FactFinding, MisreadError, RowPlace

StateChange = tuple[object, object, object]
"""What something was before, what it was after, and when it changed."""
StatusStay = tuple[object, object, object]
"""What something was, from when, and until when (or still)."""
PresetSetting = str | tuple[str, ...] | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a preset: the files that have it, as they are by default, and how they are exported.

    ``at`` is where in a JSON document the records are (``data.result``); ``query`` is what a database is asked.
    ``needs`` are fields that each record has: without them it is another export.  ``key`` is the field that names a
    record: two pages may both have one, and an older state of it; ``changed`` is where a record says when it was
    changed last, and ``besides`` are fields that no table needs.  ``at_most`` are the numbers of records
    that the tool gives at once, unless it is asked for more: if there are just so many, others are missing.  Unless
    it ``is_paged``, its records tell their time, so that the preset itself sees what is missing.  ``lacks`` is what the
    tool does not tell without this input, and why.
    """

    files: str
    how: str
    at: str = ""
    query: str = ""
    lines: bool = False
    is_optional: bool = False
    needs: tuple[str, ...] = ()
    key: str = ""
    changed: str = ""
    besides: tuple[str, ...] = ()
    at_most: tuple[int, ...] = ()
    is_paged: bool = True
    lacks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Preset:
    """How the export of a tool becomes tables.

    ``lacks`` is what the tool cannot tell (``unknown``, ``states``, …), and why; ``assumes`` what is taken for granted.
    ``settings`` have their values by default.
    """

    tool: str
    inputs: Mapping[str, Input]
    make: Callable[[Export], None]
    tables: tuple[str, ...]
    settings: Mapping[str, PresetSetting] = field(default_factory=dict)
    lacks: Mapping[str, str] = field(default_factory=dict)
    assumes: tuple[str, ...] = ()
    is_local: bool = False
    """Whether times are local and say no offset, so that `zone` is needed."""


@dataclass
class Export:
    """An export that is being read: its records by input, and the tables that are made of them."""

    records: Mapping[str, list[tuple[RowPlace, JsonValue]]]
    settings: Mapping[str, PresetSetting]
    tables: dict[str, list[FactRecord]] = field(default_factory=dict)
    findings: list[FactFinding] = field(default_factory=list)
    states: set[str] = field(default_factory=set)
    """The states in which cases were."""
    until: str = ""
    """The moment at which the tool was asked, if the export tells it: what came later is not in it."""
    looked: str = ""
    """The moment at which the tool looked last, if its own records tell it: nothing tells what was later."""
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    """The number of each thing that has a name, by its kind and its name."""
    since: list[FactRecord] = field(default_factory=list)
    """From when on each service was measured: what was before passes for up else."""
    reopened: set[str] = field(default_factory=set)
    """The cases that were opened again."""
    told: set[str] = field(default_factory=set)
    """Those of the things that the tool may not tell (``Preset.lacks``) that this export tells all the same."""
    services: dict[RowPlace, set[str]] = field(default_factory=dict)
    """The services that records are about, by the places of these."""

    def text(self, name: str) -> str:
        """A setting that is a text."""
        value = self.settings[name]
        return value if isinstance(value, str) else ""

    def mapping(self, name: str) -> Mapping[str, str]:
        """A setting that is a table."""
        value = self.settings[name]
        return value if isinstance(value, Mapping) else {}

    def waits(self, state: object) -> str | None:
        """For which reason a case waits in a state; none if it does not wait."""
        self.states.add(str(state))
        return self.mapping("waiting").get(str(state))

    def listed(self, name: str) -> tuple[str, ...]:
        """A setting that is a list."""
        value = self.settings[name]
        return tuple(value) if isinstance(value, tuple | list) else (str(value),)

    def asked(self, moment: str) -> None:
        """Says that the tool was asked at a moment for something: what came later is not told of that."""
        self.until = min(self.until or moment, moment)

    def begins(self, place: RowPlace, service: object, moment: object) -> None:
        """Says that a service was measured from a moment on."""
        cells = {"service": cell_text(service), "start": since_1970(0), "end": cell_text(moment)}
        self.since.append(FactRecord(place, cells))

    def about(self, place: RowPlace, *services: object) -> None:
        """Says which services a record is about: what is told of it concerns these alone."""
        self.services.setdefault(place, set()).update(cell_text(one) for one in services)

    def called(self, place: RowPlace, kind: str, name: object, number: object) -> None:
        """Says that two things of a tool have one name: they would pass for one service."""
        other = self.names.setdefault((kind, str(name)), str(number))
        if other != str(number):
            message = f"{kind}s {other} and {number} are both called `{name}`: when one of them is down, it is"
            self.doubt(place, message, "rename one of them, if they stand for different services")

    def add(self, table: str, place: RowPlace, **cells: object) -> None:
        """Adds a row to a table; ``end_`` and the like are columns whose names Python reserves."""
        texts = {name.rstrip("_"): cell_text(value) for name, value in cells.items()}
        self.tables.setdefault(table, []).append(FactRecord(place, texts))
        if texts.get("event") == "reopened":
            self.reopened.add(texts["case"])

    def add_done(
        self,
        place: RowPlace,
        case: object,
        created: object,
        present: object,
        changes: Sequence[StateChange],
        done: Mapping[str, str],
        done_at: object,
    ) -> None:
        """Adds the events of a case that becomes one of the states of ``done``, or something else again.

        Some are done from the start: a call that was answered on the telephone.  ``done_at`` is when the tool itself
        says that it was done, if it does.  That it is done, and never became so, is told: it would pass for one that
        is still open.
        """
        last = None
        first = changes[0][0] if changes else present if _are_together(created, done_at) else None
        if str(first) in done:
            last = str(first)
            self.add("events", place, case=case, event=done[last], at=created)
        was_done = any(str(one) in done for one in (present, *(one for change in changes for one in change[:2])))
        if done_at and not was_done:
            there = ", ".join(f"`{one}`" for one in done)
            message = f"{case} was done at {done_at} by itself, and its history never had it become {there}"
            self.wrong(place, message, "export the whole history; a preset knows only states by their first names")
        for before, after, moment in changes:
            if after in done or before in done:
                last = str(after)
                self.add("events", place, case=case, event=done.get(last, "reopened"), at=moment)
        if str(present) in done and last != str(present):
            message = f"{case} is `{present}` now, and its history does not say since when"
            self.wrong(place, message, "export the whole history: a case without it passes for one that is open")

    def joined(
        self, place: RowPlace, case: object, what: str, present: object, changes: list[StateChange]
    ) -> list[StateChange]:
        """Changes: each must begin as the one before it ended, and the last end as it is now; else that is told."""
        values = [*(before for before, _, _ in changes[1:]), present]
        for (_, after, _), then in zip(changes, values, strict=False):
            if str(after) != str(then):
                message = f"the {what} of {case} was `{after}`, and then `{then}` without a change between them"
                self.wrong(place, message, "export the whole history: a pause or a priority may be missing")
        return changes

    def coded(self, place: RowPlace, case: object, how: str, **values: object) -> bool:
        """Whether values are codes, which are whole numbers; words of a language are told."""
        for name, value in values.items():
            if not str(value).removeprefix("-").isdecimal():
                message = f"the {name.rstrip('_')} of {case} is `{value}`, and a code is a number"
                self.wrong(place, message, how, "facts/unreadable-row")
                return False
        return True

    def known(self, place: RowPlace, case: object, values: Iterable[object], others: Iterable[str]) -> None:
        """Says that a state is one of the house's own, about which nothing says whether a case waits in it."""
        known = {*self.mapping("waiting"), *self.listed("working"), *others}
        for value in dict.fromkeys(map(str, values)):
            if value not in known:
                message = f"{case} was `{value}`, and nothing says whether it waits then"
                help_ = f"write `{value}` into `waiting`, with its reason, or into the list `working` in facts.toml"
                self.wrong(place, message, help_, "facts/unreadable-row")

    def add_again(self, place: RowPlace, case: object, event: str, moments: Iterable[object]) -> None:
        """Adds when an event came again to a case that was reopened: it is awaited anew."""
        if cell_text(case) in self.reopened:
            for at in list(moments)[1:]:  # the first stands with the case
                self.add("events", place, case=case, event=event, at=at)

    def tells_first(self, event: str, told: Collection[str] = ()) -> None:
        """Says that an event is told once: whether a reopened case had it again is untold, unless it was ``told``."""
        reopened = self.reopened - {*told}
        rows = self.tables.get("cases", [])
        for number, one in enumerate(rows):
            if one.cells["case"] in reopened and event in one.cells:
                rows[number] = FactRecord(one.place, {**one.cells, "untold": event})
                self.note(
                    one.place, f"{one.cells['case']} was opened again: whether it was `{event}` again is not told"
                )

    def add_states(self, place: RowPlace, case: object, stays: Iterable[StatusStay]) -> None:
        """Adds the time in which a case waits, by the states in which it was."""
        for value, start, end in stays:
            if reason := self.waits(value):
                self.add("states", place, case=case, reason=reason, start=start, end_=end)

    def add_priorities(self, place: RowPlace, case: object, stays: Iterable[StatusStay]) -> None:
        """Adds the priorities that a case had."""
        for value, start, _ in stays:
            if value is not None:
                self.add("changes", place, case=case, scale=self.text("scale"), value=value, at=start)

    def note(self, place: RowPlace, message: str) -> None:
        """Says something of a row that is not wrong."""
        self.findings.append(FactFinding("facts/of-the-export", message, place, severity="note"))

    def doubt(self, place: RowPlace, message: str, help: str) -> None:
        """Says what may be otherwise than it is read."""
        self.findings.append(FactFinding("facts/of-the-export", message, place, help=help, severity="warning"))

    def unanswered(self, place: RowPlace, case: object, sla: str) -> None:
        """Says that the SLA of first responses tells nothing of a case: it may have been answered or not."""
        message = f"{case} has no {sla}: nothing tells whether it was answered"
        help_ = (
            "an SLA tells nothing of cases that it does not fit, or that are older than it is; "
            'if none of them was answered, write `assume = ["no untold answers"]`'
        )
        self.doubt(place, message, help_)

    def wrong(self, place: RowPlace, message: str, help: str, rule: str = "facts/not-whole") -> None:
        """Says that something is missing or cannot be read."""
        self.findings.append(FactFinding(rule, message, place, help=help))


def at_path(data: JsonValue, path: str) -> JsonValue:
    """What lies at a path of names (``service.summary``, ``components.0.name``), or nothing."""
    for name in path.split("."):
        if isinstance(data, Mapping):
            data = data.get(name)
        elif isinstance(data, list) and name.isdecimal() and int(name) < len(data):
            data = data[int(name)]
        else:
            return None
    return data


def file_service(place: RowPlace) -> str:
    """The service of a file that has its name; a further page of the same is `NAME (2).json`."""
    return re.sub(r" \(\d+\)$", "", PurePosixPath(place.file).stem)


def each(data: JsonValue, path: str = "") -> Iterator[Any]:
    """The items of a list at a path; none if there is no list."""
    found = at_path(data, path) if path else data
    yield from found if isinstance(found, list) else ()


def course(start: object, present: object, changes: Iterable[StateChange]) -> Iterator[StatusStay]:
    """The values that something had, each with its start and its end (none for the present one).

    ``changes`` are what it was before, what it was after, and when, in their order.  A history has changes only: the
    first value is what the first of them changed *from*, and the present one where there is none.
    """
    value, since = present, start
    listed = list(changes)
    if listed:
        value = listed[0][0]
    for _, after, moment in listed:
        yield value, since, moment
        value, since = after, moment
    yield value, since, None


def _are_together(created: object, done_at: object) -> bool:
    """Whether two times of one tool are the same but for the seconds that it takes to store them."""
    try:
        apart = datetime.fromisoformat(str(done_at)) - datetime.fromisoformat(str(created))
    except (TypeError, ValueError):
        return False
    return abs(apart) <= timedelta(seconds=2)


def utc(text: object) -> str:
    """A time in UTC that does not say so."""
    return f"{text}Z" if text else ""


def since_1970(seconds: object) -> str:
    """Seconds since 1970, with a fraction perhaps, as ISO 8601; raises ``MisreadError``."""
    whole, _, fraction = str(seconds).partition(".")
    if not whole.lstrip("-").isdecimal() or (fraction and not fraction.isdecimal()) or len(whole) > len("99999999999"):
        raise MisreadError(f"`{seconds}` is no time in seconds since 1970", "export it again")
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(whole))
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{(fraction or '0')[:6]}Z"
