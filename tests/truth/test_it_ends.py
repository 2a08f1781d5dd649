"""A proof has a bound on its work: what took minutes in the search is answered by few and small programmes."""

from collections.abc import Collection
from fractions import Fraction
from random import Random

import pytest

from sla_dsl.algebra.availability import Outage, Programme
from sla_dsl.algebra.guarantee import _apart as apart
from sla_dsl.algebra.linear_programme import Optimum
from sla_dsl.algebra.strata import Stratum

from .families import FAMILIES
from .judging import promises


@pytest.mark.parametrize(("number", "verdict"), [(46, "undecidable"), (54, "unbacked")])
def test_limits_of_each_day_on_both_sides_are_not_used_up_in_every_way(
    number: int, verdict: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two of three parts are needed, and three limits count day by day: each month has a programme of 150,000 cells."""
    cells: list[int] = []
    best = Programme.best

    def counted(self: Programme, worth: Collection[Fraction]) -> Optimum:
        cells.append(self.cells)
        return best(self, worth)

    monkeypatch.setattr(Programme, "best", counted)
    family = "uptime-idle-exclusions"
    [promise] = promises(FAMILIES[family](Random(f"{family} 1201a-1-{number}")))
    assert promise.proof.verdict == verdict
    assert max(cells) > 100_000
    assert len(cells) < 60  # a few for each month, and not sixty


def test_outages_of_hours_that_are_alike_are_laid_apart_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A year has 8760 hours: worked out for each of them anew, these were 8760 times as many."""
    hours = tuple(((hour * 3600, hour * 3600 + 60),) for hour in range(100))
    asked: list[Stratum] = []
    alike = vars(Stratum)["apart"].fget

    def counted(one: Stratum) -> tuple[Stratum, ...]:
        asked.append(one)
        found: tuple[Stratum, ...] = alike(one)
        return found

    monkeypatch.setattr(Stratum, "apart", property(counted))
    found = apart((Outage(Stratum(hours[0], alike=hours), frozenset({"a"}), Fraction(600)),))
    assert len(found) == len(hours)
    assert sum(one.seconds for one in found) == 600
    assert len(asked) == 1
