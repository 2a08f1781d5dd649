"""Whatever the text: the parser ends, raises nothing and loses nothing."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sla_dsl.language.parsed import Parsed
from sla_dsl.text.source import Node, Token

from ..examples import of_all
from .samples import SAMPLES, SENTENCES, read

WORDS = sorted({token.text for text in (SAMPLES, *SENTENCES) for token in read(text).source.tokens})
DECLARATIONS = [node.span.text for node in read(SAMPLES).declarations]
LITTLE = settings(max_examples=of_all(150), deadline=None)


def _holds(parsed: Parsed) -> None:
    """What is true of every parse."""
    source = parsed.source
    tokens = source.tokens
    at = 0
    for index, token in enumerate(tokens):
        assert token.index == index
        assert at <= token.start < token.end <= len(source.text) or token.start == tokens[index - 1].start, token
        at = max(at, token.end)
    in_trees = [token for node in parsed.declarations for token in _leaves(node)]
    put_in = [token for token in in_trees if tokens[token.index] is not token]  # what the parser closed itself
    indexes = [token.index for token in in_trees if token not in put_in]
    assert indexes == sorted(set(indexes))
    skipped = {index for first, last in parsed.skipped for index in range(first, last + 1)}
    assert set(indexes) | skipped == set(range(len(tokens)))
    assert parsed.skipped == [] or parsed.findings != []
    for finding in parsed.findings:
        assert finding.message
        if finding.span:
            start, end = finding.span.offsets
            assert 0 <= start <= end <= len(source.text)
            assert finding.span.start <= finding.span.end or start == end
    _nothing_is_lost(parsed)


def _leaves(node: Node) -> list[Token]:
    return [leaf for c in node.children for leaf in (_leaves(c) if isinstance(c, Node) else [c])]


def _nothing_is_lost(parsed: Parsed) -> None:
    """All that is no blank, and no line below the header of a table, is in a token, a remark or a finding about it."""
    source = parsed.source
    pieces = [(token.start, token.end) for token in source.tokens]
    pieces += [(comment.start, comment.end) for comment in source.comments]
    pieces += [finding.span.passed_over for finding in parsed.findings if finding.span and finding.span.passed_over]
    kept: set[int] = set()
    for start, end in pieces:
        kept.update(range(start, end))
    if any(finding.rule == "syntax/nesting-too-deep" for finding in parsed.findings):
        return
    lost = "".join(c if i not in kept and not c.isspace() else " " for i, c in enumerate(source.text))
    assert set(re.sub(r"\|[ ]*:?-{3,}[-:| ]*\|", "", lost).replace(";", "")) <= {" "}


@LITTLE
@given(st.text())
def test_any_text(text: str) -> None:
    _holds(read(text))


@LITTLE
@example(["-", "reason"])  # the mark of an enumeration is passed over, and told
@given(st.lists(st.sampled_from([*WORDS, "\n", "\n", '"', '"""', "{", "}", "|", "§", ";", "5pm"]), max_size=40))
def test_any_words(words: list[str]) -> None:
    _holds(read(" ".join(words)))


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A sample of which words are taken away, doubled, exchanged or replaced."""
    words = re.findall(r"\s+|\S+", draw(st.sampled_from([*DECLARATIONS, *SENTENCES])))
    for _ in range(draw(st.integers(1, 3))):
        at, other = draw(st.integers(0, len(words) - 1)), draw(st.integers(0, len(words) - 1))
        change = draw(st.sampled_from(["delete", "double", "swap", "replace"]))
        if change == "delete" and len(words) > 1:
            del words[at]
        elif change == "double":
            words.insert(at, words[at])
        elif change == "swap":
            words[at], words[other] = words[other], words[at]
        else:
            words[at] = draw(st.sampled_from(WORDS))
    return "".join(words)


@settings(LITTLE, max_examples=of_all(300))
@given(mutated())
def test_a_sample_with_faults(text: str) -> None:
    _holds(read(text))


@LITTLE
@given(mutated())
def test_what_stands_around_a_fault_is_read(text: str) -> None:
    around = read(f"party first {{ }}\n{text}\n}}\n}}\n}}\n\nparty last {{ }}\n")
    read_whole = [node.text for node in around.declarations]
    assert "party first { }" in read_whole
    assert "party last { }" in read_whole or '"' in text  # a text without an end may have taken it


@LITTLE
@given(st.sampled_from([*DECLARATIONS, *SENTENCES]))
def test_the_tokens_and_remarks_give_the_text_again(text: str) -> None:
    parsed = read(text)
    assert parsed.findings == []
    words = [token.text for token in parsed.source.tokens] + [text[c.start : c.end] for c in parsed.source.comments]
    without_rule_lines = re.sub(r"\|[ ]*:?-{3,}[-:| ]*\|", "", text)
    assert sorted(re.sub(r"\s", "", "".join(words))) == sorted(re.sub(r"\s", "", without_rule_lines))


@pytest.mark.parametrize("text", sorted({text for text in (*DECLARATIONS, *SENTENCES) if "|" not in text}))
def test_every_word_may_stand_in_a_line_of_its_own(text: str) -> None:
    parsed = read(text)
    words = [
        word if word.startswith('"') else word.replace(" ", "\n")
        for word in (token.text for token in parsed.source.tokens)
    ]
    for gap in ("\n", " # remark\n\n"):
        again = read(gap.join(words))
        assert again.findings == []
        assert [node.text for node in again.declarations] == [node.text for node in parsed.declarations]


@LITTLE
@given(st.sampled_from([*DECLARATIONS, *SENTENCES]), st.data())
def test_line_ends_mean_nothing_outside_of_tables(text: str, data: st.DataObject) -> None:
    parsed = read(text)
    if "|" not in text:
        gaps = [data.draw(st.sampled_from([" ", "\n", "\n\n  ", " # remark\n"])) for _ in parsed.source.tokens]
        within = data.draw(st.sampled_from([" ", "\n", "  \n "]))  # terminals of several words
        words = [
            t.text if t.type in ("STRING", "PROSE") else within.join(t.text.split(" ")) for t in parsed.source.tokens
        ]
        again = read("".join(word + gap for word, gap in zip(words, gaps, strict=True)))
        assert again.findings == []
        assert [node.text for node in again.declarations] == [node.text for node in parsed.declarations]
