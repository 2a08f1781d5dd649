"""Same days: whether times in the same words are the same for two agreements.

A day is one of the agreement's time zone, a business day one of the calendar that it follows, a window of the contract
begins with the term, and one of the fiscal year where the agreement says.
"""

from __future__ import annotations

from ...algebra.windows import anchor
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...model.phrases import Bound, Window
from ...model.quantity import BUSINESS_DAY, Blank, Value
from ...text.finding import Related
from ..case import Case
from .carriers import Carrier


def day_rule(agreement: Agreement, time: Value | None, hours: str | None = None) -> str:
    """By which an agreement counts a time: a calendar or a time zone; empty if it is exact.

    Business days are those of ``hours``, or else of what the agreement says.  A blank is filled in for each agreement
    by itself, whatever it is called.
    """
    if isinstance(time, Blank):
        return f"{agreement.name}/{time.parameter}"
    if time is None or time.unit == "s":
        return ""
    if time.unit == BUSINESS_DAY:
        return f"business days of {hours or agreement.business_days}"
    return agreement.zone or "UTC"


def window_rule(agreement: Agreement, window: Window | None) -> str:
    """By which an agreement lays out windows: its time zone, and the day from which they are counted."""
    if window is None:
        return ""
    first, months = anchor(window, agreement), _MONTHS.get(window.period or "")
    begins = str(first)
    # Up to the 28th each month has the day, so that windows of whole months begin alike in each year.
    if first is not None and months and first.day <= 28:
        begins = f"{first.month % months}-{first.day}"
    return f"{agreement.zone or 'UTC'} {begins} {day_rule(agreement, window.length)}"


_MONTHS = {"month": 1, "quarter": 3, "year": 12}
"""How many months the windows of a period have."""


def blank_of(objective: Objective) -> Blank | None:
    """The blank that is the bound of an objective, if it is one."""
    value = objective.bound.value if isinstance(objective.bound, Bound) else None
    return value if isinstance(value, Blank) else None


def check_blanks(case: Case, carrier: Carrier) -> None:
    """A blank is not known, though both sides call it the same: a share, the length of a window."""
    for agreement, objective in ((case.agreement, case.objective), (carrier.agreement, carrier.objective)):
        share, window = objective.share, objective.window
        for value in (share.share if share else None, window.length if window else None):
            if isinstance(value, Blank):
                tell_blank(case, agreement, value, objective)


def tell_blank(case: Case, agreement: Agreement, blank: Blank, objective: Objective) -> None:
    """Adds a ground: a value that an objective needs is a blank."""
    case.add(
        "undecidable",
        "backing/blank",
        agreement.name,
        blank.parameter,
        message=f"`{blank.parameter}` has no value",
        help=f"give `{blank.parameter}` a value",
        related=[Related(objective.source, "it is needed here")],
    )
