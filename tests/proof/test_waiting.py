"""Pauses in front and behind: the cases with known answers, and random worlds that are walked hour by hour."""

from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sla_dsl.proof import Proof, prove

from ..examples import of_all
from .workspaces import compiled

AS_OF = date(2026, 1, 1)
CALENDARS = """
calendar by-day { time zone UTC open Mon-Sun 08:00-20:00 }
calendar wide { time zone UTC open Mon-Sun 08:00-18:00 }
calendar narrow { time zone UTC open Mon-Sun 09:00-17:00 }
"""
HOURS = {"24x7": range(24), "by-day": range(8, 20), "wide": range(8, 18), "narrow": range(9, 17)}
Pausing = int | None
"""The hours for which a clock may pause at most: 0 if it does not pause, none if it has no limit."""
Timed = tuple[int, str, Pausing]
"""A time to restore: so many hours, during a calendar, with a pause."""


def restored(time: Timed) -> str:
    limit, hours, pausing = time
    upto = "" if pausing is None else f" at most {pausing} h"
    pauses = "" if pausing == 0 else f" {{ pauses while waiting-for-customer{upto} }}"
    return f"objective fix: restore-time at most {limit} h during {hours}{pauses}"


def proved(promise: Timed, *hops: Timed) -> Proof:
    behind = "".join(
        f"ola o{number} {{ provider ops customer desk covers shop time zone UTC {restored(hop)} }}\n"
        for number, hop in enumerate(hops)
    )
    names = [f"o{number}" for number in range(len(hops))]
    ours = f"""sla s {{ provider norvia customer brun covers shop time zone UTC {restored(promise)}
  backed by {", ".join(names)} path restore-time: {" then ".join(names)} }}
"""
    return prove(compiled(CALENDARS + ours + behind, AS_OF, horizon=2))["s/fix"]


@pytest.mark.parametrize(
    ("promise", "hops", "verdict"),
    [
        # Waiting from 08:00 to 09:00 and from 17:00 to 18:00 costs the hop alone, and ten hours of ours are left.
        ((8, "narrow", None), [(10, "wide", None)], "undecidable"),
        ((10, "narrow", None), [(10, "wide", None)], "backed"),
        # While the hop waits in all of its hours, the night counts in front.
        ((100, "24x7", None), [(2, "narrow", None)], "undecidable"),
        ((4, "24x7", 20), [(4, "24x7", 20)], "backed"),
        ((4, "24x7", 20), [(4, "24x7", 10)], "backed"),
        ((4, "24x7", 10), [(4, "24x7", 20)], "unbacked"),
        ((4, "24x7", 10), [(4, "24x7", None)], "unbacked"),
        # Two hops that wait for ten hours each wait for twenty.
        ((4, "24x7", 20), [(2, "24x7", 10), (2, "24x7", 10)], "backed"),
        ((4, "24x7", 19), [(2, "24x7", 10), (2, "24x7", 10)], "unbacked"),
        ((5, "24x7", 19), [(2, "24x7", 10), (2, "24x7", 10)], "backed"),
        # A pause behind alone costs what it may take.
        ((5, "24x7", 0), [(2, "24x7", 3)], "backed"),
        ((4, "24x7", 0), [(2, "24x7", 3)], "unbacked"),
        ((40, "24x7", 0), [(2, "24x7", 300)], "unbacked"),
        ((5, "24x7", 0), [(2, "24x7", None)], "unbacked"),
        # A pause in front alone costs nothing.
        ((4, "24x7", None), [(4, "24x7", 0)], "backed"),
    ],
)
def test_a_pause_behind_is_waited_in_front_or_fits(promise: Timed, hops: list[Timed], verdict: str) -> None:
    found = proved(promise, *hops)
    assert found.verdict == verdict
    if verdict != "backed":
        ground = next(ground for ground in found.grounds if ground.rule == "backing/pause-gap")
        assert ground.related


class Clock:
    """A clock that is walked hour by hour."""

    def __init__(self, time: Timed) -> None:
        self.limit, hours, self.pausing = time
        self.hours, self.run, self.paused = HOURS[hours], 0, 0

    def step(self, hour: int, waits: bool) -> None:
        if hour % 24 not in self.hours:
            return
        if waits and (self.pausing is None or self.paused < self.pausing):
            self.paused += 1
        else:
            self.run += 1


def is_late(promise: Timed, hops: list[Timed], start: int, waiting: set[int]) -> bool:
    """Whether a case is late that waits in these hours while every hop takes as long as it may."""
    ours, at = Clock(promise), start
    for hop in hops:
        theirs = Clock(hop)
        # A hop that is due in no opening time never ends: ours runs on until it is late, or a month has gone by.
        while theirs.run < theirs.limit:
            if at - start > 24 * 31:
                return ours.run > ours.limit
            ours.step(at, at in waiting)
            theirs.step(at, at in waiting)
            at += 1
    return ours.run > ours.limit


def worlds(promise: Timed, hops: list[Timed], random: Random) -> list[set[int]]:
    """Hours in which a case may wait: those that cost one side alone, all, and any."""
    month = range(24 * 32)
    ours = HOURS[promise[1]]
    found = [set(month), {hour for hour in month if hour % 24 not in ours}]
    for hop in hops:
        theirs = HOURS[hop[1]]
        found.append({hour for hour in month if hour % 24 in theirs})
        found.append({hour for hour in month if hour % 24 in theirs and hour % 24 not in ours})
        found.append({hour for hour in month if hour % 24 not in theirs})
    for chosen in list(found):
        first = random.randrange(40)
        found.append({hour for hour in chosen if hour >= first})
        found.append({hour for hour in chosen if hour < first})
        found.append({hour for hour in chosen if random.random() < 0.5})
    return found


long = st.tuples(st.integers(1, 40), st.sampled_from(sorted(HOURS)), st.sampled_from([0, None, 2, 9, 30]))
timed = st.tuples(st.integers(1, 12), st.sampled_from(sorted(HOURS)), st.sampled_from([0, None, 1, 2, 3, 5, 9]))


@settings(max_examples=of_all(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(long, st.lists(timed, min_size=1, max_size=2), st.integers(0, 10**6))
def test_no_wait_makes_a_backed_promise_late(promise: Timed, hops: list[Timed], seed: int) -> None:
    if proved(promise, *hops).verdict != "backed":
        return
    for waiting in worlds(promise, hops, Random(seed)):
        for start in range(24):
            assert not is_late(promise, hops, start, waiting)


@settings(max_examples=of_all(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(1, 12), st.lists(timed, min_size=1, max_size=2), st.sampled_from([None, 0, 2]))
def test_in_the_same_hours_what_a_pause_costs_is_exact(limit: int, hops: list[Timed], pausing: Pausing) -> None:
    hops = [(time, "24x7", pauses) for time, _, pauses in hops]
    promise = (limit, "24x7", pausing)
    beyond = sum(99 if pauses is None else pauses for _, _, pauses in hops)
    costs = 0 if pausing is None else max(0, beyond - pausing)
    backed = sum(time for time, _, _ in hops) + costs <= limit
    assert (proved(promise, *hops).verdict == "backed") == backed
