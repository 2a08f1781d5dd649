"""Families of random workspaces about what stands around a promise: parties, conditions, amendments, terms, figures."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from . import families_cases, families_uptime
from .draft import Draft, carrier, front, service
from .families_cases import TIMES
from .families_uptime import OWNERS, backed, exclusion, services, structure

TERM = "2026-01-01 to 2026-12-31"


def either(random: Random) -> Draft:
    """A draft about availability, or about durations."""
    return random.choice((families_uptime.structures, families_cases.paths, families_cases.needs))(random)


def with_further(random: Random, draft: Draft, lines: tuple[str, ...], most: int = 2) -> Draft:
    """The draft with further statements, in front or behind."""
    names = [one.name for one in draft.blocks if one.kind in ("sla", "ola", "uc")]
    for line in random.sample(lines, random.randint(1, min(most, len(lines)))):
        name = random.choice(names)
        statement = line
        if line.startswith("suspends"):
            objectives = [
                each.split()[1].rstrip(":") for each in draft.block(name).lines if each.startswith("objective ")
            ]
            statement = line.replace("THIS", random.choice(objectives))
        draft = draft.with_lines(name, statement)
    return draft


def suspensions(random: Random) -> Draft:
    """What does not count while something is said, and what is promised under a condition alone."""
    lines = (
        'suspends THIS while "an invoice is open"',
        'suspends THIS while "the site is closed"',
        'suspends THIS while "an invoice is open" longer than 3 days',
    )
    draft = with_further(random, either(random), lines)
    if random.random() < 0.5:
        name = random.choice([one.name for one in draft.blocks if one.kind in ("sla", "ola", "uc")])
        line = next(one for one in draft.block(name).lines if one.startswith("objective "))
        draft = draft.replaced_line(name, line, f'{line} when "the shop is open"')
    # Worlds of this family say the same of everybody.
    behind = [one.name for one in draft.blocks if one.kind in ("ola", "uc")]
    return draft.with_lines(draft.front, f'assume {", ".join(behind)} comparable because "one occasion for all"')


def amendments(random: Random) -> Draft:
    """Amendments that take effect later, on either side."""
    draft = either(random)
    names = [one.name for one in draft.blocks if one.kind in ("sla", "ola", "uc")]
    for name in random.sample(names, random.choice((1, 1, 2)) if len(names) > 1 else 1):
        day = random.choice(("2026-04-01", "2026-05-15", "2025-12-15", "2026-12-01"))
        signed = f'amendment 1.0.0 {{ signed 2025-12-01 by "A. Signatory" for house effective {day} reason "more" }}'
        draft = draft.with_lines(name, signed)
    return draft


def terms(random: Random) -> Draft:
    """Terms that end, are renewed, or are cut."""
    draft = either(random)
    found = []
    for block in draft.blocks:
        lines = list(block.lines)
        if block.kind in ("ola", "uc", "sla") and random.random() < 0.6:
            at = next(number for number, line in enumerate(lines) if line.startswith("in force"))
            lines[at] = random.choice(
                (
                    "in force from 2025-01-01 to 2026-12-31",
                    "in force from 2025-02-01 to 2026-06-30",
                    "in force from 2026-01-01 to 2026-09-15",
                    "in force from 2026-02-14",
                )
            )
            further = random.choice(
                (
                    "",
                    "renews every 12 months unless either party gives 90 days notice",
                    'ended 2026-05-31 because "it was sold"',
                    "notice given 2025-12-01 by house",
                )
            )
            lines += (
                ["renews every 12 months unless either party gives 90 days notice"]
                if further.startswith("notice")
                else []
            )
            lines += [further] if further else []
        found.append(replace(block, lines=tuple(lines)))
    return replace(draft, blocks=tuple(found))


def parties(random: Random) -> Draft:
    """Agreements of somebody else, and reasons of one side."""
    draft = random.choice((families_uptime.exclusions, families_cases.pauses, families_cases.paths))(random)
    found = []
    for block in draft.blocks:
        lines = block.lines
        if block.kind in ("ola", "uc") and random.random() < 0.3:
            lines = tuple("customer stranger" if one.startswith("customer") else one for one in lines)
        found.append(replace(block, lines=lines))
    relative = ("customer-cause", "supplier-cause", "maintenance")
    draft = replace(draft, blocks=tuple(found), tricks=frozenset({"blame"}))
    names = [one.name for one in draft.blocks if one.kind in ("sla", "ola", "uc")]
    for name in names:
        if random.random() < 0.5 and not any(one.startswith("excludes") for one in draft.block(name).lines):
            draft = draft.with_lines(name, exclusion(random, relative))
    return draft


def covered(random: Random) -> Draft:
    """What agreements cover: other services, wholes, parts, and what is left out."""
    blocks = [
        service("shop", "desk", "a and b"),
        service("a", "ops"),
        service("b", "vendor"),
        service("other", "ops", "a"),
    ]
    metric = random.choice(
        (
            "restore-time at most {} during 24x7",
            "response-time at most {} during 24x7",
            "availability at least 99% each calendar month",
        )
    )
    ours = metric.format("8 h")
    covers = random.choice(("shop", "shop, other", "shop except b", "a"))
    behind = []
    for number in range(random.choice((1, 2, 3))):
        owner, of = random.choice(
            (
                ("ops", "a"),
                ("ops", "other"),
                ("vendor", "b"),
                ("ops", "other except a"),
                ("desk", "shop"),
                ("desk", "shop except b"),
            )
        )
        behind.append(
            carrier(
                str(number),
                owner,
                "2025-01-01",
                "service hours 24x7",
                f"objective fix: {metric.format(random.choice(TIMES))}",
                covers=of,
            )
        )
    names = ", ".join(one.name for one in behind)
    return Draft(
        (*blocks, front(covers, TERM, "service hours 24x7", f"objective fix: {ours}", f"backed by {names}"), *behind)
    )


def figures(random: Random) -> Draft:
    """Error rates, latencies, throughputs and sums."""
    names = ("a", "b", "c")[: random.choice((1, 2, 3))]
    kind = random.choice(("error-rate", "latency", "throughput", "lost-packets", "mean latency"))
    windows = random.choice((("calendar month",), ("calendar month", "calendar quarter", "calendar week")))

    def objective(ours: bool) -> str:
        counted = " { counted for each agreement it carries }" if not ours and random.random() < 0.8 else ""
        each = f" each {random.choice(windows)}{counted}"
        hours = random.choice(("", "", "", " during day"))
        time = f"at most {random.choice((900, 1200) if ours else (200, 300, 400))} ms"
        match kind:
            case "error-rate":
                bound = f"error-rate at most {random.choice((20, 30, 50) if ours else (5, 10, 20))}%"
            case "latency":
                bound = f"latency {time} in {random.choice((50, 60, 80) if ours else (80, 90, 95))}% of requests"
            case "mean latency":
                bound = f"mean latency {time}"
            case "throughput":
                bound = f"throughput at least {random.choice((50, 100) if ours else (100, 200, 300))}/s"
            case _:
                bound = f"lost-packets at most {random.choice((20, 30) if ours else (5, 10))}"
        return f"objective fix: {bound}{hours}{each}"

    behind = [carrier(name, OWNERS[name], "2025-01-01", "service hours 24x7", objective(False)) for name in names]
    needs = " and ".join(names) if random.random() < 0.6 else structure(random, names)
    ours = front("shop", TERM, "service hours 24x7", objective(True), backed(names))
    return Draft((*services(names, needs), ours, *behind))


JOINED = (
    "error-rate at most {}%",
    "latency at most 300 ms in {}% of requests",
    "mean latency at most 300 ms",
    "restore-time at most 4 h in {}% of cases during 24x7",
    "mean restore-time at most 4 h during 24x7",
    "lost-packets at most {}",
    "outage-count at most {}",
    "availability at least {}%",
)
ENDS = ("2026-05-31", "2026-06-14", "2026-06-20", "2026-06-20", "2026-06-25")
STARTS = ("2026-05-20", "2026-06-01", "2026-06-10", "2026-06-10", "2026-06-15")


def joined(random: Random) -> Draft:
    """Two contracts of one part whose terms follow each other, overlap, or leave a gap; some other figures behind."""
    words = random.choice(JOINED)
    is_rate, is_sum = words.startswith("error-rate"), words.startswith(("lost", "outage-count"))
    shares = (5, 10) if is_rate or is_sum else (95, 90)
    windows = random.choice((("month",), ("month",), ("month", "quarter")))

    def objective(*, behind: bool) -> str:
        alone = " { counted for each agreement it carries }" if behind and random.random() < 0.9 else ""
        alone = "" if is_sum or words.startswith("availability") else alone
        each = f"each calendar {random.choice(windows)}"
        return f"objective fix: {words.format(random.choice(shares))} {each}{alone}"

    first = carrier("a", "ops", f"2025-01-01 to {random.choice(ENDS)}", "service hours 24x7", objective(behind=True))
    second = carrier("a", "ops", random.choice(STARTS), "service hours 24x7", objective(behind=True), name="more")
    ours = front("shop", TERM, "service hours 24x7", objective(behind=False), "backed by of-a, more")
    return Draft((*services(("a",), "a"), ours, first, second))
