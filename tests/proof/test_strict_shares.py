"""`above` in front: what is behind may come to just the figure, unless somebody who counts stays above his own."""

from fractions import Fraction

import pytest

from sla_dsl.facts.world import ServiceOutage, World

from ..truth.draft import Draft, carrier, front, service
from ..truth.judging import promises
from ..truth.test_by_hand import ALL_DAY, LONG, TERM, at

MONTH = (at("2026-03-01T00:00"), at("2026-04-01T00:00"))


def draft(needs: str, ours: str, a: tuple[str, ...], b: tuple[str, ...]) -> Draft:
    """A shop of two parts: what is promised of it, of each part, and beside it."""

    def up(share: str) -> str:
        return f"objective up: availability {share} each calendar month"

    return Draft(
        (
            service("shop", "desk", needs),
            service("a", "ops"),
            service("b", "vendor"),
            front("shop", TERM, ALL_DAY, up(ours), "backed by of-a, of-b"),
            carrier("a", "ops", LONG, ALL_DAY, up(a[0]), *a[1:]),
            carrier("b", "vendor", LONG, ALL_DAY, up(b[0]), *b[1:]),
        )
    )


@pytest.mark.parametrize(
    ("needs", "ours", "a", "b", "verdict"),
    [
        ("a and b", "above 99%", "above 99.5%", "at least 99.5%", "backed"),
        ("a and b", "above 99%", "at least 99.5%", "above 99.5%", "backed"),
        ("a and b", "above 99%", "at least 99.5%", "at least 99.5%", "unbacked"),
        # All that `b` may lose is nothing, and `a` may lose all that it may.
        ("a and b", "above 99%", "at least 99%", "at least 100%", "unbacked"),
        # Both must be down, and the better one never for just as long.
        ("a or b", "above 99%", "above 99%", "at least 98%", "backed"),
        ("a or b", "above 99%", "above 98%", "at least 99%", "unbacked"),
        ("a or b", "above 99%", "above 99%", "at least 99%", "backed"),
    ],
)
def test_one_who_stays_off_his_bound_is_enough_where_he_counts(
    needs: str, ours: str, a: str, b: str, verdict: str
) -> None:
    (promise,) = promises(draft(needs, ours, (a,), (b,)))
    assert promise.proof.verdict == verdict
    # The longest downtime of each part that it may have, by hand: in a row if both are needed, else at once.
    length = MONTH[1] - MONTH[0]

    def lost(share: str) -> int:
        seconds = (100 - Fraction(share.rsplit(maxsplit=1)[-1].rstrip("%"))) / 100 * length
        return int(seconds) - (share.startswith("above") and seconds.denominator == 1)

    first, second = MONTH[0], MONTH[0] + (lost(a) if "and" in needs else 0)
    rows = ServiceOutage("a", first, first + lost(a)), ServiceOutage("b", second, second + lost(b))
    world = World(outages=tuple(one for one in rows if one.end and one.start < one.end))
    # A month of 743 hours has whole seconds at these shares.
    assert promise.is_refuted(MONTH, world) == (verdict == "unbacked")


def test_what_is_excluded_behind_leaves_it_open() -> None:
    # A hundredth of February is excluded, and of the rest half a hundredth may be lost: 1.495 % in all.
    little = "excludes maintenance up to 24192 s each calendar month"
    verdicts = [
        next(promises(draft("a and b", "above 98.505%", (theirs, little), ("at least 100%",)))).proof.verdict
        for theirs in ("above 99.5%", "at least 99.5%")
    ]
    assert verdicts == ["undecidable", "unbacked"]
