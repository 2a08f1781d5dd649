"""Families of random workspaces about what the language learnt late: beginnings, parameters, parts of outages, days."""

from __future__ import annotations

import re
from random import Random

from .draft import Block, Draft, carrier, front
from .families_cases import TIMES
from .families_uptime import OWNERS, backed, services, share, structure, up

TERM = "2026-01-01 to 2026-12-31"
BEGINS = ("2025-01-01", "2025-07-01", "2025-11-15", "2025-12-02", "2025-12-20", "2026-01-01", "2026-02-10")
EACH = "{ counted for each agreement it carries }"


def _beginning(random: Random) -> str:
    time = random.choice(("30 days", "1 month", "2 months", "6 months", "12 months", "720 h"))
    return f"{random.choice(('', 'not '))}in the first {time}"


def _conditioned(random: Random, promised: str, excludable: tuple[str, ...]) -> list[str]:
    """What is promised, or not counted, in a beginning alone."""
    found = [promised]
    if random.random() < 0.3:
        found = [f"{promised} when {_beginning(random)}"]
    if random.random() < 0.3:
        found.append(_more(f"{promised} when {_beginning(random)}"))
    if random.random() < 0.3:
        # A ramp-up: other figures in the beginning than afterwards.
        beginning, high = _beginning(random).removeprefix("not "), random.choice((promised, _HALF.sub("", promised)))
        found = [f"{promised} when not {beginning}", _more(f"{high} when {beginning}")]
    if random.random() < 0.5:
        limit = random.choice(("", "", "up to 12 h each calendar month ", "up to 24 h each contract year "))
        found.append(f"excludes {random.choice(excludable)} {limit}when {_beginning(random)}")
    if random.random() < 0.2:
        found.append(f"suspends {found[0].split()[1].rstrip(':')} while {_beginning(random)}")
    return found


def _more(promised: str) -> str:
    return promised.replace(" up:", " more:").replace(" fix:", " more:")


_HALF = re.compile(r"(?<=at least 9)\d\.\d|(?<=at most )\d+ h (?=\d+ min)")
"""What a share or a time is less without: 90%, or some minutes."""


def beginnings(random: Random) -> Draft:
    """Ramp-ups: what holds in the first months of a term alone, on either side, over or not."""
    names = ("a", "b")[: random.choice((1, 1, 2))]
    is_of_time = random.random() < 0.6
    windows = random.choice(
        (("calendar month",), ("calendar month", "contract month", "contract year", "calendar year"))
    )

    def words(ours: bool) -> list[str]:
        if is_of_time:
            promised = up(random, random.choice(windows), lowest=2)
        else:
            limit = "8 h" if ours else random.choice(TIMES)
            how = random.choice(("during 24x7", "during 24x7", "timed by again"))
            promised = f"objective fix: restore-time at most {limit} {how}"
        few = () if ours and random.random() < 0.5 else ("maintenance", "third-party")
        return _conditioned(random, promised, few) if few else [promised]

    begins = random.choice(("2026-01-01", "2026-01-01", "2025-07-01", "2025-12-20"))
    ours = front("shop", f"{begins} to 2026-12-31", "service hours 24x7", *words(ours=True), backed(names))
    behind = [
        carrier(name, OWNERS[name], random.choice(BEGINS), "service hours 24x7", *words(ours=False)) for name in names
    ]
    again = f"reopened within 5 days {random.choice(('continues', 'restarts'))}"
    is_timed = any("timed by again" in line for block in (ours, *behind) for line in block.lines)
    clocks = [Block("clock again", ("during 24x7", again))] if is_timed else []
    return Draft((*clocks, *services(names, structure(random, names)), ours, *behind))


def parameters(random: Random) -> Draft:
    """Values with names on both sides: shares, limits, conditions on them, blanks that nobody has filled in."""
    names = ("a", "b")[: random.choice((1, 1, 2))]

    def words() -> list[str]:
        seats = random.choice(("= 40", "= 50", "= 60", "one of 40, 60"))
        room = random.choice(("= 4 h", "= 8 h", "= 1 day", "one of 2 h, 4 h"))
        condition = random.choice(("seats at least 50", "seats below 50", "seats is set", "seats between 40 and 50"))
        promised = up(random, "calendar month", lowest=2)
        found = [f"parameter seats {seats}"]
        if random.random() < 0.3:
            promised = f"{promised} when {random.choice(('', 'not '))}({condition})"
        if random.random() < 0.3:
            floor = f"{share(random, 2)[:-1]}%" if random.random() < 0.8 else ""
            found.append(f"parameter floor {f'= {floor}' if floor else 'one of 98%, 99%'}")
            promised = f"{promised.split(' at least')[0]} at least floor each{promised.split(' each')[1]}"
        if random.random() < 0.6:
            limit = random.choice(("", "", "up to room each calendar month ", "up to room each calendar quarter "))
            found += [f"parameter room {room}"] if limit else []
            when = f"when {condition}" if random.random() < 0.6 else ""
            found.append(f"excludes maintenance {limit}{when}".strip())
        # What nobody names is no value.
        return [promised, *(one for one in found if "seats" not in one or "seats" in " ".join([promised, *found[1:]]))]

    ours = front("shop", TERM, "service hours 24x7", *words(), backed(names))
    behind = [carrier(name, OWNERS[name], "2025-01-01", "service hours 24x7", *words()) for name in names]
    return Draft((*services(names, structure(random, names)), ours, *behind))


def partial(random: Random) -> Draft:
    """Outages that count in part, in front or behind, with parts that stand in for each other."""
    names = ("a", "b", "c")[: random.choice((1, 2, 2, 3))]
    part = "partial outages count in proportion to users"

    def words(chance: float) -> str:
        details = [part] if random.random() < chance else []
        if random.random() < 0.2:
            details.append('down when "it does not answer" for 5 min')
        return up(random, "calendar month", lowest=2, details=f" {{ {' '.join(details)} }}" if details else "")

    # A name that is said once is taken for a mistake.
    twice = [up(random, "calendar month", name=name, details=f" {{ {part} }}") for name in ("up", "more")]
    other = front("shop", TERM, "service hours 24x7", *twice, f"backed by of-{names[0]}")
    stated = Block("sla other", other.lines)
    ours = front("shop", TERM, "service hours 24x7", words(0.8), backed(names))
    behind = [carrier(name, OWNERS[name], "2025-01-01", "service hours 24x7", words(0.2)) for name in names]
    return Draft((*services(names, structure(random, names)), ours, *behind, stated), frozenset({"parts"}))


PLACES = ("", " for lyon", " for roanne", " for lyon, roanne")


def overlapping(random: Random) -> Draft:
    """Several objectives of one agreement for values that overlap, in front and behind."""
    kind = random.choice(("time", "time", "cases", "cases of values", "share"))
    values = ("", " for P1", " for P2", " for P1, P2", " for P2, P3") if "values" in kind else PLACES

    def words(count: int, *, ours: bool) -> list[str]:
        found = []
        for number, place in enumerate(random.sample(values, count)):
            if kind == "time":
                promised = f"availability{place} at least {share(random, 2)} each calendar month"
            elif kind == "share":
                alone = "" if ours else f" {EACH}"
                limit = "8 h" if ours else random.choice(("2 h", "4 h"))
                of = random.choice(("90%", "95%"))
                promised = (
                    f"restore-time{place} at most {limit} in {of} of cases during 24x7 each calendar month{alone}"
                )
            else:
                limit = "8 h" if ours else random.choice(TIMES)
                promised = f"restore-time{place} at most {limit} during {random.choice(('24x7', '24x7', 'office'))}"
            found.append(f"objective o-{number}: {promised}")
        return found

    names = ("a", "b")[: random.choice((1, 1, 2))]
    ours = front("shop", TERM, "service hours 24x7", *words(random.choice((1, 1, 2)), ours=True), backed(names))
    behind = [
        carrier(name, OWNERS[name], "2025-01-01", "service hours 24x7", *words(random.choice((1, 2, 3)), ours=False))
        for name in names
    ]
    return Draft((*services(names, " and ".join(names)), ours, *behind))


COUNTRIES = {
    "fr": ("Europe/Paris", "closed holidays FR"),
    "de": ("Europe/Berlin", "closed holidays DE"),
    "us": ("America/New_York", "closed holidays US"),
    "both": ("Europe/Paris", "closed holidays FR, DE"),
    "none": ("Europe/Paris", "closed 12-24 to 01-01"),
    "summer": ("Europe/Paris", "closed holidays FR from 04-01 to 09-30"),
}


def holidays(random: Random) -> Draft:
    """Cases and downtime in the working days of several countries."""
    calendars = [
        Block(f"calendar {name}", (f"time zone {where}", "open Mon-Fri 08:00-18:00", closed))
        for name, (where, closed) in COUNTRIES.items()
    ]
    chosen = random.sample(sorted(COUNTRIES), 2)
    is_of_time = random.random() < 0.3

    def words(*, ours: bool) -> list[str]:
        hours = random.choice(chosen)
        days = f"business days follow {random.choice(chosen)}"
        if is_of_time:
            return [days, up(random, "calendar month", hours=hours, lowest=2)]
        bounds = ("at most 3 business days", "at most 20 h", "by 18:00 2 business days later")
        theirs = ("at most 1 business day", "at most 2 business days", "at most 6 h", "by 12:00 the next business day")
        return [days, f"objective fix: restore-time {random.choice(bounds if ours else theirs)} during {hours}"]

    ours = front("shop", TERM, "service hours 24x7", *words(ours=True), "backed by of-a")
    theirs = carrier("a", "ops", "2025-01-01", "service hours 24x7", *words(ours=False))
    used = " ".join([*ours.lines, *theirs.lines])
    named = [one for one in calendars if f"during {one.name}" in used or f"follow {one.name}" in used]
    return Draft((*named, *services(("a",), "a"), ours, theirs))


MONTHLY = ("calendar month", "rolling 2 calendar months", "rolling 3 calendar months", "calendar quarter")
ALLOWED = (
    "up to 4 h each calendar month",
    "up to 12 h each rolling 2 calendar months",
    "up to 8 h each rolling 30 days",
)
FURTHER = ("up to 2 h each time", "up to 6 h each calendar quarter", "up to 20 h each rolling 3 calendar months")


def several_months(random: Random) -> Draft:
    """Windows of several whole months, which begin with every month: of promises, of limits, cut by terms."""
    names = ("a", "b")[: random.choice((1, 1, 2))]
    zones = ("", "", "", "time zone Asia/Tokyo")
    begins = random.choice(("2026-01-01", "2026-01-20", "2026-03-15"))
    few = random.sample(ALLOWED, 2)

    def words(lowest: int) -> list[str]:
        found = [random.choice(zones), random.choice(("", "", "partial windows count as whole"))]
        found += ["service hours 24x7", up(random, random.choice(MONTHLY), lowest=lowest)]
        # What one side charges elsewhere leaves more of its limit.
        found += [random.choice(("", "excludes force-majeure", "excludes third-party"))]
        return [one for one in (*found, f"excludes maintenance {random.choice(few)}") if one]

    ours = front("shop", f"{begins} to {random.choice(('2026-12-31', '2026-08-10'))}", *words(2), backed(names))
    behind = [carrier(name, OWNERS[name], random.choice(("2025-01-01", begins)), *words(0)) for name in names]
    return Draft((*services(names, structure(random, names)), ours, *behind))


def allowances(random: Random) -> Draft:
    """Several limits of one reason, and allowances of one reason in hours of their own."""
    names = ("a", "b")[: random.choice((1, 1, 2))]

    def excluded(ours: bool) -> list[str]:
        if random.random() < 0.5:
            hours = random.sample(("day", "night"), random.choice((1, 2)))
            announced = random.choice(("", "", "announced 5 days ahead"))
            limits = ("", *ALLOWED)
            return [f"excludes maintenance {random.choice(limits)} within {each} {announced}" for each in hours]
        limit = random.choice(("", *ALLOWED))
        # Behind a promise several limits are not weighed.
        return (
            [f"excludes maintenance {limit}{' and ' if limit else ''}{random.choice(FURTHER)}"]
            if ours
            else ([f"excludes maintenance {limit}"] if random.random() < 0.7 else [])
        )

    def words(ours: bool) -> list[str]:
        promised = up(random, random.choice(("calendar month", "calendar month", *MONTHLY)), lowest=2 if ours else 0)
        few = ["excludes third-party"] if random.random() < 0.3 else []
        return ["service hours 24x7", promised, *few, *(" ".join(one.split()) for one in excluded(ours))]

    ours = front("shop", TERM, *words(True), backed(names))
    behind = [carrier(name, OWNERS[name], random.choice(BEGINS[:4]), *words(False)) for name in names]
    return Draft((*services(names, structure(random, names)), ours, *behind))
