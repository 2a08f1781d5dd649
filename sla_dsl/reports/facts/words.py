"""Figures of reports in print: never better than they are."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from zoneinfo import ZoneInfo

from ...algebra.zones import Instant, begins_day, local, zone
from ...facts.alerts import Alert
from ...facts.bounds import rounded
from ...facts.held import FactsReport
from ...facts.reported import WindowFigure
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...model.phrases import Bound
from ...model.quantity import Quantity, number_text
from ...model.spoken import PRELUDE
from ...text.source import Span
from ...wording.figures import exact_moment, seconds_text
from .languages import ENGLISH, ReportWords

_DIGITS = 3
"""Decimals of a figure where the agreement says nothing of rounding."""


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


def name_of(told: WindowFigure, words: ReportWords) -> str:
    """A promise by its title; for a cell of a table also its metric and values."""
    promise = told.promise
    title = words.title(promise.title or promise.name)
    if not promise.metric or "/" not in told.objective.partition("/")[2]:
        return title
    declared = told.known.workspace.metrics[promise.metric]
    metric = words.title(declared.title or promise.metric)
    if declared.source.source.path.endswith(PRELUDE):  # a word of ours
        metric = words.reason(metric)
    values = ", ".join(value for one in promise.scope for value in one.values)
    return ", ".join(filter(None, (title, metric.lower() if metric != title else "", values)))


def line_text(place: Span) -> str:
    """The file and the line of a statement."""
    return f"{place.source.path}:{place.start.line}"


def where_of(told: WindowFigure) -> ZoneInfo:
    """The zone in which the days of a window are told."""
    return where_of_agreement(told.agreement)


def where_of_agreement(agreement: Agreement) -> ZoneInfo:
    """The zone in which the days of an agreement are told."""
    return zone(agreement.zone or "UTC")


def bound_text(bound: Bound) -> str:
    """A bound in the words of the language."""
    upper = f" and {bound.upper.text}" if bound.upper is not None else ""
    return f"{bound.kind.replace('-', ' ')} {bound.value.text}{upper}"


def day_of_start(told: WindowFigure) -> str:
    """The first day of a window that is measured, or the moment, where it does not begin with a day."""
    return moment_of(told.start, where_of(told))


@lru_cache(maxsize=1000)  # many windows begin and end at the same few moments
def moment_of(at: Instant, where: ZoneInfo) -> str:
    """A day for the instant with which it begins, else the moment."""
    found = local(at, where)
    return f"{found:%Y-%m-%d}" if begins_day(at, where) else found.isoformat()


def last_moment(until: Instant, where: ZoneInfo) -> str:
    """The last day before an instant with which a day begins; else the instant."""
    return f"{local(until - 1, where):%Y-%m-%d}" if begins_day(until, where) else local(until, where).isoformat()


def days_of(start: Instant, end: Instant, where: ZoneInfo) -> str:
    """A time by its first and its last day, or by its moments where it is not one of whole days."""
    if begins_day(start, where) and begins_day(end, where):
        return f"{moment_of(start, where)} to {last_moment(end, where)}"
    return f"{exact_moment(start, where.key)} to {exact_moment(end, where.key)}"


def alert_text(one: Alert, words: ReportWords | None = None) -> str:
    """What is to be seen to, in a sentence; without words in English, with the moments of lists."""
    zone_name, words = one.told.agreement.zone, words or _PLAIN
    moment = exact_moment if words is _PLAIN else words.moment
    at = "" if one.due is None else moment(one.due, zone_name)
    return words.say(
        _alert_key(one),
        case=one.case,
        at=at,
        to=one.to,
        level="" if one.level is None else words.number(one.level.text),
        value="" if one.value is None else words.number(printed(one.value, one.told.promise)),
        because=words.reason(one.because),
    )


_PLAIN = replace(ENGLISH)


def _alert_key(one: Alert) -> str:
    match one.kind:
        case "late":
            return "alert-late-open" if one.due is None else "alert-late"
        case "unknown":
            return "alert-unknown" if one.because else "alert-waits"
        case "warn":
            return "alert-warn-case" if one.case else "alert-warn"
        case "escalation" if one.case:
            return "alert-escalation-case-open" if one.due is None else "alert-escalation-case"
    return f"alert-{one.kind}"
