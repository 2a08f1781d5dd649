"""Worlds by hand: what is asked of a case when it comes is asked later where it comes later, and may have changed."""

from collections.abc import Iterable

import pytest

from sla_dsl.facts.world import CaseEvent, Saying, ServiceCase, World

from .draft import Block, Draft, carrier, front, service
from .judging import promises
from .test_by_hand import ALL_DAY, HOUR, LONG, NOON, TERM, ByHand
from .test_by_hand import test_what_a_world_refutes_is_not_backed as refuted

ONE_LOG = 'assume of-a, of-b comparable because "one log"'
ALONG = "path restore-time: of-a/fix then of-b/fix"
WAITED = "path restore-time: 17 min during 24x7 then of-b/fix"
FIX = "objective fix: restore-time at most {} {}"


def handed_on(path: str, said: Iterable[str], when: str = "", *blocks: Block, timed: str = "during 24x7") -> Draft:
    """Two hops, of which each says the same as the promise in front."""
    theirs = (ALL_DAY, *said, FIX.format("4 h", f"during 24x7 {when}"))
    return Draft(
        (
            *blocks,
            service("shop", "desk", "a and b"),
            service("a", "ops"),
            service("b", "vendor"),
            front(
                "shop",
                TERM,
                ALL_DAY,
                *said,
                FIX.format("20 h", f"{timed} {when}"),
                *([path] if path else []),
                "backed by of-a, of-b",
                ONE_LOG,
            ),
            carrier("a", "ops", LONG, *theirs),
            carrier("b", "vendor", LONG, *theirs),
        )
    )


def row(of: str, name: str, start: int, end: int, reason: str = "", channels: tuple[str, ...] = ("",)) -> ServiceCase:
    """The case of one agreement, from so many hours after noon to so many; by each channel an hour later."""
    logged = (CaseEvent("logged", NOON + (start + each) * HOUR, one) for each, one in enumerate(channels))
    events = (*logged, CaseEvent("restored", NOON + end * HOUR))
    return ServiceCase("case", name, events, reason=reason, agreement=of, carries="" if of == "front" else "front")


def walked(reason: str = "") -> tuple[ServiceCase, ...]:
    """A case that comes to its second hop after two hours, and is done there after two hundred."""
    return row("front", "shop", 0, 200, reason), row("of-a", "a", 0, 2, reason), row("of-b", "b", 2, 200, reason)


def said(text: str, since: int, until: int) -> tuple[Saying, ...]:
    return (Saying(text, NOON + since * HOUR, NOON + until * HOUR),)


STORM = ('excludes third-party when "storm"',)
OPEN = 'when "the shop is open"'
BY_PHONE = Block("clock by-phone", ("during 24x7", "starts when logged through phone"))
BY_HAND = (
    ByHand(
        "it-is-excluded-at-the-second-hop-alone",
        handed_on(ALONG, STORM),
        World(cases=walked("third-party"), occasions=said("storm", 1, 50)),
        NOON,
    ),
    ByHand(
        "it-is-excluded-after-a-time-of-our-own",
        handed_on(WAITED, STORM),
        World(cases=walked("third-party")[::2], occasions=said("storm", 1, 50)),
        NOON,
    ),
    ByHand(
        "it-is-promised-at-the-first-hop-alone",
        handed_on(ALONG, (), OPEN),
        World(cases=walked(), occasions=said("the shop is open", -1, 1)),
        NOON,
    ),
    ByHand(
        "not-so-many-are-said-at-the-second-hop",
        handed_on(ALONG, (), 'when 1 of ("x", "y")'),
        World(cases=walked(), occasions=said("x", -1, 1)),
        NOON,
    ),
    ByHand(
        "a-clock-that-a-call-starts-when-the-shop-has-opened",
        handed_on("", (), OPEN, BY_PHONE, timed="timed by by-phone"),
        World(
            cases=tuple(
                row(of, name, 0, 200, channels=("email", "phone")) for of, name in (("front", "shop"), ("of-a", "a"))
            ),
            occasions=said("the shop is open", 1, 3),
        ),
        NOON + HOUR,
    ),
)


@pytest.mark.parametrize("one", BY_HAND, ids=[one.name for one in BY_HAND])
def test_what_a_world_refutes_is_not_backed(one: ByHand) -> None:
    refuted(one)


@pytest.mark.parametrize("more", [(), STORM, ('suspends fix while "an invoice is open"',)])
def test_what_is_asked_at_once_or_all_along_is_one_occasion(more: tuple[str, ...]) -> None:
    """Without a path a case comes to both at once, and what suspends a promise does so at any hop."""
    path = "" if more == STORM else ALONG
    assert next(promises(handed_on(path, more))).proof.verdict == "backed"


def test_a_value_that_a_condition_asks_for_is_taken_to_be_kept_on_the_way() -> None:
    proof = next(promises(handed_on(ALONG, (), "when urgency is P1"))).proof
    assert proof.verdict == "backed"
    assert "a case keeps its `urgency` on its way" in proof.assumptions
