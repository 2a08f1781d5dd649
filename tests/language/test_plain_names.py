"""A plain name is matched before everything else; it must be what the whole expression would find there."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from sla_dsl.language.habits import WORDS
from sla_dsl.language.scanner import _pattern, _plain_name
from sla_dsl.language.terminals import language

from .samples import SAMPLES, SENTENCES

_WORDS = sorted(
    {*re.findall("[A-Za-z]+", " ".join(habit.pattern for habit in WORDS) + language().names), *"aéß_", "Mon", "5"}
)
_BETWEEN = (" ", "\n", "\t", "-", "/", "–", ":", "", " to ", " times", "  times-", " 5", "5", "%", ".", "\u0301", "'")


def tokens(first: str, text: str) -> list[tuple[str, str, int]]:
    found = []
    for match in _pattern(first).finditer(text):
        kind = match.lastgroup or ""
        found.append(("NAME" if kind == "plain" else kind, match[kind], match.end()))
    return found


@given(st.lists(st.tuples(st.sampled_from(_WORDS), st.sampled_from(_BETWEEN))))
def test_a_plain_name_is_what_the_whole_expression_finds(parts: list[tuple[str, str]]) -> None:
    text = "".join(f"{word}{between}" for word, between in parts)
    assert tokens(_plain_name(), text) == tokens("", text)


def test_in_samples_as_well() -> None:
    for text in (SAMPLES, *SENTENCES):
        assert tokens(_plain_name(), text) == tokens("", text)


def test_only_paths_and_how_often_begin_like_any_name() -> None:
    like_names = re.findall(r"\(\?P<(\w+)>(?:[^()|]*\|)?\[\^\\W\\d\]", language().names)
    assert sorted(like_names) == ["HOW_OFTEN", "NAME", "PATH"]
