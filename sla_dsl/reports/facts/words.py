"""Figures of reports in print: never better than they are."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from math import ceil, floor
from zoneinfo import ZoneInfo

from ...algebra.zones import Instant, local, zone
from ...facts.alerts import Alert
from ...facts.bounds import rounded
from ...facts.held import FactsReport
from ...facts.reported import WindowFigure
from ...model.objective import Objective
from ...model.phrases import Bound
from ...model.quantity import Quantity, number_text
from ...text.source import Span
from ...wording.figures import moment, seconds_text

_DIGITS = 3
"""Decimals of a figure of which the agreement does not say how it is rounded."""


def printed(figure: Quantity, objective: Objective) -> str:
    """A figure, rounded as the agreement says; else, if it has more decimals, away from what is promised."""
    decimals = objective.counting.decimals
    if decimals is not None:
        return figure.model_copy(update={"amount": rounded(figure.amount, decimals)}).text
    if figure.unit == "s":
        return seconds_text(figure.amount)
    upper = isinstance(objective.bound, Bound) and objective.bound.kind in ("at-most", "below")
    worse = ceil if upper and objective.share is None else floor
    number = number_text(Fraction(worse(figure.amount * 10**_DIGITS), 10**_DIGITS))
    return f"{number}%" if figure.unit == "%" else f"{number} {figure.unit}".strip()


def amount_text(amount: Quantity) -> str:
    """An amount of money to the cent, half up; what has no end is not printed longer."""
    return amount.model_copy(update={"amount": rounded(amount.amount, _CENTS)}).text


_CENTS = 2


def amounts_of(report: FactsReport) -> list[tuple[str, str, str]]:
    """What is owed, what is recovered, and what stays with the house, in each currency."""
    return [
        (
            amount_text(Quantity(amount=one.owed, unit=one.unit)),
            amount_text(Quantity(amount=one.recover, unit=one.unit)),
            amount_text(Quantity(amount=one.house, unit=one.unit)),
        )
        for one in report.totals
    ]


def name_of(told: WindowFigure) -> str:
    """A promise by its title; of a cell of a table, what it measures and of which values, too."""
    promise = told.promise
    title = promise.title or promise.name
    if "/" not in told.objective.partition("/")[2]:
        return title
    metric = told.known.workspace.metrics[promise.metric].title or promise.metric
    values = ", ".join(value for one in promise.scope for value in one.values)
    return ", ".join(filter(None, (title, metric.lower() if metric != title else "", values)))


def line_text(place: Span) -> str:
    """The file and the line of a statement."""
    return f"{place.source.path}:{place.start.line}"


def where_of(told: WindowFigure) -> ZoneInfo:
    """The zone in which the days of a window are told."""
    return zone(told.agreement.zone or "UTC")


def day_of_start(told: WindowFigure) -> str:
    """The first day of a window that is measured, or the moment, where it does not begin at midnight."""
    return moment_of(told.start, where_of(told))


def moment_of(at: Instant, where: ZoneInfo) -> str:
    """A day for its midnight, else the moment."""
    found = local(at, where)
    return f"{found:%Y-%m-%d}" if f"{found:%H:%M:%S}" == "00:00:00" else found.isoformat()


def last_moment(until: Instant, where: ZoneInfo) -> str:
    """The last day before an instant that is a midnight; else the instant."""
    at = local(until, where)
    return f"{at - timedelta(days=1):%Y-%m-%d}" if f"{at:%H:%M:%S}" == "00:00:00" else at.isoformat()


def alert_text(one: Alert) -> str:
    """What is to be seen to, in a sentence."""
    at = "" if one.due is None else moment(one.due, one.told.agreement.zone)
    level = "" if one.level is None else one.level.text
    value = "" if one.value is None else printed(one.value, one.told.promise)
    match one.kind:
        case "due":
            return f"case {one.case} is due {at}"
        case "late":
            return f"case {one.case} is late and still open" + (f"; it was due {at}" if at else "")
        case "unknown":
            return f"case {one.case} waits; when it is due is not known"
        case "warn":
            return f"case {one.case} reaches {level} at {at}" if one.case else f"{value} is past the warning at {level}"
        case "escalation":
            of = f"case {one.case} " if one.case else ""
            return f"{of}at {level} to {one.to}" + (f": {at}" if at else "")
        case "budget":
            return f"it is down, and missed from {at} on if it stays so"
        case "forecast":
            return f"forecast, at the pace so far: {value}"
        case "aim":
            return f"{value} does not reach the aim of {level}"
