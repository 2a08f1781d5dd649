"""Families of random workspaces about durations of cases."""

from __future__ import annotations

from random import Random

from .draft import Block, Draft, agreement, carrier, front
from .families_uptime import OWNERS, backed, services, structure

HOURS = ("24x7", "day", "office", "wide", "short", "week", "east")
TIMES = ("35 min", "1 h 7 min", "2 h 11 min", "3 h 50 min", "7 h 40 min")
"""Times that never end with a day of work that they began."""
WHOLE = {
    "office": ("10 h", "20 h"),
    "wide": ("12 h", "24 h"),
    "short": ("7 h", "14 h"),
    "week": ("16 h", "32 h"),
    "east": ("10 h", "20 h"),
    "day": ("12 h", "24 h"),
}
"""By calendar, times that are just a day of work, or two."""
TERM = "2026-01-01 to 2026-12-31"
LONG = ("2025-01-01", "2025-01-01 to 2027-12-31", "2025-01-01 to 2026-12-31")


def time(random: Random, hours: tuple[str, ...] = HOURS) -> str:
    during = random.choice(hours)
    return f"{random.choice((*TIMES, *WHOLE.get(during, ())))} during {during}"


def desk(random: Random, *lines: str) -> Block:
    return agreement("ola", "of-desk", "desk", "house", "shop", random.choice(LONG), *lines)


def hops(random: Random, *names: str) -> str:
    """A path over the desk and the agreements of parts."""
    last = names[0] if len(names) == 1 else f"{random.choice(('together', 'whichever of'))} ({', '.join(names)})"
    own = random.choice(("", f"{random.choice(('17 min', '1 h 3 min'))} during {random.choice(HOURS)} then "))
    return f"{own}{random.choice(('', 'of-desk/answer then ', 'of-desk/triage then '))}{last}"


def promise(random: Random, *lines: str, bound: str = "", metric: str = "restore-time") -> Block:
    limit = bound or f"at most 8 h during {random.choice(HOURS)}"
    return front("shop", TERM, "service hours 24x7", f"objective fix: {metric} {limit}", *lines)


def paths(random: Random) -> Draft:
    """Hand-offs, side by side and in a row, with and without a path."""
    names = ("a", "b")[: random.choice((1, 2))]
    path = f"path restore-time: {hops(random, *(f'of-{name}/fix' for name in names))}"
    needs = " and ".join(names)
    behind = [
        carrier(
            name,
            OWNERS[name],
            random.choice(LONG),
            "service hours 24x7",
            f"objective fix: restore-time at most {time(random)}",
        )
        for name in names
    ]
    of_desk = desk(
        random,
        f"objective answer: response-time at most {time(random)}",
        f"objective triage: hand-over-time at most {time(random)}",
    )
    lines = [path] if random.random() < 0.85 else []
    return Draft((*services(names, needs), promise(random, *lines, f"{backed(names)}, of-desk"), of_desk, *behind))


def whole_days(random: Random) -> Draft:
    """One agreement, with times that are just so many days of work."""
    hours = random.choice(list(WHOLE))
    theirs = f"objective fix: restore-time at most {random.choice(WHOLE[hours])} during {hours}"
    behind = carrier("a", "ops", random.choice(LONG), "service hours 24x7", theirs)
    return Draft((*services(("a",), "a"), promise(random, "backed by of-a"), behind))


def days(random: Random) -> Draft:
    """Business days, deadlines, holidays and cut-offs."""
    bounds = (
        "at most 1 business day",
        "at most 2 business days",
        "at most 5 business days",
        "by 18:00 the next business day",
        "by 12:00 the next day",
        "by 18:00 the same day",
        "at most 3 days",
        "at most 6 h 5 min",
        "at most 29 h 20 min",
    )
    ours = (
        "at most 3 business days",
        "at most 10 business days",
        "by 18:00 2 business days later",
        "at most 7 days",
        "at most 40 h",
        "by 24:00 3 days later",
    )
    clock = Block("clock late", (random.choice(("cut-off 15:00", "cut-off 12:00")), "during office"))

    def objective(name: str, among: tuple[str, ...]) -> str:
        how = "timed by late" if random.random() < 0.25 else f"during {random.choice(HOURS[1:])}"
        return f"objective {name}: restore-time {random.choice(among)} {how}"

    path = random.choice(
        ((), ("path restore-time: of-desk/triage then of-a/fix",), ("path restore-time: of-a/fix then of-b/fix",))
    )
    names = ("a", "b") if path and "of-b" in path[0] else ("a",)
    behind = [
        carrier(name, OWNERS[name], random.choice(LONG), "service hours 24x7", objective("fix", bounds))
        for name in names
    ]
    of_desk = desk(
        random, f"objective triage: hand-over-time {random.choice(bounds)} during {random.choice(HOURS[1:])}"
    )
    ola = [of_desk] if path and "of-desk" in path[0] else []
    backs = backed(names) + (", of-desk" if ola else "")
    promised = front("shop", TERM, "service hours 24x7", objective("fix", ours), *path, backs)
    return Draft((clock, *services(names, " and ".join(names)), promised, *ola, *behind))


def scopes(random: Random) -> Draft:
    """Priorities and places: paths for, backed by for, treat, objectives for some values."""
    ours = random.choice(("", " for P1", " for P1, P2", " for lyon", " for P1, lyon", " for P2, P3"))
    limit = f"at most {random.choice(('4 h', '8 h', '24 h'))} during {random.choice(('24x7', 'office'))}"
    lines = [f"objective fix: restore-time{ours} {limit}"]
    how = random.random()
    values = ("", " for P1", " for P1, P2", " for P2", " for lyon", " for P3")
    if how < 0.4:
        lines += [
            f"path restore-time{random.choice(values)}: of-a/fix",
            *(
                [f"path restore-time{random.choice(values[1:])}: 63 min during 24x7 then of-b/fix"]
                if random.random() < 0.5
                else []
            ),
        ]
        lines.append("backed by of-a, of-b")
    elif how < 0.7:
        lines += [f"backed by of-a{random.choice(values)}", f"backed by of-b{random.choice(values)}"]
    else:
        lines += ["backed by of-a, of-b", "path restore-time: whichever of (of-a/fix, of-b/fix)"]
    treated = random.random() < 0.4
    if treated:
        lines.append(
            random.choice(
                (
                    "treat P1 as S1, P2 as S2 in of-a",
                    "treat P1 as S1, P2 as S1, P3 as S2 in of-a",
                    "treat P1 as S1 in of-a",
                )
            )
        )

    def theirs(of: tuple[str, ...]) -> list[str]:
        found = []
        for number in range(random.choice((1, 1, 2))):
            hours = random.choice(("24x7", "24x7", "office"))
            limit = f"at most {random.choice(TIMES)} during {hours}"
            found.append(f"objective fix{f'-{number}' * bool(number)}: restore-time{random.choice(of)} {limit}")
        return found

    behind = [
        carrier(
            "a",
            "ops",
            "2025-01-01",
            "service hours 24x7",
            *theirs((" for S1", " for S1, S2", "") if treated else values),
        ),
        carrier("b", "vendor", "2025-01-01", "service hours 24x7", *theirs(values)),
    ]
    return Draft(
        (*services(("a", "b"), "a and b"), front("shop", TERM, "service hours 24x7", *dict.fromkeys(lines)), *behind)
    )


PAUSES = ("waiting-for-customer", "waiting-for-supplier", "waiting-for-access")


def pauses_of(random: Random) -> str:
    limit = random.choice(("", "", " at most 2 h", " at most 4 h", " at most 1 day", " at most 2 business days"))
    reasons = random.sample(PAUSES[:2], random.choice((1, 1, 2)))
    return " ".join(f"pauses while {one}{limit}" for one in reasons)


def pauses(random: Random) -> Draft:
    """Pauses on both sides, in other hours, with limits, and at each hop."""

    def details() -> str:
        return f" {{ {pauses_of(random)} }}" if random.random() < 0.7 else ""

    path = random.choice(((), ("path restore-time: of-a/fix then of-b/fix",)))
    names = ("a", "b") if path else ("a",)
    hours = random.choice((HOURS, ("24x7",), ("office",)))
    behind = [
        carrier(
            name,
            OWNERS[name],
            "2025-01-01",
            "service hours 24x7",
            f"objective fix: restore-time at most {time(random, hours)}{details()}",
        )
        for name in names
    ]
    ours = f"objective fix: restore-time at most 8 h during {random.choice(hours)} {{ {pauses_of(random)} }}"
    return Draft(
        (
            *services(names, " and ".join(names)),
            front("shop", TERM, "service hours 24x7", ours, *path, backed(names)),
            *behind,
        )
    )


def clocks(random: Random) -> Draft:
    """Clocks that go on, begin anew, are raised, stop at a cut-off, and count by some channels alone."""

    def clock(name: str, hours: str) -> Block:
        lines = [f"during {hours}"]
        if random.random() < 0.5:
            lines.append(
                random.choice(
                    (
                        "reopened within 5 days continues",
                        "reopened within 5 days restarts",
                        "reopened within 1 day continues",
                    )
                )
            )
        if random.random() < 0.3:
            lines.append("restarts when assigned")
        if random.random() < 0.3:
            lines.append(f"raised priority counts from the {random.choice(('change', 'start'))}")
        if random.random() < 0.3:
            lines.append("starts when logged through " + random.choice(("phone", "phone or portal", "email or phone")))
        if random.random() < 0.2:
            lines.append("cut-off 15:00")
        return Block(f"clock {name}", tuple(lines))

    hours = random.choice(HOURS)
    found = [clock("ours", hours), clock("theirs", random.choice((hours, hours, "office")))]
    timed = ["timed by ours", random.choice(("timed by theirs", "timed by ours", f"during {hours}"))]
    scope = random.choice(("", " for P1"))
    later = "objective fix-later: restore-time for P2, P3 at most"
    behind = carrier(
        "a",
        "ops",
        "2025-01-01",
        "service hours 24x7",
        f"objective fix: restore-time{scope} at most {random.choice(TIMES)} {timed[1]}",
        *([f"{later} {random.choice(('8 h 5 min', '19 h 10 min'))} {timed[1]}"] if scope else []),
    )
    extra = [f"{later} 48 h {timed[0]}"] if scope else []
    ours = front(
        "shop",
        TERM,
        "service hours 24x7",
        f"objective fix: restore-time{scope} at most 8 h {timed[0]}",
        *extra,
        "backed by of-a",
    )
    used = [
        one for one in found if any(f"timed by {one.name}" in line for each in (ours, behind) for line in each.lines)
    ]
    return Draft((*used, *services(("a",), "a"), ours, behind))


def needs(random: Random) -> Draft:
    """Times of parts that are needed, of which one is, or so many."""
    names = ("a", "b", "c")[: random.choice((2, 3))]
    behind = [
        carrier(
            name,
            OWNERS[name],
            random.choice(LONG),
            "service hours 24x7",
            f"objective fix: restore-time at most {time(random)}",
        )
        for name in names
    ]
    if random.random() < 0.2:
        behind.append(
            carrier(
                "a",
                "vendor",
                "2025-01-01",
                "service hours 24x7",
                f"objective fix: restore-time at most {time(random)}",
                name="of-a-too",
            )
        )
    names_ = ", ".join(one.name for one in behind)
    return Draft((*services(names, structure(random, names)), promise(random, f"backed by {names_}"), *behind))


def shares(random: Random) -> Draft:
    """Shares, means and medians, windows, pools and volumes."""
    kind = random.choice(("share", "share", "share", "mean", "median"))
    same = random.choice(("calendar month", ""))
    everywhere = random.choice(("24x7", "24x7", "office", ""))
    shared = (" in 90% of cases", " in 80% of cases", " in 95% of cases", "")

    def objective(name: str, ours: bool) -> str:
        word = f"{kind} " if kind != "share" else ""
        share = (random.choice(shared) if not ours else random.choice(shared[:2])) if kind == "share" else ""
        window = same or random.choice(("calendar month", "calendar month", "calendar quarter", "calendar week"))
        hours = everywhere or random.choice(("24x7", "24x7", "office"))
        counted = " { counted for each agreement it carries }" if not ours and random.random() < 0.9 else ""
        if not ours and random.random() < 0.2:
            word, share = "", ""
        each = f" each {window}" if share or word else ""
        return (
            f"objective {name}: {word}restore-time at most {random.choice(TIMES)}{share} during {hours}{each}{counted}"
        )

    path = random.choice(
        (
            (),
            (),
            ("path restore-time: of-a/fix then of-b/fix",),
            ("path restore-time: whichever of (of-a/fix, of-b/fix)",),
        )
    )
    names = ("a", "b") if path else ("a",)
    behind = []
    for name in names:
        volume = (
            [f"volume at most {random.choice((20, 40))} cases each calendar month"] if random.random() < 0.3 else []
        )
        behind.append(carrier(name, OWNERS[name], "2025-01-01", "service hours 24x7", *volume, objective("fix", False)))
    least, most = sorted(random.choice((5, 10, 20)) for _ in range(2))
    volume = [
        f"volume {side} cases each calendar month"
        for side in (f"at least {least}", f"at most {most}")
        if random.random() < 0.4
    ]
    ours = front(
        "shop",
        TERM,
        "service hours 24x7",
        *volume,
        objective("fix", True).replace("at most 1 h", "at most 8 h"),
        *path,
        backed(names),
    )
    return Draft((*services(names, " and ".join(names)), ours, *behind))
