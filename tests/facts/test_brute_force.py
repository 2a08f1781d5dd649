"""A second way to the same answers: minute by minute, with counters and without intervals, over random worlds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sla_dsl.facts.world import CaseEvent, Cause, Saying, ServiceCase, ServiceOutage, Waiting, World

from ..examples import of_all
from .worlds import judgement, m, row

MINUTE = 60
DAYS = range(m("1 00:00"), m("4 00:00"), MINUTE)
"""Three days from a Sunday on."""
FIRST, AFTER = m("2 00:00"), m("3 00:00")
"""The Monday that is asked about."""


def is_office(at: int) -> bool:
    moment = datetime.fromtimestamp(at, UTC)
    return moment.weekday() < 5 and 8 <= moment.hour < 18


def is_sunday_night(at: int) -> bool:
    moment = datetime.fromtimestamp(at, UTC)
    return (moment.weekday() == 6 and moment.hour >= 22) or (moment.weekday() == 0 and moment.hour < 4)


minutes = st.integers(0, len(DAYS) - 1)
spans = st.tuples(minutes, st.integers(1, 900)).map(lambda one: (DAYS[one[0]], DAYS[one[0]] + one[1] * MINUTE))


# Shares of time


@st.composite
def times(draw: st.DrawFn) -> dict[str, Any]:
    """An agreement about a share of time, and what happens."""
    return {
        "hours": draw(st.sampled_from(["24x7", "office"])),
        "share": draw(st.sampled_from([99, 95, 50])),
        "above": draw(st.booleans()),
        "least": draw(st.sampled_from([0, 5, 60])),
        "limit": draw(st.sampled_from([None, 0, 1, 3])),
        "within": draw(st.booleans()),
        "ahead": draw(st.sampled_from([None, 0, 6])),
        "from": draw(st.sampled_from([1, 2])),
        "suspended": draw(st.lists(spans, max_size=1)),
        "outages": draw(st.lists(st.tuples(spans, st.sampled_from(["", "maintenance", "misuse"])), max_size=4)),
        "causes": draw(st.lists(st.tuples(spans, st.integers(0, 24)), max_size=2)),
    }


def down_minutes(given: dict[str, Any]) -> list[bool]:
    """Which minutes count as down: those of runs that are long enough."""
    every = range(DAYS[0], DAYS[-1] + 2000 * MINUTE, MINUTE)
    flags = [any(start <= at < end for (start, end), _ in given["outages"]) for at in every]
    counted, run = [False] * len(flags), 0
    for number, flag in enumerate(flags):
        run = run + 1 if flag else 0
        if run and run >= given["least"] and not flags[number + 1]:
            counted[number + 1 - run : number + 1] = [True] * run
    return counted


def by_minutes(given: dict[str, Any]) -> tuple[int, int, str]:
    """How many minutes were measured, how many of them down, and what follows."""
    outages, causes, counted = given["outages"], given["causes"], down_minutes(given)
    used, measured, down = 0, 0, 0
    for number, at in enumerate(DAYS):
        if not m(f"{given['from']} 00:00") <= at < AFTER:
            continue
        in_hours = given["hours"] == "24x7" or is_office(at)
        reasons = {reason for (start, end), reason in outages if start <= at < end and given["ahead"] is None}
        for (start, end), told in causes:
            if start <= at < end and (given["ahead"] is None or told >= given["ahead"]):
                reasons.add("maintenance")
        excluded = (
            in_hours and counted[number] and "maintenance" in reasons and (not given["within"] or is_sunday_night(at))
        )
        if excluded and given["limit"] is not None:
            excluded = used < given["limit"] * 60
            used += excluded
        if not in_hours or excluded or any(start <= at < end for start, end in given["suspended"]):
            continue
        if at >= FIRST:
            measured += 1
            down += counted[number]
    if not measured:
        return 0, 0, "empty"
    good = 100 * (measured - down)
    kept = good > given["share"] * measured if given["above"] else good >= given["share"] * measured
    return measured, down, "kept" if kept else "missed"


def _told_ahead(start: int, end: int, hours: int) -> Cause:
    return Cause("maintenance", start, end, announced=start - hours * 3600)


@settings(max_examples=of_all(60), deadline=None)
@given(times())
def test_a_share_of_time(given: dict[str, Any]) -> None:
    word = "above" if given["above"] else "at least"
    says = [
        f"in force from 2026-03-0{given['from']}",
        f"objective o: availability {word} {given['share']}% during {given['hours']} each calendar day",
    ]
    if given["least"]:
        says[-1] += f' {{ down when "closed" for {given["least"]} min }}'
    limit = f" up to {given['limit']} h each calendar month" if given["limit"] is not None else ""
    ahead = f" announced {given['ahead']} h ahead" if given["ahead"] is not None else ""
    within = " within sunday-night" if given["within"] else ""
    says.append(f"excludes maintenance{limit}{within}{ahead}")
    says.append('suspends o while "an invoice is open"')
    happened = World(
        outages=tuple(ServiceOutage("shop", start, end, reason) for (start, end), reason in given["outages"]),
        causes=tuple(_told_ahead(start, end, told) for (start, end), told in given["causes"]),
        occasions=tuple(Saying("an invoice is open", *span) for span in given["suspended"]),
    )
    found = judgement(row("", "\n".join(says), happened, ""))
    measured, down, outcome = by_minutes(given)
    assert found.outcome == outcome
    assert found.measured == measured * MINUTE
    assert found.down == down * MINUTE


# Clocks


@st.composite
def clocks(draw: st.DrawFn) -> dict[str, Any]:
    """A clock, and a case."""
    start = draw(minutes)
    return {
        "hours": draw(st.sampled_from(["24x7", "office"])),
        "bound": draw(st.sampled_from([60, 240, 600])),
        "below": draw(st.booleans()),
        "pauses": draw(st.sampled_from([(), (None,), (120,), (120, None), (60, 30)])),
        "restarts": draw(st.booleans()),
        "reopened": draw(st.sampled_from([None, "continues", "restarts"])),
        "start": start,
        "taken": draw(st.integers(0, 1500)),
        "waits": draw(st.lists(st.tuples(st.integers(0, 1), spans), max_size=3)),
        "redirected": draw(st.lists(minutes, max_size=2)),
        "again": draw(st.lists(st.tuples(st.integers(1, 400), st.integers(0, 300)), max_size=1)),
    }


def ticks(given: dict[str, Any]) -> list[list[int]]:
    """What the clock shows at the end of each count of each case, minute by minute."""
    start = DAYS[given["start"]]
    end = start + given["taken"] * MINUTE
    used = [0, 0]
    cases, shown = [], 0
    counts: list[int] = []

    def run(since: int, until: int, shown: int) -> int:
        for at in range(since, until, MINUTE):
            if given["restarts"] and at > since and at in redirected:
                counts.append(shown)
                shown = 0
            if given["hours"] == "office" and not is_office(at):
                continue
            waits = {number for number, (a, b) in given["waits"] if a <= at < b and number < len(given["pauses"])}
            free = [n for n in waits if given["pauses"][n] is None]
            left = sorted(n for n in waits if given["pauses"][n] is not None and used[n] < given["pauses"][n])
            if free:
                continue
            if left:
                used[left[0]] += 1
                continue
            shown += 1
        return shown

    redirected = {DAYS[number] for number in given["redirected"]}
    shown = run(start, end, 0)
    for after, more in given["again"]:
        again = end + after * MINUTE
        if given["reopened"] is None or after > 120:
            cases.append([*counts, shown])
            counts, shown, used = [], 0, [0, 0]
        elif given["reopened"] == "restarts":
            counts.append(shown)
            shown = 0
        shown = run(again, again + more * MINUTE, shown)
    return [*cases, [*counts, shown]]


@settings(max_examples=of_all(60), deadline=None)
@given(clocks())
def test_a_clock(given: dict[str, Any]) -> None:
    names = ("waiting-for-customer", "waiting-for-access")
    pauses = "".join(
        f" pauses while {name}" + (f" at most {limit} min" if limit is not None else "")
        for name, limit in zip(names, given["pauses"], strict=False)
    )
    restarts = " restarts when detected" if given["restarts"] else ""
    reopened = f" reopened within 2 h {given['reopened']}" if given["reopened"] else ""
    clock = f"clock c {{ starts when logged{restarts}{pauses} during {given['hours']}{reopened} }}"
    word = "below" if given["below"] else "at most"
    says = f"objective o: restore-time {word} {given['bound']} min timed by c each calendar month"
    start = DAYS[given["start"]]
    end = start + given["taken"] * MINUTE
    events = [CaseEvent("logged", start), CaseEvent("restored", end)]
    events += [CaseEvent("detected", DAYS[number]) for number in given["redirected"]]
    for after, more in given["again"]:
        events += [CaseEvent("reopened", end + after * MINUTE), CaseEvent("restored", end + (after + more) * MINUTE)]
    waits = tuple(Waiting(names[number], *span) for number, span in given["waits"])
    found = judgement(row("", says, World(cases=(ServiceCase("c", "shop", tuple(events), waits),)), "", declares=clock))
    right = ticks(given)
    late = sum(
        any(shown >= given["bound"] if given["below"] else shown > given["bound"] for shown in one) for one in right
    )
    assert (found.cases, found.late) == (len(right), late)
    assert found.figure is not None
    assert found.figure.amount == max(shown for one in right for shown in one) * MINUTE
