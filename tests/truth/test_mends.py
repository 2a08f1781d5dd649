"""Mends mend, and are tight; and a statement less never proves more."""

from contextlib import suppress
from random import Random

import pytest

from ..examples import sampled
from .draft import Draft
from .families import FAMILIES
from .judging import RefusedError, promises
from .mends import mended, verdict_of
from .said import better

NO_MENDS = {
    "pauses": "a shorter hop is found without the pauses: these are weighed only then, and may leave it undecidable",
}
"""The families in which some mends do not mend, with the reason."""
NUMBERED = pytest.mark.parametrize("number", sampled(range(2), 2))


def drafted(family: str, number: int) -> Draft:
    return FAMILIES[family](Random(f"{family} mended {number}"))


@NUMBERED
@pytest.mark.parametrize("family", [one for one in FAMILIES if one not in NO_MENDS])
def test_a_mend_mends_and_a_little_less_does_not(family: str, number: int) -> None:
    draft = drafted(family, number)
    for promise in promises(draft):
        if promise.proof.verdict != "unbacked":
            continue
        for mend, enough, less in mended(draft, promise):
            assert verdict_of(enough, promise.address) in ("backed", "expected"), mend
            assert less is None or verdict_of(less, promise.address) != "backed", mend


@NUMBERED
@pytest.mark.parametrize("family", FAMILIES)
def test_a_statement_less_never_proves_more(family: str, number: int) -> None:
    found = []
    with suppress(RefusedError):
        found = list(better(drafted(family, number)))
    assert found == []
