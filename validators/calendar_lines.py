"""Lines of calendars that say something else than they seem to."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.algebra.calendars import almanac_of, names_in
from sla_dsl.algebra.zones import opening, zone
from sla_dsl.model.people import Calendar, CalendarLine, Opening, TimeSpan
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related

DAY = 1440
"""The minutes of a day without a change of the clocks."""
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def clock_time(minutes: int) -> str:
    """Minutes after midnight as the language writes them."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def openings(workspace: Workspace) -> Iterator[tuple[Calendar, Opening]]:
    """All opening lines, with their calendars."""
    for calendar in workspace.calendars.values():
        for line in calendar.lines:
            if isinstance(line, Opening):
                yield calendar, line


def empty_spans(workspace: Workspace) -> Iterator[Finding]:
    """Spans that end when they begin."""
    for calendar, line in openings(workspace):
        for span in line.spans:
            if span.start == span.end:
                at = clock_time(span.start)
                yield Finding(
                    "calendar/empty-span",
                    f"`{at}-{at}` lasts no time",
                    line.source,
                    help="write `00:00-24:00` for the whole day, or `closed` and the day",
                    address=calendar.name,
                    values=(at,),
                )


def almost_whole_days(workspace: Workspace) -> Iterator[Finding]:
    """Spans from midnight that leave out the last minute or hour of the day, by habit."""
    for calendar, line in openings(workspace):
        for span in line.spans:
            if span.start == 0 and span.end in (DAY - 60, DAY - 1):
                yield Finding(
                    "calendar/almost-whole-day",
                    f"`00:00-{clock_time(span.end)}` leaves out the end of the day",
                    line.source,
                    help="write `00:00-24:00` for the whole day",
                    address=calendar.name,
                    values=(clock_time(span.end),),
                )


def overlapping_spans(workspace: Workspace) -> Iterator[Finding]:
    """Lines with two spans that share time, on one day or across midnight."""
    for calendar, line in openings(workspace):
        both = overlap(line)
        if both is not None:
            first, second = (f"`{clock_time(span.start)}-{clock_time(span.end)}`" for span in both)
            yield Finding(
                "calendar/overlapping-spans",
                f"{first} and {second} overlap",
                line.source,
                help="let the second one begin where the first one ends",
                address=calendar.name,
                values=(first, second),
            )


def overlap(line: Opening) -> tuple[TimeSpan, TimeSpan] | None:
    """Two spans of a line that share a minute, the earlier one first."""
    week = 7 * DAY
    alone = (line.first and line.first == line.last) or (line.yearly and line.yearly.first == line.yearly.last)
    days = line.weekdays or ((0,) if alone else range(7))
    begun = sorted((day * DAY + span.start, length(span), span) for day in days for span in line.spans)
    # The last span of a week may reach into the first span of the next.
    for (start, long, span), (next_start, _, next_span) in zip(begun, (*begun[1:], *begun[:1]), strict=True):
        if len(begun) > 1 and (next_start - start) % week < long:
            return span, next_span
    return None


def length(span: TimeSpan) -> int:
    """The minutes of a span; an empty span has none."""
    return span.end - span.start if span.end >= span.start else span.end + DAY - span.start


def reversed_days(workspace: Workspace) -> Iterator[Finding]:
    """Lines whose last day comes before their first day: they never count."""
    for calendar in workspace.calendars.values():
        for line in calendar.lines:
            if is_reversed(line):
                yield Finding(
                    "calendar/dates-out-of-order",
                    f"this line ends on {line.last}, before it begins on {line.first}",
                    line.source,
                    help="put right the day that is wrong",
                    address=calendar.name,
                    values=(f"{line.first}", f"{line.last}"),
                )


def is_reversed(line: CalendarLine) -> bool:
    """Whether a line ends before it begins."""
    return line.first is not None and line.last is not None and line.last < line.first


def lost_lines(workspace: Workspace) -> Iterator[Finding]:
    """Weekly lines with a weekday that never counts, because a later line covers it on the same days."""
    for calendar in workspace.calendars.values():
        lines = [line for line in calendar.lines if not is_reversed(line)]
        weekly = [line for line in lines if isinstance(line, Opening) and line.weekdays]
        for at, line in enumerate(weekly):
            for later in weekly[at + 1 :]:
                shared = [day for day in line.weekdays if day in later.weekdays]
                if shared and holds_in(later, line) and speaks_of_all(later, line):
                    yield Finding(
                        "calendar/lost-line",
                        f"the hours on {WEEKDAYS[shared[0]]} are replaced by a later line",
                        line.source,
                        help="write all spans of a weekday in one line, and seasons after the lines that they replace",
                        related=(Related(later.source, "this line counts"),),
                        address=calendar.name,
                        values=(WEEKDAYS[shared[0]],),
                    )
                    break


def holds_in(later: Opening, line: Opening) -> bool:
    """Whether the season of a line lies within the season of a later line."""
    begins = later.first is None or (line.first is not None and later.first <= line.first)
    ends = later.last is None or (line.last is not None and line.last <= later.last)
    return begins and ends and (later.yearly is None or later.yearly == line.yearly)


def speaks_of_all(later: Opening, line: Opening) -> bool:
    """Whether a later line covers all weekdays of a month that a line covers."""
    return not later.nth or (bool(line.nth) and set(line.nth) <= set(later.nth))


def never_open(workspace: Workspace) -> Iterator[Finding]:
    """Calendars that never open from the day of judgement on, although all their parts do."""
    almanac = almanac_of(workspace)
    now = opening(workspace.as_of, 0, zone("UTC"))

    def opens(name: str) -> bool:
        return not almanac.is_known(name) or almanac.next_opening(name, now) is not None

    for name, calendar in workspace.calendars.items():
        if (
            name in workspace.broken | workspace.half_read
            or (calendar.combination is None and calendar.zone is None)
            or opens(name)
        ):
            continue
        if calendar.combination is None or all(opens(part) for part in names_in(calendar.combination)):
            yield Finding(
                "calendar/never-opens",
                f"`{name}` is never open from {workspace.as_of} on",
                calendar.source,
                help="add a line `open …`, or remove what closes it",
                address=name,
                values=(),
            )


_SERVICE = "service archive { owner dba hours late }\n"


def _sample(*lines: str) -> str:
    inner = "".join(f"  {line}\n" for line in lines)
    return f"calendar late {{\n  time zone Europe/Paris\n{inner}}}\n{_SERVICE}"


RULES = (
    Rule(
        "calendar/almost-whole-day",
        "warning",
        "a span ends just before midnight",
        "A case that comes in the last minutes of the day would wait for the morning. `00:00-24:00` is the whole day.",
        bad=_sample("open Mon-Sun 00:00-23:59 # calendar/almost-whole-day"),
        good=_sample("open Mon-Sun 00:00-24:00"),
        check=almost_whole_days,
    ),
    Rule(
        "calendar/dates-out-of-order",
        "error",
        "a season, or the days of a dated line, end before they begin",
        "The line never counts, and the days that were meant are as open or as closed as all others.",
        bad=_sample("open Mon-Fri 08:00-18:00", "closed 2026-12-31 to 2026-12-24 # calendar/dates-out-of-order"),
        good=_sample("open Mon-Fri 08:00-18:00", "closed 2026-12-24 to 2026-12-31"),
        check=reversed_days,
    ),
    Rule(
        "calendar/empty-span",
        "error",
        "a span ends at the time at which it begins",
        "It might mean the whole day or no time at all; one reader will take it for the other.",
        bad=_sample("open Mon-Fri 08:00-12:00, 13:00-13:00 # calendar/empty-span"),
        good=_sample("open Mon-Fri 08:00-12:00, 13:00-17:00"),
        check=empty_spans,
    ),
    Rule(
        "calendar/lost-line",
        "error",
        "the weekly hours of a day are replaced by a later line",
        "Of two lines about one day the later counts alone. Hours that should be added to each other stand in one "
        "line; a season comes after the hours that it replaces.",
        bad=_sample("open Mon-Fri 08:00-12:00 # calendar/lost-line", "open Mon-Fri 13:00-18:00"),
        good=_sample("open Mon-Fri 08:00-12:00, 13:00-18:00", "open Mon-Fri 08:00-15:00 from 2026-07-01 to 2026-08-31"),
        check=lost_lines,
    ),
    Rule(
        "calendar/never-opens",
        "error",
        "a calendar is never open",
        "A clock that runs in such hours never runs, so that what it limits is never late.",
        bad="calendar late = office except 24x7 # calendar/never-opens\n" + _SERVICE,
        good="calendar late = 24x7 except office\n" + _SERVICE,
        check=never_open,
    ),
    Rule(
        "calendar/overlapping-spans",
        "error",
        "two spans of one line share time",
        "One of them is a slip: nobody is open twice at the same time.",
        bad=_sample("open Mon-Fri 08:00-13:00, 12:00-18:00 # calendar/overlapping-spans"),
        good=_sample("open Mon-Fri 08:00-13:00, 13:00-18:00"),
        check=overlapping_spans,
    ),
)
