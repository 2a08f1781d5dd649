"""Exclusions that leave nothing of a promise."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sla_dsl.model.agreement import Agreement
from sla_dsl.model.phrases import Window
from sla_dsl.model.quantity import Quantity
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding

from .common import understood

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
        if one.window is None or not isinstance(one.limit, Quantity):
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
)
