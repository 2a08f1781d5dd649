"""Exclusions that leave nothing of a promise."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sla_dsl.algebra.calendars import YEAR, almanac_of
from sla_dsl.algebra.intervals import intersection
from sla_dsl.algebra.scopes import is_at, overlaps
from sla_dsl.algebra.zones import Instant, local, opening, zone
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.phrases import Window
from sla_dsl.model.quantity import Quantity
from sla_dsl.model.remedies import Exclusion
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related

from .common import sharing, understood

ALWAYS = "24x7"
_DAYS = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}
"""The most days in a window of each period."""
_SECONDS = {"s": 1, "day": 86400, "month": 31 * 86400}
"""The most seconds in one of each unit, with days of 24 hours."""


def longest(window: Window) -> Fraction | None:
    """The seconds of the longest window of this kind, with days of 24 hours; none if its length is not known."""
    if window.kind == "rolling":
        return seconds(window.length) if isinstance(window.length, Quantity) else None
    return Fraction(3600 if window.period == "hour" else _DAYS[window.period or "year"] * 86400)


def seconds(time: Quantity) -> Fraction | None:
    """The longest that a time can be, in seconds; none for business days."""
    return time.amount * _SECONDS[time.unit] if time.unit in _SECONDS else None


def longer_than_window(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Exclusions limited to more time than their window has."""
    for one in agreement.exclusions:
        if one.window is None or one.window.kind == "occurrence" or not isinstance(one.limit, Quantity):
            continue
        limit, length = seconds(one.limit), longest(one.window)
        if limit is not None and length is not None and limit > length:
            yield Finding(
                "agreement/exclusion-longer-than-window",
                f"`{one.reason}` may take {one.limit.text} {one.window.text}, "
                f"which has {Quantity(amount=length, unit='s').text} at most",
                one.source,
                help="give it a smaller limit; without any, everything for that reason is excluded",
                address=agreement.name,
            )


class _Openings:
    """The calendars of a workspace, and when two of them are first open at once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.almanac = almanac_of(workspace)

    def first_common(self, hours: str | None, others: str | None, since: Instant) -> Instant | None:
        """The first instant of a year at which both are open; every hour counts where none is named."""
        names = [name or ALWAYS for name in (hours, others)]
        if not set(names).isdisjoint(self.workspace.broken) or not all(map(self.almanac.is_known, names)):
            return None
        both = intersection(*(self.almanac.openings(name, since, since + YEAR) for name in names))
        return next((start for start, _ in both), None)


def overlapping_allowances(year: _Openings, agreement: Agreement) -> Iterator[Finding]:
    """Two allowances of one reason at the same time, one limited: nobody knows which of them is used up first."""
    where = zone(agreement.zone or "UTC")
    since = opening(year.workspace.as_of, 0, where)
    for one, other in sharing(agreement.exclusions, lambda each: [each.reason]):
        if one.limit is None and other.limit is None:
            continue
        if not overlaps(one.scope, other.scope) or not _shares_promise(one, other, agreement):
            continue
        at = year.first_common(one.within, other.within, since)
        if at is not None:
            when = f"{local(at, where):%Y-%m-%d at %H:%M}"
            yield Finding(
                "agreement/overlapping-allowances",
                f"two limits of `{one.reason}` hold at the same time, such as on {when}"
                if one.limit is not None and other.limit is not None
                else f"`{one.reason}` is limited and unlimited at the same time, such as on {when}",
                other.source,
                help="name hours for each that are never open at once (`within …`); limits that hold together stand in "
                "one statement, as in `up to 4 h each calendar month and up to 2 h each time`",
                related=(Related(one.source, "the other allowance"),),
                address=agreement.name,
                values=(one.reason,),
            )


def _shares_promise(one: Exclusion, other: Exclusion, agreement: Agreement) -> bool:
    """Whether two exclusions are for the same objective; without a name they are for all."""
    return not (one.objectives and other.objectives) or any(
        is_at(each, *one.objectives) and is_at(each, *other.objectives) for each in agreement.objectives
    )


_EXCLUDES = "excludes maintenance up to {} each calendar month"

RULES = (
    Rule(
        "agreement/exclusion-longer-than-window",
        "error",
        "an exclusion is limited to more time than its window has",
        "Such a limit limits nothing: all of the window may be excluded, and no time is left for a promise.",
        bad=stage.ola(stage.UPTIME, _EXCLUDES.format("800 h") + " # agreement/exclusion-longer-than-window"),
        good=stage.ola(stage.UPTIME, _EXCLUDES.format("8 h")),
        check=Each(understood, longer_than_window),
    ),
    Rule(
        "agreement/overlapping-allowances",
        "error",
        "two allowances of one reason hold at the same time, one with a limit",
        "Each allowance of one reason has hours of its own; where both are open nobody knows which is used up.",
        bad="calendar late { time zone Europe/Paris open Mon 12:00-22:00 }\n"
        + stage.ola(
            stage.UPTIME,
            "excludes maintenance up to 4 h each calendar month within office",
            "excludes maintenance up to 8 h each calendar month within late # agreement/overlapping-allowances",
        ),
        good="calendar weekend { time zone Europe/Paris open Sat-Sun 00:00-24:00 }\n"
        + stage.ola(
            stage.UPTIME,
            "excludes maintenance up to 4 h each calendar month within office",
            "excludes maintenance up to 8 h each calendar month within weekend",
        ),
        check=Each(understood, overlapping_allowances, _Openings),
    ),
)
