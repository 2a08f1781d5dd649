"""Which times of people run while nobody is there."""

import pytest

from ..rules.samples import announced, found

OLA = """\
{calendar}
ola statistics {{
  provider dba
  customer desk
  covers reports
  support hours late
  objective repair: restore-time at most 4 h during office{found}
}}
"""


@pytest.mark.parametrize(
    ("calendar", "alone"),
    [
        (
            "calendar late { time zone Europe/Paris open Mon-Fri 18:00-22:00 }",
            " # objective/outside-support-hours",
        ),
        ("calendar late { time zone Europe/Pariss open Mon-Fri 18:00-22:00 } # name/unknown-time-zone", ""),
        ("calendar late = late or office # calendar/cyclic", ""),
    ],
)
def test_hours_that_are_not_understood_leave_nobody_alone(calendar: str, alone: str) -> None:
    sample = OLA.format(calendar=calendar, found=alone)
    assert found(sample) == announced(sample)
