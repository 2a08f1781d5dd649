"""The most points that can come together in a window, counted from what the statements of an agreement give."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from sla_dsl.algebra.scopes import sums_points
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.phrases import Window
from sla_dsl.model.quantity import Quantity
from sla_dsl.model.remedies import POINTS, Remedy
from sla_dsl.text.finding import Finding, Related

from .common import about

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def months_of(period: str | None) -> Fraction | None:
    """The months of a period of the calendar; none for any other."""
    return Fraction(_MONTHS[period]) if period in _MONTHS else None


def most_points(agreement: Agreement, window: Window) -> Fraction | None:
    """The most points that can come in one window; none if they have no bound that is known.

    Each award is counted as if every window of its promise earned it: caps and conditions only make it less.
    A template has no bound: those who use it give points of their own.
    """
    total = Fraction(0)
    for remedy in agreement.remedies:
        if remedy.kind != POINTS:
            continue
        most = _most_at_once(remedy)
        if agreement.is_template or most is None or sums_points(remedy, agreement):
            return None
        for promise in about(remedy, agreement.objectives_by_name):
            times = _ends_within(remedy.window or promise.window, window)
            if promise.each_of or times is None:
                return None
            total += most * times
    return None if agreement.is_template else total


def _most_at_once(remedy: Remedy) -> Fraction | None:
    """The most that an award gives for one window; none where it grows with what happens, or has no value yet."""
    amounts = [band.amount for band in remedy.bands if band.amount is not None] if remedy.bands else [remedy.amount]
    known = [one.amount for one in amounts if isinstance(one, Quantity)]
    if remedy.step is not None or len(known) < len(amounts):
        return None
    return max([Fraction(0), *known])


def _ends_within(inner: Window | None, outer: Window) -> int | None:
    """How many windows end in another one, at most; none if that is not known: points come when a window ends."""
    each = months_of(inner.period) if inner is not None and inner.kind in ("calendar", "contract", "fiscal") else None
    if outer.kind == "rolling":
        length = outer.length
        time = length.amount if isinstance(length, Quantity) and length.unit == "month" else None
    else:
        time = months_of(outer.period)
    if inner is None or each is None or time is None:
        return None
    # Windows of one kind fill each other.  Of two kinds, the end of the term may cut one window more.
    return ceil(time / each) + (inner.kind != outer.kind)


def unreached_bands(agreement: Agreement) -> Iterator[Finding]:
    """Bands of points that are never reached: fewer come together in the window of the award."""
    for remedy in agreement.remedies:
        if remedy.window is None or not sums_points(remedy, agreement):
            continue
        most = most_points(agreement, remedy.window)
        for band in remedy.bands:
            begins = band.reached.value
            if most is None or not isinstance(begins, Quantity):
                continue
            if most < begins.amount or (most == begins.amount and band.reached.kind == "above"):
                yield Finding(
                    "condition/never-holds",
                    "this row is never reached",
                    band.source,
                    help=too_many(most, remedy.window),
                    related=(Related(remedy.source, "points are added up here"),),
                    address=agreement.name,
                )


def too_many(most: Fraction, window: Window) -> str:
    """The remedy for a number of points that is never reached."""
    if not most:
        return "say what earns points: `points for …: 1`"
    number = Quantity(amount=most).text
    return (
        f"no more than {number} points can come `{window.text}`: write at least {number} or fewer, or give more points"
    )
