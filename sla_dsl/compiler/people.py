"""Parties, teams, reasons, events, calendars and clocks."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, cast

from ..algebra.zones import zone_names
from ..model.day_lists import HALF_DAYS, MOVED, DayList
from ..model.people import (
    Calendar,
    Channel,
    Clock,
    Closing,
    Combination,
    Event,
    Hours,
    HoursRef,
    Opening,
    Party,
    Pause,
    Reason,
    Signatory,
    Team,
    TimeSpan,
    YearlyDays,
)
from ..model.places import is_lei
from ..text.nearest import nearest
from ..text.source import Node, Token, TreePart
from .conditions import bound
from .field_words import ABBREVIATED_ZONES
from .phrases import through
from .places import country
from .reading import Reading
from .values import day, minutes, text, value
from .wordings import wordings

_FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]|openpgp:[0-9a-f]{40}")
"""An SSH key by SHA-256: 256 bits are 43 characters of base64, and the last one carries only 4.  OpenPGP: 160 bits in
hex."""
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def zone(node: Node | None, reading: Reading) -> str | None:
    """An IANA time zone; none (reported) for an unknown zone or a fixed offset, which knows no summer time."""
    if node is None:
        return None
    token = node.children[-1]
    assert isinstance(token, Token)
    name = token.text
    if name.startswith("Etc/") and name not in ("Etc/UTC", "Etc/Universal"):
        reading.report(
            "calendar/fixed-offset",
            f"`{name}` is a fixed offset",
            token,
            help="name a place, such as `Europe/Paris`: its zone knows summer time",
        )
        return None
    if name not in zone_names():
        place = ABBREVIATED_ZONES.get(name.upper())
        places = {zone.rpartition("/")[2]: zone for zone in zone_names()}
        near = nearest(name, zone_names()) or places.get(nearest(name.rpartition("/")[2], places) or "")
        help_ = f"name a place that keeps it, such as `{place}`" if place else "name a place, such as `Europe/Paris`"
        reading.unknown("time-zone", token, None if place else near, help_)
        return None
    return name


def party(node: Node, reading: Reading) -> Party:
    """A ``party`` declaration."""
    return Party(
        **worded(node),
        zone=zone(node.node("time_zone"), reading),
        contacts=_contacts(node),
        signatories=tuple(_signatory(child, reading) for child in node.nodes("signatory")),
        country=_country(node.node("country"), reading),
        lei=_lei(node.node("lei"), reading),
    )


def _country(node: Node | None, reading: Reading) -> str | None:
    return country(node.children[-1], reading) if node else None


def _lei(node: Node | None, reading: Reading) -> str | None:
    """The identifier of a legal person; none (reported) where its check digits say that it is none."""
    if node is None:
        return None
    code = text(node.token("STRING"))
    if is_lei(code):
        return code
    reading.report(
        "party/no-lei",
        f"`{code}` is not an LEI: its length or its last two digits are wrong",
        node.children[-1],
        help="write the 20 signs as the register has them (search.gleif.org)",
    )
    return None


def named(node: Node) -> dict[str, Any]:
    """The name, title and place of a declaration."""
    name = node.token("NAME")
    assert name is not None
    return {"name": name.text, "title": text(node.token("STRING")), "source": name.span}


def worded(node: Node) -> dict[str, Any]:
    """The same, and all texts of a declaration that are said in other languages."""
    return {**named(node), "wordings": wordings(node.children)}


def _contacts(node: Node) -> tuple[str, ...]:
    return tuple(text(child.token("STRING")) for child in node.nodes("contact"))


def _signatory(node: Node, reading: Reading) -> Signatory:
    role, texts = node.token("NAME"), [text(t) for t in node.tokens("STRING")]
    assert role is not None
    key = texts.pop() if node.has("KEY") else ""
    if key and not _FINGERPRINT.fullmatch(key):
        reading.report(
            "party/no-fingerprint",
            f"`{key}` is not the fingerprint of a key",
            [*node.tokens("STRING")][-1],
            help="write `SHA256:` and 43 characters, as `ssh-keygen -l` prints it, or `openpgp:` and 40 of 0 to f",
        )
    return Signatory(name=texts[0], role=role.text, email=texts[1] if len(texts) > 1 else "", key=key, source=node.span)


def team(node: Node, reading: Reading) -> Team:
    """A ``team`` declaration; reports a house that is no party."""
    house = node.after("OF")
    assert isinstance(house, Token)
    declared = reading.names.spaces["party"].get(house.text)
    if declared is None or declared.kind == "party":
        reading.name("party", house)
    else:
        reading.report("name/unknown-party", f"`{house.text}` is a team; a house is a party", house)
    hours = node.node("hours")
    return Team(
        **worded(node),
        house=house.text,
        contacts=_contacts(node),
        hours=reading.name("calendar", hours.children[-1]) if hours else None,
    )


def reason(node: Node, reading: Reading) -> Reason:
    """A ``reason`` declaration; ``of`` is the role or party that is answerable for it."""
    of = node.after("OF")
    whose = None
    if isinstance(of, Token):
        whose = of.text if of.type in ("CUSTOMER", "PROVIDER") else reading.name("party", of)
    return Reason(**worded(node), of=whose)


def event(node: Node, reading: Reading) -> Event:
    """An ``event`` declaration with its place in the order of events."""
    return Event(
        **worded(node),
        after=reading.name("event", node.after("AFTER")),
        before=reading.name("event", node.after("BEFORE")),
    )


def channel(node: Node, reading: Reading) -> Channel:
    """A ``channel`` declaration."""
    hours, replaced = node.node("hours"), node.node("replaced")
    return Channel(
        **worded(node),
        of=reading.name("party", node.after("OF")),
        contacts=_contacts(node),
        hours=reading.name("calendar", hours.children[-1]) if hours else None,
        replaced_by=reading.name("channel", replaced.children[-1]) if replaced else None,
    )


# Calendars


def calendar(node: Node, reading: Reading) -> Calendar:
    """A ``calendar`` declaration: lines of its own, or a combination of others."""
    combined = node.after("EQUAL")
    if combined is not None:
        return Calendar(**worded(node), combination=_hours(combined, reading))
    lines: list[Opening | Closing] = []
    for child in node.nodes("open", "closed"):
        lines += [_opening(child, reading) if child.kind == "open" else _closing(child, reading)]
    zone_node = node.node("time_zone")
    if zone_node is None and not reading.broken:
        reading.report(
            "calendar/no-time-zone",
            f"calendar `{reading.address}` has no time zone",
            node.children[1],
            help="write `time zone Europe/Paris`, or the zone of the place whose hours these are",
        )
    return Calendar(**worded(node), zone=zone(zone_node, reading), lines=tuple(lines))


def _hours(part: TreePart, reading: Reading) -> Hours:
    if isinstance(part, Token):
        return HoursRef(name=reading.name("calendar", part) or part.text)
    if part.kind == "grouped_hours":
        return _hours(part.children[1], reading)
    kind = {"union": "or", "intersection": "and", "difference": "except"}[part.kind]
    parts = tuple(_hours(c, reading) for c in part.children if isinstance(c, Node) or c.type in ("NAME", "ALWAYS"))
    return Combination(kind=cast(Any, kind), parts=parts)


_NTH = {"FIRST": 1, "SECOND": 2, "THIRD": 3, "FOURTH": 4, "LAST": -1}


def _opening(node: Node, reading: Reading) -> Opening:
    spans = tuple(_span(child, reading) for child in node.nodes("span"))
    dates = _dates(node, reading)
    if dates:
        return Opening(first=dates[0], last=dates[-1], spans=spans, title=text(node.token("STRING")), source=node.span)
    if node.node("yearly") is not None:
        yearly = _yearly(node, reading)
        return Opening(yearly=yearly, spans=spans, title=text(node.token("STRING")), source=node.span)
    moved = tuple(DayList(code, MOVED).name for code in _codes(node)) if node.has("MOVED") else ()
    return Opening(
        weekdays=()
        if moved
        else tuple(sorted({d for token in node.tokens("NAME") for d in _weekdays(token, reading)})),
        nth=tuple(sorted({_NTH[token.type] for token in node.tokens(*_NTH)})),
        moved=moved,
        **_season(node, reading),
        spans=spans,
        source=node.span,
    )


def _season(node: Node, reading: Reading) -> dict[str, Any]:
    """The first and the last day on which a line counts, each if it is named."""
    named = {field: node.node(phrase) for field, phrase in (("first", "from"), ("last", "to"))}
    found: dict[str, Any] = {
        field: day(phrase.token("DATE"), reading) for field, phrase in named.items() if phrase is not None
    }
    return found | {"yearly": _yearly(node, reading)}


def _dates(node: Node, reading: Reading) -> list[date | None]:
    """The days that a line names; without one that no calendar has it would be for all."""
    found = [day(token, reading) for token in node.tokens("DATE")]
    reading.broken = reading.broken or None in found
    return found


def _yearly(node: Node, reading: Reading) -> YearlyDays | None:
    """The days of every year that a line names; none (reported) for a day that no year has."""
    named = node.node("yearly", "season")
    tokens = list(named.tokens("MONTH_DAY")) if named is not None else []
    for token in tokens:
        try:
            date.fromisoformat(f"{_LEAP_YEAR}-{token.text}")
        except ValueError:
            reading.report(
                "value/no-such-day",
                f"no year has a day `{token.text}`",
                token,
                help="write a month and a day such as `12-24`",
            )
            reading.broken = True  # without its days the line would be for all
            return None
    return YearlyDays(first=tokens[0].text, last=tokens[-1].text) if tokens else None


# A leap year has every day that any year has, 02-29 among them.
_LEAP_YEAR = 2000


def _codes(node: Node) -> tuple[str, ...]:
    """The codes of a line, or of one list of days in it; those with a blank stand in quotes."""
    return tuple(text(token) if token.type == "STRING" else token.text for token in node.tokens("NAME", "STRING"))


def _weekdays(token: Token, reading: Reading) -> tuple[int, ...]:
    """The weekdays of ``Sat`` or ``Mon-Fri``, from 0 for Monday; a range may run over the end of the week."""
    first, _, last = token.text.partition("-")
    if first not in WEEKDAYS or (last and last not in WEEKDAYS):
        meant = [nearest(part[:3], WEEKDAYS) for part in token.text.split("-")]
        near = "-".join(day for day in meant if day) if all(meant) else None
        reading.unknown("weekday", token, near, "weekdays are Mon, Tue, Wed, Thu, Fri, Sat and Sun")
        return ()
    start, end = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
    return tuple((start + i) % 7 for i in range((end - start) % 7 + 1))


def _span(node: Node, reading: Reading) -> TimeSpan:
    start, end = (minutes(token, reading) for token in node.tokens("TIME_OF_DAY"))
    return TimeSpan(start=start, end=end)


def _closing(node: Node, reading: Reading) -> Closing:
    if node.has("HOLIDAYS"):
        lists = tuple(_day_list(child) for child in node.nodes("day_list"))
        return Closing(holidays=lists, **_season(node, reading), source=node.span)
    if node.has("HALF"):
        halves = tuple(DayList(code, HALF_DAYS).name for code in _codes(node))
        (since,) = (minutes(token, reading) for token in node.tokens("TIME_OF_DAY"))
        return Closing(holidays=halves, since=since, **_season(node, reading), source=node.span)
    if node.node("yearly") is not None:
        return Closing(yearly=_yearly(node, reading), title=text(node.token("STRING")), source=node.span)
    dates = _dates(node, reading)
    return Closing(first=dates[0], last=dates[-1], title=text(node.token("STRING")), source=node.span)


def _day_list(node: Node) -> str:
    """The public holidays of a code; with those of further categories, in whatever order they are named."""
    code, *categories = _codes(node)
    return DayList(code, categories=tuple(sorted(categories))).name


# Clocks


def clock(node: Node, reading: Reading) -> Clock:
    """A ``clock`` declaration."""
    starts, restarts, hours, cut, reopened, raised = (
        node.node(kind) for kind in ("starts", "restarts", "hours", "cut_off", "reopened", "raised")
    )
    cut_off = cut.token("TIME_OF_DAY") if cut else None
    return Clock(
        **worded(node),
        starts=reading.name("event", starts.token("NAME")) if starts else None,
        through=through(by, reading) if starts and (by := starts.node("through")) else None,
        restarts=reading.name("event", restarts.children[-1]) if restarts else None,
        pauses=tuple(p for child in node.nodes("pauses") if (p := pause(child, reading)) is not None),
        hours=reading.name("calendar", hours.children[-1]) if hours else None,
        cut_off=minutes(cut_off, reading) if cut_off else None,
        reopened_within=value(reopened.after("WITHIN"), reading, "duration") if reopened else None,
        reopened=("continues" if reopened.has("CONTINUES") else "restarts") if reopened else None,
        raised_from=("change" if raised.has("CHANGE") else "start") if raised else None,
    )


def pause(node: Node, reading: Reading) -> Pause | None:
    """``pauses while waiting-for-customer at most 5 days``."""
    why, limit = reading.name("reason", node.token("NAME")), node.node("bound")
    if why is None:
        return None
    read = bound(limit, reading, "duration") if limit else None
    after = value(node.node("quantity"), reading, "duration")
    return Pause(reason=why, bound=cast(Any, read), after=cast(Any, after), source=node.span)
