"""The page of keywords is complete: each is explained, shown in a sample that runs, and used by a rule or a figure."""

import keyword_reference as reference
import pytest
from grammar_forms import Statement, statements, words
from phrase_places import PHRASES, places

from sla_dsl.changes.diff import KINDS
from sla_dsl.language.terminals import language
from sla_dsl.rules.catalogue import STANDARD, load

KEYWORDS = sorted(set(words().values()))
WITH_WORDS = [statement for statement in statements() if statement.words]
NEVER_BY_ITS_WORD = frozenset({"grouped hours"})
"""What stands in these parentheses has its words in statements of its own; `(24x7)` alone is nobody's way to say it."""


def standing(word: str) -> list[Statement]:
    """The statements in which a word stands."""
    return [statement for statement in WITH_WORDS if word in statement.words]


def is_used(statement: Statement) -> bool:
    """Whether a rule, or a figure, is about a statement."""
    return statement.name in reference.FIGURES or any(
        reference.rules_of((statement.name, word)) for word in statement.words
    )


def test_no_keyword_of_the_parser_is_missing() -> None:
    assert language().keywords.keys() <= set(KEYWORDS)


@pytest.mark.parametrize("word", KEYWORDS)
def test_a_keyword_is_explained_shown_and_used(word: str) -> None:
    assert reference.is_explained(word)
    assert any((statement.name, word) in reference.examples() for statement in standing(word))
    assert any(map(is_used, standing(word)))


@pytest.mark.parametrize("statement", WITH_WORDS, ids=lambda statement: statement.name)
def test_a_statement_is_shown_and_used(statement: Statement) -> None:
    is_shown = any((statement.name, word) in reference.examples() for word in statement.words)
    assert is_shown != (statement.name in NEVER_BY_ITS_WORD)
    assert is_used(statement)


def test_the_phrases_of_every_statement_that_takes_some_are_known() -> None:
    taking = {one.name for one in statements() if any("‹phrase›" in form for form in one.forms)}
    assert places().keys() == taking
    assert [one.forms for one in statements() if one.name == "phrase"] == [tuple(f"‹{name}›" for name in dict(PHRASES))]
    assert places()["report"] == ("window", "within", "to")


def test_a_sample_holds_only_what_the_grammar_says() -> None:
    assert reference.examples().keys() <= {(one.name, word) for one in WITH_WORDS for word in one.words}


def test_only_what_no_rule_shows_has_a_line_of_its_own() -> None:
    shown = [one.name for one in WITH_WORDS if any(reference.rules_of((one.name, word)) for word in one.words)]
    assert [name for name in reference.FIGURES if name in shown] == []
    assert reference.FIGURES.keys() <= {one.name for one in WITH_WORDS}


def test_every_figure_exists() -> None:
    rules = load((STANDARD,))
    figures = {figure for each in reference.FIGURES.values() for figure in each}
    assert [one for one in figures if one not in rules and not any(kind.startswith(f"{one}-") for kind in KINDS)] == []
