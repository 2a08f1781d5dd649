"""Opening hours by weeks that are alike say what the openings say one by one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sla_dsl.algebra.intervals import Intervals, union
from sla_dsl.reports.monitoring.weeks import WEEK, OpeningWeeks, in_weeks

from .workspaces import exported

DAY, HOUR = 86_400, 3_600


def is_open(weeks: OpeningWeeks, at: int) -> bool:
    """Whether it is open at a second, read as Prometheus reads it."""

    def within(spans: Intervals, second: int) -> bool:
        return any(start <= second < end for start, end in spans)

    alike = any(within(one.times, at) and within(one.openings, at % WEEK) for one in weeks.alike)
    return (alike and not within(weeks.closed, at)) or within(weeks.opened, at)


spans = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 23), st.integers(1, 30)), min_size=1, max_size=4)


@settings(max_examples=60, deadline=None)
@given(spans, st.lists(st.integers(0, 69), max_size=4), st.lists(st.integers(0, 1_600), max_size=3), st.integers(0, 1))
def test_each_moment_is_open_as_before(
    week: list[tuple[int, int, int]], holidays: list[int], fairs: list[int], summer: int
) -> None:
    found = []
    for number in range(10):
        later = HOUR * summer if number > 5 else 0
        for day, hour, length in week:
            if number * 7 + day not in holidays:
                start = number * WEEK + day * DAY + hour * HOUR + later
                found.append((start, start + length * HOUR))
    openings = union([*found, *((hour * HOUR, hour * HOUR + 90) for hour in fairs)])
    if not openings:
        return
    weeks = in_weeks(openings)
    edges = {edge for span in openings for edge in span}
    for at in {each + more for each in edges for more in (-HOUR, -1, 0, 1)}:
        assert is_open(weeks, at) == any(start <= at < end for start, end in openings)


def test_three_years_of_office_hours_are_one_short_expression() -> None:
    from sla_dsl.reports.monitoring.indicator import Indicator
    from sla_dsl.reports.monitoring.prometheus import prometheus_rules

    made = exported("objective up: availability at least 99% during office each calendar week", horizon=36)
    [group] = prometheus_rules([one for one in made if isinstance(one, Indicator)])["groups"]
    [times] = [rule["expr"] for rule in group["rules"] if rule.get("record") == "sla:open"]
    assert times.count("time()") < 40
