"""Families of random workspaces about what is asked of a case: when it comes, how it waits, and by when it is due."""

from __future__ import annotations

from random import Random

from .draft import Block, Draft, carrier, front
from .families_cases import TERM, TIMES
from .families_uptime import OWNERS, backed, services

PATHS = (
    (),
    (),
    ("path restore-time: of-a/fix then of-b/fix",),
    ("path restore-time: 17 min during 24x7 then of-a/fix",),
    ("path restore-time: together (of-a/fix, of-b/fix)",),
)
CONDITIONS = (
    '"the shop is open"',
    'not "the shop is closed"',
    "logged during office",
    "logged before 15:00",
    "logged through phone",
    "urgency is P1",
    "not site is lyon",
    '1 of ("the shop is open", "it is a holiday")',
    '"the shop is open" and urgency is P1',
    "in the first 6 months",
    "logged after 2026-03-01",
    '1 of (a, "it is a holiday")',
)


def _hops(random: Random) -> tuple[tuple[str, ...], tuple[str, ...]]:
    path = random.choice(PATHS)
    return path, ("a", "b") if path and "of-b" in path[0] else ("a",)


def _drafted(ours: list[str], theirs: dict[str, list[str]], path: tuple[str, ...]) -> Draft:
    names = tuple(theirs)
    said = f'assume {", ".join(f"of-{name}" for name in names)} comparable because "one log of all"'
    promised = front("shop", TERM, "service hours 24x7", *ours, *path, backed(names), said)
    behind = [carrier(name, OWNERS[name], "2025-01-01", "service hours 24x7", *theirs[name]) for name in names]
    return Draft((*services(names, " and ".join(names)), promised, *behind))


def conditions(random: Random) -> Draft:
    """Promises, exclusions and suspensions on one condition, in front and behind, along hops."""
    path, names = _hops(random)
    one = random.choice(CONDITIONS)
    of = random.sample(("when", "excludes", "suspends", "covers"), random.choice((1, 1, 2)))
    hours = random.choice(("24x7", "24x7", "office"))

    def words(name: str, bound: str) -> list[str]:
        chosen = of if name == "shop" or random.random() < 0.8 else []
        when = f" when {one}" if "when" in chosen else ""
        found = [f"objective fix: restore-time at most {bound} during {hours}{when}"]
        found += [f"excludes third-party when {one}"] if "excludes" in chosen else []
        may_suspend = "suspends" in chosen and not one.startswith("logged")
        found += [f"suspends fix while {one}"] if may_suspend else []
        return found

    draft = _drafted(words("shop", "8 h"), {name: words(name, random.choice(TIMES)) for name in names}, path)
    if "covers" in of:
        for block in [one_ for one_ in draft.blocks if one_.kind in ("sla", "ola", "uc")]:
            line = next(each for each in block.lines if each.startswith("covers"))
            draft = draft.replaced_line(block.name, line, f"{line} when {one}")
    return draft


def waits(random: Random) -> Draft:
    """Pauses after some time, with several limits, and exclusions of what a case waits for, in hours of their own."""
    path, names = _hops(random)
    few = random.sample(
        ("", " at most 2 h", " at most 1 day", " at most 2 h after 1 h", " after 1 h", " after 30 min"), 2
    )
    reasons = random.sample(("waiting-for-customer", "third-party", "force-majeure"), 2)
    hours = random.choice((("24x7",), ("24x7", "office"), ("office",)))

    def words(bound: str, chance: float) -> list[str]:
        pauses = [f"pauses while {one}{random.choice(few)}" for one in reasons if random.random() < chance]
        details = f" {{ {' '.join(pauses)} }}" if pauses else ""
        found = [f"objective fix: restore-time at most {bound} during {random.choice(hours)}{details}"]
        if random.random() < 0.4:
            within = random.choice(("", "", "within day", "within office"))
            found.append(f"excludes {random.choice(reasons)} {within}".strip())
        return found

    return _drafted(words("8 h", 0.8), {name: words(random.choice(TIMES), 0.6) for name in names}, path)


DEADLINES = (
    "by 18:00 the same day if logged before 12:00",
    "by 12:00 the next business day if logged before 15:00",
    "by 18:00 the next day if logged during office",
    "by 18:00 the next business day",
    "by 18:00 2 business days later if logged before 15:00",
    "at most 20 h",
    "at most 2 business days",
    "below 8 h",
    "below 20 h",
)
LATER = (
    *DEADLINES,
    "by 18:00 3 days later if logged before 12:00",
    "by 18:00 3 business days later if logged before 15:00",
    "by 12:00 2 business days later if logged during office",
    "at most 10 business days",
    "at most 60 h",
    "below 40 h",
    "by 24:00 5 days later",
)


def deadlines(random: Random) -> Draft:
    """Deadlines that depend on when a case comes, strict bounds, and cut-offs, on either side."""
    path, names = _hops(random)
    zone = random.choice(("", "", "time zone America/New_York"))
    clock = Block("clock late", (f"cut-off {random.choice(('12:00', '15:00'))}", "during office"))

    def words(among: tuple[str, ...]) -> list[str]:
        bound = random.choice(among)
        how = random.choice(("24x7", "office", "week") if " h" in bound else ("office", "office", "week"))
        how = "timed by late" if random.random() < 0.2 else f"during {how}"
        return [*([zone] if zone else []), f"objective fix: restore-time {bound} {how}"]

    theirs = {name: words(DEADLINES) for name in names}
    draft = _drafted(words(LATER), theirs, path)
    is_timed = any("timed by late" in line for block in draft.blocks for line in block.lines)
    return Draft((*([clock] if is_timed else []), *draft.blocks))
