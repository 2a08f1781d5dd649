"""Which exclusions are longer than their windows, and which hold at the same time."""

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


@pytest.mark.parametrize(
    ("hours", "second", "together"),
    [
        ("Mon 12:00-22:00", "up to 8 h each calendar month ", True),
        ("Mon 12:00-22:00", "", True),  # all that happens is excluded there, and yet it may use up the limit
        ("Sat 12:00-22:00", "", False),
    ],
)
def test_allowances_of_one_reason_have_hours_of_their_own(hours: str, second: str, together: bool) -> None:
    other = f"  excludes maintenance {second}within late" + (" # agreement/overlapping-allowances" if together else "")
    sample = f"calendar late {{ time zone Europe/Paris open {hours} }}\n" + OLA.format(
        limit="4 h each calendar month within office", found=f"\n{other}"
    )
    assert found(sample) == announced(sample)
