"""Beginnings that still run: what is promised, excluded or suspended `in the first 3 months`, in front and behind."""

import pytest

from sla_dsl.facts.world import CaseEvent, ServiceCase, World

from .draft import Block, Draft, carrier, front, service
from .judging import promises
from .outages import Refutation
from .replay import replayed
from .test_by_hand import ALL_DAY, HOUR, TERM, at, uptime

YEAR = "calendar year"
FIRST, AFTER = "when in the first 3 months", "when not in the first 3 months"
LOW = "objective low: availability at least 90% each calendar month when in the first 3 months"
EXCLUDED = "excludes maintenance when {}"
SPLIT = (
    "objective low: availability at least 90% each calendar month when in the first 2 months",
    uptime("when in the first 3 months and not in the first 2 months", "95%").replace(" up:", " mid:"),
    uptime(AFTER),
)


def _pair(ours: tuple[str, ...], theirs: tuple[str, ...], begins: str) -> Draft:
    return Draft(
        (
            service("shop", "desk", "a"),
            service("a", "ops"),
            front("shop", TERM, ALL_DAY, *ours, "backed by of-a"),
            carrier("a", "ops", begins, ALL_DAY, *theirs),
        )
    )


def _yearly(condition: str = "") -> str:
    return f"objective up: availability at least 99.9% each calendar year {condition}".strip()


@pytest.mark.parametrize(
    ("ours", "theirs", "begins", "backed", "unbacked"),
    [
        # A thousandth of a year are 8.76 h. They hurt most in February, and from April on in a month of 720 h.
        (uptime(FIRST), (_yearly(),), "2026-01-01", "98.696%", "98.697%"),
        (uptime(AFTER), (_yearly(),), "2026-01-01", "98.783%", "98.784%"),
        # From 12 March on 479 h of March count: they are the worst.
        (uptime("when not in the first 70 days"), (_yearly(),), "2026-01-01", "98.171%", "98.172%"),
        # Of the year 6601 h are left from April on, and 2159 h lie before.
        (uptime(AFTER), (LOW, _yearly(AFTER)), "2026-01-01", "99.083%", "99.084%"),
        (uptime(FIRST), (LOW.replace("in the", "not in the"), _yearly(FIRST)), "2026-01-01", "99.678%", "99.679%"),
        # A day at 95 % and thirty at 99 % leave 8.4 h of the 744 h of January.
        (uptime(), SPLIT, "2025-10-02", "98.87%", "98.871%"),
        (uptime("when not in the first 1 day"), SPLIT, "2025-10-02", "99%", "99.001%"),
        # What is behind excludes all of the first four days of the year.
        (
            uptime().replace("calendar month", YEAR),
            (_yearly(), EXCLUDED.format("in the first 30 days")),
            "2025-12-06",
            "98.805%",
            "98.806%",
        ),
        # What is suspended is not promised.
        (f"{uptime()}\n  suspends up while in the first 3 months", (_yearly(),), "2026-01-01", "98.783%", "98.784%"),
    ],
)
def test_a_beginning_has_hours_of_its_own(
    ours: str, theirs: tuple[str, ...], begins: str, backed: str, unbacked: str
) -> None:
    def proved(share: str) -> object:
        promise = next(promises(_pair((ours.replace("99%", share),), theirs, begins)))
        if promise.proof.verdict != "unbacked":
            return promise.proof.verdict
        return replayed(promise)

    assert proved(backed) == "backed"
    assert isinstance(proved(unbacked), Refutation)


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict"),
    [
        ((uptime(),), "in the first 3 months", "unbacked"),
        ((uptime(AFTER),), "in the first 3 months", "backed"),
        ((uptime(), EXCLUDED.format("in the first 3 months")), "in the first 2 months", "backed"),
        ((uptime(), EXCLUDED.format("in the first 2 months")), "in the first 3 months", "unbacked"),
        ((uptime(), EXCLUDED.format("not in the first 2 months")), "not in the first 3 months", "backed"),
        ((uptime(), EXCLUDED.format("not in the first 3 months")), "not in the first 2 months", "unbacked"),
    ],
)
def test_what_is_excluded_in_a_beginning_is_excluded_in_front_as_long(
    ours: tuple[str, ...], theirs: str, verdict: str
) -> None:
    draft = _pair(ours, (uptime(share="99.5%"), EXCLUDED.format(theirs)), "2026-01-01")
    promise = next(promises(draft))
    assert promise.proof.verdict == verdict
    assert verdict == "backed" or promise.proof.counter is not None


FIX = "objective {}: restore-time at most {} during 24x7 {}"


@pytest.mark.parametrize(
    ("theirs", "verdicts"),
    [
        ((FIX.format("fix", "4 h", ""),), ["backed", "backed"]),
        ((FIX.format("fix", "6 h", ""),), ["backed", "unbacked"]),
        ((FIX.format("low", "8 h", FIRST), FIX.format("fix", "4 h", AFTER)), ["backed", "backed"]),
        ((FIX.format("low", "9 h", FIRST), FIX.format("fix", "4 h", AFTER)), ["unbacked", "backed"]),
        # A case that starts in the beginning may last beyond it.
        ((FIX.format("fix", "4 h", ""), EXCLUDED.format("in the first 2 months")), ["unbacked", "backed"]),
    ],
)
def test_what_is_promised_for_a_case_is_asked_when_it_starts(theirs: tuple[str, ...], verdicts: list[str]) -> None:
    ours = FIX.format("low", "8 h", FIRST), FIX.format("fix", "4 h", AFTER)
    found = [one.proof.verdict for one in promises(_pair(ours, theirs, "2026-01-01"))]
    assert found == verdicts


def _again(of: str, until: str) -> ServiceCase:
    """A case that is done within the hour on the last day of March, and opened again on the first of April."""
    events = ("logged 03-31T10:00", "restored 03-31T11:00", "reopened 04-01T10:00", f"restored {until}")
    found = (CaseEvent(name, at(f"2026-{moment}")) for name, moment in map(str.split, events))
    is_front = of == "front"
    return ServiceCase(
        "x", "shop" if is_front else "a", tuple(found), agreement=of, carries="" if is_front else "front"
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "reopened", "until"),
    [
        # In front it is one case of March, behind another one in April, for which 20 h are promised.
        (
            "objective low: restore-time at most 8 h timed by again when in the first 3 months",
            (FIX.format("low", "4 h", FIRST), FIX.format("fix", "20 h", AFTER)),
            "restarts",
            "04-02T06:00",
        ),
        # Behind it is one case of March that goes on, and in front a new one.
        (
            FIX.format("fix", "4 h", AFTER),
            (
                f"objective low: restore-time at most 8 h timed by again {FIRST}",
                f"objective fix: restore-time at most 4 h timed by again {AFTER}",
            ),
            "continues",
            "04-01T16:00",
        ),
    ],
)
def test_a_case_that_is_opened_again_may_have_started_in_the_beginning(
    ours: str, theirs: tuple[str, ...], reopened: str, until: str
) -> None:
    draft = _pair((ours,), theirs, "2026-01-01")
    clock = Block("clock again", ("during 24x7", f"reopened within 5 days {reopened}"))
    promise = next(promises(Draft((clock, *draft.blocks))))
    world = World(cases=(_again("front", until), _again("of-a", until)))
    day = at("2026-03-31T00:00" if reopened == "restarts" else "2026-04-01T00:00")
    assert promise.is_refuted((day, day + 24 * HOUR), world)
    assert promise.proof.verdict == "undecidable"


def test_a_later_hop_may_get_a_case_after_a_beginning() -> None:
    ours = FIX.format("low", "8 h", FIRST), "path restore-time: 1 h during 24x7 then of-a/low"
    theirs = FIX.format("low", "4 h", FIRST), FIX.format("fix", "20 h", AFTER)
    assert next(promises(_pair(ours, theirs, "2026-01-01"))).proof.verdict == "undecidable"


DAY_AND_NIGHT = (
    "objective day: availability at least 99.9% during day each calendar month",
    "objective night: availability at least {} during night each calendar month",
)


@pytest.mark.parametrize(("night", "verdict"), [("99%", "expected"), ("90%", "unbacked")])
def test_what_holds_in_some_hours_is_expected_in_these(night: str, verdict: str) -> None:
    # Two parts of which each is down for a tenth of the nights are down together for half a percent of the time.
    theirs = [one.format(night) for one in DAY_AND_NIGHT]
    draft = Draft(
        (
            service("shop", "desk", "a or b"),
            service("a", "ops"),
            service("b", "vendor"),
            front(
                "shop",
                TERM,
                ALL_DAY,
                uptime(share="99.9%"),
                "backed by of-a, of-b",
                'assume a, b independent because "two suppliers"',
            ),
            carrier("a", "ops", "2025-01-01", *theirs),
            carrier("b", "vendor", "2025-01-01", *theirs),
        )
    )
    assert next(promises(draft)).proof.verdict == verdict


@pytest.mark.parametrize(("rest", "verdict"), [("99.5%", "backed"), ("90%", "undecidable")])
def test_what_carries_nothing_by_itself_is_kept_all_the_same(rest: str, verdict: str) -> None:
    part = "{ partial outages count in proportion to shoppers }"
    theirs = (uptime(part, share="99.9%"), f"objective more: availability at least {rest} each calendar month")
    other = Block("sla other", front("shop", TERM, ALL_DAY, uptime(part, share="90%"), "backed by of-a").lines)
    draft = _pair((uptime(),), theirs, "2025-01-01")
    assert next(promises(Draft((*draft.blocks, other)))).proof.verdict == verdict
