"""The language reference lists the words of each closed vocabulary, and no others."""

import re
from typing import get_args

import pytest

from sla_dsl.algebra.composing import COMPOSING, ComposingRule
from sla_dsl.compiler.steps import STEP_WORDS
from sla_dsl.model.phrases import Statistic
from sla_dsl.model.quantity import DerivedFigure, Dimension

from .test_samples import ROOT

PAGES = (ROOT / "docs" / "language.md", *sorted((ROOT / "docs" / "language").glob("*.md")))
TEXT = "".join(page.read_text(encoding="utf-8") for page in PAGES)
ROW = re.compile(r"^\| `(?P<word>[\w-]+)` \| [^|]+ \| (?P<needs>[^|]*)\|$", re.MULTILINE)


def words(begin: str, end: str) -> set[str]:
    """The words in backticks between two places of the reference."""
    assert TEXT.count(begin) == 1
    return set(re.findall(r"`([\w-]+)`", TEXT.partition(begin)[2].partition(end)[0]))


@pytest.mark.parametrize(
    ("begin", "end", "vocabulary"),
    [
        ("| `unit percent` |", "|", get_args(Dimension)),
        ("| `statistic each` |", "|", get_args(Statistic)),
        ("what happened in the window:", ".", get_args(DerivedFigure)),
        ("The amount is due for every whole unit:", ", or a quantity", STEP_WORDS),
    ],
    ids=["units", "statistics", "derived figures", "steps"],
)
def test_a_closed_vocabulary_is_listed_in_full(begin: str, end: str, vocabulary: tuple[str, ...]) -> None:
    assert words(begin, end) == set(vocabulary)


def needs(rule: ComposingRule) -> str:
    said = (f"unit {rule.unit}" if rule.unit else "", f"{rule.better} is better" if rule.better else "")
    return ", ".join(f"`{each}`" for each in said if each)


def test_each_composing_rule_is_told_with_all_that_it_needs() -> None:
    table = TEXT.partition("## How figures compose")[2].partition("\n# ")[0]
    told = {row["word"]: row["needs"].strip() for row in ROW.finditer(table)}
    assert told == {word: needs(rule) for word, rule in COMPOSING.items()}
