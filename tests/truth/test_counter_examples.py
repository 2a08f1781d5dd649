"""Counter-examples are worlds: in them all behind is kept, and the promise is missed."""

from contextlib import suppress
from random import Random

import pytest

from ..examples import sampled
from .families import FAMILIES
from .judging import RefusedError, promises
from .outages import Refutation
from .replay import NotReplayed, replayed

OPEN = {
    "no counter-example",
    "a share of cases: the counter-example does not say of how many",
    "the counter-example does not say when something is excluded up to a limit",
    "the counter-example does not say the value of a parameter",
    "a moment between two seconds",
    "no outages are shown",
}
"""What a counter-example leaves open, so that it cannot be replayed."""
# Beyond these drafts some of `amendments` (7, 13) and `terms` (4) are none: why is not known.


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
