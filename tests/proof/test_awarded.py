"""What awards come to, against the same sums done by hand, over many figures."""

from fractions import Fraction
from math import ceil, floor
from random import Random

import pytest

from sla_dsl.facts.awarded import Awarded
from sla_dsl.facts.happened import Happened
from sla_dsl.model.quantity import Quantity, number_text
from sla_dsl.model.workspace import Workspace

from ..compiler.models import BASE
from ..documents import compiled

AGREEMENT = """
standard sla worked "Worked" {{
  provider norvia
  customer everyone
  covers app
  parameter fee = {fee} EUR
  objective uptime: availability at least 99% during 24x7 each calendar month
  objective visit: restore-time at most 4 h during 24x7
  credit on fee for uptime {{
    | availability | credit |
    | below 99%    | 5%     |
    | below 98%    | 10%    |
    | below 95%    | 25%    |
  }}
  credit for visit: 30 EUR for every 90 min begun late
  penalty for visit: 7 EUR for every hour late
  refund for uptime: the larger of (1/30 of fee, 3 EUR * downtime-hours)
  bonus on fee for uptime: 2 times the price of the downtime
  cap credit at 20% of fee each calendar month
  penalty is paid only above 20 EUR
  example "One" for uptime, visit {{
    given downtime is {down} min of 43200 min
    given visit is {visit} min
    then credit is 0 EUR
  }}
}}
"""


def workspace(fee: int, down: int, visit: int) -> Workspace:
    return compiled(BASE, AGREEMENT.format(fee=fee, down=down, visit=visit))


@pytest.mark.parametrize("seed", range(20))
def test_awards_are_the_sums_of_the_text(seed: int) -> None:
    dice = Random(seed)
    fee, down, visit = dice.randrange(50, 900), dice.choice([0, 432, 433, 864, 865, 3000]), dice.randrange(200, 900)
    model = workspace(fee, down, visit)
    agreement = model.agreements["worked"]
    awarded = Awarded(Happened(agreement, model.metrics, agreement.examples[0]))

    missed, late = down > 432, max(visit - 240, 0)
    share = 25 if down > 2160 else 10 if down > 864 else 5 if missed else 0
    credit = Fraction(fee * share, 100) + 30 * ceil(Fraction(late, 90))
    penalty = 7 * floor(Fraction(late, 60))
    refund = max(Fraction(fee, 30), Fraction(3 * down, 60)) if missed else 0
    bonus = 0 if missed else 2 * Fraction(fee * down, 43200)

    assert awarded.due("credit").amount == min(credit, Fraction(fee, 5))
    assert awarded.due("penalty").amount == (penalty if penalty > 20 else 0)
    assert awarded.due("refund").amount == refund
    assert awarded.due("bonus").amount == bonus


@pytest.mark.parametrize("seed", range(5))
def test_what_is_said_is_right_if_it_is_what_is_due(seed: int) -> None:
    visit = Random(seed).randrange(241, 600)
    due = Quantity(amount=min(30 * Fraction(ceil(Fraction(visit - 240, 90))), Fraction(180)), unit="EUR")
    text = AGREEMENT.format(fee=900, down=0, visit=visit)
    for said, wrong in ((due.amount, False), (due.amount + 1, True)):
        found = compiled(BASE, text.replace("credit is 0 EUR", f"credit is {number_text(said)} EUR")).findings
        assert [one.rule for one in found] == ["remedy/example-wrong"] * wrong
