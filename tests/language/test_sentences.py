"""Every sentence that the grammar allows is read, alone and after every other one."""

from collections.abc import Callable
from typing import Any

import pytest
from lark.grammar import Rule

from sla_dsl.language.by_lark import lark
from sla_dsl.text.source import Node, Source, Token

from ..examples import sampled
from .samples import SENTENCES, outline, read, said, sections

BLOCKS = [frame for frame in sections() if frame == "…" or "{ … }" in frame]


def test_every_sentence_is_read() -> None:
    wrong = {text: said(read(text)) for text in SENTENCES}
    assert {text: findings for text, findings in wrong.items() if findings} == {}


def test_every_part_of_every_rule_has_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    used: set[Rule] = set()

    def noting(rule: Rule, build: Callable[..., object]) -> Callable[..., object]:
        def noted(children: list[object]) -> object:
            used.add(rule)
            return build(children)

        return noted

    # Lark says that the keys are strings; they are its rules.
    callbacks: Any = lark().parse_interactive().parser_state.parse_conf.callbacks
    for rule, build in list(callbacks.items()):
        monkeypatch.setitem(callbacks, rule, noting(rule, build))
    for text in SENTENCES:
        state = lark().parse_interactive().parser_state
        for token in read(text).source.tokens:
            state.feed_token(token)  # type: ignore[arg-type]  # Lark needs only a type
        state.feed_token(Token("$END", "", Source("", ""), 0), is_end=True)  # type: ignore[arg-type]  # as above
    # Rules that Lark makes of a `*` or `+` begin with two underlines and repeat themselves, which is not our matter.
    missing = [part for part in _parts(set(callbacks)) - _parts(used) if part[0] != part[1]]
    assert missing == []


def _parts(rules: set[Rule]) -> set[tuple[str, str]]:
    """Of each rule its name and every symbol that one of its alternatives consists of."""
    return {(str(rule.origin.name), str(symbol.name)) for rule in rules for symbol in rule.expansion}


@pytest.mark.parametrize("between", sampled(["\n", " "], 2), ids=["lines", "one line"])
@pytest.mark.parametrize("frame", BLOCKS)
def test_no_sentence_goes_on_with_the_one_before(frame: str, between: str) -> None:
    sentences = sections()[frame]
    alone = {sentence: _outlines(frame, [sentence], between) for sentence in sentences}
    wrong = []
    for index, first in enumerate(sentences):
        # Each later one after this one, and this one after each of them.
        row = [sentence for second in sentences[index:] for sentence in (first, second)]
        expected = [node for sentence in row for node in alone[sentence]]
        differing = (pair for pair in zip(_outlines(frame, row, between), expected, strict=False) if pair[0] != pair[1])
        wrong += [(first, pair) for pair in differing][:1]
    assert wrong == []


def _outlines(frame: str, sentences: list[str], between: str) -> list[object]:
    """The statements in the innermost block of the frame, or what is found wrong with them."""
    before, after = (len(read(part).source.tokens) for part in frame.split("…"))
    parsed = read(frame.replace("…", between.join(sentences)))
    if parsed.findings:
        return [said(parsed)[0]]
    end = len(parsed.source.tokens) - after
    nodes: list[Node] = list(parsed.declarations)
    while nodes and nodes[0].first.index < before:
        nodes = [node for node in nodes[0].nodes() if node.last.index >= before]
    return [outline(node) for node in nodes if node.last.index < end]
