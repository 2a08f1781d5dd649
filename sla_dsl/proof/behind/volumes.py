"""Volumes: the most and the fewest cases in a window, as agreements state them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ...algebra.scopes import is_at
from ...algebra.shares import tiles
from ...algebra.windows import anchor
from ...model.agreement import Agreement, Volume
from ...model.objective import Objective
from ...model.phrases import Window
from ...model.quantity import Quantity
from .carriers import covers


def most(agreement: Agreement, objective: Objective, window: Window | None) -> Quantity | None:
    """The most cases of an objective in a window; none if nothing is stated.

    Counted are volumes of all its cases or more, for that window or for a longer one that it fills.
    """
    limits = (
        volume.bound.value
        for volume in _stated(agreement, objective, "at-most")
        if covers(volume.scope, objective.scope, {}) and fill(agreement, window, agreement, volume.window)
    )
    return min(_quantities(limits), key=lambda limit: limit.amount, default=None)


def fewest(agreement: Agreement, objective: Objective, window: Window | None) -> Quantity | None:
    """The fewest cases of an objective in a window that has any; none if nothing is stated.

    Counted are volumes of some of its cases, for that window or for a shorter one that fills it.
    """
    limits = (
        volume.bound.value
        for volume in _stated(agreement, objective, "at-least")
        if covers(objective.scope, volume.scope, {}) and fill(agreement, volume.window, agreement, window)
    )
    found = max(_quantities(limits), key=lambda limit: limit.amount, default=None)
    known = most(agreement, objective, window)
    # Where only the most is stated there may be a single case (docs/mathematics.md, Pooled populations).
    return Quantity(amount=Fraction(1), unit=known.unit) if found is None and known is not None else found


def fill(inner: Agreement, window: Window | None, outer: Agreement, other: Window | None) -> bool:
    """Whether windows of one agreement are those of another, or shorter ones that fill each of them."""
    if window is None or other is None:
        return window == other
    # Two fiscal years, or two terms, that begin on different days cross each other; so do days of two zones.
    alike = window.kind != other.kind or anchor(window, inner) == anchor(other, outer)
    return alike and inner.zone == outer.zone and tiles(window, other)


def _stated(agreement: Agreement, objective: Objective, kind: str) -> Iterable[Volume]:
    return (
        volume
        for volume in agreement.volumes
        if volume.bound.kind == kind and (not volume.objectives or is_at(objective, *volume.objectives))
    )


def _quantities(values: Iterable[object]) -> list[Quantity]:
    # A blank states nothing yet, and a volume of none says nothing of a window that has cases.
    return [value for value in values if isinstance(value, Quantity) and value.amount > 0]
