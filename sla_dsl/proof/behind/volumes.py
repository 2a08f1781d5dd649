"""How many cases there are in a window, by the volumes that agreements state."""

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
    """The most cases of an objective in a window: what is stated of all of them, for that window or a longer one."""
    limits = (
        volume.bound.value
        for volume in _stated(agreement, objective, "at-most")
        if covers(volume.scope, objective.scope, {}) and fill(agreement, window, agreement, volume.window)
    )
    return min(_quantities(limits), key=lambda limit: limit.amount, default=None)


def fewest(agreement: Agreement, objective: Objective, window: Window | None) -> Quantity | None:
    """The fewest cases of an objective in a window with any: what is stated of some of them, for it or a shorter one.

    Where only the most is stated, that is one.
    """
    limits = (
        volume.bound.value
        for volume in _stated(agreement, objective, "at-least")
        if covers(objective.scope, volume.scope, {}) and fill(agreement, volume.window, agreement, window)
    )
    found = max(_quantities(limits), key=lambda limit: limit.amount, default=None)
    known = most(agreement, objective, window)
    return Quantity(amount=Fraction(1), unit=known.unit) if found is None and known is not None else found


def fill(inner: Agreement, window: Window | None, outer: Agreement, other: Window | None) -> bool:
    """Whether windows of one agreement are those of another, or shorter ones that fill each of them."""
    if window is None or other is None:
        return window == other
    alike = window.kind != other.kind or anchor(window, inner) == anchor(other, outer)
    return alike and inner.zone == outer.zone and tiles(window, other)


def _stated(agreement: Agreement, objective: Objective, kind: str) -> Iterable[Volume]:
    return (
        volume
        for volume in agreement.volumes
        if volume.bound.kind == kind
        and (not volume.objectives or any(is_at(objective, name) for name in volume.objectives))
    )


def _quantities(values: Iterable[object]) -> list[Quantity]:
    return [value for value in values if isinstance(value, Quantity) and value.amount > 0]
