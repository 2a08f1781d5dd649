"""Volumes: the most and the fewest cases in a window, as agreements state them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ...algebra.scopes import is_at, overlaps
from ...algebra.shares import tiles
from ...algebra.windows import anchor
from ...model.agreement import Agreement, Volume
from ...model.objective import Objective
from ...model.phrases import Window
from ...model.quantity import Quantity, Value
from ...text.finding import Related
from ..case import Case
from .carriers import Carrier, covers, share_of


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


def check_volumes(case: Case, carrier: Carrier) -> None:
    """Beyond its volume a carrier promises nothing: the promise must hold for no more, or rest on its volume.

    A share over more cases rests on it (docs/mathematics.md, Pooled populations), and assumes that no more come.
    """
    behind, theirs = carrier.agreement, carrier.objective
    for volume in behind.volumes:
        named = not volume.objectives or is_at(theirs, *volume.objectives)
        if volume.bound.kind == "at-least" or not named or not overlaps(volume.scope, theirs.scope):
            continue
        most_text = f"{_upper(volume).text} {volume.window.text if volume.window else ''}".strip()
        if share_of(theirs) != 1 or case.context.composing(case.objective).is_share:
            text = f"no more than {most_text} come to `{behind.name}`"
            if text not in case.assumptions:
                case.assumptions.append(text)
        elif not any(_is_within(case, one, behind, volume) for one in case.agreement.volumes):
            case.add(
                "undecidable",
                "backing/not-understood",
                behind.name,
                "volume at most",
                message=f"`{carrier.name}` holds up to {most_text}, and `{case.address}` for more",
                related=[
                    Related(volume.source, "beyond this nothing is promised"),
                    Related(case.objective.source, "no volume limits this"),
                ],
                help=f"limit `{case.agreement.name}` to as much: `volume at most {most_text}`",
            )


def _upper(volume: Volume) -> Value:
    return volume.bound.upper or volume.bound.value


def _is_within(case: Case, ours: Volume, behind: Agreement, theirs: Volume) -> bool:
    """Whether a volume of ours lets through no more than one behind."""
    mine, other = _upper(ours), _upper(theirs)
    objectives = not ours.objectives or is_at(case.objective, *ours.objectives)
    return (
        ours.bound.kind != "at-least"
        and objectives
        and covers(ours.scope, case.objective.scope, {})
        and isinstance(mine, Quantity)
        and isinstance(other, Quantity)
        and mine.unit == other.unit
        and (
            mine.amount < other.amount
            or (mine.amount == other.amount and theirs.bound.kind in ("at-most", ours.bound.kind))
        )
        and fill(behind, theirs.window, case.agreement, ours.window)
    )


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
