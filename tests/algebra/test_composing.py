"""Composing rules: each word of the language has its row, and each row what its proof asks for."""

from typing import get_args

from sla_dsl.algebra.composing import COMPOSING
from sla_dsl.algebra.composing import Method as By
from sla_dsl.model.services import Composing
from sla_dsl.proof.prove import METHODS


def test_each_word_has_one_row() -> None:
    assert list(COMPOSING) == list(get_args(Composing))


def test_each_row_is_proved_by_one_method() -> None:
    assert set(METHODS) == set(get_args(By)) == {rule.by for rule in COMPOSING.values()} - {None}


def test_a_row_of_figures_says_how_they_compose_and_which_side_is_better() -> None:
    figures = [rule for rule in COMPOSING.values() if rule.by == "figures"]
    assert all(rule.whole is not None and rule.better is not None for rule in figures)
    assert all(rule.whole is None for rule in COMPOSING.values() if rule.by != "figures")
