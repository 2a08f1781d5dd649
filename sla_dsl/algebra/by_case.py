"""Remedies that are due case by case, so that there may be a cap for each case."""

from __future__ import annotations

from ..model.agreement import Agreement
from ..model.quantity import Amount, Extreme, Named, Operation
from ..model.remedies import Remedy

_OF_CASES = ("days-late", "hours-late", "minutes-late", "cases-late")
"""Figures of formulas that count late cases, or how late each is."""


def is_by_case(remedy: Remedy, agreement: Agreement) -> bool:
    """Whether a remedy is due for each late case: by the step, or by a formula over how late each is."""
    step = remedy.step
    if step is not None:
        return step.metric is None and (step.of == "late" or (step.of is None and step.unit.dimension == "count"))
    return not remedy.bands and _names_lateness(remedy.amount, agreement)


def _names_lateness(amount: Amount | None, agreement: Agreement) -> bool:
    if isinstance(amount, Named):
        named = next((one.amount for one in agreement.parameters if one.name == amount.name), None)
        return amount.name in _OF_CASES if named is None else _names_lateness(named, agreement)
    return isinstance(amount, Operation | Extreme) and any(_names_lateness(one, agreement) for one in amount.operands)
