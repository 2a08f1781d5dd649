"""Families of random workspaces whose sides say nearly the same words, and count by other days, windows and terms.

Each side draws by itself its time zone, its business days, its fiscal year and the day from which it is in force.
"""

from __future__ import annotations

from random import Random

from .draft import Draft, carrier, front
from .families_uptime import OWNERS, backed, services, structure, up

ZONES = ("", "", "time zone America/New_York", "time zone Asia/Tokyo")
BEGINS = ("2025-01-01", "2025-01-01", "2025-07-01", "2025-04-15")
LEADS = ("", "", "announced 3 days ahead", "announced 3 business days ahead", "announced 72 h ahead")
LIMITS = (
    "",
    "up to 4 h each calendar month",
    "up to 30 h each calendar month",
    "up to 24 h each calendar quarter",
    "up to 48 h each calendar year",
    "up to 48 h each contract year",
    "up to 48 h each fiscal year",
    "up to 24 h each rolling 90 days",
)


def side(random: Random, *, alike: float = 0.5) -> list[str]:
    """By which days an agreement counts; often as most do."""
    if random.random() < alike:
        return ["fiscal year starts 01-01", "business days follow office"]
    return [
        one
        for one in (
            random.choice(ZONES),
            f"fiscal year starts {random.choice(('01-01', '02-01', '07-01'))}",
            f"business days follow {random.choice(('office', 'day', 'week', 'east'))}",
        )
        if one
    ]


def excluded(random: Random, limits: tuple[str, ...], leads: tuple[str, ...], reasons: tuple[str, ...]) -> list[str]:
    """Exclusions of some reasons, each with a limit and an announcement, or for one place alone."""
    chosen = random.sample(reasons, random.choice((1, 1, len(reasons))))
    place = random.choice(("",) * 9 + ("for lyon",))
    words = (("excludes", one, random.choice(limits), place, random.choice(leads)) for one in chosen)
    return [" ".join(word for word in each if word) for each in words]


def limits(random: Random) -> Draft:
    """Downtime: limits in windows of all kinds, reasons and announcements drawn on each side, zones, calendars, terms.

    Of each draft two limits and two announcements are taken, so that sides often say the same words; often they also
    promise for one place.
    """
    few, leads = tuple(random.sample(LIMITS, 2)), tuple(random.sample(LEADS, 2))
    reasons = tuple(random.sample(("maintenance", "third-party"), 2))
    names = ("a", "b")[: random.choice((1, 1, 1, 2))]

    def words() -> list[str]:
        place = random.choice(("availability",) * 9 + ("availability for lyon",))
        promised = up(random, "calendar month", lowest=1).replace("availability", place)
        return ["service hours 24x7", *side(random), promised, *excluded(random, few, leads, reasons)]

    ours = front("shop", f"{random.choice(BEGINS)} to 2026-12-31", *words(), backed(names))
    behind = [carrier(name, OWNERS[name], random.choice(BEGINS), *words()) for name in names]
    return Draft((*services(names, structure(random, names)), ours, *behind))


def occasions(random: Random) -> Draft:
    """Downtime that does not count while something is said, often or for long: the same occasion for both sides.

    The times, days and windows are drawn on each side, as are zone, calendar and term.
    """
    few = random.sample(
        (
            "3 times each contract year",
            "3 times each fiscal year",
            "3 times each calendar month",
            "2 times in 30 days",
            "longer than 3 days",
            "longer than 2 business days",
        ),
        2,
    )

    def words() -> list[str]:
        promised = up(random, "calendar month", lowest=2)
        return ["service hours 24x7", *side(random), promised, f'suspends up while "x" {random.choice(few)}']

    ours = front(
        "shop",
        f"{random.choice(BEGINS)} to 2026-12-31",
        *words(),
        "backed by of-a",
        'assume of-a comparable because "one log of both"',
    )
    return Draft((*services(("a",), "a"), ours, carrier("a", "ops", random.choice(BEGINS), *words())))


def days(random: Random) -> Draft:
    """Cases: bounds, deadlines and pauses in days and business days, of each side by its own zone and calendar."""
    bound = random.choice(("at most 3 days", "at most 2 business days", "by 18:00 the next day", "at most 30 h"))
    pause = random.choice(("", "at most 2 days", "at most 1 business day", "at most 48 h"))

    common = random.choice(("office", "east", "week") if "business" in bound else ("24x7", "24x7", "24x7", "office"))

    def words(bound: str) -> list[str]:
        details = f" {{ pauses while third-party {pause} }}" if pause and random.random() < 0.9 else ""
        hours = common if random.random() < 0.9 else "week"
        return ["service hours 24x7", *side(random), f"objective fix: restore-time {bound} during {hours}{details}"]

    ours = front("shop", f"{random.choice(BEGINS)} to 2026-12-31", *words(bound), "backed by of-a")
    theirs = random.choice((bound, bound, "at most 20 h"))
    return Draft((*services(("a",), "a"), ours, carrier("a", "ops", random.choice(BEGINS), *words(theirs))))
