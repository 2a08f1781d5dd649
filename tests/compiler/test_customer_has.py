"""What a customer has of a dimension: promises are for it alone, and rows for others fall away."""

from __future__ import annotations

from fractions import Fraction

import pytest

from sla_dsl.model.phrases import Selection
from sla_dsl.model.quantity import Quantity

from ..documents import compiled
from .models import BASE, clean, said

HEAD = """
standard sla base {
  provider norvia
  support hours 24x7
  parameter fee by place {
    | place | fee   |
    | lille | 1 EUR |
    | lyon  | 2 EUR |
    | brest | 3 EUR |
  }
  objective uptime: availability at least 99% during 24x7 each calendar month { owned by desk }
  objectives fix by place {
    owned by desk
    | place        | restore-time |
    | lille, brest | 4 h          |
    | lyon         | 6 h          |
  }
}
dimension place { lille lyon brest }
"""


def has(statement: str) -> str:
    return f"{HEAD} sla a on the terms of base {{ customer brun covers app {statement} }}"


def test_promises_are_for_what_the_customer_has() -> None:
    one = clean(has("customer has lille, lyon of place")).agreements["a"]
    both = (Selection(scale="place", values=("lille", "lyon")),)
    assert one.held == both
    assert {each.address: each.scope for each in one.objectives} == {
        "a/uptime": both,
        "a/fix/restore-time/lille": (Selection(scale="place", values=("lille",)),),
        "a/fix/restore-time/lyon": (Selection(scale="place", values=("lyon",)),),
    }
    assert [row.value.text for row in one.parameters[0].rows] == ["1 EUR", "2 EUR"]


def test_a_customer_of_one_site_takes_its_row() -> None:
    one = clean(has("customer has lyon of place credit for uptime: fee")).agreements["a"]
    assert [each.address for each in one.objectives] == ["a/uptime", "a/fix/restore-time/lyon"]
    assert said(one.parameters[0])["value"] == Quantity(amount=Fraction(2), unit="EUR")


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("customer has pris of place", "name/unknown-scale-value"),
        ("customer has P1 of urgency", "name/unknown-scale"),
        ("customer has gold of care", "name/unknown-scale"),
        ("customer has lyon, lyon of place", "name/duplicate"),
    ],
)
def test_nobody_has_what_is_no_value_of_a_dimension(statement: str, rule: str) -> None:
    found = compiled(BASE, has(statement)).findings
    assert [one.rule for one in found] == [rule]
