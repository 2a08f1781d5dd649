"""What is plain is matched before everything else; it must be what the whole expression would find there."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from sla_dsl.language.habits import WORDS
from sla_dsl.language.scanner import _PLAIN, _SIGNS, _pattern, _plain
from sla_dsl.language.terminals import language

from .samples import SAMPLES, SENTENCES

_WORDS = sorted(
    {*re.findall("[A-Za-z]+", " ".join(habit.pattern for habit in WORDS) + language().names), *"aéß_", "Mon", "5"}
)
_BETWEEN = (
    " ",
    "\n",
    "\t",
    "-",
    "/",
    "–",
    ":",
    "",
    " to ",
    " times",
    "\ntimes",
    "#a\n times ",
    "  times-",
    " 5",
    "5",
    "%",
    ".",
    "\u0301",
    "'",
)


def tokens(first: str, text: str) -> list[tuple[str, str, int]]:
    found = []
    for match in _pattern(first).finditer(text):
        kind = match.lastgroup or ""
        terminal = _SIGNS[match[kind]] if kind == "sign" else _PLAIN.get(kind, kind)
        found.append((terminal, match[kind], match.end()))
    return found


@given(st.lists(st.tuples(st.sampled_from(_WORDS), st.sampled_from(_BETWEEN))))
def test_a_plain_name_is_what_the_whole_expression_finds(parts: list[tuple[str, str]]) -> None:
    text = "".join(f"{word}{between}" for word, between in parts)
    assert tokens(_plain(), text) == tokens("", text)


_FIGURES = ("1", "12", "31", "000", "500", "1.5", "99.9", "2026", "2026-01-31", "08:00", "9h", "24", "Mon", "EUR", "€")
_BEHIND = (
    *("", " ", "\n", " |\n", "|", ",", ", ", ".", ". ", "-", "/", ":", "(", ")", "{", "}", "%", " %", "h", " h", "pm"),
    *(
        " min",
        " mins",
        " minutes",
        " business days",
        " working days",
        " days",
        " day-",
        " mar ",
        " EUR",
        " EUR ",
        " euros",
    ),
    *(" to ", "–", " - ", " am", " calendar month", " months", "\u00a0", "'", " h-", " times", "x7", " percent"),
)


@given(st.lists(st.tuples(st.sampled_from(_FIGURES), st.sampled_from(_BEHIND))))
def test_a_plain_figure_or_sign_is_what_the_whole_expression_finds(parts: list[tuple[str, str]]) -> None:
    text = "".join(f"{figure}{behind}" for figure, behind in parts)
    assert tokens(_plain(), text) == tokens("", text)


def test_the_plain_signs_are_those_of_the_grammar() -> None:
    words = {sign: terminal for terminal, sign in language().words.items()}
    assert {sign: words[sign] for sign in _SIGNS} == _SIGNS


def test_in_samples_as_well() -> None:
    for text in (SAMPLES, *SENTENCES):
        assert tokens(_plain(), text) == tokens("", text)


def test_only_paths_and_how_often_begin_like_any_name() -> None:
    like_names = re.findall(r"\(\?P<(\w+)>(?:[^()|]*\|)?\[\^\\W\\d\]", language().names)
    assert sorted(like_names) == ["HOW_OFTEN", "NAME", "PATH"]
