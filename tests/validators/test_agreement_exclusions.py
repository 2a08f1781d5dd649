"""Which exclusions are longer than their windows."""

import pytest

from ..rules.samples import announced, found

OLA = """\
ola statistics {{
  provider dba
  customer desk
  covers reports
  objective uptime: availability at least 98% each calendar month
  excludes maintenance up to {limit}{found}
}}
"""
LONGER = " # agreement/exclusion-longer-than-window"


@pytest.mark.parametrize(
    ("limit", "longer"),
    [
        ("744 h each calendar month", ""),
        ("745 h each calendar month", LONGER),
        ("32 days each contract month", LONGER),
        ("61 min each calendar hour", LONGER),
        ("2 months each calendar month", LONGER),
        ("8 h each rolling 7 days", ""),
        ("8 days each rolling 7 days", LONGER),
    ],
)
def test_only_more_time_than_the_longest_window_has_is_found(limit: str, longer: str) -> None:
    sample = OLA.format(limit=limit, found=longer)
    assert found(sample) == announced(sample)
