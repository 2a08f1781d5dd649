"""Where the facts end: what goes on there is known up to then, and may count from before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from sla_dsl.facts.reported import WindowFigure

from .test_awards import DOWN, reported

MINUTE = timedelta(minutes=1)
PROBED = 'measured by house at "edge" every 1 min'


def up(details: str) -> str:
    return f"objective up: availability at least 99% each calendar month {{ {details} }}\n"


def window(says: str, tables: dict[str, str], now: str) -> WindowFigure:
    """The window of April 2026 at a moment of it, or at its end."""
    (found,) = reported(says, tables, now=now).windows
    return found


def probes(first: str, pattern: str) -> str:
    """Probes of each minute: `+` found it up, `-` down."""
    start = datetime.fromisoformat(first).replace(tzinfo=UTC)
    rows = ((start + number * MINUTE, sign == "+") for number, sign in enumerate(pattern))
    return "service,at,ok\n" + "".join(f"shop,{at.isoformat()},{str(ok).lower()}\n" for at, ok in rows)


def values(first: str, *seconds: int) -> str:
    """A latency for each minute."""
    start = datetime.fromisoformat(first).replace(tzinfo=UTC)
    rows = ((start + number * MINUTE, value) for number, value in enumerate(seconds))
    return "service,at,value,metric\n" + "".join(f"shop,{at.isoformat()},{value} s,latency\n" for at, value in rows)


def test_a_last_bad_probe_tells_of_the_time_up_to_now_and_of_none_to_come() -> None:
    # Down from 00:05 to 00:08.  It was told as down to the end of April, and so as missed on its first day.
    found = window(up(PROBED), {"samples": probes("2026-04-01", "+++++---")}, "2026-04-01T00:08")
    assert found.state == "running"
    assert found.answer.down == 180


def test_a_last_value_tells_of_the_time_up_to_now_and_of_none_to_come() -> None:
    tables = {"samples": values("2026-04-01", 1, 1, 3), "outages": DOWN}
    found = window(up("down when latency above 2 s"), tables, "2026-04-01T00:05")
    assert found.state == "running"
    assert found.answer.down == 180


@pytest.mark.parametrize(
    ("now", "state"),
    [
        # It has lasted 9 h 59 min or 10 h: if it lasts 10 h, the 9 h of April are more than the 7 h 12 min that may be.
        ("2026-05-01T00:00", "unknown"),
        ("2026-05-01T00:59", "unknown"),
        ("2026-05-01T01:00", "missed"),
        ("2026-05-01T12:00", "missed"),
    ],
)
def test_an_outage_that_goes_on_may_last_long_enough_to_count(now: str, state: str) -> None:
    tables = {"outages": DOWN + "shop,2026-04-30T15:00:00Z,2026-05-01T08:00:00Z\n"}
    assert window(up('down when "closed" for 10 h'), tables, now).state == state


def test_an_outage_that_was_over_before_the_facts_end_is_too_short_for_good() -> None:
    tables = {"outages": DOWN + "shop,2026-04-30T15:00:00Z,2026-04-30T23:59:59Z\n"}
    assert window(up('down when "closed" for 10 h'), tables, "2026-05-01T00:00").state == "met"


def test_an_outage_outside_of_the_hours_may_last_long_enough_to_count() -> None:
    # Thursday from 09:00 on: of the 220 h of April 9 h may count; at midnight it has lasted 15 h.
    says = 'objective up: availability at least 99% during office each calendar month { down when "closed" for 16 h }\n'
    tables = {"outages": DOWN + "shop,2026-04-30T09:00:00Z,\n"}
    assert window(says, tables, "2026-05-01T00:00").state == "unknown"
    assert window(says, tables, "2026-05-01T01:00").state == "missed"


def test_the_last_bad_probes_may_be_the_first_of_enough() -> None:
    # Two bad probes of three: 23:58 and 23:59 count if that of midnight is bad as well.
    rule = f'{PROBED} down when "closed" for 3 consecutive samples'
    tables = {"samples": probes("2026-04-01", "+" * (30 * 1440 - 2) + "--")}
    found = window(up(rule), tables, "2026-05-01T00:00")
    assert found.state == "met"
    assert found.low is not None
    assert found.low.amount == 100 * Fraction(30 * 86400 - 120, 30 * 86400)
