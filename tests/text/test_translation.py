"""Every message has its French twin, with all of its values; what has none is shown in English, whole."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla_dsl.model.settings import Settings
from sla_dsl.rules.rule import Graded, Rule
from sla_dsl.text.finding import Finding
from sla_dsl.text.translation import _DEEPEST, _in_french, translated

from ..documents import compiled
from ..rules.samples import CATALOGUE, checked

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT / "tests" / "compiler" / "documents"
TWINS = {
    english: french
    for file in sorted((ROOT / "sla_dsl" / "text" / "french").glob("*.toml"))
    for english, french in tomllib.loads(file.read_text(encoding="utf-8")).items()
}
SAYING = {"Finding", "Related", "report", "FactFinding", "Underline"}
"""What takes messages: the functions and classes by which the code says something to an author."""
QUOTED = re.compile(r"`[^`]*`|\"[^\"]*\"")
PROSE = re.compile(r"[a-z]{2,} [a-z]{2,}")


def holes(text: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]


def test_a_twin_has_the_same_values() -> None:
    for english, french in TWINS.items():
        count, named = len(holes(english)), holes(french)
        assert holes(english) == [""] * count, english
        assert named == [""] * count or sorted(map(int, named)) == list(range(count)), english


def test_keywords_stay_as_they_are() -> None:
    """What stands in backticks is typed, so it is the same in every language."""
    for english, french in TWINS.items():
        values = [f"‹{number}›" for number in range(len(holes(english)))]
        pair = (sorted(QUOTED.findall(one.format(*values))) for one in (english, french))
        assert next(pair) == next(pair), english


RULES = [
    pytest.param(rule, id=rule.name, marks=() if at % 4 == 0 else pytest.mark.slow)
    for at, rule in enumerate(CATALOGUE.values())
]
"""Every fourth at once: that each message of the code has a twin is seen below without a check of any sample, and
that no value is lost in a twin above."""


@cache
def findings(sample: str) -> tuple[Graded, ...]:
    return checked(sample).findings


@pytest.mark.parametrize("rule", RULES)
def test_rules_and_what_they_find_are_said_in_french(rule: Rule) -> None:
    assert all(_in_french(text, _DEEPEST)[1] for text in (rule.summary, rule.why))
    said = []
    for graded in findings(rule.bad):
        finding = graded.finding
        said += [finding.message, finding.label, finding.help, finding.example]
        said += [related.message for related in finding.related]
    # A policy and a bound are written in the language.
    prose = (
        text
        for text in said
        if PROSE.search(QUOTED.sub("", text)) and not text.startswith(("every ", "at least ", "at most "))
    )
    english = [text for text in prose if translated(text, "fr") == text]
    assert english == []


def keys(node: ast.expr) -> Iterator[str]:
    """The English forms that an expression may say: of a text, of both sides of a choice."""
    match node:
        case ast.Constant(value=str(text)):
            yield text.replace("{", "{{").replace("}", "}}")
        case ast.JoinedStr(values=values):
            yield "".join(next(keys(one)) if isinstance(one, ast.Constant) else "{}" for one in values)
        case ast.IfExp(body=body, orelse=orelse):
            yield from keys(body)
            yield from keys(orelse)


def said_by_the_code() -> Iterator[tuple[str, str]]:
    for folder in (ROOT / "sla_dsl", ROOT / "validators"):
        for file in sorted(folder.rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in SAYING:
                    for given_ in (*node.args, *(one.value for one in node.keywords)):
                        for key in keys(given_):
                            if PROSE.search(QUOTED.sub("", key)) and key != "at most {}":  # a bound
                                yield file.relative_to(ROOT).as_posix(), key


def test_what_the_code_says_has_a_twin() -> None:
    """Messages that are put together elsewhere are met by the samples of rules."""
    assert sorted({one for one in said_by_the_code() if one[1] not in TWINS}) == []


@pytest.mark.parametrize("key", Settings.keys())
def test_what_fits_a_setting_is_said_in_french(key: str) -> None:
    assert _in_french(f"write {Settings.keys()[key]}", _DEEPEST)[1]


@given(st.text())
def test_any_text_can_be_asked_for(text: str) -> None:
    assert translated(text, "en") == text
    assert isinstance(translated(text, "fr"), str)


def test_a_value_outside_of_quotes_is_said_as_well() -> None:
    said = translated("`gold` is a duration, and `silver` is an amount of money", "fr")
    assert said == "`gold` is a duration, and `silver` is an amount of money"  # no such message
    assert translated("an amount in EUR has at most 2 decimals, not 3", "fr") == (
        "une somme en EUR a au plus 2 décimales, et non 3"
    )
    assert translated("nothing happens in this message", "fr") == "nothing happens in this message"


LONG = (
    "write one of " + ", ".join(f"`n{number}`" for number in range(600)) + " and `z`",
    "`a` is missing; " * 600,
    "`p` is against the policy `x`: `y` is missing, because: " + "one or a two " * 900,
    ", ".join(f"`n{number}`" for number in range(40)) + " and `z` of what nobody knows",
)


@pytest.mark.parametrize("text", LONG, ids=["names", "parts", "prose", "unknown"])
def test_a_long_message_is_said_whole_and_at_once(text: str) -> None:
    said = translated(text, "fr")
    assert QUOTED.findall(said) == QUOTED.findall(text)


def test_a_list_of_names_is_said_without_touching_names() -> None:
    assert translated("write one of `a and b`, `c` and `d`", "fr") == "écrivez l’un de `a and b`, `c` et `d`"


@pytest.mark.parametrize("rule", RULES)
def test_no_figure_and_no_quoted_word_is_lost_in_french(rule: Rule) -> None:
    """What a finding says of numbers, names and texts it says in every language."""
    for graded in findings(rule.bad):
        finding = graded.finding
        for text in (finding.message, finding.label, finding.help, finding.example):
            pair = (text, translated(text, "fr"))
            numbers = [sorted(re.findall(r"\d+", one)) for one in pair]
            assert numbers[0] == numbers[1], pair
            quoted, in_french = (Counter(QUOTED.findall(one)) for one in pair)
            assert quoted <= in_french, pair
            assert [one for one in in_french - quoted if one.strip("`") not in QUOTED.sub("", text)] == [], pair


WORDS = re.compile(r"[^\W\d_]{2,}")
WRITTEN = re.compile(r"(?:every|at least|at most) .*|[^ ]+(?: → [^ ]+)+")
"""Texts of the language of agreements, and names alone: they are the same in every language."""


def words(text: str) -> set[str]:
    return {word.casefold() for word in WORDS.findall(QUOTED.sub("", text))}


@cache
def english_words() -> frozenset[str]:
    """The words of English messages that no French one has."""
    english, french = (set[str]().union(*map(words, texts)) for texts in (TWINS, TWINS.values()))
    return frozenset(english - french)


def left_in_english(finding: Finding) -> Iterator[tuple[str, set[str]]]:
    """What a finding says in French, with the English words that stand in it outside of quotes."""
    related = (one.message for one in finding.related)
    for text in (finding.message, finding.label, finding.help, finding.example, *related):
        left = words(said := translated(text, "fr")) & english_words()
        if left and not WRITTEN.fullmatch(text):
            yield said, left


@pytest.mark.parametrize("rule", RULES)
def test_no_english_word_stands_in_a_french_message_of_a_rule(rule: Rule) -> None:
    """What is put into a message is a figure, has a twin of its own, or is quoted."""
    assert [each for one in findings(rule.bad) for each in left_in_english(one.finding)] == []


@pytest.mark.parametrize("file", sorted(DOCUMENTS.glob("*.sla")), ids=lambda file: str(file.stem))
def test_no_english_word_stands_in_a_french_message_of_the_compiler(file: Path) -> None:
    found = compiled(file.read_text(encoding="utf-8")).findings
    assert [each for one in found for each in left_in_english(one)] == []


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("there is no clock `repair`", "il n’y a pas de chronomètre `repair`"),
        ("there is no agreement `app`", "il n’y a pas d’accord `app`"),
        ("declare a clock of this name", "déclarez un chronomètre de ce nom"),
        (
            "a claim is due within 5 days, and the report only `x`",
            "une demande est due sous 5 jours, et le rapport seulement `x`",
        ),
        (
            "these bands are of latency, and `uptime` promises availability",
            "ces tranches sont de `latency`, et `uptime` promet `availability`",
        ),
        ("undecidable: at most 4 h during 24x7", "indécidable\u00a0: `at most 4 h during 24x7`"),
        (
            "write an amount of money with its currency, such as `200 EUR` or a percentage such as `99.9%`",
            "écrivez une somme d’argent avec sa monnaie, telle que `200 EUR` ou un pourcentage tel que `99.9%`",
        ),
        (
            "`for` cannot stand here: `:`, `{`, a statement or `}` was expected",
            "`for` ne peut pas figurer ici\u00a0: `:`, `{`, une clause ou `}` était attendu",
        ),
        (
            "`penalty` is due from 99% on, although `uptime` is kept until 98%",
            "`penalty` est dû à partir de 99%, bien que `uptime` soit tenu jusqu’à 98%",
        ),
    ],
)
def test_what_is_put_into_a_message_is_french_or_quoted(english: str, french: str) -> None:
    assert translated(english, "fr").replace(" :", "\u00a0:") == french.replace(" :", "\u00a0:")
