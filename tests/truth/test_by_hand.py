"""Worlds by hand: in each all behind is kept, and a promise that was called backed is missed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from sla_dsl.facts.world import CaseEvent, Count, Sample, Saying, ServiceCase, ServiceOutage, World

from .draft import Block, Draft, agreement, carrier, front, service
from .judging import promises

TERM = "2026-01-01 to 2026-12-31"
LONG = "2024-01-01"
ALL_DAY = "service hours 24x7"
EACH = "{ counted for each agreement it carries }"
OTHER = "objective other: latency at most {} s each calendar day"
LITTLE = "up to 1 h each calendar month"
MINUTE, HOUR = 60, 3600


@dataclass(frozen=True)
class ByHand:
    """A draft, the world that refutes it, and when that is asked about."""

    name: str
    draft: Draft
    world: World
    at: int


def at(text: str, where: str = "Europe/Paris") -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(where)).timestamp())


NOON, JANUARY = at("2026-01-07T12:00"), at("2026-01-01T12:00")


def chain(ours: Iterable[str], theirs: Iterable[str], *blocks: Block) -> Draft:
    """A shop that needs one part, and the agreement for that part behind it."""
    return Draft(
        (
            *blocks,
            service("shop", "desk", "a"),
            service("a", "ops"),
            front("shop", TERM, ALL_DAY, *ours, "backed by of-a"),
            carrier("a", "ops", LONG, ALL_DAY, *theirs),
        )
    )


def samples(count: int, milliseconds: int, moment: int, *values: tuple[str, str]) -> tuple[Sample, ...]:
    """Requests of a case in front, which pass through the part behind."""
    value = Fraction(milliseconds, 1000)
    rows = (("shop", "front", ""), ("a", "of-a", "front"))
    return tuple(
        Sample(name, moment, value=value, metric="latency", values=values, agreement=of, carries=carries)
        for name, of, carries in rows
        for _ in range(count)
    )


def counts(metric: str, good: int, bad: int, moment: int, *whose: str) -> tuple[Count, ...]:
    """So many in front, or of others, that all count behind."""
    rows = (("shop", "front", ""), ("a", "of-a", "front")) if not whose else (("a", "of-a", whose[0]),)
    return tuple(
        Count(name, moment, moment + 1, Fraction(good + bad), Fraction(bad), metric, agreement=of, carries=carries)
        for name, of, carries in rows
    )


def case(start: int, end: int, of: str = "front", channel: str = "", name: str = "case") -> ServiceCase:
    """A case of one agreement; one behind is worked on for the one in front."""
    events = (CaseEvent("logged", start, channel), CaseEvent("answered", end), CaseEvent("restored", end))
    is_front = of == "front"
    covered = "shop" if of in ("front", "of-desk") else "a"
    return ServiceCase(name, covered, events, agreement=of, carries="" if is_front else "front")


def uptime(detail: str = "", share: str = "99%") -> str:
    return f"objective up: availability at least {share} each calendar month {detail}".strip()


ACCOUNT = Block('fact account "Account of the customer"', ('overdue "an invoice is unpaid"',))
SIGNED_LATER = (
    'amendment 1.1.0 "New figures" {\n  signed 2025-12-01 by "A. Signatory" for house\n'
    '  signed 2025-12-01 by "A. Signatory" for buyer\n  effective 2025-12-20\n  reason "agreed"\n  }'
)
SITES = (
    f"objective lyon: latency for lyon at most 100 ms in 50% of requests each calendar month {EACH}",
    f"objective roanne: latency for roanne at most 200 ms in 99% of requests each calendar month {EACH}",
)
LOST = "objective {0}: lost-packets {1} at most 2 during 24x7 each calendar month"
LONGEST = "objective n: outage-length at most 2 h during 24x7 each calendar month"
COUNTED = "objective n: outage-count at most 2 during {} each calendar month"
OVERDUE = Saying("account is overdue", at("2026-01-01T00:00"), None, customer="house")
DOWN = ServiceOutage("a", at("2026-01-05T00:00"), at("2026-01-15T00:00"))


def touching() -> Draft:
    """A shop of two parts, of which each may be down for two hours at a stretch."""
    return Draft(
        (
            service("shop", "desk", "a and b"),
            service("a", "ops"),
            service("b", "vendor"),
            front("shop", TERM, ALL_DAY, LONGEST, "path outage-length: together (of-a, of-b)", "backed by of-a, of-b"),
            carrier("a", "ops", LONG, ALL_DAY, LONGEST),
            carrier("b", "vendor", LONG, ALL_DAY, LONGEST),
        )
    )


def handed_on() -> Draft:
    """A case that comes to its second hop after the office has closed."""
    return Draft(
        (
            service("shop", "desk", "a"),
            service("a", "ops"),
            front(
                "shop",
                TERM,
                "objective fix: restore-time at most 8 h during 24x7 when logged during office",
                "path restore-time: of-desk/answer then of-a/fix",
                "backed by of-desk, of-a",
            ),
            agreement(
                "ola",
                "of-desk",
                "desk",
                "house",
                "shop",
                LONG,
                "objective answer: response-time at most 1 h during 24x7",
            ),
            carrier("a", "ops", LONG, "objective fix: restore-time at most 4 h during 24x7 when logged during office"),
        )
    )


def amended() -> Draft:
    """A promise that was amended while a quarter was under way."""
    ours = "objective err: error-rate at most 1% each fiscal quarter"
    draft = chain(
        (ours, "fiscal year starts 02-01", SIGNED_LATER), (f"{ours} {EACH}", "fiscal year starts 02-01")
    ).replaced_line("front", "version 1.0.0", "version 1.1.0")
    return draft.replaced_line("front", f"in force from {TERM}", "in force from 2025-01-01 to 2026-12-31")


BY_HAND = (
    ByHand(
        "the-share-of-one-site-is-less",
        chain(("objective speed: latency at most 200 ms in 99% of requests each calendar month",), SITES),
        World(
            samples=(
                *samples(50, 300, NOON, ("site", "lyon")),
                *samples(50, 50, NOON, ("site", "lyon")),
                *samples(10, 50, NOON, ("site", "roanne")),
            )
        ),
        NOON,
    ),
    ByHand(
        "what-each-site-may-lose-adds-up",
        chain((LOST.format("lost", ""),), (LOST.format("lyon", "for lyon"), LOST.format("roanne", "for roanne"))),
        World(
            samples=tuple(
                Sample(name, NOON, value=Fraction(2), metric="lost-packets", values=(("site", site),), agreement=of)
                for name, of in (("shop", "front"), ("a", "of-a"))
                for site in ("lyon", "roanne")
            )
        ),
        NOON,
    ),
    ByHand(
        "the-lowest-bounds-no-other",
        chain(
            ("objective l: latency at most 100 ms each calendar month",),
            ("objective l: lowest latency at most 100 ms each calendar month",),
        ),
        World(samples=(*samples(1, 50, NOON), *samples(1, 900, NOON))),
        NOON,
    ),
    ByHand(
        "objects-of-others-are-kept",
        chain(("objective keep: durability at least 99.9%",), ("objective keep: durability at least 99.9%",)),
        World(counts=(*counts("durability", 9, 1, NOON), *counts("durability", 9999, 0, NOON, "another"))),
        NOON,
    ),
    ByHand(
        "our-account-is-overdue-and-not-our-customers",
        chain(
            (uptime(), "suspends up while account is overdue"),
            (uptime(), "suspends up while account is overdue"),
            ACCOUNT,
        ),
        World(outages=(DOWN,), occasions=(OVERDUE,)),
        NOON,
    ),
    ByHand(
        "what-is-down-for-our-customer-is-not-for-us",
        chain((uptime("{ down when account is overdue }"),), (uptime("{ down when account is overdue }"),), ACCOUNT),
        World(occasions=(replace(OVERDUE, customer="buyer"),)),
        NOON,
    ),
    ByHand(
        "what-fails-for-us-does-not-fail-for-whom-we-rely-on",
        chain((uptime('{ down when "it fails" }'),), (uptime('{ down when "it fails" }'),)),
        World(occasions=(Saying("it fails", DOWN.start, DOWN.end, agreement="front"),)),
        NOON,
    ),
    ByHand(
        "a-parameter-is-each-agreements-own",
        chain(
            (uptime("when fee is missing"), 'parameter fee is money "Fee"'),
            (uptime("when fee is missing"), 'parameter fee = 5 EUR "Fee"'),
        ),
        World(outages=(DOWN,)),
        NOON,
    ),
    ByHand(
        "other-is-missed-is-each-agreements-own",
        Draft(
            (
                service("a", "ops"),
                front(
                    "a", TERM, ALL_DAY, uptime(), "suspends up while other is missed", OTHER.format(1), "backed by of-a"
                ),
                carrier("a", "ops", LONG, ALL_DAY, uptime(), "suspends up while other is missed", OTHER.format(9)),
            )
        ),
        World(
            outages=(ServiceOutage("a", NOON, NOON + 7 * HOUR),),
            samples=tuple(
                Sample("a", JANUARY + day * 24 * HOUR, value=Fraction(2), metric="latency")
                for day in range(31)
                if day != 6
            ),
        ),
        NOON,
    ),
    ByHand(
        "before-fifteen-is-earlier-in-paris",
        chain(
            ("objective fix: restore-time at most 4 h during 24x7 when logged before 15:00",),
            (
                "objective fix: restore-time at most 4 h during 24x7 when logged before 15:00",
                "time zone America/New_York",
            ),
        ),
        World(
            cases=tuple(case(at("2026-01-07T01:00"), at("2026-01-08T01:00"), of) for of in ("front", "of-a")),
        ),
        at("2026-01-07T01:00"),
    ),
    ByHand(
        "the-office-has-closed-when-it-is-handed-on",
        handed_on(),
        World(
            cases=(
                case(at("2026-01-07T17:30"), at("2026-01-08T17:30")),
                case(at("2026-01-07T17:30"), at("2026-01-07T18:10"), "of-desk"),
                case(at("2026-01-07T18:10"), at("2026-01-08T17:30"), "of-a"),
            )
        ),
        at("2026-01-07T17:30"),
    ),
    ByHand(
        "two-outages-that-touch-are-one",
        touching(),
        World(
            outages=(ServiceOutage("a", NOON, NOON + 2 * HOUR), ServiceOutage("b", NOON + 2 * HOUR, NOON + 4 * HOUR))
        ),
        NOON,
    ),
    ByHand(
        "an-outage-of-the-weekend-counts-on-monday",
        Draft(
            (
                service("a", "ops"),
                front("a", TERM, ALL_DAY, COUNTED.format("office"), "backed by of-a"),
                carrier("a", "ops", LONG, ALL_DAY, COUNTED.format("24x7")),
            )
        ),
        World(
            outages=tuple(
                ServiceOutage("a", at(start), at(end))
                for start, end in (
                    ("2026-01-31T10:00", "2026-02-02T09:00"),
                    ("2026-01-31T11:00", "2026-02-02T09:00"),
                    ("2026-02-03T10:00", "2026-02-03T11:00"),
                )
            )
        ),
        at("2026-02-02T12:00"),
    ),
    ByHand(
        "nobody-takes-the-cases-of-another-part",
        Draft(
            (
                service("shop", "desk", "a and b"),
                service("a", "ops"),
                service("b", "vendor"),
                front("shop", TERM, ALL_DAY, "objective fix: restore-time at most 4 h during 24x7", "backed by of-a"),
                carrier("a", "ops", LONG, ALL_DAY, "objective fix: restore-time at most 4 h during 24x7"),
            )
        ),
        World(cases=(case(NOON, NOON + 9 * HOUR),)),
        NOON,
    ),
    ByHand(
        "an-outage-goes-from-site-to-site",
        chain(
            (uptime('{ down when "x" for 5 min }', "99%"),),
            tuple(
                f"objective {site}: availability for {site} at least 99.9% each calendar month "
                '{ down when "x" for 5 min }'
                for site in ("lyon", "roanne")
            ),
        ),
        World(
            outages=tuple(
                ServiceOutage("a", NOON + n * 4 * MINUTE, NOON + (n + 1) * 4 * MINUTE, values=(("site", site),))
                for n in range(200)
                for site in (("lyon", "roanne")[n % 2],)
            )
        ),
        NOON,
    ),
    ByHand(
        "all-that-is-late-came-by-phone",
        chain(
            ("objective fix: restore-time at most 8 h in 90% of cases timed by by-phone each calendar month",),
            (f"objective fix: restore-time at most 8 h in 90% of cases during 24x7 each calendar month {EACH}",),
            Block("clock by-phone", ("starts when logged through phone", "during 24x7")),
        ),
        World(
            cases=tuple(
                case(NOON, NOON + (9 if n == 0 else 1) * HOUR, of, "phone" if n == 0 else "portal", f"case-{n}")
                for of in ("front", "of-a")
                for n in range(20)
            )
        ),
        NOON,
    ),
    ByHand(
        "all-that-failed-came-after-the-amendment",
        amended(),
        World(
            counts=(
                *counts("error-rate", 9900, 0, at("2025-11-10T12:00")),
                *counts("error-rate", 90, 10, NOON),
            )
        ),
        NOON,
    ),
    ByHand(
        "a-shop-in-the-hands-of-our-customer",
        Draft(
            (
                Block("service till", ("supplied by customer",)),
                service("shop", "desk", "a and till"),
                service("a", "ops"),
                front(
                    "shop",
                    TERM,
                    ALL_DAY,
                    uptime(),
                    "excludes customer-cause up to 1 h each calendar month",
                    "backed by of-a",
                ),
                carrier("a", "ops", LONG, ALL_DAY, uptime()),
            )
        ),
        World(outages=(ServiceOutage("till", NOON, NOON + 48 * HOUR, "customer-cause"),)),
        NOON,
    ),
)


@pytest.mark.parametrize("one", BY_HAND, ids=[one.name for one in BY_HAND])
def test_what_a_world_refutes_is_not_backed(one: ByHand) -> None:
    promise = next(promises(one.draft))
    window = next((span for span in promise.windows if span[0] <= one.at < span[1]), None)
    if promise.objective.window is None or window is None:
        window = (one.at - 1, one.at + 1)
    assert promise.answer(window, one.world).outcome == "missed"
    assert promise.is_kept_behind(one.world)
    assert promise.proof.verdict != "backed"


def test_outages_of_the_one_part_are_those_of_the_whole() -> None:
    promise = next(promises(chain((LONGEST,), (LONGEST,))))
    rows = tuple(ServiceOutage("a", NOON + n * HOUR, NOON + (n + 2) * HOUR) for n in (0, 1))
    window = next(span for span in promise.windows if span[0] <= NOON < span[1])
    assert promise.proof.verdict == "backed"
    assert promise.answer(window, World(outages=rows)).is_kept
