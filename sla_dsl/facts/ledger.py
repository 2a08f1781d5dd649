"""The ledger: what is owed to customers, what is recovered from suppliers, what stays with the house."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ..model.workspace import Workspace
from .award import Award

LedgerSide = Literal["owed", "earned", "recover", "paid", "inside"]
"""Owed to a customer, earned from one, to be recovered from a supplier, paid to one, or within one house."""
_TO_THE_PROVIDER = ("bonus", "charge")
"""Awards that the customer pays."""
_COUNTS = ("automatic", "claimable", "claimed")
"""States in which an award is owed; one that may still be claimed is, until the time for it is over."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """The sum of the awards of an agreement for one window start, in one currency or in points."""

    agreement: str
    start: int
    side: LedgerSide
    amount: Fraction
    unit: str


@dataclass(frozen=True, slots=True)
class LedgerTotal:
    """All that is owed and recovered in one currency; ``house`` is what stays with the house (below zero: a gain)."""

    unit: str
    owed: Fraction
    recover: Fraction

    @property
    def house(self) -> Fraction:
        """What the house pays itself."""
        return self.owed - self.recover


def ledger(awards: Iterable[Award], workspace: Workspace) -> tuple[list[LedgerLine], list[LedgerTotal]]:
    """The lines by agreement and window, and the totals of each currency; what is lost, void or open is no debt."""
    sums: dict[tuple[str, int, LedgerSide, str], Fraction] = {}
    for one in awards:
        if one.amount is None or not one.amount.amount or one.state not in _COUNTS or not one.amount.unit:
            continue
        key = one.agreement.name, one.told.start, side_of(one, workspace), one.amount.unit
        sums[key] = sums.get(key, Fraction(0)) + one.amount.amount
    lines = [LedgerLine(name, start, side, amount, unit) for (name, start, side, unit), amount in sums.items()]
    totals = []
    for unit in sorted({one.unit for one in lines}):
        owed, back, earned, paid = (
            sum((one.amount for one in lines if one.unit == unit and one.side == side), Fraction(0))
            for side in ("owed", "recover", "earned", "paid")
        )
        totals.append(LedgerTotal(unit, owed - earned, back - paid))
    return lines, totals


def side_of(one: Award, workspace: Workspace) -> LedgerSide:
    """Which way an award goes: credits to whom a promise was made, bonuses and charges to who made it."""
    agreement = one.agreement
    if workspace.house(agreement.provider or "") == workspace.house(agreement.customer or ""):
        return "inside"
    to_provider = one.kind in _TO_THE_PROVIDER
    if agreement.kind == "uc":
        return "paid" if to_provider else "recover"
    return "earned" if to_provider else "owed"
