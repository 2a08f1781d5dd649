"""Worlds by hand: what is counted twice, rounded, told of one tier, or begins to count in another window."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from sla_dsl.facts.world import CaseEvent, Count, Sample, ServiceCase, ServiceOutage, World

from .draft import Block, Draft, carrier, front, service
from .judging import promises
from .test_by_hand import ALL_DAY, EACH, HOUR, LONG, NOON, TERM, ByHand, at, case, chain, counts, samples, uptime
from .test_by_hand import test_what_a_world_refutes_is_not_backed as refuted

ERRORS = "objective {}: error-rate {} at most 1% each calendar month"
MEAN = "objective {}: mean latency {} at most 100 ms each calendar month"
MEDIAN = MEAN.replace("mean", "median")
SPEED = "objective {}: latency {} at most 100 ms in 95% of requests each calendar month"
LOST = "objective {}: lost-packets {} at most 10 during 24x7 each calendar month"
OUTAGES = "objective {}: outage-count {} at most 3 during 24x7 each calendar month"
FIX = "objective {}: restore-time {} at most 2 h in 95% of cases during 24x7 each calendar month"
MEAN_FIX = "objective {}: mean restore-time {} at most 2 h during 24x7 each calendar month"
OFTEN = FIX.format("fix", "").replace("95%", "95.3%")
FIFTH, MIDDLE, LAST = (at(f"2026-06-{day:02}T12:00") for day in (5, 15, 25))
ZONES = Block("dimension zone", ("north middle south",))
CARE = Block("tiers care", ("bronze silver gold",))
OF = ("front", "of-a", "more")
Whose = Iterable[str]


def alone(words: str) -> str:
    """The words behind: a share or a mean is one of the promise's own cases."""
    return words if "lost-packets" in words or "outage-count" in words else f"{words} {EACH}"


def follow(words: str, first: str = "2024-01-01 to 2026-06-20", second: str = "2026-06-10") -> Draft:
    """A part that one agreement carries until some day of June, and another one from some day of June on."""
    words = words.format("fix", "")
    return Draft(
        (
            service("shop", "desk", "a"),
            service("a", "ops"),
            front("shop", TERM, ALL_DAY, words, "backed by of-a, more"),
            carrier("a", "ops", first, ALL_DAY, alone(words)),
            carrier("a", "ops", second, ALL_DAY, alone(words), name="more"),
        )
    )


def by_zone(words: str, *zones: str) -> Draft:
    """A promise for all zones, of which an agreement behind promises several together."""
    theirs = [alone(words.format(f"fix-{number}", f"for {zone}")) for number, zone in enumerate(zones)]
    return chain((words.format("fix", ""),), theirs, ZONES)


def rows(of: Whose, moment: int, number: int, bad: int, zone: str = "") -> tuple[Count, ...]:
    values = (("zone", zone),) if zone else ()
    return tuple(
        Count(*_service(one), moment, moment + 1, Fraction(number), Fraction(bad), "error-rate", **_whose(one, values))
        for one in of
    )


def took(of: Whose, moment: int, number: int, milliseconds: int, zone: str = "") -> tuple[Sample, ...]:
    values = (("zone", zone),) if zone else ()
    value = Fraction(milliseconds, 1000)
    return tuple(
        Sample(*_service(one), moment, value=value, metric="latency", **_whose(one, values))
        for one in of
        for _ in range(number)
    )


def cases(of: Whose, moment: int, number: int, hours: int, zone: str = "") -> tuple[ServiceCase, ...]:
    values = (("zone", zone),) if zone else ()
    events = CaseEvent("logged", moment), CaseEvent("restored", moment + hours * HOUR)
    return tuple(
        ServiceCase(f"{moment} {hours} {zone} {each}", *_service(one), events, **_whose(one, values))
        for one in of
        for each in range(number)
    )


def lost(of: Whose, moment: int, number: int) -> tuple[Sample, ...]:
    value = Fraction(number)
    return tuple(Sample(*_service(one), moment, value=value, metric="lost-packets", agreement=one) for one in of)


def _service(of: str) -> tuple[str]:
    return ("shop",) if of == "front" else ("a",)


def _whose(of: str, values: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    return {"agreement": of, "carries": "" if of == "front" else "front", "values": values}


FIRST, SECOND, BOTH = ("front", "of-a"), ("front", "more"), OF
NORTH_AND_SOUTH = ("north, middle", "middle, south")


def two(ours: Iterable[str], theirs: Iterable[str]) -> Draft:
    return Draft(
        (
            service("shop", "desk", "a and b"),
            service("a", "ops"),
            service("b", "vendor"),
            front("shop", TERM, ALL_DAY, *ours, "backed by of-a, of-b"),
            carrier("a", "ops", LONG, ALL_DAY, *theirs),
            carrier("b", "vendor", LONG, ALL_DAY, *theirs),
        )
    )


def down(service_: str, text: str, minutes: int, reason: str = "") -> ServiceOutage:
    return ServiceOutage(service_, at(text), at(text) + 60 * minutes, reason)


BY_HAND = (
    ByHand(
        "packets-of-two-contracts-that-overlap",
        follow(LOST),
        World(samples=(*lost(FIRST, FIFTH, 6), *lost(SECOND, LAST, 7))),
        FIFTH,
    ),
    ByHand(
        "outages-of-two-contracts-that-overlap",
        follow(OUTAGES),
        World(outages=tuple(down("a", f"2026-06-{day}T{hour}:00", 1) for day in ("05", "25") for hour in (10, 12))),
        FIFTH,
    ),
    ByHand(
        "errors-of-two-contracts-that-overlap",
        follow(ERRORS),
        World(counts=(*rows(FIRST, FIFTH, 10, 10), *rows(BOTH, MIDDLE, 1000, 0), *rows(SECOND, LAST, 10, 10))),
        FIFTH,
    ),
    ByHand(
        "the-mean-of-two-contracts-that-overlap",
        follow(MEAN),
        World(samples=(*took(FIRST, FIFTH, 1, 990), *took(BOTH, MIDDLE, 10, 10), *took(SECOND, LAST, 1, 990))),
        FIFTH,
    ),
    ByHand(
        "the-median-of-two-contracts-that-overlap",
        follow(MEDIAN),
        World(samples=(*took(FIRST, FIFTH, 3, 300), *took(BOTH, MIDDLE, 4, 10), *took(SECOND, LAST, 3, 900))),
        FIFTH,
    ),
    ByHand(
        "quick-requests-of-two-contracts-that-overlap",
        follow(SPEED),
        World(samples=(*took(FIRST, FIFTH, 5, 300), *took(BOTH, MIDDLE, 100, 10), *took(SECOND, LAST, 5, 900))),
        FIFTH,
    ),
    ByHand(
        "late-cases-of-two-contracts-that-overlap",
        follow(FIX),
        World(cases=(*cases(FIRST, FIFTH, 5, 3), *cases(BOTH, MIDDLE, 100, 1), *cases(SECOND, LAST, 5, 3))),
        FIFTH,
    ),
    ByHand(
        "the-mean-time-of-two-contracts-that-overlap",
        follow(MEAN_FIX),
        World(cases=(*cases(FIRST, FIFTH, 5, 3), *cases(BOTH, MIDDLE, 5, 1), *cases(SECOND, LAST, 5, 3))),
        FIFTH,
    ),
    ByHand(
        "errors-of-zones-that-overlap",
        by_zone(ERRORS, *NORTH_AND_SOUTH),
        World(
            counts=(
                *rows(FIRST, NOON, 10, 10, "north"),
                *rows(FIRST, NOON, 1000, 0, "middle"),
                *rows(FIRST, NOON, 10, 10, "south"),
            )
        ),
        NOON,
    ),
    ByHand(
        "the-mean-of-zones-that-overlap",
        by_zone(MEAN, *NORTH_AND_SOUTH),
        World(
            samples=(
                *took(FIRST, NOON, 1, 990, "north"),
                *took(FIRST, NOON, 10, 10, "middle"),
                *took(FIRST, NOON, 1, 990, "south"),
            )
        ),
        NOON,
    ),
    ByHand(
        "late-cases-of-zones-that-overlap",
        by_zone(FIX, *NORTH_AND_SOUTH),
        World(
            cases=(
                *cases(FIRST, NOON, 5, 3, "north"),
                *cases(FIRST, NOON, 100, 1, "middle"),
                *cases(FIRST, NOON, 5, 3, "south"),
            )
        ),
        NOON,
    ),
    ByHand(
        "maintenance-of-one-part-lets-an-outage-of-another-count-later",
        two(
            (OUTAGES.format("n", "").replace("3", "2"), "excludes maintenance"),
            (OUTAGES.format("n", "").replace("3", "1"), "excludes maintenance"),
        ),
        World(
            outages=(
                down("a", "2026-01-31T23:50", 40),
                down("b", "2026-01-31T23:40", 30, "maintenance"),
                down("a", "2026-02-10T12:00", 10),
                down("b", "2026-02-10T15:00", 10),
            )
        ),
        at("2026-02-10T12:00"),
    ),
    ByHand(
        "what-is-rounded-up-is-not-below",
        chain(
            ("objective e: error-rate below 1% each calendar month { rounded to 0 decimals }",),
            (f"objective e: error-rate at most 0.9% each calendar month {EACH}",),
        ),
        World(counts=counts("error-rate", 991, 9, NOON)),
        NOON,
    ),
    ByHand(
        "what-is-rounded-up-is-above-a-bound-between-two-steps",
        chain(
            ("objective e: error-rate at most 0.6% each calendar month { rounded to 0 decimals }",),
            (f"objective e: error-rate at most 0.6% each calendar month {EACH}",),
        ),
        World(counts=counts("error-rate", 994, 6, NOON)),
        NOON,
    ),
    ByHand(
        "seconds-without-decimals",
        chain(
            ("objective l: latency at most 600 ms each calendar month { rounded to 0 decimals }",),
            ("objective l: latency at most 600 ms each calendar month",),
        ),
        World(samples=samples(3, 600, NOON)),
        NOON,
    ),
    ByHand(
        "a-share-that-is-rounded-down",
        chain(
            (f"{OFTEN} {{ rounded to 0 decimals }}",),
            (alone(OFTEN),),
        ),
        World(
            cases=tuple(
                case(NOON, NOON + (3 if n < 4 else 1) * HOUR, of, name=str(n)) for n in range(86) for of in FIRST
            )
        ),
        NOON,
    ),
    ByHand(
        "availability-between-two-steps",
        chain(
            ("objective up: availability at least 99.96% each calendar month { rounded to 1 decimals }",),
            ("objective up: availability at least 99.92% each calendar month",),
        ),
        World(outages=(ServiceOutage("a", NOON, NOON + 2142),)),
        NOON,
    ),
)


@pytest.mark.parametrize("one", BY_HAND, ids=[one.name for one in BY_HAND])
def test_what_a_world_refutes_is_not_backed(one: ByHand) -> None:
    refuted(one)


@pytest.mark.parametrize(
    "draft",
    [
        *(follow(words, "2024-01-01 to 2026-06-14", "2026-06-15") for words in (LOST, OUTAGES, ERRORS, MEAN, FIX)),
        # In May the first one is in force all the time, in June both are, and then the second one.
        *(follow(words, "2024-01-01 to 2026-06-30", "2026-06-01") for words in (LOST, OUTAGES, ERRORS, MEAN, FIX)),
        *(by_zone(words, "north, middle", "south") for words in (ERRORS, MEAN, FIX)),
    ],
)
def test_what_follows_each_other_or_is_apart_carries_together(draft: Draft) -> None:
    assert next(promises(draft)).proof.verdict == "backed"


@pytest.mark.parametrize(
    ("promised", "behind", "verdict"),
    [
        ("at least 99.96%", "99.95%", "backed"),
        ("at least 99.96%", "99.94%", "unbacked"),
        ("above 99.94%", "99.95%", "backed"),
        ("above 99.9%", "99.95%", "backed"),
        ("above 99.9%", "99.94%", "unbacked"),
    ],
)
def test_a_share_is_rounded_to_a_step_that_keeps_to_the_bound(promised: str, behind: str, verdict: str) -> None:
    draft = chain(
        (f"objective up: availability {promised} each calendar month {{ rounded to 1 decimals }}",),
        (f"objective up: availability at least {behind} each calendar month",),
    )
    assert next(promises(draft)).proof.verdict == verdict


@pytest.mark.parametrize(
    ("front_tier", "behind_tier", "is_assumed"),
    [("", "", False), ("gold", "", False), ("", "gold", True), ("gold", "silver", True), ("gold", "gold", False)],
)
@pytest.mark.parametrize("words", [uptime(), SPEED.format("l", "")])
def test_what_happens_to_one_tier_alone_is_assumed_not_to(
    front_tier: str, behind_tier: str, is_assumed: bool, words: str
) -> None:
    mine, theirs = ([f"tier {one} of care"] if one else [] for one in (front_tier, behind_tier))
    each = words if "availability" in words else alone(words)
    proof = next(promises(chain((*mine, words), (*theirs, each), CARE))).proof
    assert proof.verdict == "backed"
    assert ("nothing happens to one tier of `care` alone" in proof.assumptions) == is_assumed


def test_that_two_metrics_are_measured_of_the_same_is_assumed() -> None:
    metric = Block("metric checkout-latency is latency", ())
    bound = "at most 100 ms each calendar month"
    draft = chain((f"objective l: checkout-latency {bound}",), (f"objective l: latency {bound}",), metric)
    proof = next(promises(draft)).proof
    assert proof.verdict == "backed"
    assert "`checkout-latency` and `latency` are measured of the same" in proof.assumptions


VOLUME = "volume at most 10 cases each calendar month"
EVERY = "objective fix: restore-time at most 4 h {}"
CLOCKS = (
    Block("clock byphone", ("during 24x7", "starts when logged through phone")),
    Block("clock again", ("during 24x7", "reopened within 2 days restarts")),
)


@pytest.mark.parametrize(
    ("ours", "theirs", "is_assumed"),
    [
        (("during 24x7",), ("during 24x7",), False),
        (("during 24x7", "excludes customer-cause"), ("during 24x7",), True),
        (("during 24x7",), ("during 24x7", "excludes customer-cause"), False),
        (("timed by byphone",), ("during 24x7",), True),
        (("timed by byphone",), ("timed by byphone",), False),
        (("timed by again",), ("during 24x7",), True),
        (("timed by again",), ("timed by again",), False),
    ],
)
def test_what_the_promise_does_not_count_is_assumed_to_use_up_no_volume(
    ours: tuple[str, ...], theirs: tuple[str, ...], is_assumed: bool
) -> None:
    mine, behind = ((EVERY.format(words), VOLUME, *more) for words, *more in (ours, theirs))
    proof = next(promises(chain(mine, behind, *CLOCKS))).proof
    text = "cases that `front` does not count use up no volume of `of-a`"
    assert (text in proof.assumptions) == is_assumed


def test_more_than_is_promised_is_not_counted_upon() -> None:
    share = "objective fix: restore-time at most {} in 80% of cases during 24x7 each calendar month"
    volumes = "volume at least 20 cases each calendar month", "volume at most 10 cases each calendar month"
    theirs = "volume at most 20 cases each calendar month"
    promise = next(promises(chain((*volumes, share.format("8 h")), (theirs, share.format("4 h")))))
    # Three of ours are late, five of others are in time: a fifth of fifteen, and three of our ten.
    rows = []
    for number in range(10):
        start, late = NOON + number, 9 * HOUR if number < 3 else 0
        rows += [case(start, start + late, of, name=f"case {number}") for of in ("front", "of-a")]
    rows += [replace(case(NOON, NOON, "of-a", name=f"other {number}"), carries="another") for number in range(5)]
    window = next(one for one in promise.windows if one[0] <= NOON < one[1])
    assert promise.is_refuted(window, World(cases=tuple(rows)))
    assert promise.proof.verdict != "backed"


def test_what_comes_and_is_excluded_is_not_counted_upon() -> None:
    """Of twenty cases five count; behind four of twenty are late, which are four of our five.

    The proof assumed that no fewer than twenty come, and so was wrong in this world.
    """
    share = "objective fix: restore-time at most {} in 80% of cases during 24x7 each calendar month"
    ours = "volume at least 20 cases each calendar month", "excludes customer-cause", share.format("8 h")
    theirs = "volume at most 20 cases each calendar month", "excludes customer-cause", share.format("4 h")
    promise = next(promises(chain(ours, theirs)))
    rows = []
    for number in range(20):
        start, late, reason = NOON + number, 9 * HOUR if number < 4 else 0, "customer-cause" if number >= 5 else ""
        both = [case(start, start + late, of, name=f"case {number}") for of in ("front", "of-a")]
        rows += [replace(one, reason=reason) for one in both]
    rows += [replace(case(NOON, NOON, "of-a", name=f"other {number}"), carries="another") for number in range(15)]
    window = next(one for one in promise.windows if one[0] <= NOON < one[1])
    assert promise.is_refuted(window, World(cases=tuple(rows)))
    assert "no fewer than 20 cases that count come to `front` in a window" in promise.proof.assumptions
