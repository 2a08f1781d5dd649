"""Units of awards that are computed from each other, and of all other formulas of awards."""

import pytest

from ..rules.samples import announced, found

SLA = """\
sla statistics {{
  provider norvia
  customer atelier-brun
  covers reports
  parameter monthly-fee = 900 EUR
  parameter users is count
  parameter price is money
  objective uptime: availability at least 99% each calendar month {{ owned by dba }}
  objective answer: response-time at most 4 h during office {{ owned by dba }}
{statements}
}}
"""
UNLIKE = " # remedy/unlike-awards"
WRONG = " # value/wrong-dimension"
NOTHING = " # remedy/multiple-of-nothing"
CIRCLE = " # remedy/circle"


@pytest.mark.parametrize(
    "statements",
    [
        f"  credit for uptime: 5 EUR\n  points for uptime: 2 times the credit{UNLIKE}",
        f"  credit for uptime: 5 EUR\n  points for uptime: the larger of (2 times the credit, 5){UNLIKE}",
        f"  credit for uptime: 5 EUR\n  points for answer: 3\n  cap points at 2 times the credit each invoice{UNLIKE}",
        f"  penalty for uptime: 3 days\n  credit for uptime: 2 times the penalty + 5 EUR{UNLIKE}",
        "  penalty for uptime: 3 EUR\n  credit for uptime: 2 times the penalty + 5 EUR",
        "  penalty for uptime: price\n  credit for uptime: 2 times the penalty + 5 EUR",
        f"  points for uptime: 3\n  credit for uptime: 2 times the points{WRONG}",
        "  points for uptime: 3\n  credit for uptime: points * monthly-fee",
        f"  credit for uptime: points * 5 EUR{NOTHING}",
        f"  credit for uptime: 5 EUR\n  cap credit at 2 times the penalty each calendar month{NOTHING}",
        f"  points for uptime: 2 times the points + 1{CIRCLE}",
        f"  points for uptime when points above 3 each calendar year: 2{CIRCLE}",
        f"  credit for uptime: 2 times the penalty{CIRCLE}\n  penalty for uptime: 2 times the credit{CIRCLE}",
        f"  points for uptime: users{WRONG}",
        f"  points for uptime: users * 2{WRONG}",
        f"  points for uptime: 5 users{WRONG}",
        f"  points for uptime: 10/s{WRONG}",
        f"  points for uptime: users * monthly-fee{WRONG}",
        f"  credit for uptime: users * monthly-fee * price{WRONG}",
        f"  credit for uptime: users * 5 EUR + 5%{WRONG}",
        "  credit for uptime: users * price",
        f"  credit for uptime: 5 EUR for every 5 EUR{WRONG}",
        f"  credit for uptime: 5 EUR for every 5/s{WRONG}",
        "  credit for uptime: 5 EUR for every 2%",
        f"  credit for answer: 5 EUR for every 2%{WRONG}",
    ],
)
def test_units_of_awards_fit(statements: str) -> None:
    sample = SLA.format(statements=statements)
    assert [one for one in found(sample) if one[0] != "name/unused"] == announced(sample)


def test_a_cell_that_promises_nothing_needs_nothing_to_multiply() -> None:
    sample = SLA.format(
        statements="""\
  objectives repair by urgency {
    during 24x7
    owned by dba
    | urgency | restore-time |
    |---------|--------------|
    | P1      | 4 h          |
    | P2, P3  | none         |
  }
  points for repair/restore-time/P1: 5
  points for repair when repair is missed 2 times in a row: 2 times the points"""
    )
    assert [one for one in found(sample) if one[0] != "name/unused"] == []
