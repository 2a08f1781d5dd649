"""What is said of cells that an agreement does not select falls away with them."""

import pytest

from sla_dsl.model.agreement import Agreement
from sla_dsl.model.phrases import Missed, Selection

from .models import clean

TERMS = """
standard sla terms {{
  provider norvia
  level corporate
  service hours 24x7
  parameter fee = 100 EUR
  objectives uptime of availability by care each calendar month {{
    | care   | availability |
    | silver | 98%          |
    | gold   | 99%          |
  }}
  {}
}}
sla one on the terms of terms {{ customer brun covers app level service tier gold of care }}
"""


def one(statement: str) -> Agreement:
    return clean(TERMS.format(statement)).agreements["one"]


@pytest.mark.parametrize(
    "statement",
    [
        "no credit for uptime/silver",
        "no credit for uptime, silver",
        "credit on fee for uptime/silver: 5% of fee",
        "cap credit at 20 EUR for silver each calendar month",
        "customer may end when uptime/silver is missed and credit reaches its cap",
        'customer must "call" for uptime/silver',
        'suspends uptime/silver while "it rains"',
        "escalate uptime/silver at 50% to norvia",
        "excludes maintenance for silver",
    ],
)
def test_a_statement_about_nothing_that_is_selected_falls_away(statement: str) -> None:
    found = one(statement)
    fields = ("remedies", "no_remedies", "caps", "rights_to_end", "duties", "suspensions", "escalations", "exclusions")
    assert [getattr(found, name) for name in fields] == [()] * len(fields)


def test_a_part_of_a_statement_falls_away() -> None:
    assert one("no credit for uptime/silver, uptime/gold").no_remedies[0].objectives == ("uptime/gold",)
    gold = (Selection(scale="care", values=("gold",)),)
    assert one("no credit for uptime, silver, care/gold").no_remedies[0].scope == gold
    right = one("customer may end when uptime/silver is missed or uptime/gold is missed").rights_to_end[0]
    assert right.when == Missed(objective="uptime/gold")


def test_a_manner_that_hangs_on_nothing_selected_falls_away() -> None:
    (manner,) = one("credit is automatic, void when uptime/silver is missed").traits
    assert manner.automatic
    assert manner.void_when is None


def test_prose_may_name_what_is_not_selected() -> None:
    assert one('clause figures """Silver: {uptime/silver}."""').clauses
