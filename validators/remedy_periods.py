"""Amounts of another period: each period must be as long as the window of the promise."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.model.agreement import Agreement
from sla_dsl.model.phrases import OtherPeriod, Window
from sla_dsl.model.quantity import Amount, Extreme, Named, Operation, Portion
from sla_dsl.model.remedies import Remedy
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related

from .common import about, inner, understood


def other_windows(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Awards of a window that are computed from an amount of another length: `the month before` of a quarter."""
    parameters = {one.name: one for one in agreement.parameters if isinstance(one.value, OtherPeriod)}
    if not parameters:
        return
    promises = agreement.objectives_by_name
    for remedy in agreement.remedies:
        for name in dict.fromkeys(name for name in _named(remedy) if name in parameters):
            parameter, of = parameters[name], parameters[name].value
            assert isinstance(of, OtherPeriod)
            for promise in about(remedy, promises):
                window = remedy.window or promise.window
                if not _has_period(window, of):
                    measured = window.text if window is not None else "case by case"
                    yield Finding(
                        "remedy/other-period",
                        f"`{inner(promise)}` is measured {measured}, and `{name}` is {of.text}",
                        remedy.source,
                        help=f"write `{of.model_copy(update={'period': window.period}).text}`"
                        if window is not None and window.period is not None
                        else "promise it `each calendar month`, or name an amount without a period",
                        related=(Related(parameter.source, "the amount of another period"),),
                        address=agreement.name,
                        values=(name,),
                    )
                    break


def _has_period(window: Window | None, of: OtherPeriod) -> bool:
    return window is not None and window.kind != "rolling" and window.period == of.period


def _named(remedy: Remedy) -> Iterator[str]:
    """The parameters from which an award is computed."""
    if remedy.base is not None:
        yield remedy.base
    for amount in (remedy.amount, *(band.amount for band in remedy.bands)):
        yield from _names(amount)


def _names(amount: Amount | None) -> Iterator[str]:
    match amount:
        case Named():
            yield amount.name
        case Portion():
            yield amount.of
        case Operation() | Extreme():
            for operand in amount.operands:
                yield from _names(operand)


_FEES = "parameter fee = 900 EUR parameter last-fee = fee of the month before"

RULES = (
    Rule(
        "remedy/other-period",
        "error",
        "an award of a window is computed from an amount of another length of time",
        "Of which month the amount is would not be clear: a quarter has three.",
        bad=stage.ola(
            _FEES,
            "objective uptime: availability at least 98% each calendar quarter",
            "credit for uptime: 5% of last-fee # remedy/other-period",
        ),
        good=stage.ola(_FEES, stage.UPTIME, "credit for uptime: 5% of last-fee"),
        check=Each(understood, other_windows),
    ),
)
