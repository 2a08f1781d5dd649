"""The least changes after which the known cases are backed."""

from datetime import date

import pytest

from sla_dsl.algebra.clocks import TimeLimit
from sla_dsl.algebra.openings import Diary
from sla_dsl.algebra.paths import Chain, Group, hops
from sla_dsl.algebra.sufficient import largest_hop, least_promise

from .offices import ALMANAC, HOUR, MIN, by, limit, paris

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
FOUR_HOURS = limit(4 * HOUR)
CASE_2 = tuple(limit(minutes * MIN) for minutes in (30, 15, 90, 15, 120))
CASE_8 = (limit(30 * MIN), limit(90 * MIN), limit(2 * HOUR, hours="office"))
GROUPED = (limit(HOUR), Group("together", ((limit(2 * HOUR),), (limit(HOUR), limit(4 * HOUR)))))


@pytest.mark.parametrize(
    ("promise", "chain", "hop_times", "promised"),
    [
        (FOUR_HOURS, CASE_2, [None, None, "1 h", None, "1 h 30 min"], "4 h 30 min"),
        (FOUR_HOURS, CASE_8, [None, None, None], "90 h"),
        (FOUR_HOURS, GROUPED, [None, None, None, "2 h"], "6 h"),
        (limit(4 * HOUR, hours="plain"), (limit(4 * HOUR, hours="short"),), ["2 h"], "6 h"),
        (
            limit(3, "business day", "office"),
            (limit(2, "business day", "office"),) * 2,
            [None, None],
            "5 business days",
        ),
        (limit(1, "day"), (limit(90 * MIN, hours="night"),), ["1 h 30 min"], "1 day"),
        (by(12, 1, "day"), (limit(2, "day"),), [None], None),
        (FOUR_HOURS, (by(18, 1, "day"),), [None], "43 h"),
    ],
)
def test_the_least_change_that_suffices(
    promise: TimeLimit, chain: Chain[TimeLimit], hop_times: list[str | None], promised: str | None
) -> None:
    book = Diary(ALMANAC, paris("2026-01-01"))
    found = [largest_hop(book, promise, chain, at, FIRST, LAST) for at in range(len(list(hops(chain))))]
    assert [time and time.text for time in found] == hop_times
    least = least_promise(book, promise, chain, FIRST, LAST)
    assert (least and least.text) == promised
