"""One thing and several: the words of an author for one kind."""

from fractions import Fraction

import pytest

from sla_dsl.model.quantity import Quantity, unit_kind


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("case", "cases"),
        ("query", "queries"),
        ("box", "boxes"),
        ("batch", "batches"),
        ("access", "accesses"),
        ("dossier", "dossiers"),
        ("tableau", "tableaux"),
        ("GB", "GB"),
    ],
)
def test_one_and_several_are_of_one_kind(one: str, several: str) -> None:
    single, many = Quantity(amount=Fraction(1), unit=one), Quantity(amount=Fraction(2), unit=several)
    assert single.unit_kind == many.unit_kind
    assert (single.text, many.text) == (f"1 {one}", f"2 {several}")


@pytest.mark.parametrize("unit", ["", "%", "s", "/s", "day", "month", "business day", "calendar month", "EUR"])
def test_units_of_the_language_are_kinds_of_their_own(unit: str) -> None:
    assert unit_kind(unit) == unit


@pytest.mark.parametrize(("one", "other"), [("s", ""), ("EURs", "EUR"), ("seats", "users"), ("case", "cause")])
def test_other_units_are_other_kinds(one: str, other: str) -> None:
    assert unit_kind(one) != unit_kind(other)
