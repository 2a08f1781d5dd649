"""Findings name the missing mark, stand at the word, and say what may stand there."""

from __future__ import annotations

import pytest

from .policies import policy

HEAD = "provider norvia customer atelier-brun covers payments\n"
EXIT = (
    "every sla must have some clause where about is exit"
    " or some duty where (side is provider and is obligatory and about is exit)"
)
LASTS = "every sla must have some duty where (about is data-retrieval and side is provider and lasts at least 30 days)"


@pytest.mark.parametrize(
    ("sentence", "statements", "found", "word"),
    [
        (EXIT, 'provider must "call"', "no `clause` or `duty` of it is marked `about exit`", None),
        (
            EXIT,
            'customer must "go" about exit',
            "the duty `go` is marked `about exit`, and does not do: `side` is `customer`, and `provider` would do",
            "customer",
        ),
        (
            EXIT,
            'provider may "help" about exit',
            (
                "the duty `help` is marked `about exit`, and does not do: `obligatory` is `no`, and `must`, neither"
                " `as best effort` nor `as a target`, would do"
            ),
            'provider may "help" about exit',
        ),
        (
            LASTS,
            'provider must "keep" until 29 days after restored about data-retrieval',
            (
                "the duty `keep` is marked `about data-retrieval`, and does not do: `lasts` is `29 days`, and"
                " `at least 30 days` would do"
            ),
            "29 days",
        ),
        (
            LASTS,
            'provider must "keep" within 30 days of restored about data-retrieval',
            (
                "the duty `keep` is marked `about data-retrieval`, and does not do: `lasts` is missing, and"
                " `at least 30 days` would do"
            ),
            'provider must "keep" within 30 days of restored about data-retrieval',
        ),
        (
            EXIT,
            'customer may end about price report "R" each calendar month about price, exit',
            "the report `R` is marked `about exit`, and only a `clause` or `duty` would do",
            "exit",
        ),
        ("every sla must about is exit", "", "nothing in it is marked `about exit`", None),
        (
            "every sla must have some report where about is exit",
            'report "R" each calendar month',
            "no `report` of it is marked `about exit`",
            None,
        ),
        (
            "every sla must have some report where (to is customer and (about is missing or about is levels))",
            'report "R" each calendar month to norvia about levels',
            "none of its 1 `report` does; nearest comes `R`: `to` is `norvia`",
            None,
        ),
        ("every right must have side is customer", "provider may end", "`side` is `provider`", "provider"),
    ],
)
def test_what_is_found_and_where(sentence: str, statements: str, found: str, word: str | None) -> None:
    house, view = policy(sentence, f"sla a {{ {HEAD}{statements} }}")
    (finding,) = house.findings(view)
    assert finding.message.partition("`house`: ")[2] == found
    assert finding.span is not None
    assert (finding.span.text == word) if word else finding.span.text == "a"
