"""What nobody can tell is told: amounts that cannot be compared never pass in silence."""

from __future__ import annotations

from itertools import product

import pytest

from sla_dsl.policy.truth import all_of, any_of, denied

from .policies import policy

LARGE = "every sla where has some parameter where value above 5000000 GBP must have count of objectives at least 3"
NOT_LARGE = "every sla must have no parameter where value above 5000000 GBP"
HEAD = "provider norvia customer atelier-brun covers payments\nservice hours 24x7\n"


def messages(sentence: str, *statements: str) -> list[str]:
    house, view = policy(sentence, f"sla a {{ {HEAD} {' '.join(statements)} }}")
    return [finding.message for finding in house.findings(view)]


@pytest.mark.parametrize("sentence", [LARGE, NOT_LARGE])
@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("= 6000000 EUR", "`6000000 EUR`"),
        ("= 1 EUR", "`1 EUR`"),
        ("is money", "blank"),
        ("= 2 * fee", "2 * fee"),
        ("by site {\n| site | worth |\n|---|---|\n| paris | 5 GBP |\n| brest | 7000000 GBP |\n}", "a table"),
    ],
)
def test_an_amount_that_cannot_be_compared_is_told(sentence: str, value: str, shown: str) -> None:
    (message,) = messages(sentence, f"parameter fee is money\nparameter worth {value}")
    assert message.startswith("`a` may be against the policy `house`: `value` is ")
    assert shown in message
    assert "cannot be compared with `5000000 GBP`: state it in `GBP`" in message


@pytest.mark.parametrize("sentence", [LARGE, NOT_LARGE])
@pytest.mark.parametrize("value", ["= 5 GBP", "= 0 EUR", "= 5%"])
def test_what_is_not_so_is_not_told(sentence: str, value: str) -> None:
    assert messages(sentence, f"parameter worth {value}") == [] or value == "= 5%"


def test_nothing_is_told_where_it_makes_no_difference() -> None:
    three = [
        f"objective o{at} for {site}: availability at least 9{at}% each calendar month"
        for at, site in enumerate(("paris", "brest", "paris"))
    ]
    assert messages(LARGE, "parameter worth = 6000000 EUR", *three) == []


@pytest.mark.parametrize(
    ("sentence", "statements", "told"),
    [
        ("every right where notice at most 2 months must have through", "customer may end with 60 days notice", 1),
        ("every right where notice at most 2 months must have through", "customer may end with 59 days notice", 1),
        ("every right where notice at most 2 months must have through", "customer may end with 63 days notice", 0),
        (
            "every right where notice at most 30 days must have through",
            "customer may end with 9 business days notice",
            1,
        ),
        ("every right where notice at most 2 months must have through", "customer may end", 0),
        ("every penalty must not have amount above 500 EUR", "penalty for up: 5% of fee", 1),
        ("every penalty must not have amount above 500 EUR", "penalty for up: 600 CHF", 1),
        ("every penalty must not have amount above 500 EUR", "penalty for up: 20 EUR * days-late", 1),
        ("every penalty must not have amount above 500 EUR", "penalty for up: 500 EUR", 0),
        ("every cap where amount above 10% must have window", "cap penalty at 9000 EUR each contract term", 0),
        (
            "every cap where amount above 10% must have window is missing",
            "cap penalty at 9000 EUR each contract term",
            1,
        ),
    ],
)
def test_what_may_be_so_is_told_once(sentence: str, statements: str, told: int) -> None:
    up = "objective up: availability at least 99% each calendar month\nparameter fee = 100 EUR\n"
    assert len(messages(sentence, up + statements)) == told


TRUTHS = (True, False, None)


@pytest.mark.parametrize(("one", "other"), list(product(TRUTHS, TRUTHS)))
def test_truths_are_those_of_every_way_to_decide_them(one: bool | None, other: bool | None) -> None:
    """What holds however the undecided parts come out holds; independent of how it is written."""
    ways = [
        (first, second)
        for first in ((True, False) if one is None else (one,))
        for second in ((True, False) if other is None else (other,))
    ]
    for function, plain in ((all_of, all), (any_of, any)):
        results = {plain(way) for way in ways}
        assert function((one, other)) is (results.pop() if len(results) == 1 else None)
    assert denied(one) is (None if one is None else not one)
