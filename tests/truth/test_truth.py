"""A bounded search for false verdicts; ``python -m tests.truth`` goes on by hand."""

from collections import Counter
from random import Random

import pytest

from .families import FAMILIES
from .holes import HOLES, Hole
from .hunt import hunted, refuted
from .judging import promises
from .money import drafted, short

OPEN: dict[str, str] = {}
"""The families in which false verdicts are known, with the reason."""
DRAFTS = {"whole-days": 6}
"""How many drafts of a family are searched here, if it is not one."""


def families() -> list[object]:
    marks = {name: [pytest.mark.xfail(strict=True, reason=why)] for name, why in OPEN.items()}
    return [pytest.param(name, marks=marks.get(name, ())) for name in FAMILIES]


@pytest.mark.parametrize("family", families())
def test_no_promise_is_backed_that_can_be_missed(family: str) -> None:
    counts: Counter[str] = Counter()
    found = [
        one.text for number in range(DRAFTS.get(family, 1)) for one in hunted(family, f"suite-{number}", 1, counts)
    ]
    assert found == []
    assert counts["refused"] == 0


@pytest.mark.parametrize(
    "hole",
    [
        pytest.param(one, id=one.name, marks=[pytest.mark.xfail(strict=True, reason=one.why)] * one.is_open)
        for one in HOLES
    ],
)
def test_a_hole_that_was_found_is_closed(hole: Hole) -> None:
    for promise in promises(hole.draft):
        assert promise.proof.verdict != "backed"


@pytest.mark.parametrize("hole", HOLES, ids=[one.name for one in HOLES])
def test_the_search_finds_a_world_for_each_hole(hole: Hole) -> None:
    # Whatever the verdict is by now: what is tested is the search.
    assert any(refuted(promise, f"hole {number}", 1) for promise in promises(hole.draft) for number in range(5))


def test_what_is_owed_comes_back_or_is_told() -> None:
    assert [number for number in range(12) if short(drafted(Random(f"money {number}")))] == []
