"""What is excused behind and in front, against every schedule of a few seconds, told second by second."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla_dsl.algebra.guarantee import Guarantee, least_guarantee
from sla_dsl.algebra.intervals import Interval, union
from sla_dsl.algebra.strata import Supply
from sla_dsl.algebra.structure import leaves
from sla_dsl.algebra.windows import Budget, Excuse
from sla_dsl.model.services import Structure

from ..examples import of_all
from .structures import is_up, leaf, redundant, series

SECONDS = 4
WHOLE = (0, SECONDS)
UP = "up"
STATES = (UP, "", "r", "s")
"""A component is up, down for no reason, or for one of two."""
SPANS = st.sampled_from([(start, end) for start in range(SECONDS) for end in range(start + 1, SECONDS + 1)])
TILES = st.sampled_from([((0, 4),), ((0, 2), (2, 4)), ((0, 1), (1, 3), (3, 4)), ((0, 3), (1, 4))])
REASONS = st.sampled_from([frozenset("r"), frozenset("s"), frozenset("rs")])
TIMES = st.none() | st.lists(SPANS, min_size=1, max_size=2).map(union)
LIMITED = st.builds(Excuse, REASONS, TIMES, st.integers(0, 3).map(Fraction), TILES)
EXCUSES = st.lists(LIMITED | st.builds(Excuse, REASONS, TIMES), max_size=2).map(tuple)
HALVES = st.sampled_from([Fraction(n, 4) for n in range(5)])


@st.composite
def supply(draw: st.DrawFn, name: str) -> Supply:
    covered, excuses = draw(st.lists(SPANS, min_size=1, max_size=2).map(union)), draw(EXCUSES)
    share = draw(HALVES)
    budgets = []
    for span in draw(TILES):
        counted = sum(
            min(end, span[1]) - max(start, span[0]) for start, end in covered if start < span[1] and span[0] < end
        )
        if counted:
            budgets.append(Budget(span, share, Fraction(counted), promise=name, within=covered, excuses=excuses))
    return Supply(covered, tuple(budgets))


@st.composite
def own(draw: st.DrawFn) -> tuple[Excuse, ...]:
    """What the promise excuses: its limits count in windows that do not overlap."""
    tiles = draw(TILES.filter(lambda spans: all(one[1] <= other[0] for one, other in pairwise(spans))))
    limited = st.builds(Excuse, REASONS, TIMES, st.integers(0, 3).map(Fraction), st.just(tiles))
    return tuple(draw(st.lists(limited | st.builds(Excuse, REASONS, TIMES), max_size=2)))


Second = frozenset[str]
"""The reasons for which something is down in a second; ``UP`` alone, if nothing is."""


def charged(seconds: Sequence[Second], excuses: Sequence[Excuse], hours: Sequence[Interval]) -> Iterator[str]:
    """Of each second whether it counts as down, is excused, or neither: limits are used up by the earliest time."""
    used: dict[tuple[int, Interval], int] = {}
    ordered = sorted(excuses, key=lambda one: one.seconds is not None)
    for at, reasons in enumerate(seconds):
        if UP in reasons or not any(start <= at < end for start, end in hours):
            yield UP
            continue
        answer = "counts"
        for number, one in enumerate(ordered):
            if not one.reasons & reasons or (one.times is not None and not any(s <= at < e for s, e in one.times)):
                continue
            if one.seconds is None:
                answer = "excused"
                break
            around = [(number, window) for window in one.windows if window[0] <= at < window[1]]
            if around and all(used.get(each, 0) < one.seconds for each in around):
                used.update({each: used.get(each, 0) + 1 for each in around})
                answer = "excused"
                break
        yield answer


def is_kept(states: Sequence[str], of: Supply) -> bool:
    for budget in of.budgets:
        found = list(charged([frozenset({one}) for one in states], budget.excuses, budget.within or ()))
        inside = [one for at, one in enumerate(found) if budget.span[0] <= at < budget.span[1]]
        if inside.count("counts") > budget.share * (budget.counted - inside.count("excused")):
            return False
    return True


def worst(structure: Structure, supplies: dict[str, Supply], excuses: Sequence[Excuse]) -> Fraction:
    """The most that a promise loses of its time in any schedule that keeps all behind it."""
    names = sorted(leaves(structure))
    schedules = [[one for one in product(STATES, repeat=SECONDS) if is_kept(one, supplies[name])] for name in names]
    most = Fraction(0)
    for chosen in product(*schedules):
        seconds = []
        for at in range(SECONDS):
            down = {name: states[at] for name, states in zip(names, chosen, strict=True) if states[at] != UP}
            is_down = not is_up(structure, set(names) - set(down))
            seconds.append(frozenset(down.values()) if is_down else frozenset({UP}))
        found = list(charged(seconds, excuses, (WHOLE,)))
        rest = SECONDS - found.count("excused")
        if rest:
            most = max(most, Fraction(found.count("counts"), rest))
    return most


def loses(structure: Structure, supplies: dict[str, Supply], excuses: tuple[Excuse, ...]) -> Guarantee:
    promise = Budget(WHOLE, Fraction(0), Fraction(SECONDS))
    found = least_guarantee(structure, [promise], (WHOLE,), supplies, lambda _: excuses)
    assert isinstance(found, Guarantee)
    return found


@settings(max_examples=of_all(150), deadline=None)
@given(supply("a"), own())
def test_a_part_alone_loses_no_more_than_is_computed(a: Supply, excuses: tuple[Excuse, ...]) -> None:
    found = loses(leaf("a"), {"a": a}, excuses)
    least = worst(leaf("a"), {"a": a}, excuses)
    assert least <= 1 - found.share
    # Where it comes out in whole seconds of times that lie together, it is a schedule.  Halves of windows that are
    # alike are added up, so that only budgets of all or nothing are sure to be whole in each; and which of two
    # exclusions of ours is used up first is left open.
    whole = all(one.seconds.denominator == 1 and len(one.stratum.spans) == 1 for one in found.outages)
    whole = whole and not excuses and all(budget.share.denominator == 1 for budget in a.budgets)
    if whole and not found.less:
        assert least == 1 - found.share


@settings(max_examples=of_all(25), deadline=None)
@given(st.sampled_from([series("a", "b"), redundant(1, "a", "b")]), supply("a"), supply("b"), own())
def test_two_parts_lose_no_more_than_is_computed(
    structure: Structure, a: Supply, b: Supply, excuses: tuple[Excuse, ...]
) -> None:
    supplies = {"a": a, "b": b}
    assert worst(structure, supplies, excuses) <= 1 - loses(structure, supplies, excuses).share


@settings(max_examples=of_all(50), deadline=None)
@given(supply("a"), own())
def test_where_one_way_alone_is_tried_no_less_is_told(a: Supply, excuses: tuple[Excuse, ...]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sla_dsl.algebra.excused.CELLS", 0)
        assert worst(leaf("a"), {"a": a}, excuses) <= 1 - loses(leaf("a"), {"a": a}, excuses).share
