"""Which statements count business days, and of which calendar."""

import pytest

from ..rules.samples import announced, found

OLA = """\
calendar late {{
  time zone Europe/Paris
  open Sat 08:00-12:00
}}
calendar long = office or late
ola statistics {{
  provider dba
  customer desk
  covers reports
  business days follow {calendar}
  objective uptime: availability at least 98% each calendar month
  {statement}
}}
"""
NONE = " # agreement/no-business-days"


@pytest.mark.parametrize(
    ("calendar", "statement"),
    [
        ("late", 'customer must "tell" 5 business days ahead'),
        ("long", f'customer must "tell" 5 business days ahead{NONE}'),
        ("long", 'customer must "tell" 5 business days ahead during office'),
        ("long", "claim through portal within 30 days of window end then within 2 business days of the report" + NONE),
        ("long", "excludes maintenance announced 5 business days ahead" + NONE),
        ("long", "parameter notice = 5 business days\n  customer may end with 3 months notice"),
    ],
)
def test_business_days_are_those_of_one_calendar(calendar: str, statement: str) -> None:
    sample = OLA.format(calendar=calendar, statement=statement)
    assert [one for one in found(sample) if one[0] != "name/unused"] == announced(sample)


def test_one_missing_calendar_is_one_mistake() -> None:
    sample = OLA.format(
        calendar="long",
        statement=f'customer may end with 5 business days notice{NONE}\n  customer must "tell" 5 business days ahead',
    )
    assert found(sample) == announced(sample)
