"""The ledger of a report as JSON: money, line by line and in total."""

from __future__ import annotations

from pydantic import Field

from ...algebra.zones import zone
from ...facts.held import FactsReport
from ...facts.ledger import LedgerSide
from ...model.quantity import Quantity
from ..strict import JsonObject
from .words import amount_text, moment_of


class LedgerLineObject(JsonObject):
    """What is owed, earned, recovered or paid by one agreement for the windows that began on a day."""

    agreement: str
    start: str
    side: LedgerSide
    amount: str
    amount_exact: str
    unit: str


class LedgerTotalObject(JsonObject):
    """The sums in one currency; ``house`` is what stays with the house."""

    unit: str
    owed: str
    recover: str
    house: str


class LedgerObject(JsonObject):
    """Money, line by line and in total; what is lost, void, too small or not known is not in it."""

    lines: list[LedgerLineObject]
    totals: list[LedgerTotalObject]
    open: int = Field(description="How many awards are open: it is not known what they come to, and no sum has them.")


def ledger_object(report: FactsReport) -> LedgerObject:
    """The ledger as an object."""
    zones = {name: zone(one.zone or "UTC") for name, one in report.workspace.agreements.items()}
    return LedgerObject(
        lines=[
            LedgerLineObject(
                agreement=one.agreement,
                start=moment_of(one.start, zones[one.agreement]),
                side=one.side,
                amount=amount_text(Quantity(amount=one.amount, unit=one.unit)),
                amount_exact=str(one.amount),
                unit=one.unit,
            )
            for one in report.lines
        ],
        totals=[
            LedgerTotalObject(
                unit=one.unit,
                **{
                    name: amount_text(Quantity(amount=getattr(one, name), unit=one.unit))
                    for name in ("owed", "recover", "house")
                },
            )
            for one in report.totals
        ],
        open=report.open,
    )
