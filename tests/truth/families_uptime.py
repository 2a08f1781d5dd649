"""Families of random workspaces about availability."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from .draft import Block, Draft, carrier, front, service

SHARES = ("99.9%", "99.5%", "99%", "98%", "97%", "95%")
WINDOWS = ("calendar month", "calendar quarter", "calendar year")
TERMS = ("2025-01-01", "2025-01-01 to 2027-12-31", "2026-01-01 to 2027-12-31", "2025-07-10")
HOURS = ("24x7", "24x7", "day", "night", "office", "week", "east")
OWNERS = {"a": "ops", "b": "vendor", "c": "ops", "d": "vendor"}


def share(random: Random, lowest: int = 0) -> str:
    return random.choice(SHARES[lowest:])


def up(random: Random, window: str = "", hours: str = "", name: str = "up", lowest: int = 0, details: str = "") -> str:
    """An objective of availability."""
    during = f" during {hours}" if hours else ""
    each = window or random.choice(WINDOWS)
    return f"objective {name}: availability at least {share(random, lowest)}{during} each {each}{details}"


def hours_of(random: Random) -> str:
    return f"service hours {random.choice(HOURS)}"


def structure(random: Random, names: tuple[str, ...]) -> str:
    """What a service needs: all, one of, some of."""
    if len(names) == 1:
        return names[0]
    if len(names) == 2:
        return f"{names[0]} {random.choice(('and', 'or'))} {names[1]}"
    return random.choice(
        (
            f"2 of ({', '.join(names)})",
            " and ".join(names),
            " or ".join(names),
            f"{names[0]} and ({names[1]} or {names[2]})",
        )
    )


def services(names: tuple[str, ...], needs: str) -> list[Block]:
    shop = service("shop", "desk", needs)
    return [shop, *(service(name, OWNERS[name]) for name in names)]


def parts_of(random: Random) -> tuple[str, ...]:
    return ("a", "b", "c")[: random.choice((1, 1, 2, 3))]


def backed(names: tuple[str, ...]) -> str:
    return "backed by " + ", ".join(f"of-{name}" for name in names)


def windows(random: Random) -> Draft:
    """Windows of all kinds, which terms cut at either end, on either side."""
    names = parts_of(random)
    kinds: tuple[str, ...] = (
        *WINDOWS,
        "contract month",
        "contract quarter",
        "fiscal quarter",
        "fiscal year",
        "rolling 30 days",
    )
    kinds += ("rolling 7 days", "calendar week", "calendar day", "calendar month of 730 h")
    partial = ("partial windows count as whole", "partial windows count as met", "", "")
    zones = ("", "", "time zone America/New_York", "time zone Asia/Tokyo")

    def more() -> list[str]:
        found = [
            random.choice(partial),
            random.choice(zones),
            hours_of(random) if random.random() < 0.3 else "service hours 24x7",
        ]
        return [one for one in (*found, "fiscal year starts 02-01") if one]

    begins = random.choice(("2026-01-01", "2026-01-25", "2026-02-10", "2026-03-29"))
    ends = random.choice(("", " to 2026-12-31", " to 2026-11-10", " to 2026-04-05"))
    promise = front("shop", begins + ends, *more(), up(random, random.choice(kinds), lowest=2), backed(names))
    theirs = ("2025-01-01", "2025-07-10", begins, f"2025-12-20{ends}", f"{begins}{ends}")
    behind = [
        carrier(name, OWNERS[name], random.choice(theirs), *more(), up(random, random.choice(kinds))) for name in names
    ]
    return Draft((*services(names, structure(random, names)), promise, *behind))


def structures(random: Random) -> Draft:
    """Parts that stand in for each other, contracts that join, several of one part, one over several."""
    names = ("a", "b", "c")[: random.choice((2, 3, 3))]
    promise = front("shop", "2026-01-01 to 2026-12-31", hours_of(random), up(random, lowest=2))
    behind = []
    for name in names:
        split = random.random()
        if split < 0.25:
            behind.append(
                carrier(
                    name, OWNERS[name], "2025-01-01 to 2026-06-15", hours_of(random), up(random), name=f"of-{name}-1"
                )
            )
            behind.append(
                carrier(
                    name, OWNERS[name], "2026-06-16 to 2027-12-31", hours_of(random), up(random), name=f"of-{name}-2"
                )
            )
        elif split < 0.45:
            behind.append(carrier(name, OWNERS[name], "2025-01-01", hours_of(random), up(random), name=f"of-{name}-1"))
            behind.append(carrier(name, OWNERS[name], "2025-01-01", hours_of(random), up(random), name=f"of-{name}-2"))
        else:
            behind.append(
                carrier(name, OWNERS[name], random.choice(TERMS), hours_of(random), up(random), name=f"of-{name}-1")
            )
    if random.random() < 0.3:
        behind = [one for one in behind if not one.name.startswith(("of-a", "of-c"))]
        covered = ", ".join(name for name in names if name in ("a", "c"))
        behind.append(carrier("a", "ops", "2025-01-01", hours_of(random), up(random), covers=covered, name="of-both"))
    lines = (*promise.lines, "backed by " + ", ".join(one.name for one in behind))
    return Draft((*services(names, structure(random, names)), Block(promise.head, lines), *behind))


REASONS = ("maintenance", "emergency-maintenance", "force-majeure", "third-party")


def exclusion(random: Random, reasons: tuple[str, ...] = REASONS) -> str:
    """An exclusion with or without limits, hours and announcements."""
    reason = random.choice(reasons)
    limit = random.choice(
        ("", "up to 4 h each calendar month", "up to 2 h each calendar day", "up to 8 h each calendar quarter")
    )
    limit = limit or random.choice(
        ("", "up to 1 h each calendar week", "up to 10 h each calendar year", "up to 6 h each rolling 30 days")
    )
    within = random.choice(("", "", "", "within sunday", "within night"))
    announced = random.choice(("", "", "", "announced 5 days ahead", "announced 2 days ahead"))
    return " ".join(one for one in ("excludes", reason, limit, within, announced) if one)


def exclusions(random: Random) -> Draft:
    """Exclusions on both sides, with limits in several windows, reasons, hours and announcements."""
    names = parts_of(random)
    few = tuple(random.sample(REASONS, 2))

    def some(least: int) -> list[str]:
        found: dict[str, str] = {}
        for _ in range(random.choice((least, 1, 2))):
            line = exclusion(random, few)
            found.setdefault(line.split()[1], line)
        return list(found.values())

    promise = front(
        "shop", "2026-01-01 to 2026-12-31", "service hours 24x7", up(random, lowest=2), *some(0), backed(names)
    )
    behind = [carrier(name, OWNERS[name], "2025-01-01", "service hours 24x7", up(random), *some(0)) for name in names]
    return Draft((*services(names, structure(random, names)), promise, *behind))


def idle_exclusions(random: Random) -> Draft:
    """The same, where time may also be excluded though nothing is down."""
    return replace(exclusions(random), tricks=frozenset({"idle"}))


def thresholds(random: Random) -> Draft:
    """What counts as down, for how long, when it is up again, and rounding: one occasion for both sides."""
    names = ("a", "b")[: random.choice((1, 2, 2))]
    # Probes are slow to look at: few drafts have them.
    is_probed = random.random() < 0.1
    samples = (" for 2 consecutive samples", " for 3 consecutive samples") if is_probed else ()
    lasting = ("", " for 5 min", " for 10 min", " for 1 min", *samples)

    def details() -> str:
        found = []
        if random.random() < 0.7:
            found.append(f'down when "it fails"{random.choice(lasting)}')
        if random.random() < 0.4:
            found.append(f"up after {random.choice(('10 min', '2 consecutive samples' if is_probed else '5 min'))}")
        if random.random() < 0.3:
            found.append(f"rounded to {random.choice((0, 1, 2))} decimals")
        if any("samples" in one for one in found):
            found.append('measured by house at "edge" every 1 min')
        return f" {{ {' '.join(found)} }}" if found else ""

    # What is taken to be comparable differs in nothing: worlds count as the words say.
    same = details() if random.random() < 0.7 else None

    def counted(lowest: int) -> str:
        return up(random, "calendar month", lowest=lowest, details=details() if same is None else same)

    stated = [f'assume of-{name} comparable because "one probe sees both"' for name in names if same is not None]
    promise = front("shop", "2026-01-01 to 2026-12-31", "service hours 24x7", counted(2), backed(names), *stated)
    behind = [carrier(name, OWNERS[name], "2025-01-01", "service hours 24x7", counted(0)) for name in names]
    return Draft((*services(names, structure(random, names)), promise, *behind))


def objectives(random: Random) -> Draft:
    """Several objectives of one agreement, in other hours, windows and places."""
    names = parts_of(random)[:2]
    promise = front("shop", "2026-01-01 to 2026-12-31", hours_of(random), up(random, lowest=2), backed(names))
    behind = []
    for name in names:
        lines = [
            up(random, "", random.choice(HOURS), name=f"up-{number}").replace(
                "availability",
                random.choice(("availability", "availability", "availability for lyon", "availability for roanne")),
            )
            for number in range(random.choice((2, 3)))
        ]
        behind.append(carrier(name, OWNERS[name], "2025-01-01", *lines))
    return Draft((*services(names, structure(random, names)), promise, *behind))


def common(random: Random) -> Draft:
    """Common causes, things that are shared, independence."""
    names = ("a", "b", "c")[: random.choice((2, 3))]
    drafted = structures(random) if random.random() < 0.3 else Draft(())
    if drafted.blocks:
        return drafted
    how = random.choice(("independent", "common cause 10%", "common cause 50%"))
    blocks = services(names, structure(random, names))
    if random.random() < 0.5:
        blocks = [
            Block(one.head, (*one.lines, "shares cellar")) if one.name in ("a", "b") else one for one in blocks
        ] + [service("cellar", "vendor")]
    promise = front(
        "shop",
        "2026-01-01 to 2026-12-31",
        "service hours 24x7",
        up(random, "calendar month"),
        backed(names),
        f'assume {names[0]}, {names[1]} {how} because "two buildings"',
    )
    behind = [carrier(name, OWNERS[name], "2025-01-01", "service hours 24x7", up(random, lowest=1)) for name in names]
    return Draft((*blocks, promise, *behind))
