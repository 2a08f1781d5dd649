"""Misses that count together, against a reckoning by months: all that may be where windows are not known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from .test_awards import AUTOMATIC, DOWN, UP, outage, reported

MONTHS = range(1, 13)
FIRST_OF: dict[str, Callable[[int], int]] = {
    "in a row": lambda _: 1,
    "in 3 months": lambda month: month - 2,
    "each rolling 4 calendar months": lambda month: month - 3,
    "each calendar quarter": lambda month: (month - 1) // 3 * 3 + 1,
    "each calendar year": lambda _: 1,
}
"""The first month whose misses count with those of a month (1 is January, and the first of the term)."""


def happens(how: str, times: int, states: str, month: int) -> bool:
    """Whether a month (from 1 on) is missed (``m``), and the last of so many that count together."""
    counting = states[max(FIRST_OF[how](month), 1) - 1 : month]
    if how == "in a row":
        return counting.endswith("m" * times)
    return counting.endswith("m") and counting.count("m") >= times


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(list(FIRST_OF)), st.integers(2, 3), st.text("kkmu", min_size=12, max_size=12))
def test_a_right_arises_when_so_many_misses_count_together(how: str, times: int, states: str) -> None:
    """Months are kept, missed, or not known (``u``); a right is open if it may have arisen, and did not for sure."""
    says = f"credit for up: 1 EUR\ncustomer may end with 30 days notice when up is missed {times} times {how}\n"
    down = "".join(outage(month, 20) for month in MONTHS if states[month - 1] == "m")
    dark = "".join(outage(month, 20) for month in MONTHS if states[month - 1] == "u")
    told = reported(
        UP + AUTOMATIC + says,
        {"outages": DOWN + down, "unknown": DOWN + dark},
        "2026-01-01",
        "2026-12-31",
        "2027-01-01",
    )
    maybe = [number for number, state in enumerate(states) if state == "u"]
    worlds = []
    for chosen in product("km", repeat=len(maybe)):
        world = list(states)
        for number, state in zip(maybe, chosen, strict=True):
            world[number] = state
        worlds.append({month for month in MONTHS if happens(how, times, "".join(world), month)})
    sure, possible = set.intersection(*worlds), set.union(*worlds)
    arose = {datetime.fromtimestamp(one.told.start, UTC).month for one in told.rights if not one.is_open}
    assert arose == sure
    assert any(one.is_open for one in told.rights) == (bool(possible - sure) and not sure)
