"""Limits of exclusions over more than a window: what counts behind uses up in front what is excluded behind later."""

import pytest

from sla_dsl.facts.world import Cause, ServiceOutage, World

from .draft import Draft, carrier, front, service
from .judging import promises
from .test_by_hand import ALL_DAY, HOUR, LONG, TERM, ByHand, at, case, chain, uptime
from .test_by_hand import test_what_a_world_refutes_is_not_backed as refuted

DAY = 24 * HOUR
YEARLY = "excludes maintenance up to 48 h each calendar year"
MONTHLY = "excludes maintenance up to 4 h each calendar month"
TOLD = f"{YEARLY} announced 5 days ahead"
ROLLING = "excludes maintenance up to 4 h each rolling 30 days"
LITTLE = "excludes force-majeure up to 1 s each calendar month"
FIFTH = at("2026-01-05T00:00")
NOVEMBER = at("2026-11-05T00:00")


def maintained(*hours: int, at_once: int = 0, of: str = "a") -> World:
    """Maintenance of ``a`` from the fifth of each month on, not announced; in November some of ``of`` that was."""
    starts = [(at(f"2026-{month:02}-05T00:00"), hour) for month, hour in enumerate(hours, 1)]
    outages = [ServiceOutage("a", start, start + hour * HOUR, "maintenance") for start, hour in starts]
    end = NOVEMBER + at_once * HOUR
    announced = Cause("maintenance", NOVEMBER, end, of, NOVEMBER - 6 * DAY)
    return World(outages=(*outages, ServiceOutage(of, NOVEMBER, end, "maintenance")), causes=(announced,))


def two(ours: str, one: str, other: str) -> Draft:
    """A shop of two parts, each behind an agreement of its own."""
    return Draft(
        (
            service("shop", "desk", "a and b"),
            service("a", "ops"),
            service("b", "vendor"),
            front("shop", TERM, ALL_DAY, uptime(share="98%"), ours, "backed by of-a, of-b"),
            carrier("a", "ops", LONG, ALL_DAY, uptime(), one),
            carrier("b", "vendor", LONG, ALL_DAY, uptime(), other),
        )
    )


BY_HAND = (
    ByHand(
        "a-limit-each-year-for-one-each-month",
        chain((uptime(), YEARLY), (uptime(), MONTHLY)),
        maintained(*[10] * 10, at_once=10),
        NOVEMBER,
    ),
    ByHand(
        "what-was-not-announced-uses-up-ours-alone",
        chain((uptime(), YEARLY), (uptime(), TOLD)),
        maintained(*[6] * 9, at_once=40),
        NOVEMBER,
    ),
    # On the fifth two reasons overlap: their limit is used up, ours is not, and so ours is used up on the 25th.
    ByHand(
        "a-rolling-limit-that-is-charged-later-in-front",
        chain((uptime(share="99.3%"), "excludes third-party", ROLLING), (uptime(share="99.45%"), ROLLING, LITTLE)),
        World(
            outages=(
                *(ServiceOutage("a", FIFTH, FIFTH + 4 * HOUR, each) for each in ("maintenance", "third-party")),
                ServiceOutage("a", FIFTH + 20 * DAY, FIFTH + 20 * DAY + 4 * HOUR, "maintenance"),
                ServiceOutage("a", FIFTH + 40 * DAY, FIFTH + 40 * DAY + 4 * HOUR, "maintenance"),
                ServiceOutage("a", FIFTH + 50 * DAY, FIFTH + 50 * DAY + 3 * HOUR),
            )
        ),
        FIFTH + 40 * DAY,
    ),
    ByHand(
        "one-part-uses-up-what-the-other-excludes",
        two(YEARLY, "no promise of latency", YEARLY),
        maintained(*[6] * 9, at_once=40, of="b"),
        NOVEMBER,
    ),
)


@pytest.mark.parametrize("one", BY_HAND, ids=[one.name for one in BY_HAND])
def test_what_a_world_refutes_is_not_backed(one: ByHand) -> None:
    refuted(one)


@pytest.mark.parametrize("behind", [YEARLY, YEARLY.replace("48 h", "24 h")])
def test_the_same_limit_is_used_up_alike(behind: str) -> None:
    assert next(promises(chain((uptime(), YEARLY), (uptime(), behind)))).proof.verdict == "backed"


@pytest.mark.parametrize("first", [[], ["excludes third-party"], [LITTLE]])
def test_a_rolling_limit_is_used_up_alike_where_the_same_is_charged_first(first: list[str]) -> None:
    draft = chain((uptime(), *first, ROLLING), (uptime(share="99.45%"), *first, ROLLING))
    assert next(promises(draft)).proof.verdict == "backed"


# In the last hour of a day of 25 a limit each 24 hours has a window, too: it allows no more, and no less.
NIGHT = at("2026-10-25T23:00")


@pytest.mark.parametrize("theirs", ["up to 10 h each calendar month", "up to 1 h each calendar day"])
def test_a_limit_of_24_hours_is_one_of_the_whole_of_a_long_day(theirs: str) -> None:
    sure, ours = uptime(share="100%"), "excludes maintenance up to 23 h each rolling 24 h"
    promise = next(promises(chain((sure, ours), (sure, f"excludes maintenance {theirs}"))))
    world = World(outages=(ServiceOutage("a", NIGHT, NIGHT + HOUR, "maintenance"),))
    (window,) = (one for one in promise.windows if one[0] <= NIGHT < one[1])
    assert promise.proof.verdict == "backed"
    assert promise.is_kept_behind(world)
    assert promise.answer(window, world).outcome == "kept"


def test_a_case_of_the_last_hour_of_a_long_day_is_promised_behind() -> None:
    fix = "objective fix: restore-time at most 2 h during 24x7"
    promise = next(promises(chain((fix,), (f"{fix} each rolling 24 h",))))
    late = World(cases=tuple(case(NIGHT, NIGHT + 3 * HOUR, of) for of in ("front", "of-a")))
    assert promise.proof.verdict == "backed"
    assert not promise.is_kept_behind(late)


def test_a_limit_in_the_windows_of_the_promise_is_whole_for_each() -> None:
    ours = uptime().replace("month", "quarter")
    draft = chain((ours, "excludes maintenance up to 12 h each calendar quarter"), (uptime(), MONTHLY))
    assert next(promises(draft)).proof.verdict == "backed"


@pytest.mark.parametrize("ours", ["excludes maintenance for lyon", "excludes maintenance for roanne"])
def test_what_is_excluded_for_a_part_of_a_time_is_not_weighed(ours: str) -> None:
    proof = next(promises(chain((uptime(), ours), (uptime(), "excludes maintenance for lyon")))).proof
    assert proof.verdict == "undecidable"


FIX = "objective fix: restore-time at most 4 h during 24x7"


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict"),
    [
        (MONTHLY, MONTHLY, "backed"),
        # What is announced too late for them uses up ours alone: that it does not is assumed, and told.
        (f"{MONTHLY} announced 5 days ahead", f"{MONTHLY} announced 8 days ahead", "backed"),
        # A month of theirs begins when much of ours is over, so that theirs is whole where ours is used up.
        (MONTHLY, MONTHLY.replace("calendar", "contract"), "undecidable"),
        (MONTHLY.replace("4 h", "12 h").replace("month", "quarter"), MONTHLY, "undecidable"),
    ],
)
def test_a_limit_of_ours_for_a_time_is_left_where_it_is_used_up_as_theirs(ours: str, theirs: str, verdict: str) -> None:
    proof = next(promises(chain((FIX, ours), (FIX, theirs)))).proof
    assert proof.verdict == verdict
    assert proof.assumptions or verdict == "undecidable"
