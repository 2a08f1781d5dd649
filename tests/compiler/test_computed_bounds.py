"""A parameter that is computed stands wherever a quantity may."""

from fractions import Fraction

import pytest

from sla_dsl.model.phrases import Bound
from sla_dsl.model.quantity import Blank, Quantity

from ..documents import compiled
from .models import BASE

TERMS = """
standard sla terms {
  provider norvia
  parameter commitment is percent "What is committed"
  parameter lower = commitment - 1%
  parameter same = commitment
  parameter fee is money
  parameter days-to-claim = 2 * 15 days
  service hours 24x7
  objective uptime: availability at least same each calendar month
  credit on fee for uptime {
    | availability     | credit |
    | below commitment | 5%     |
    | below lower      | 10%    |
  }
  claim through portal within days-to-claim of window end
}
"""
OURS = """
sla ours on the terms of terms {
  customer brun
  covers app
  with commitment = 99.5%
  with fee = 900 EUR
}
"""


def percent(figure: str) -> Quantity:
    return Quantity(amount=Fraction(figure), unit="%")


def test_what_is_computed_of_a_value_is_a_quantity() -> None:
    workspace = compiled(BASE, TERMS, OURS)
    assert workspace.findings == ()
    ours = workspace.agreements["ours"]
    assert ours.objectives[0].bound == Bound(kind="at-least", value=percent("99.5"))
    assert [band.reached.value for band in ours.remedies[0].bands] == [percent("99.5"), percent("98.5")]
    assert ours.claims[0].stages[0].time == Quantity(amount=Fraction(30), unit="day")


def test_what_is_computed_of_a_blank_is_blank() -> None:
    terms = compiled(BASE, TERMS, OURS).agreements["terms"]
    blanks = [Blank(parameter=name, dimension="percent") for name in ("same", "commitment", "lower")]
    assert [terms.objectives[0].bound.value, *(one.reached.value for one in terms.remedies[0].bands)] == blanks  # type: ignore[union-attr]  # each of them has a bound


@pytest.mark.parametrize("computed", ["commitment * 4 h", "commitment + 1 EUR"])
def test_units_are_checked_where_it_is_computed(computed: str) -> None:
    found = compiled(BASE, TERMS.replace("commitment - 1%", computed)).findings
    assert {one.rule for one in found} <= {"value/wrong-dimension", "value/misfit"}
    assert found
