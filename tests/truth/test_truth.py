"""A bounded search for false verdicts; ``python -m tests.truth`` goes on by hand."""

from collections import Counter

import pytest

from .families import FAMILIES
from .holes import HOLES
from .hunt import hunted, refuted
from .judging import promises

DRAFTS = 1
"""How many drafts of each family are searched here."""


@pytest.mark.parametrize("family", FAMILIES)
def test_no_promise_is_backed_that_can_be_missed(family: str) -> None:
    counts: Counter[str] = Counter()
    found = [one.text for number in range(DRAFTS) for one in hunted(family, f"suite-{number}", 1, counts)]
    assert found == []
    assert counts["refused"] == 0


@pytest.mark.parametrize(
    "hole",
    [
        pytest.param(one, id=one.name, marks=[pytest.mark.xfail(strict=True, reason=one.why)] * one.is_open)
        for one in HOLES
    ],
)
def test_a_hole_that_was_found_is_closed(hole) -> None:  # type: ignore[no-untyped-def]
    for promise in promises(hole.draft):
        assert promise.proof.verdict != "backed"


@pytest.mark.parametrize("hole", HOLES, ids=[one.name for one in HOLES])
def test_the_search_finds_each_hole_again(hole) -> None:  # type: ignore[no-untyped-def]
    # The verdict is taken as given: what is tested is that a world is found which refutes it.
    assert any(refuted(promise, f"hole {number}", 1) for promise in promises(hole.draft) for number in range(5))
