"""A stand-in for the promise of what is due for all promises together."""

from __future__ import annotations

from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.remedies import POINTS


def all_promises(agreement: Agreement) -> Objective:
    """A stand-in for the promise of an award that is for the points of all of them; it is of no metric."""
    return Objective(
        name=POINTS,
        title="",
        address=f"{agreement.name}/{POINTS}",
        metric="",
        statistic="total",
        bound=None,
        source=agreement.source,
    )
