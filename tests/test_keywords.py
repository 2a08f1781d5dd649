"""The page of statements is complete: each keyword is explained, shown in a sample that runs, and used."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby

import keyword_reference as reference
import pytest
from grammar_forms import Statement, readable, statements, words
from phrase_places import PHRASES, places

from sla_dsl.changes.diff import KINDS
from sla_dsl.language.parser import parse
from sla_dsl.language.terminals import language
from sla_dsl.text.source import Node, Source

from .rules.samples import CATALOGUE
from .test_docs import SAMPLE
from .test_samples import ROOT

KEYWORDS = sorted(set(words().values()))
WITH_WORDS = [statement for statement in statements() if statement.words]
NEVER_BY_ITS_WORD = frozenset({"grouped hours"})
"""What stands in these parentheses has its words in statements of its own; `(24x7)` alone is nobody's way to say it."""
Place = tuple[str, str]
"""A statement and a word in it."""


@cache
def sections() -> dict[str, str]:
    """The sections of the reference by their headings, in their order."""
    text = "".join(f"#{page}" for page in reference.reference().values())  # the title of a part is a section
    parts = re.split(r"^##+ (.*)\n", text, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


@cache
def explanations() -> tuple[str, ...]:
    """All that explains the language."""
    return (*sections().values(), (ROOT / "docs" / "policies.md").read_text(encoding="utf-8"))


def explains(text: str, word: str) -> bool:
    """Whether a text speaks of a word, in code or in bold between its samples."""
    said = " ".join(re.findall(r"(?:`|\*\*)([^`*\n]+)(?:`|\*\*)", SAMPLE.sub("", text)))
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", said) is not None


def words_in(sample: str) -> set[Place]:
    """The words of a sample as the parser takes them."""

    def inside(node: Node) -> Iterator[Place]:
        for part in node.children:
            if isinstance(part, Node):
                yield from inside(part)
            elif part.type in words():
                yield readable(node.kind), words()[part.type]

    return {place for declaration in parse(Source("a.sla", sample)).declarations for place in inside(declaration)}


@cache
def shown() -> set[Place]:
    """The words in the samples of the reference and in those that a rule calls good."""
    blocks = [block for text in explanations() for block in SAMPLE.finditer(text)]
    samples = [f"sla a {{\n{block['text']}}}\n" if block["fragment"] else block["text"] for block in blocks]
    return {place for each in (*samples, *(rule.good for rule in CATALOGUE.values())) for place in words_in(each)}


@cache
def stated(rule: str) -> set[str]:
    """The statements in the samples of a rule."""
    return {name for sample in (CATALOGUE[rule].bad, CATALOGUE[rule].good) for name, _ in words_in(sample)}


def test_no_keyword_of_the_parser_is_missing() -> None:
    assert language().keywords.keys() <= set(KEYWORDS)


@pytest.mark.parametrize("word", KEYWORDS)
def test_a_keyword_is_explained_and_shown(word: str) -> None:
    assert any(explains(text, word) for text in explanations())
    assert any((statement.name, word) in shown() for statement in WITH_WORDS)


def test_each_statement_with_words_has_its_line_and_nothing_else_has() -> None:
    assert reference.rows().keys() == {statement.name for statement in WITH_WORDS}


@pytest.mark.parametrize("statement", WITH_WORDS, ids=lambda statement: statement.name)
def test_a_statement_is_explained_where_its_line_says_shown_and_used(statement: Statement) -> None:
    row = reference.rows()[statement.name]
    assert any(explains(sections()[row.section], word) for word in statement.words)
    is_shown = any((statement.name, word) in shown() for word in statement.words)
    assert is_shown != (statement.name in NEVER_BY_ITS_WORD)
    assert row.says
    assert row.uses


def test_the_sections_stand_in_the_order_of_the_reference() -> None:
    named = [section for section, _ in groupby(row.section for row in reference.rows().values())]
    assert named == [section for section in sections() if section in named]


@pytest.mark.parametrize(("name", "row"), reference.rows().items(), ids=list(reference.rows()))
def test_a_use_is_a_rule_whose_sample_has_the_statement_or_a_kind_of_change(name: str, row: reference.Row) -> None:
    in_samples = any(name in stated(rule) for rule in CATALOGUE)
    for use in row.uses:
        rules = [rule for rule in CATALOGUE if rule == use or (use.endswith("/") and rule.startswith(use))]
        if in_samples and rules:
            assert any(name in stated(rule) for rule in rules), use
        else:
            assert rules or any(kind.startswith(f"{use}-") for kind in KINDS), use


def test_the_phrases_of_every_statement_that_takes_some_are_known() -> None:
    taking = {one.name for one in statements() if any("‹phrase›" in form for form in one.forms)}
    assert places().keys() == taking
    assert [one.forms for one in statements() if one.name == "phrase"] == [tuple(f"‹{name}›" for name in dict(PHRASES))]
    assert places()["report"] == ("window", "within", "when", "to", "about")


def test_a_sample_holds_only_what_the_grammar_says() -> None:
    assert shown() <= {(one.name, word) for one in WITH_WORDS for word in one.words}
