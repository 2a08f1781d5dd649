"""Counter-examples are worlds: in them all behind is kept, and the promise is missed."""

from contextlib import suppress
from random import Random

import pytest

from ..examples import sampled
from .families import FAMILIES
from .judging import RefusedError, promises
from .outages import Refutation
from .replay import NotReplayed, replayed
from .test_by_hand import chain

OPEN = {
    "no counter-example",
    "a share of cases: the counter-example does not say of how many",
    "the counter-example does not say when something is excluded up to a limit",
    "a moment between two seconds",
    "no outages are shown",
    "the counter-example does not say what has used up a limit of the promise before",
    "the meaning does not judge the promise in it",
    "where a gap is told, what is behind is taken as prolonged",
}
"""What a counter-example leaves open, so that it cannot be replayed."""


@pytest.mark.parametrize("number", sampled(range(4), 2))
@pytest.mark.parametrize("family", FAMILIES)
def test_a_counter_example_is_a_world(family: str, number: int) -> None:
    found = []
    with suppress(RefusedError):
        found = list(promises(FAMILIES[family](Random(f"{family} replayed {number}"))))
    for promise in found:
        if promise.proof.verdict == "unbacked":
            world = replayed(promise)
            assert isinstance(world, Refutation) or world.why in OPEN, (promise.proof.example, world)


def test_a_counter_example_is_told_with_its_reason() -> None:
    assert NotReplayed("no counter-example").why in OPEN


def test_months_that_are_alike_each_have_an_outage_of_their_own() -> None:
    """What is excluded is reckoned for all months of 31 days at once; each of them may lose 14 h 48 min, and no two."""
    ours = "objective up: availability at least 99% each calendar year"
    theirs = "objective up: availability at least 98% each calendar month"
    [promise] = promises(chain((ours,), (theirs, "excludes maintenance up to 4 h each calendar month")))
    assert isinstance(replayed(promise), Refutation)
    assert promise.proof.example.startswith("from 2026-01-01 to 2026-12-31: `a` down for 14 h 48 min, from Thu")


def test_what_is_said_of_a_whole_and_what_happens_to_its_part_last_apart() -> None:
    """What is said of the shop may touch an outage of its part: each lasts too short, and both together do not."""
    words = 'objective n: outage-count at most 2 each calendar month { down when "it fails" for 10 min }'
    [promise] = promises(chain((words, 'assume of-a comparable because "one probe"'), (words,)))
    assert promise.proof.verdict == "undecidable"
