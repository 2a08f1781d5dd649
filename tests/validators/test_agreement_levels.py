"""What a lower level takes out of a higher one."""

import pytest

from ..rules.samples import announced, found

TERMS = """\
standard ola house-terms {{
  provider dba
  level corporate
  service hours office
  objective uptime: availability at least 98% each calendar month {leave}
  objectives speed of latency by care each calendar month {{
    | care   | latency                   |
    | silver | 2 s in 95% of requests    |
    | gold   | 300 ms in 95% of requests |
  }}
}}
ola statistics on the terms of house-terms {{{found}
  customer desk
  covers reports
  level {level}
  tier gold of care
  {statement}
}}
"""
TAKEN_OUT = " # agreement/weakened-terms"


@pytest.mark.parametrize(
    ("statement", "leave", "level", "taken_out"),
    [
        ("", "", "service", ""),
        ("without objective uptime", "", "service", TAKEN_OUT),
        ("without objectives speed", "", "customer", TAKEN_OUT),
        ("without objective uptime", "{ may be weakened }", "service", ""),
        ("without objective uptime", "", "corporate", ""),
    ],
)
def test_what_is_taken_out_of_a_higher_level_is_found(statement: str, leave: str, level: str, taken_out: str) -> None:
    sample = TERMS.format(statement=statement, leave=leave, level=level, found=taken_out)
    assert found(sample) == announced(sample)
