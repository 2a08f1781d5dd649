"""What monitoring can say of a promise: a share of time or of events that may be bad, in windows that are known.

``docs/monitoring.md`` says what the series are that a house must give.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ...algebra.calendars import ALWAYS
from ...algebra.days import months_after
from ...algebra.intervals import Interval, Intervals, measure
from ...algebra.scopes import is_within
from ...algebra.windows import stated_seconds
from ...algebra.zones import Instant
from ...facts.kept import asked, windows_of
from ...facts.question import Question, UnknownError
from ...facts.world import World
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...model.phrases import Bound
from ...model.quantity import Quantity
from ...model.workspace import Workspace

IndicatorKind = Literal["time", "events"]


@dataclass(frozen=True)
class CountedWindow:
    """A window of a promise: the ``whole`` of it, how many seconds count in it, and the openings in which they lie.

    ``span`` is what the term and the last amendment leave of it.
    """

    whole: Interval
    span: Interval
    seconds: Fraction
    openings: Intervals


@dataclass(frozen=True)
class Indicator:
    """A promise as monitoring sees it: of what a share may be bad, which share, and in which windows.

    ``allowed`` is between 0 and 1. The promise is kept with exactly that share, unless it ``excludes`` it (``above``).
    ``calendar`` are the hours that count, none if all do: those of a case only say how its time runs. ``until`` is the
    instant at which the promise ends.
    """

    agreement: Agreement
    objective: Objective
    kind: IndicatorKind
    allowed: Fraction
    excludes: bool
    of_cases: bool
    calendar: str | None
    until: Instant
    windows: tuple[CountedWindow, ...]

    @property
    def name(self) -> str:
        """The address of the promise without its agreement."""
        return self.objective.address.partition("/")[2]


@dataclass(frozen=True)
class Refused:
    """A promise that a target cannot say, and why."""

    address: str
    reason: str


def indicators(workspace: Workspace, addresses: Iterable[str] = ()) -> Iterator[Indicator | Refused]:
    """The promises at these addresses (agreements, tables, objectives; all, without any) as monitoring sees them.

    Templates promise nothing, and are left out.
    """
    wanted = tuple(addresses)
    for agreement in workspace.agreements.values():
        for objective in agreement.objectives:
            if not agreement.is_template and (not wanted or is_within(objective.address, wanted)):
                yield indicator(workspace, agreement, objective)


def indicator(workspace: Workspace, agreement: Agreement, objective: Objective) -> Indicator | Refused:
    """One promise, with its windows from the one of the as-of day to the horizon."""
    reason = _not_counted(objective)
    if reason:
        return Refused(objective.address, reason)
    counted = _counted(workspace, objective)
    if isinstance(counted, str):
        return Refused(objective.address, counted)
    kind, allowed, excludes = counted
    metric = workspace.metrics[objective.metric]
    of_cases = metric.starts is not None and metric.stops is not None
    whole = asked(workspace, agreement, objective, (0, 0), World())
    calendar = None if of_cases or whole.hours in (None, ALWAYS) else whole.hours
    try:
        found = tuple(_windows(whole, calendar))
    except UnknownError as unknown:
        return Refused(objective.address, f"the windows cannot be laid out: `{unknown.word}`")
    if not found:
        return Refused(objective.address, "no window of it begins before the horizon and counts")
    until = min(whole.term[1], whole.written[1])
    return Indicator(agreement, objective, kind, allowed, excludes, of_cases, calendar, until, found)


def _not_counted(objective: Objective) -> str:
    """Why a promise is none of a share in windows, whatever its metric; empty if it may be one."""
    if objective.bound is None:
        return "it promises `none`"
    if objective.statistic != "share":
        return f"single figures count (`{objective.statistic}`), not a share of time or of events"
    if objective.window is None:
        return "it has no window"
    if objective.when is not None:
        return "it holds under a condition (`when`)"
    if objective.mean_of is not None:
        return f"it is a mean of the figures {objective.mean_of.text}"
    if objective.each_of is not None:
        return f"it is counted for each `{objective.each_of}` by itself"
    return ""


def _counted(workspace: Workspace, objective: Objective) -> tuple[IndicatorKind, Fraction, bool] | str:
    """Of what a share may be bad, which share, and whether that share is already too much; or why none is known."""
    metric, bound, share = workspace.metrics[objective.metric], objective.bound, objective.share
    if share is not None:
        least: Bound = Bound(kind="at-least", value=share.share)
    elif metric.unit == "percent" and isinstance(bound, Bound) and bound.kind != "between":
        least = bound
    else:
        return "it bounds no share on one side"
    if not isinstance(least.value, Quantity):
        return f"`{least.value.parameter}` has no value"
    decimals = objective.counting.decimals
    higher = least.kind in ("at-least", "above")
    excludes = least.kind in ("above", "below")
    # Rounded half up, a figure reaches its bound half a unit of the last decimal before it, and a bound that is
    # excluded is passed half a unit behind it: docs/mathematics.md, Rounding.
    half = Fraction(5, 10 ** (decimals + 1)) if decimals is not None else Fraction(0)
    figure = least.value.amount
    if decimals is not None and (figure * 10**decimals).denominator != 1:
        return f"`{least.value.text}` is finer than the {decimals} decimals to which it is rounded"
    if higher:
        allowed = 1 - (figure + (half if excludes else -half)) / 100
    else:
        allowed = (figure + (-half if excludes else half)) / 100
    if decimals is not None:
        # What is rounded up at half a unit: `at least` is kept there, `above` as well; below and at most are not.
        excludes = not higher
    population = share.of if share is not None else metric.population
    return ("time" if population == "time" else "events"), min(max(allowed, Fraction(0)), Fraction(1)), excludes


def _windows(asks: Question, calendar: str | None) -> Iterator[CountedWindow]:
    """The windows that count, with what the term and the last amendment leave of them.

    Raises ``UnknownError`` for windows that cannot be laid out.
    """
    workspace, agreement, objective = asks.workspace, asks.agreement, asks.objective
    since = asks.midnight(workspace.as_of, 0)
    until = asks.midnight(months_after(workspace.as_of, workspace.horizon), since)
    for window in windows_of(workspace, agreement, objective, since, until):
        question = asked(workspace, agreement, objective, window, World())
        start, end = question.promised
        if start >= end or (question.is_cut and agreement.partial_windows == "met"):
            continue
        full, part = (Fraction(measure(asks.open(calendar, (span,)))) for span in (window, (start, end)))
        stated = stated_seconds(objective.window) if objective.window else None
        if part:
            of_it = Fraction(1) if agreement.partial_windows == "whole" else part / full
            yield CountedWindow(window, (start, end), (stated or full) * of_it, asks.open(calendar, ((start, end),)))
