"""Files cut at their declarations: against the parser, which reads every word."""

from __future__ import annotations

from pathlib import Path

import pytest

from sla_dsl.language.by_lark import lark
from sla_dsl.language.parser import parse
from sla_dsl.language.pieces import HEADS, only, pieces
from sla_dsl.language.terminals import language
from sla_dsl.text.source import Node, Source

ROOT = Path(__file__).parents[2]
FILES = sorted({*ROOT.glob("examples/**/*.sla"), *ROOT.glob("grammar/*.sla"), ROOT / "tests/language/samples.sla"})


def names(node: Node) -> set[str]:
    """The name of a declaration, and of the values of a scale."""
    values = node.nodes("scale_value") if node.kind != "fact" else ()  # a state is named beside its fact, never alone
    return {node.token("NAME").text, *(value.first.text for value in values)}  # type: ignore[union-attr]  # there is a name


@pytest.mark.parametrize("path", FILES, ids=str)
def test_the_pieces_are_the_declarations(path: Path) -> None:
    source = Source(path.name, path.read_text(encoding="utf-8"))
    found = pieces(source)
    assert "".join(piece.text for piece in found) == source.text
    assert [set(piece.names) for piece in found if piece.names] == list(map(names, parse(source).declarations))


def test_every_kind_of_declaration_has_a_head() -> None:
    first = {rule.expansion[0].name for rule in lark().rules if rule.origin.name == "_declaration"}
    words = {language().words[symbol] for kind in first for symbol in beginnings(kind)}
    assert words - {"standard"} == HEADS


def beginnings(kind: str) -> set[str]:
    """The terminals with which a production may begin, and those behind `standard`."""
    if kind in language().terminals:
        return {kind}
    rules = [rule.expansion for rule in lark().rules if rule.origin.name == kind]
    following = {expansion[1].name for expansion in rules if expansion[0].name == "STANDARD"}
    return set().union(*map(beginnings, {expansion[0].name for expansion in rules} | following))


TEXT = """\
# The house
party norvia "Party of { \\"us" { time zone Europe/Paris } party brun { contact "} party x {" }
standard # for all
sla basic on the terms
of wide { clause law \"\"\"A "quote" } and
ola inner { \"\"\" }
dimension site { paris "Paris" brest when logged during office }
event found after logged before acknowledged
service app service web { hours 24x7 }
"""
FOUND = [
    set(), {"norvia"}, {"brun"}, {"basic"}, {"site", "paris", "brest"}, {"found"}, {"app"}, {"web"},
]  # fmt: skip  # a table, a few to a line


def test_texts_remarks_and_blocks_declare_nothing() -> None:
    source = Source("a.sla", TEXT)
    assert [set(piece.names) for piece in pieces(source)] == FOUND
    assert pieces(source)[1].words() == ["party", "norvia", "time", "zone", "Europe", "Paris"]


@pytest.mark.parametrize("letter", ["o", "ô"])
def test_words_are_the_same_where_not_all_letters_are_of_ascii(letter: str) -> None:
    (piece,) = pieces(Source("a.sla", f"sla a {{ c{letter}te-1 _b--c- 24x7 e2-d 3-{letter} # r\n }}"))
    assert piece.words() == ["sla", "a", f"c{letter}te-1", "_b", "c", "x7", "e2-d", letter]


@pytest.mark.parametrize("kept", [(1,), (2,), (0, 3), (2, 4, 6), (1, 2, 3, 4, 5, 6, 7), (7,)])
def test_what_is_kept_stands_where_it_stood(kept: tuple[int, ...]) -> None:
    source = Source("a.sla", TEXT)
    found = pieces(source)
    left = only([found[at] for at in kept])
    declared = {name: node for node in parse(source).declarations for name in names(node)}
    for node in parse(left).declarations:
        before = declared[node.token("NAME").text]  # type: ignore[union-attr]  # there is a name
        assert (node.text, node.span.start, node.span.end) == (before.text, before.span.start, before.span.end)
    assert len(parse(left).declarations) == len([at for at in kept if at])


@pytest.mark.parametrize(
    "text",
    [
        "sla a { provider b\nsla c { covers d }",
        'party a { contact "open }\nsla c { }',
        "party a { } }\nsla c { }",
        'sla a { clause law """ }\nsla c { }',
        r'party a { contact "\n" } sla c { }',
        "party # why\n a { sla c { }",
    ],
)
def test_a_file_that_does_not_close_is_one_piece(text: str) -> None:
    (piece,) = pieces(Source("a.sla", text))
    assert piece.text == text
    assert {"a", "c"} <= piece.names


def test_an_empty_file_has_no_pieces() -> None:
    assert pieces(Source("a.sla", "")) == ()
    assert [piece.names for piece in pieces(Source("a.sla", "# nothing\n"))] == [frozenset()]
