"""Shares of cases, means and latency; the cases with known answers."""

from collections.abc import Callable
from fractions import Fraction
from itertools import product
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla_dsl.algebra.components import error_rate, throughput, throughput_ceiling, total
from sla_dsl.algebra.paths import Chain, Group
from sla_dsl.algebra.shares import DurationBound, Pool, along_path, carries, latency, over_needs, pooled_miss, tiles
from sla_dsl.algebra.undecidable import Undecidable
from sla_dsl.model.phrases import Period, Window
from sla_dsl.model.quantity import Quantity
from sla_dsl.model.services import Component, Redundant, Series, Structure

H = 3600


def term(hours: float, percent: int = 100) -> DurationBound:
    return DurationBound(Fraction(hours) * H, 1 - Fraction(percent, 100))


def mean(hours: float) -> DurationBound:
    return DurationBound(Fraction(hours) * H, of="mean")


MEDIAN = DurationBound(Fraction(H), of="median")


def all_of(*names: str) -> Structure:
    return Series(parts=tuple(Component(service=name) for name in names))


def some_of(needed: int, *names: str) -> Structure:
    return Redundant(needed=needed, parts=tuple(Component(service=name) for name in names))


@pytest.mark.parametrize(
    ("behind", "promise", "carried"),
    [
        (term(4), term(4, 95), True),
        (term(4), mean(4), True),
        (term(4), MEDIAN, False),
        (term(4, 95), term(4, 90), True),
        (term(4, 95), term(4, 99), False),
        (term(4, 95), term(4), False),
        (mean(3), mean(4), True),
        (MEDIAN, MEDIAN, True),
        (mean(3), term(4, 50), Undecidable("a mean says nothing of a share of cases")),
        (term(3, 95), mean(4), Undecidable("a share of cases says nothing of a mean")),
        (MEDIAN, mean(4), Undecidable("a median says nothing of a mean")),
    ],
)
def test_what_a_term_carries(behind: DurationBound, promise: DurationBound, carried: bool | Undecidable) -> None:
    assert carries(behind, promise) == carried


def test_case_10() -> None:
    composed = along_path((term(2, 95), term(2, 90)))
    assert composed == term(4, 85)
    assert isinstance(composed, DurationBound)
    assert carries(composed, term(4, 95)) is False


def test_case_11() -> None:
    part = DurationBound(Fraction(1, 5), Fraction(1, 20))
    composed = latency(all_of("a", "b"), {"a": part, "b": part})
    assert composed == DurationBound(Fraction(2, 5), Fraction(1, 10))


@pytest.mark.parametrize(
    ("chain", "composed"),
    [
        ((Group("together", ((term(2, 95),), (term(3, 99),))),), term(3, 94)),
        ((Group("whichever", ((term(2, 95),), (term(3, 99),))),), term(3, 95)),
        ((Group("whichever", ((term(2, 95), term(2, 95)), (term(3, 99),))), term(1)), term(5, 90)),
        ((mean(1), mean(2), term(1)), mean(4)),
        ((Group("together", ((mean(1),), (mean(2),))),), mean(3)),
        ((Group("whichever", ((mean(1),), (mean(2),))),), mean(2)),
        ((MEDIAN,), MEDIAN),
        ((MEDIAN, term(1)), Undecidable("medians do not compose")),
        ((mean(1), term(1, 95)), Undecidable("a share of cases says nothing of a mean")),
        ((Group("together", ((mean(1),), (MEDIAN,))),), Undecidable("medians do not compose")),
        ((Group("together", ((mean(1), MEDIAN),)),), Undecidable("medians do not compose")),
        ((term(1, 40), term(1, 40)), term(2, 0)),
    ],
)
def test_terms_along_a_path(chain: Chain[DurationBound], composed: DurationBound | Undecidable) -> None:
    assert along_path(chain) == composed


ABC = {"a": term(1, 95), "b": term(2, 98), "c": term(3, 99)}
MEANS = {"a": mean(1), "b": mean(2)}
NO_MEANS = Undecidable("means of redundant parts do not compose")


@pytest.mark.parametrize(
    ("structure", "terms", "case", "request_"),
    [
        (all_of("a", "b", "c"), ABC, term(3, 92), term(6, 92)),
        (some_of(1, "a", "b", "c"), ABC, term(1, 95), term(3, 95)),
        (some_of(2, "a", "b", "c"), ABC, term(2, 93), term(3, 93)),
        (all_of("a", "b"), MEANS, mean(3), mean(3)),
        (some_of(1, "a", "b"), MEANS, NO_MEANS, NO_MEANS),
        (all_of("a", "d"), ABC, Undecidable("nothing is known of `d`"), Undecidable("nothing is known of `d`")),
        (all_of("a", "b"), {"a": MEDIAN, "b": MEDIAN}, *[Undecidable("medians do not compose")] * 2),
        (Series(parts=(all_of("a", "b"), all_of("b", "c"))), ABC, term(3, 92), term(6, 92)),
    ],
    ids=str,
)
def test_terms_over_components(
    structure: Structure,
    terms: dict[str, DurationBound],
    case: DurationBound | Undecidable,
    request_: DurationBound | Undecidable,
) -> None:
    assert over_needs(structure, terms) == case
    assert latency(structure, terms) == request_


TIMES = st.lists(st.integers(0, 9), min_size=12, max_size=12)


@given(TIMES, TIMES, TIMES, st.tuples(*[st.integers(0, 9)] * 3), st.integers(1, 3))
def test_no_population_contradicts_what_is_composed(
    a: list[int], b: list[int], c: list[int], bounds: tuple[int, int, int], needed: int
) -> None:
    """Twelve cases with the times that each part takes: the shares that result keep to what is composed."""
    times = dict(zip("abc", (a, b, c), strict=True))
    terms = {
        name: DurationBound(Fraction(bound), Fraction(sum(time > bound for time in times[name]), 12))
        for name, bound in zip("abc", bounds, strict=True)
    }
    routes = Group("together", ((terms["a"],), (terms["b"],)))

    def holds(composed: DurationBound | Undecidable, time: Callable[[tuple[int, ...]], int]) -> bool:
        assert isinstance(composed, DurationBound)
        return sum(time(each) > composed.bound for each in zip(a, b, c, strict=True)) <= 12 * composed.miss

    assert holds(along_path(tuple(terms.values())), sum)
    assert holds(along_path((routes, terms["c"])), lambda each: max(each[:2]) + each[2])
    assert holds(over_needs(all_of("a", "b", "c"), terms), max)
    assert holds(over_needs(some_of(needed, "a", "b", "c"), terms), lambda each: sorted(each)[needed - 1])
    assert holds(latency(all_of("a", "b", "c"), terms), sum)
    means = tuple(DurationBound(Fraction(sum(time), 12), of="mean") for time in times.values())
    assert along_path(means) == DurationBound(Fraction(sum(a + b + c), 12), of="mean")


def test_case_30() -> None:
    ola = Pool("desk", Fraction(1, 20), Fraction(10_000))
    assert pooled_miss([ola], Fraction(100)) == 1
    assert pooled_miss([ola], Fraction(10_000)) == Fraction(1, 20)
    assert pooled_miss([ola, Pool("dba", Fraction(1, 100), Fraction(500), Fraction(2))], Fraction(10_000)) == Fraction(
        51, 1000
    )
    assert pooled_miss([Pool("every", Fraction(0), None)], None) == 0
    assert pooled_miss([Pool("desk", Fraction(1, 20), None)], Fraction(100)) == Undecidable(
        "`desk` counts its share over more cases than these, and states no volume"
    )
    assert pooled_miss([ola], None) == Undecidable("the promise states no volume of cases")


def test_misses_are_whole() -> None:
    pools = [Pool(name, Fraction(1, 20), Fraction(30)) for name in ("one", "two")]
    assert pooled_miss(pools[:1], Fraction(10)) == Fraction(1, 10)
    # One and a half here, and one and a half there, are two.
    assert pooled_miss(pools, Fraction(10)) == Fraction(2, 10)


def window(kind: str, period: Period) -> Window:
    return Window(kind=cast(Any, kind), period=cast(Any, period))


ROLLING = Window(kind="rolling", length=Quantity(amount=Fraction(30), unit="day"))
HOURS_ROLLING = Window(kind="rolling", length=Quantity(amount=Fraction(36 * H), unit="s"))
MINUTES_ROLLING = Window(kind="rolling", length=Quantity(amount=Fraction(36 * H + 60), unit="s"))
STATED = Window(kind="calendar", period="month", length=Quantity(amount=Fraction(730 * H), unit="s"))


@pytest.mark.parametrize(
    ("inner", "outer", "filled"),
    [
        (window("calendar", "month"), window("calendar", "quarter"), True),
        (window("calendar", "quarter"), window("calendar", "month"), False),
        (window("calendar", "week"), window("calendar", "month"), False),
        (window("calendar", "month"), window("contract", "year"), False),
        (window("contract", "month"), window("contract", "year"), True),
        (window("calendar", "day"), window("contract", "year"), True),
        (window("calendar", "day"), ROLLING, True),
        (window("calendar", "day"), HOURS_ROLLING, False),
        (window("calendar", "hour"), HOURS_ROLLING, True),
        (window("calendar", "hour"), MINUTES_ROLLING, False),
        (window("calendar", "hour"), ROLLING, True),
        (window("contract", "day"), ROLLING, False),
        (window("calendar", "month"), ROLLING, False),
        (ROLLING, window("calendar", "month"), False),
        (ROLLING, ROLLING, True),
        (STATED, window("calendar", "month"), False),
        (window("calendar", "month"), None, False),
        (None, None, True),
    ],
    ids=str,
)
def test_which_windows_tile_which(inner: Window | None, outer: Window | None, filled: bool) -> None:
    assert tiles(inner, outer) == filled


def rates(**figures: int) -> dict[str, Fraction]:
    return {name: Fraction(figure) for name, figure in figures.items()}


def test_case_22() -> None:
    structure = Series(parts=(Component(service="front"), some_of(4, "a", "b", "c", "d"), Component(service="store")))
    figures = rates(front=5000, a=300, b=300, c=300, d=300, store=900)
    assert throughput(structure, figures) == 900
    assert throughput(structure.parts[1], figures) == 1200


def test_throughput_of_redundant_parts() -> None:
    figures = rates(a=100, b=200, c=300)
    guaranteed = [throughput(some_of(needed, "a", "b", "c"), figures) for needed in (1, 2, 3)]
    assert guaranteed == [100, 300, 600]
    assert throughput_ceiling(some_of(1, "a", "b", "c"), figures) == 600
    for up in product([0, 1], repeat=3):
        carried = sum(rate * on for rate, on in zip(figures.values(), up, strict=True))
        assert sum(up) < 2 or carried >= 300


def test_error_rates_and_sums() -> None:
    unknown = Undecidable("what redundant parts come to together depends on how the load is spread over them")
    shares = {"a": Fraction(1, 100), "b": Fraction(1, 50), "c": Fraction(1)}
    assert error_rate(all_of("a", "b"), shares) == Fraction(3, 100)
    assert error_rate(all_of("a", "b", "c"), shares) == 1
    assert error_rate(Series(parts=(all_of("a", "b"), Component(service="a"))), shares) == Fraction(3, 100)
    assert error_rate(some_of(1, "a", "b"), shares) == unknown
    assert total(all_of("a", "b"), rates(a=2, b=3)) == 5
    assert total(some_of(1, "a", "b"), rates(a=2, b=3)) == unknown
