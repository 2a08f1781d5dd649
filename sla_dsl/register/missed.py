"""Until when a missed window can be claimed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ..algebra.zones import Instant, local, zone
from ..model.agreement import Agreement
from ..model.quantity import Quantity
from ..wording.values import said
from .working_days import WorkingDays


class MissedWindow(NamedTuple):
    """A window of an objective (by its address) that was missed, by the instant at which it ends."""

    objective: str
    end: Instant


class ClaimDeadline(NamedTuple):
    """The last day for a claim, its agreement, its name among others, and its subject."""

    until: date
    agreement: Agreement
    of: str
    what: str


def claims(days: WorkingDays, missed: Iterable[MissedWindow]) -> Iterator[ClaimDeadline]:
    """The last day for a claim of each missed window for which something is owed.

    Only deadlines that begin with the end of the window are told: of the others only people know when they begin.
    """
    for one in missed:
        name, _, inner = one.objective.partition("/")
        agreement = days.workspace.agreements[name]
        awarded = [each for each in agreement.remedies if not each.objectives or _is_of(inner, each.objectives)]
        for claim in agreement.claims if awarded else ():
            for stage in claim.stages:
                if not isinstance(stage.time, Quantity) or stage.of != "window-end":
                    continue
                # The midnight that ends a window is of the day before.
                last = local(one.end - 1, zone(agreement.zone or "UTC")).date()
                until = days.day_after(agreement, last, stage.time)
                if until is not None:
                    through = f" {claim.through.text}" if claim.through else ""
                    # Whether the condition holds is not known here; who reads it may know.
                    through += f", when {said(claim.when)}" if claim.when else ""
                    what = f"claim for `{inner}`, missed in the time up to {last}{through}"
                    yield ClaimDeadline(until, agreement, f"{inner}\n{last}\n{through}", what)


def _is_of(objective: str, named: Iterable[str]) -> bool:
    return any(objective == each or objective.startswith(f"{each}/") for each in named)
