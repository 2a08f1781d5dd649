"""Keywords that are misspelt where a name could stand, small words that are missing, and numbers with their nouns."""

import pytest

from sla_dsl.language.parser import parse
from sla_dsl.text.finding import Finding
from sla_dsl.text.source import Source

PROMISE = "objective up: availability at least 99%"


def found(statement: str) -> list[Finding]:
    return parse(Source("a.sla", f"sla a {{\n  {statement}\n}}\n")).findings


@pytest.mark.parametrize(
    ("statement", "place", "remedy"),
    [
        (f"{PROMISE} each calender month", "calender", "did you mean `calendar`?"),
        (f"{PROMISE} each contarct year", "contarct", "did you mean `contract`?"),
        (f"{PROMISE} each roling 3 months", "roling", "did you mean `rolling`?"),
        (f"{PROMISE} eahc calendar month", "eahc", "did you mean `each`?"),
        (f"{PROMISE} each calendar monht", "monht", "did you mean `month`?"),
        (f"{PROMISE} each calendar month when in first 3 months", "first", "write `the first`"),
        ('report "R" each calendar month within 3 days window end', "window", ""),
        ("renews for 12 months", "for", "did you mean `every`?"),
        (
            "renews every 12 months unless customer or provider gives 3 months notice",
            "or",
            "did you mean `either party`?",
        ),
        (
            "customer may end with 1 day notice when point above 12 each contract year",
            "point",
            "did you mean `points`?",
        ),
        ('provider must "x" 10 business days before', "before", "did you mean `ahead`?"),
        ("credit for up for P1: 5 EUR", "for", "one `for` has them all: `for up, P1`"),
        (
            'customer may "a" when points above 12 in 6 months',
            "months",
            "did you mean `points above 12 each rolling 6 months`?",
        ),
        (
            'customer may "a" when points at least 12 per contract year',
            "contract",
            "did you mean `points at least 12 each contract year`?",
        ),
        ('customer may "a" when points above 12 a year', "year", "did you mean `points above 12 each calendar year`?"),
    ],
)
def test_a_small_word_has_its_remedy_at_its_place(statement: str, place: str, remedy: str) -> None:
    (finding,) = found(statement)
    assert finding.span is not None
    assert (finding.rule, finding.span.text, finding.help) == ("syntax/unexpected-token", place, remedy)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3 calendar month", "3 calendar months"),
        ("1 calendar months", "1 calendar month"),
        ("2 month", "2 months"),
        ("1 months", "1 month"),
        ("10 business day", "10 business days"),
        ("1 business days", "1 business day"),
        ("1.5 week", "1.5 weeks"),
        ("21 day", "21 days"),
        ("1 years", "1 year"),
    ],
)
def test_a_noun_has_the_number_of_its_figure(typed: str, meant: str) -> None:
    (finding,) = found(f'provider must "x" within {typed} of logged')
    assert (finding.rule, finding.values[0], finding.help) == (
        "syntax/foreign-spelling",
        typed,
        f"write `{meant}`",
    )
    assert found(f'provider must "x" within {meant} of logged') == []
