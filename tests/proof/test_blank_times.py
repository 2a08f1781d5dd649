"""A number of times, or a time, that a parameter has yet to say is each agreement's own."""

from datetime import date

import pytest

from sla_dsl.proof import prove

from .workspaces import compiled

TEXT = """
sla shop-sla {{ provider norvia customer brun covers shop
  {parameter}
  objective up: availability at least 99% during 24x7 each calendar month
  suspends up while {condition}
  backed by ops-ola
  assume ops-ola comparable because "one line"
}}
ola ops-ola {{ provider ops customer desk covers shop
  {parameter}
  objective up: availability at least 99.9% during 24x7 each calendar month
  suspends up while {condition}
}}
"""


@pytest.mark.parametrize(
    ("parameter", "condition", "verdict"),
    [
        ("", '"barred" 2 times in 10 h', "backed"),
        ("parameter often = 2", '"barred" often times in 10 h', "backed"),
        ("parameter often is number", '"barred" often times in 10 h', "undecidable"),
        ("parameter wait = 10 h", '"barred" longer than wait', "backed"),
        ("parameter wait is duration", '"barred" longer than wait', "undecidable"),
    ],
)
def test_what_has_no_value_is_not_one_value(parameter: str, condition: str, verdict: str) -> None:
    workspace = compiled(TEXT.format(parameter=parameter, condition=condition), date(2026, 1, 1))
    assert prove(workspace)["shop-sla/up"].verdict == verdict
