"""Until when what is due for missed windows can be claimed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ..algebra.zones import local, zone
from ..facts.award import Award
from ..facts.awarded import is_for
from ..facts.bounds import OpenError
from ..facts.claims import StageDue, stages_due
from ..facts.happened_in_window import happened
from ..facts.kept import asked
from ..facts.limits import manners_of
from ..facts.question import UnknownError
from ..facts.reported import WindowFigure
from ..model.agreement import Agreement
from ..model.remedies import POINTS
from ..wording.values import said


class ClaimDeadline(NamedTuple):
    """The last day for a claim, its agreement, its name among others, and its subject."""

    until: date
    agreement: Agreement
    of: str
    what: str


def claims(awards: Iterable[Award]) -> Iterator[ClaimDeadline]:
    """The last day for each claim that nobody has made of what is due; of some only people know it."""
    for one in awards:
        # How much is due for a window that was missed may be open, and it is claimed all the same.
        if one.state not in ("claimable", "lost") and not (one.state == "open" and one.told.state == "missed"):
            continue
        agreement, where = one.agreement, zone(one.agreement.zone or "UTC")
        inner = one.objective.partition("/")[2]
        # The midnight that ends a window, or a deadline, is of the day before.
        last = local(one.told.end - 1, where).date()
        missed = f"due for the time up to {last}" if not one.is_of_a_promise else f"missed in the time up to {last}"
        for stage in _stages(one):
            through = f" {stage.claim.through.text}" if stage.claim.through else ""
            through += f", when {said(stage.claim.when)}" if stage.claim.when else ""
            until = local(stage.until - 1, where).date()
            what = f"claim for `{inner}`, {missed}{through}"
            yield ClaimDeadline(until, agreement, f"{inner}\n{last}\n{through}", what)


def claims_to_come(windows: Iterable[WindowFigure]) -> Iterator[ClaimDeadline]:
    """The last day for each claim of what will be due for a window that runs and is missed already."""
    for one in windows:
        agreement, where = one.agreement, zone(one.agreement.zone or "UTC")
        earns = {each.kind for each in agreement.remedies if each.kind != POINTS and is_for(each, one.promise)}
        manners = [each for each in agreement.traits if each.kind in earns and each.when is None]
        if one.state != "missed" or one.end <= one.known.now or not earns:
            continue
        inner, last = one.objective.partition("/")[2], local(one.end - 1, where).date()
        question = asked(one.known.workspace, agreement, one.promise, one.window, one.known.told, *one.written)
        try:
            stages = list(stages_due(one.known, question, manners, lambda _: True, one.start, one.end))
        except (OpenError, UnknownError):  # it counts from what has not been yet
            continue
        for stage in stages:
            through = f" {stage.claim.through.text}" if stage.claim.through else ""
            until = local(stage.until - 1, where).date()
            what = f"claim for `{inner}`, missed already in the time up to {last}{through}"
            yield ClaimDeadline(until, agreement, f"{inner}\n{last}\n{through}", what)


def _stages(one: Award) -> list[StageDue]:
    """The stages that are due; where it is not known whether a condition held, those of all claims."""
    if one.kind == POINTS:
        return []
    what = happened(one.told, one.agreement)
    span = one.told.start, one.told.end
    try:
        return list(stages_due(one.told.known, what.question, manners_of(one, what), what.holds, *span))
    except OpenError:
        return list(stages_due(one.told.known, what.question, [], lambda _: True, *span))
