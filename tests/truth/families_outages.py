"""Families of random workspaces about outages one by one, times without maintenance, and means of windows."""

from __future__ import annotations

from random import Random

from .draft import Draft, carrier, front
from .families_uptime import OWNERS, backed, services, share, structure, up

TERMS = ("2025-01-01", "2025-01-01", "2026-01-01 to 2027-12-31", "2025-07-10")
WINDOWS = ("calendar month", "calendar month", "calendar quarter", "calendar year", "rolling 30 days", "contract month")
FEW = ("", "", "up to 4 h each calendar month", "up to 2 h each calendar day", "up to 8 h each calendar quarter")


def _excluded(random: Random, reasons: tuple[str, ...], most: int) -> list[str]:
    found = []
    for one in random.sample(reasons, random.randint(0, most)):
        within = random.choice(("", "", "within night", "within office"))
        found.append(" ".join(f"excludes {one} {random.choice(FEW)} {within}".split()))
    return found


def counted(random: Random) -> Draft:
    """How many outages there are, and how long one lasts: with thresholds, exclusions, and windows on either side."""
    names = ("a", "b")[: random.choice((1, 1, 2))]
    kind = random.choice(("outage-count at most {}", "outage-length at most {} h"))
    alike = random.choice((WINDOWS[:1], WINDOWS[:1], WINDOWS))
    hours = random.choice((("24x7",), ("24x7",), ("24x7", "day")))
    together = ", ".join(f"of-{name}" for name in names)
    together = f"together ({together})" if len(names) > 1 else together
    path = [f"path outage-length: {together}"] if "length" in kind else []
    details = random.choice(("", "", ' { down when "it fails" for 10 min }', " { overlaps count once }", ""))
    few = random.choice(((), ("excludes maintenance",), ("excludes maintenance", "excludes third-party")))

    def words(bounds: tuple[int, ...], *, ours: bool) -> list[str]:
        promised = kind.format(random.choice(bounds))
        said = few if ours or random.random() < 0.5 else random.sample(few, random.randint(0, len(few)))
        more = (
            [*said, *_excluded(random, ("force-majeure",), 1)] if random.random() < (0.3 if ours else 0.1) else [*said]
        )
        line = f"objective n: {promised} during {random.choice(hours)} each {random.choice(alike)}{details}"
        return ["service hours 24x7", line, *more]

    stated = f'assume {", ".join(f"of-{name}" for name in names)} comparable because "one probe sees all"'
    promised = words((1, 2, 3, 4, 6, 9), ours=True)
    ours = front("shop", "2026-01-01 to 2026-12-31", *promised, *path, backed(names), stated)
    behind = [carrier(name, OWNERS[name], random.choice(TERMS[:3]), *words((1, 1, 2, 3), ours=False)) for name in names]
    return Draft((*services(names, structure(random, names)), ours, *behind))


FROZEN = ("no maintenance during office", "no maintenance during day", "no maintenance from 2026-11-25 to 2026-12-31")


def frozen(random: Random) -> Draft:
    """Times in which there is no maintenance, on either side, beside limits and hours of what is excluded."""
    names = ("a", "b")[: random.choice((1, 1, 2))]
    reasons = random.choice((("maintenance",), ("maintenance", "emergency-maintenance")))

    def words(lowest: int) -> list[str]:
        found = ["service hours 24x7", up(random, random.choice(WINDOWS[:4]), lowest=lowest)]
        found += _excluded(random, reasons, len(reasons))
        return found + [one for one in FROZEN if random.random() < 0.35]

    ours = front("shop", "2026-01-01 to 2026-12-31", *words(2), backed(names))
    behind = [carrier(name, OWNERS[name], random.choice(TERMS), *words(1)) for name in names]
    return Draft((*services(names, structure(random, names)), ours, *behind))


def means(random: Random) -> Draft:
    """Means of windows, strict bounds, and figures that are rounded, on either side."""
    names = ("a", "b")[: random.choice((1, 1, 2))]

    def words(lowest: int) -> list[str]:
        side = random.choice(("at least", "at least", "above"))
        each = random.choice(("calendar quarter", "calendar year", "rolling 3 calendar months"))
        rounded = random.choice(("", "", f" {{ rounded to {random.choice((0, 1, 2))} decimals }}"))
        promised = f"availability {side} {share(random, lowest)} each {random.choice(('calendar month', each))}"
        if random.random() < 0.15:
            promised = f"mean of availability each calendar month {side} {share(random, lowest)} each {each}"
        return ["service hours 24x7", f"objective up: {promised}{rounded}", *_excluded(random, ("maintenance",), 1)]

    ours = front("shop", "2026-01-01 to 2026-12-31", *words(2), backed(names))
    behind = [carrier(name, OWNERS[name], random.choice(TERMS), *words(0)) for name in names]
    return Draft((*services(names, structure(random, names)), ours, *behind))
