"""The same words, and other days: each agreement counts by its own time zone, calendar and term."""

import pytest

from sla_dsl.facts.world import CaseEvent, Cause, Saying, ServiceCase, ServiceOutage, Waiting, World

from .draft import Block, Draft
from .judging import promises
from .test_by_hand import HOUR, LONG, ByHand, at, chain, uptime
from .test_by_hand import test_what_a_world_refutes_is_not_backed as refuted

YORK = "time zone America/New_York"
FIX = "objective fix: restore-time at most 4 h {}"
OFTEN = 'suspends up while "x" 3 times each contract year'
ONE = 'assume of-a comparable because "one log of both"'
AGAIN = Block("clock again", ("during 24x7", "reopened within 2 days continues"))
PAUSED = FIX.format("during 24x7 { pauses while third-party at most 2 days }")
TOLD = "excludes maintenance announced 3 days ahead"
BUSINESS = "excludes maintenance announced 3 business days ahead"
MARCH = at("2026-03-09T17:30")
"""Three days after an announcement in New York, where the clocks had gone forward, and half an hour less in Paris."""


def from_july(draft: Draft) -> Draft:
    """The agreement behind begins on another day of the year."""
    return draft.replaced_line("of-a", f"in force from {LONG}", "in force from 2025-07-01")


def cases(*events: CaseEvent, waits: tuple[Waiting, ...] = ()) -> World:
    """One case, in front and behind."""
    rows = (("shop", "front", ""), ("a", "of-a", "front"))
    return World(cases=tuple(ServiceCase("case", s, events, waits, agreement=of, carries=c) for s, of, c in rows))


def maintained(told: int, start: int) -> World:
    end = start + 24 * HOUR
    return World(
        outages=(ServiceOutage("a", start, end, "maintenance"),), causes=(Cause("maintenance", start, end, "a", told),)
    )


def said(*days: str) -> tuple[Saying, ...]:
    return tuple(Saying("x", at(f"{day}T00:00"), at(f"{day}T00:00") + 24 * HOUR) for day in days)


BY_HAND = (
    ByHand(
        "the-third-time-of-another-contract-year",
        from_july(chain((uptime(), OFTEN, ONE), (uptime(), OFTEN))),
        World(
            outages=(ServiceOutage("a", at("2026-02-10T01:00"), at("2026-02-10T21:00")),),
            occasions=said("2025-11-10", "2025-12-10", "2026-02-10"),
        ),
        at("2026-02-10T12:00"),
    ),
    ByHand(
        "opened-again-within-two-days-of-another-zone",
        chain((FIX.format("timed by again"),), (FIX.format("timed by again"), YORK), AGAIN),
        cases(
            CaseEvent("logged", at("2026-03-07T15:00")),
            CaseEvent("restored", at("2026-03-07T18:00")),
            CaseEvent("reopened", MARCH),
            CaseEvent("restored", MARCH + 3 * HOUR),
        ),
        at("2026-03-07T15:00"),
    ),
    ByHand(
        "two-days-of-waiting-in-another-zone",
        chain((PAUSED,), (PAUSED, YORK)),
        cases(
            CaseEvent("logged", at("2026-03-28T00:00")),
            CaseEvent("restored", at("2026-03-30T05:00")),
            waits=(Waiting("third-party", at("2026-03-28T00:00"), at("2026-03-30T05:00")),),
        ),
        at("2026-03-28T00:00"),
    ),
    ByHand(
        "announced-three-days-before-in-another-zone",
        chain(
            (uptime(share="97%"), TOLD.replace("announced", "up to 60 h each calendar month announced")),
            (uptime(share="99.9%"), TOLD.replace("announced", "up to 30 h each calendar month announced"), YORK),
        ),
        maintained(at("2026-03-06T18:00"), MARCH),
        MARCH,
    ),
    ByHand(
        "announced-three-opening-days-of-another-calendar",
        chain((uptime(), BUSINESS, "business days follow office"), (uptime(), BUSINESS, "business days follow day")),
        maintained(at("2026-02-06T10:00"), at("2026-02-10T00:00")),
        at("2026-02-10T00:00"),
    ),
)


@pytest.mark.parametrize("one", BY_HAND, ids=[one.name for one in BY_HAND])
def test_what_a_world_refutes_is_not_backed(one: ByHand) -> None:
    refuted(one)


@pytest.mark.parametrize(
    "words", [(uptime(), OFTEN), (uptime(), TOLD), (uptime(), BUSINESS, "business days follow office"), (PAUSED,)]
)
def test_the_same_words_of_the_same_days_carry(words: tuple[str, ...]) -> None:
    draft = chain((*words, ONE) if OFTEN in words else words, words)
    assert next(promises(draft)).proof.verdict == "backed"


def test_of_a_longer_announcement_by_other_days_nothing_is_said() -> None:
    ours = (uptime(), "excludes maintenance announced 1 day ahead")
    theirs = (uptime(), "excludes maintenance announced 10 business days ahead", "business days follow office")
    assert next(promises(chain(ours, theirs))).proof.verdict == "undecidable"


BLANK = "parameter lead is {}"


@pytest.mark.parametrize(
    "words",
    [
        (uptime(), "excludes maintenance announced lead ahead", BLANK.format("duration")),
        (uptime("when error-rate above lead"), BLANK.format("percent"), ONE),
        ("objective l: latency at most 1 s in lead of requests each calendar month", BLANK.format("percent")),
        ("objective l: latency at most 1 s each rolling lead", BLANK.format("duration")),
    ],
)
def test_what_is_blank_on_both_sides_is_not_the_same(words: tuple[str, ...]) -> None:
    theirs = [line for line in words if line != ONE]
    assert next(promises(chain(words, theirs))).proof.verdict == "undecidable"
