"""Durations that are promised for a share of cases, or as a mean: how they compose, and over whose cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Literal

from ..model.phrases import Period, Window
from ..model.quantity import Quantity
from ..model.services import Structure
from .components import composed
from .paths import Chain, Group
from .undecidable import Undecidable


@dataclass(frozen=True, slots=True)
class DurationBound:
    """A bound on a duration (in seconds) that all cases but a share ``miss`` keep, or that their mean or median keeps.

    A bound on every case, or on the longest, has no miss.
    """

    bound: Fraction
    miss: Fraction = Fraction(0)
    of: Literal["cases", "mean", "median"] = "cases"


def carries(behind: DurationBound, promise: DurationBound) -> bool | Undecidable:
    """Whether a term that is kept keeps another, over the same cases."""
    # A bound on every case also bounds the mean and the median; a share, a mean or a median carries only its own kind.
    if behind.of == promise.of or (behind.of == "cases" and not behind.miss):
        return behind.bound <= promise.bound and behind.miss <= promise.miss
    return Undecidable(f"{_KINDS[behind.of]} says nothing of {_KINDS[promise.of]}")


_KINDS = {"cases": "a share of cases", "mean": "a mean", "median": "a median"}


def along_path(chain: Chain[DurationBound]) -> DurationBound | Undecidable:
    """The term of a whole path: bounds add, and so do misses and means.

    Side by side the longest bound and all misses count; where one route is taken, the longest bound and the largest
    miss. Means side by side are at most their sum.  Formulas: "Shares of cases" in docs/mathematics.md.
    """
    terms: list[DurationBound] = []
    for hop in chain:
        term = _group(hop) if isinstance(hop, Group) else hop
        if isinstance(term, Undecidable):
            return term
        terms.append(term)
    return _added(terms)


def _group(group: Group[DurationBound]) -> DurationBound | Undecidable:
    routes: list[DurationBound] = []
    for route in group.routes:
        term = along_path(route)
        if isinstance(term, Undecidable):
            return term
        routes.append(term)
    kind = _common_kind(routes)
    if isinstance(kind, Undecidable):
        return kind
    if group.kind == "whichever":
        return DurationBound(_longest(routes), max(term.miss for term in routes), kind)
    if group.needed is not None:
        return Undecidable("how means of whoever is first compose is not known")
    # The mean of a maximum is at most the sum of the means, and nothing smaller is sure.
    return _added(routes) if kind == "mean" else DurationBound(_longest(routes), _misses(routes))


def over_needs(structure: Structure, terms: Mapping[str, DurationBound]) -> DurationBound | Undecidable:
    """A duration of cases over components: the longest in series, the longest of the needed shortest if redundant.

    The misses of all parts that are waited for add.  Means add, in series alone.
    """
    return composed(structure, terms, _all_of, _shortest)


def _all_of(terms: Sequence[DurationBound]) -> DurationBound | Undecidable:
    kind = _common_kind(terms)
    if isinstance(kind, Undecidable):
        return kind
    return _added(terms) if kind == "mean" else DurationBound(_longest(terms), _misses(terms))


def _shortest(needed: int, terms: Sequence[DurationBound]) -> DurationBound | Undecidable:
    if any(term.of != "cases" for term in terms):
        return Undecidable("means of redundant parts do not compose")
    waited_for = sorted(terms, key=lambda term: (term.bound, term.miss))[:needed]
    return DurationBound(_longest(waited_for), _misses(waited_for))


def latency(structure: Structure, terms: Mapping[str, DurationBound]) -> DurationBound | Undecidable:
    """Latency over components: in series bounds and misses add.

    Any redundant part may serve, so the longest bound counts; of the misses the largest, added over as many parts as
    are needed.
    """
    return composed(structure, terms, _added, _any_of)


def _any_of(needed: int, terms: Sequence[DurationBound]) -> DurationBound | Undecidable:
    if any(term.of != "cases" for term in terms):
        return Undecidable("means of redundant parts do not compose")
    return DurationBound(_longest(terms), _misses(sorted(terms, key=lambda term: term.miss)[-needed:]))


def _added(terms: Sequence[DurationBound]) -> DurationBound | Undecidable:
    if len(terms) == 1:
        return terms[0]
    kind = _common_kind(terms)
    if isinstance(kind, Undecidable):
        return kind
    return DurationBound(sum((term.bound for term in terms), Fraction(0)), _misses(terms), kind)


def _common_kind(terms: Sequence[DurationBound]) -> Literal["cases", "mean"] | Undecidable:
    """The kind that several terms share: a bound on every case is also one on the mean."""
    if all(term.of == "cases" for term in terms):
        return "cases"
    if any(term.of == "median" for term in terms):
        return Undecidable("medians do not compose")
    if any(term.miss for term in terms):
        return Undecidable("a share of cases says nothing of a mean")
    return "mean"


def _longest(terms: Sequence[DurationBound]) -> Fraction:
    return max(term.bound for term in terms)


def _misses(terms: Sequence[DurationBound]) -> Fraction:
    return min(sum((term.miss for term in terms), Fraction(0)), Fraction(1))


@dataclass(frozen=True, slots=True)
class Pool:
    """The cases over which a share is counted, with the cases of others, and how often one of our own goes through.

    ``cases`` is the largest number in a window; missing where no volume is stated.
    """

    name: str
    miss: Fraction
    cases: Fraction | None
    visits: Fraction = Fraction(1)


def pooled_miss(pools: Iterable[Pool], cases: Fraction | None) -> Fraction | Undecidable:
    """The largest share of our own cases that may miss, if all misses of the pools fall on them: Σ ⌊q·N·v⌋ / n.

    ``cases`` is the smallest number of ours in a window: the fewer they are, the larger the share.  Formula: "Pooled
    populations" in docs/mathematics.md.
    """
    late = Fraction(0)
    for pool in pools:
        if pool.cases is None and pool.miss:
            return Undecidable(f"`{pool.name}` counts its share over more cases than these, and states no volume")
        # Cases are whole: one miss and a half are one.
        late += floor(pool.miss * (pool.cases or 0) * pool.visits)
    if not late:
        return Fraction(0)
    # There may be one case in a window, and it may be the late one (docs/mathematics.md, Pooled populations).
    if not cases:
        return Undecidable("the promise states no volume of cases")
    return min(late / cases, Fraction(1))


_TILES = {
    "hour": {"hour", "day", "week", "month", "quarter", "year"},
    "day": {"day", "week", "month", "quarter", "year"},
    "week": {"week"},
    "month": {"month", "quarter", "year"},
    "quarter": {"quarter", "year"},
    "year": {"year"},
}
"""The periods whose windows the windows of a period fill; weeks fill neither months nor quarters nor years."""


def tiles(inner: Window | None, outer: Window | None) -> bool:
    """Whether windows are the same, or shorter ones that fill each of the others; both in one time zone and term."""
    if inner == outer:
        return True
    if inner is None or outer is None or inner.length or inner.period is None or inner.kind == "rolling":
        return False
    if outer.kind == "rolling":
        return inner.kind == "calendar" and isinstance(outer.length, Quantity) and _fills(inner.period, outer.length)
    # Windows of every kind begin at a midnight, so that hours and days of the calendar fill them.
    if inner.kind == "calendar" and inner.period in ("hour", "day"):
        return outer.period in _TILES[inner.period]
    return inner.kind == outer.kind and outer.length is None and outer.period in _TILES[inner.period]


def _fills(period: Period, length: Quantity) -> bool:
    """Whether hours or days of the calendar fill rolling windows: those of whole days, hours also those of hours."""
    if length.unit in ("day", "month"):
        return period in ("hour", "day")
    return period == "hour" and length.unit == "s" and length.amount % 3600 == 0
