"""Lines of calendars that overlap, are lost, or never open."""

import pytest

from ..rules.samples import announced, found

CALENDAR = """\
calendar late {{
  time zone Europe/Paris
{lines}
}}
service archive {{ owner dba hours late }}
"""


@pytest.mark.parametrize(
    "lines",
    [
        "  open Mon-Fri 22:00-06:00",
        "  open Mon-Fri 20:00-08:00, 07:00-09:00 # calendar/overlapping-spans",
        "  open Mon 20:00-08:00, 07:00-09:00",
        "  open Mon, Sun 22:00-08:00, 07:00-09:00 # calendar/overlapping-spans",
        "  open Mon-Fri 08:00-12:00\n  open 2026-03-07 08:00-12:00, 11:00-13:00 # calendar/overlapping-spans",
        "  open Mon-Fri 08:00-12:00\n  open 2026-03-07 22:00-08:00, 07:00-09:00",
        (
            "  open Mon-Fri 08:00-12:00\n"
            "  open 2026-03-07 to 2026-03-08 22:00-08:00, 07:00-09:00 # calendar/overlapping-spans"
        ),
        "  open Mon-Fri 08:00-12:00 from 2026-07-01 to 2026-08-31 # calendar/lost-line\n  open Mon-Sat 09:00-12:00",
        (
            "  open Mon-Fri 08:00-12:00 from 2026-07-01 to 2026-08-31\n"
            "  open Mon 09:00-12:00 from 2026-08-01 to 2026-09-30"
        ),
        "  open Mon-Fri 08:00-12:00\n  open Sat 09:00-12:00",
        "  open Mon-Sun 00:00-23:00 # calendar/almost-whole-day",
    ],
)
def test_lines(lines: str) -> None:
    sample = CALENDAR.format(lines=lines)
    assert found(sample) == announced(sample)


def test_a_calendar_that_has_closed_for_good_never_opens() -> None:
    sample = CALENDAR.format(lines="  open 2025-03-03 08:00-12:00")
    assert found(sample) == [("calendar/never-opens", "sample.sla", 1)]


def test_what_is_made_of_a_calendar_that_never_opens_is_not_told_again() -> None:
    never = CALENDAR.format(lines="  open 2025-03-03 08:00-12:00")
    sample = never + "calendar later = late and office\nservice more { owner dba hours later }\n"
    assert found(sample) == [("calendar/never-opens", "sample.sla", 1)]


def test_a_day_that_no_year_has_closes_nothing_else() -> None:
    sample = """\
calendar late {
  time zone Europe/Paris
  open Mon-Fri 08:00-17:00
  closed 02-30 # value/no-such-day
  closed 2026-02-30 # value/no-such-day
}
service archive { owner dba hours late }
"""
    assert found(sample) == announced(sample)
