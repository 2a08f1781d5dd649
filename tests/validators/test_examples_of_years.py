"""Worked examples of sums over a longer window: what was due before in it."""

import pytest

from ..rules.samples import announced, found

SLA = """\
sla statistics {{
  provider norvia
  customer atelier-brun
  covers reports
  objective uptime: availability at least 99% each calendar month {{ owned by dba }}
  credit for uptime: 100 EUR{step}
  cap credit at {cap}
  example "Again" for uptime {{
    given uptime is missed {times}
    {figure}
    then credit is {due} EUR{wrong}
  }}
}}
"""
OPEN = " # remedy/example-open"
WRONG = " # remedy/example-wrong"


@pytest.mark.parametrize(
    ("cap", "times", "due", "finding"),
    [
        ("250 EUR each calendar year", "3 times each calendar year", "50", ""),
        ("250 EUR each calendar year", "3 times each calendar year", "100", WRONG),
        ("250 EUR each calendar year", "4 times each calendar year", "0", ""),
        ("300 EUR each calendar year", "3 times each calendar year", "100", ""),
        ("250 EUR each calendar year", "2 times in a row", "100", ""),
        ("250 EUR each calendar year", "3 times in a row", "50", OPEN),
        ("150 EUR each calendar month", "3 times in a row", "100", ""),
    ],
)
def test_what_was_due_before_uses_up_a_cap(cap: str, times: str, due: str, finding: str) -> None:
    where = {"wrong": finding}
    sample = SLA.format(cap=cap, times=times, due=due, step="", figure="", **where)
    assert found(sample) == announced(sample)


def test_what_was_due_before_is_not_known_if_it_differs_from_window_to_window() -> None:
    sample = SLA.format(
        cap="250 EUR each calendar year",
        times="2 times each calendar year",
        due="200",
        step=" for every point begun below target",
        figure="given uptime is 97%",
        wrong=OPEN,
    )
    assert found(sample) == announced(sample)
