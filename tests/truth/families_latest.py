"""Families of random workspaces: limits that overlap, windows of hours, times in calendar months, what says nothing."""

from __future__ import annotations

from random import Random

from .draft import Draft, carrier, front
from .families_further import either, with_further
from .families_uptime import OWNERS, backed, services, structure, up

TERM = "2026-01-01 to 2026-12-31"
ZONES = ("", "", "", "time zone America/New_York")
SHORT = ("rolling 24 h", "rolling 24 h", "rolling 36 h", "rolling 48 h", "rolling 2 days", "rolling 7 days")


def rolling_hours(random: Random) -> Draft:
    """Rolling windows of hours and days, of promises and of limits: days of 23 and of 25 hours, terms that cut them."""
    names = ("a", "b")[: random.choice((1, 1, 2))]
    begins = random.choice(("2026-01-01", "2026-03-28", "2026-10-24"))
    ends = random.choice(("2026-12-31", "2026-10-26", "2026-04-02"))
    ends = max(begins, ends)

    def words(lowest: int) -> list[str]:
        window = random.choice((*SHORT, "calendar day", "calendar month"))
        found = [random.choice(ZONES), "service hours 24x7", up(random, window, lowest=lowest)]
        if random.random() < 0.4:
            limit = random.choice(
                ("", "up to 1 h each rolling 24 h", "up to 2 h each rolling 48 h", "up to 1 h each calendar day")
            )
            found.append(f"excludes maintenance {limit}".strip())
        return [one for one in found if one]

    ours = front("shop", f"{begins} to {ends}", *words(2), backed(names))
    behind = [carrier(name, OWNERS[name], random.choice(("2025-01-01", begins)), *words(1)) for name in names]
    return Draft((*services(names, structure(random, names)), ours, *behind))


REASONS = ("maintenance", "emergency-maintenance", "third-party")
LIMITS = ("up to 2 h each calendar month", "up to 4 h each calendar month", "up to 3 h each calendar week")


def crossing_limits(random: Random) -> Draft:
    """Several reasons with limits of their own, in hours that overlap: what one takes first, another one has left."""
    names = ("a", "b")[: random.choice((1, 1, 2))]
    chosen = random.sample(REASONS, random.choice((2, 2, 3)))
    few = random.sample((*LIMITS, "up to 6 h each rolling 30 days", "up to 8 h each calendar quarter", ""), 3)

    def words(lowest: int) -> list[str]:
        found = ["service hours 24x7", up(random, "calendar month", lowest=lowest)]
        for one in random.sample(chosen, random.choice((len(chosen), len(chosen), 1))):
            within = random.choice(("", "", "within day", "within night", "within office"))
            found.append(" ".join(f"excludes {one} {random.choice(few)} {within}".split()))
        return found

    ours = front("shop", TERM, *words(2), backed(names))
    behind = [carrier(name, OWNERS[name], "2025-01-01", *words(1)) for name in names]
    return Draft((*services(names, structure(random, names)), ours, *behind))


MONTHS = ("1 month", "2 months", "28 days", "30 days", "31 days", "59 days", "62 days", "672 h", "744 h")


def calendar_months(random: Random) -> Draft:
    """Times of cases in months, which are as long as the month in which they begin; and pauses up to a month."""
    hours = random.choice(("24x7", "24x7", "24x7", "office"))
    path = random.choice(((), (), ("path restore-time: of-a/fix then of-b/fix",)))
    names = ("a", "b") if path else ("a",)

    def objective(*, ours: bool) -> str:
        pause = random.choice(("", "", " { pauses while waiting-for-customer at most 1 month }"))
        time = random.choice(MONTHS if ours else (*MONTHS, "10 days", "14 days"))
        return f"objective fix: restore-time at most {time} during {hours}{pause}"

    days = random.choice(ZONES)
    ours = front("shop", TERM, *filter(None, [days]), "service hours 24x7", objective(ours=True), *path, backed(names))
    behind = [
        carrier(name, OWNERS[name], "2025-01-01", *filter(None, [random.choice((days, *ZONES))]), objective(ours=False))
        for name in names
    ]
    return Draft((*services(names, " and ".join(names)), ours, *behind))


BESIDE = (
    'customer may "have an analyst" up to 3 days each contract quarter carried over once',
    'customer may "have data restored" up to 10 h each contract year during office',
    'provider must "send a forecast" each calendar quarter by day 10 of the next month',
    'customer must "pay the invoice" within 1 calendar month of the invoice',
    'customer must "give a forecast" each calendar year by 01-31 of the next year',
    "customer may end with 30 days notice when points above 10 each contract year",
    'provider must "send a plan" within 10 days when points at least 8 each calendar quarter',
)


def beside(random: Random) -> Draft:
    """Points, entitlements and last days of the calendar beside a promise: they change nothing of what is kept."""
    draft = either(random)
    for block in [one for one in draft.blocks if one.kind in ("sla", "ola", "uc")]:
        name = next(line.split()[1].rstrip(":") for line in block.lines if line.startswith("objective "))
        draft = draft.with_lines(block.name, f"points for {name}: {random.choice((3, 5))}")
    return with_further(random, draft, BESIDE, most=4)
