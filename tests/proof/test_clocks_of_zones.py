"""The margins for changes of clocks hold in every zone, by the offsets that the data of time zones tell."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from sla_dsl.model.phrases import Period, Window
from sla_dsl.proof.durations.spread import shortest_length
from sla_dsl.proof.durations.waits import CLOCKS

WEEKS = [datetime(2024, 1, 1, tzinfo=UTC) + timedelta(weeks=week) for week in range(14 * 52)]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def changes() -> set[timedelta]:
    """By how much clocks go forward or back; no zone does so twice within a week."""
    zones = [ZoneInfo(name) for name in available_timezones()]
    offsets = ([at.astimezone(zone).utcoffset() or timedelta() for at in WEEKS] for zone in zones)
    return {after - before for each in offsets for before, after in pairwise(each) if before != after}


def test_no_window_is_shorter_and_no_day_longer_than_is_taken() -> None:
    found = changes()
    forward = {one for one in found if one > timedelta()}
    # An hour in which clocks go forward by all of it is no window.
    shortest_hour = min(HOUR - one for one in forward if one < HOUR)
    lengths: dict[Period, timedelta] = {
        "hour": shortest_hour,
        "day": DAY - max(forward),
        "week": 7 * DAY - max(forward),
        "month": 28 * DAY - max(forward),
    }
    taken = {kind: shortest_length(Window(kind="calendar", period=kind)) for kind in lengths}
    assert taken == {kind: length.total_seconds() for kind, length in lengths.items()}
    assert -min(found) <= timedelta(seconds=CLOCKS)
