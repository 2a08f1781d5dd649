"""The grammar itself: no conflict, no keyword that swallows a name unseen, the same tree as Lark's own scanner."""

from collections.abc import Callable
from functools import cache
from itertools import takewhile
from typing import Any

import lark
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark import Lark, Tree
from lark.exceptions import GrammarError, UnexpectedInput, UnexpectedToken

from sla_dsl.language.by_lark import _Scanned
from sla_dsl.language.by_lark import lark as definition
from sla_dsl.language.grammar import grammar_text
from sla_dsl.language.parsed import Parsed
from sla_dsl.language.parser import ParserRun
from sla_dsl.language.terminals import language
from sla_dsl.text.source import Node, Source, Token

from ..examples import of_all
from .samples import HERE, SAMPLES, SENTENCES, outline, read, said


def test_the_grammar_has_no_conflict() -> None:
    # Lark settles shift/reduce conflicts silently unless it is strict.
    Lark(grammar_text(), parser="lalr", lexer=_Scanned, strict=True)


def test_the_test_of_conflicts_sees_one() -> None:
    with pytest.raises(GrammarError, match="Shift/Reduce conflict"):
        Lark('start: a a\na: "x" | "x" "x"', parser="lalr", lexer=_Scanned, strict=True)


def test_every_priority_of_a_terminal_has_a_reason() -> None:
    lines = grammar_text().splitlines()
    prioritised = [i for i, line in enumerate(lines) if line[:1].isupper() and "." in line.split(":")[0]]
    assert [lines[i] for i in prioritised if not lines[i - 1].startswith("//")] == []
    assert len(prioritised) == sum(terminal.priority != 0 for terminal in definition().terminals)


def test_no_terminal_takes_the_name_of_a_keyword() -> None:
    # Lark names the terminal of a keyword by its letters. One of ours called COUNT would stand where the compiler asks
    # for the word `count`. Of `path` nobody asks for the word.
    defined = language().terminals - set(language().keywords.values())
    assert defined & {word.upper().replace("-", "_") for word in language().keywords} == {"PATH"}


@pytest.mark.parametrize("word", sorted(language().keywords))
def test_a_keyword_has_boundaries(word: str) -> None:
    for name in (f"{word}x", f"{word}-x", f"x-{word}", f"{word}1", f"{word}_", word.upper()):
        assert said(read(f"team {name} of {name}")) == []


# Where a keyword and a name could both stand


def _contested(text: str) -> dict[str, str]:
    """The keywords that stand where a name could, with the text before them (not after a number: see the units)."""
    tokens = read(text).source.tokens
    parse = ParserRun(Parsed(Source("test.sla", text)))
    places: dict[str, str] = {}
    for index, token in enumerate(tokens):
        if parse.stack.after("NAME") and (index == 0 or tokens[index - 1].type != "NUMBER"):
            accepted = parse.stack.terminals()
            words = " ".join(sorted(word for word, terminal in language().keywords.items() if terminal in accepted))
            places.setdefault(words, " ".join(before.text for before in tokens[:index]))
        assert parse.feed(token)
    return {words: before for words, before in places.items() if words}


def test_where_a_keyword_wins_over_a_name() -> None:
    """The list is checked in, so that a new place is a decision and not an accident.

    Each line is the beginning of a sentence, then what a thing cannot be called there.
    """
    places: dict[str, str] = {}
    for text in SENTENCES:
        places = _contested(text) | places
    found = [f"{beginning} … {words}" for words, beginning in places.items()]
    assert sorted(found) == (HERE / "contested.txt").read_text(encoding="utf-8").splitlines()


UNITS = "ms s min h day days week weeks month months quarter quarters year years GB MB kB TB cases requests EUR USD"


@pytest.mark.parametrize("unit", UNITS.split())
def test_a_unit_is_read_as_one_wherever_a_quantity_stands(unit: str) -> None:
    number = 1 if unit in ("day", "week", "month", "quarter", "year") else 5
    for text in (
        f"sla a {{ volume at most {number} {unit} in 95% of cases }}",
        f"clock c {{ pauses while w at most {number} {unit} during office }}",
        f"sla a {{ claim through portal within {number} {unit} }}",
        f"sla a {{ credit for u: 5 EUR for every {number} {unit} late }}",
        f"sla a {{ objectives h {{ | restore-time |\n | {number} {unit} timed by c |\n }} }}",
    ):
        assert said(read(text)) == []


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("set", 'priorities urgency { set "A set" }'),
        ("all", "dimension shift { day when all during office }"),
        ("together", "sla a { path restore-time: together then desk }"),
        ("points", "sla a { volume below 5 points each calendar month }"),
    ],
)
def test_the_finding_says_that_a_keyword_won(word: str, text: str) -> None:
    findings = read(text).findings
    assert [f.help for f in findings] == [
        f"`{word}` is a word of the language here; a thing of that name needs another name"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "tiers care { bronze set gold }",
        "sla set { provider customer customer provider covers credit }",
        "team team of party",
        "service service { needs service and needs }",
        "sla a { objective credit: availability at least credit }",
    ],
)
def test_a_keyword_is_a_name_where_it_cannot_be_a_keyword(text: str) -> None:
    assert said(read(text)) == []


# The oracle


@cache
def _oracle() -> Lark:
    """Lark with its own contextual scanner over the same grammar."""
    # Lark drops a sign that an expression could match too; as an expression it stays.
    text = grammar_text().replace('"|"', "VBAR") + "\nVBAR: /[|]/\n"
    return Lark(text, parser="lalr", lexer="contextual", keep_all_tokens=True, maybe_placeholders=False)


def _outline(tree: Tree[lark.Token]) -> tuple[object, ...]:
    return (str(tree.data), *(_outline(c) if isinstance(c, Tree) else str(c) for c in tree.children))


def _oracle_reads(text: str) -> tuple[object, ...] | None:
    try:
        return _outline(_oracle().parse(text))
    except UnexpectedInput:
        return None


def test_the_tree_is_the_one_that_lark_alone_finds() -> None:
    texts = [SAMPLES, *SENTENCES]
    theirs = {text: _oracle_reads(text) for text in texts}
    ours = {text: ("start", *(outline(node) for node in read(text).declarations)) for text in texts}
    assert {text: tree for text, tree in theirs.items() if tree is not None and tree != ours[text]} == {}
    assert {text for text, tree in theirs.items() if tree is None} == set()


# The loop over the tables


def _read_by(feed: Callable[[Token], object], values: list[Any], types: list[str]) -> tuple[int, tuple[object, ...]]:
    """How many tokens of these types a loop takes, and what it has read then."""
    tokens = [Token(type, str(number), Source("", ""), number) for number, type in enumerate(types)]
    taken = sum(1 for _ in takewhile(feed, tokens))
    return taken, outline(Node("read", values))


def _by_lark(types: list[str]) -> tuple[int, tuple[object, ...]]:
    state = definition().parse_interactive().parser_state

    def feed(token: Token) -> bool:
        try:
            state.feed_token(token)  # type: ignore[arg-type]  # Lark needs only a type
        except UnexpectedToken:
            return False
        return True

    return _read_by(feed, state.value_stack, types)


def _by_ours(types: list[str]) -> tuple[int, tuple[object, ...]]:
    parse = ParserRun(Parsed(Source("", "")))
    return _read_by(parse.feed, parse.values, types)


TYPES = [[token.type for token in read(text).source.tokens] for text in SENTENCES]


@settings(max_examples=of_all(60), deadline=None)
@given(st.data())
def test_the_loop_reads_what_the_loop_of_lark_reads(data: st.DataObject) -> None:
    """Whatever stands in a file: sentences of the grammar one after the other, with words left out and put in."""
    types = [type for row in data.draw(st.lists(st.sampled_from(TYPES), min_size=1, max_size=4)) for type in row]
    for _ in range(data.draw(st.integers(0, 2))):
        at = data.draw(st.integers(0, len(types)))
        word = data.draw(st.sampled_from(sorted(language().terminals - {"$END"})))
        types[at : at + data.draw(st.integers(0, 1))] = data.draw(st.sampled_from([[], [word]]))
    assert _by_ours(types) == _by_lark(types)
