"""A name that stands twice in one list is found; in another statement it may stand again."""

from __future__ import annotations

import pytest

from sla_dsl.model.phrases import Both, Either, Said

from ..documents import compiled
from .models import BASE

TEXT = """sla a {{
  provider norvia
  customer brun
  covers {covers}
  objective up: availability at least 99% during 24x7 each calendar month
  objective fix: restore-time at most 4 h during 24x7
  {said}
}}
ola b {{ provider desk customer norvia covers db }}
"""


def found(said: str, covers: str = "app") -> list[str]:
    return [one.message for one in compiled(BASE, TEXT.format(said=said, covers=covers)).findings]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("credit for up, fix, up: 10 EUR", "up"),
        ("backed by b, b", "b"),
        ("no promise of durability, durability", "durability"),
        ("backed by b for P1, P2, P1", "P1"),
        ('suspends up, up while "it is dark"', "up"),
    ],
)
def test_a_name_twice_in_one_list(said: str, name: str) -> None:
    assert found(said) == [f"`{name}` stands twice in one list"]


def test_a_service_that_is_covered_twice() -> None:
    assert found("", "app, web, app") == ["`app` stands twice in one list"]
    assert compiled(BASE, TEXT.format(said="", covers="app, web, app")).agreements["a"].covers == ("app", "web")


def test_in_another_statement_it_may_stand_again() -> None:
    assert found("no promise of durability no promise of durability, latency") == []


@pytest.mark.parametrize("word", ["and", "or"])
def test_a_condition_that_stands_twice_is_one(word: str) -> None:
    said = 'priorities urgency {{ P1 when "many wait" {0} "many wait" P2 when "some wait" {0} "many wait" }}'
    one, both = (one.when for one in compiled("", said.format(word)).scales["urgency"].values)
    assert one == Said(text="many wait")
    assert isinstance(both, Both | Either)
    assert both.parts == (Said(text="some wait"), one)
