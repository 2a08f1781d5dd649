"""Until when what is due for missed windows can be claimed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ..algebra.zones import local, zone
from ..facts.award import Award
from ..facts.claims import stages_due
from ..facts.happened_in_window import happened
from ..model.agreement import Agreement


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
        question = happened(one.told, agreement).question
        inner = one.objective.partition("/")[2]
        # The midnight that ends a window, or a deadline, is of the day before.
        last = local(one.told.end - 1, where).date()
        missed = f"due for the time up to {last}" if one.is_of_points else f"missed in the time up to {last}"
        for stage in stages_due(one.told.known, question, one.kind, one.told.start, one.told.end):
            through = f" {stage.claim.through.text}" if stage.claim.through else ""
            until = local(stage.until - 1, where).date()
            yield ClaimDeadline(
                until, agreement, f"{inner}\n{last}\n{through}", f"claim for `{inner}`, {missed}{through}"
            )
