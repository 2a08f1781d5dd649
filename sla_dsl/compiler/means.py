"""Means of the figures of several windows: what they can be taken of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..algebra.windows import fills
from ..model.phrases import Statistic, Window
from ..model.services import Metric
from ..text.source import Node, Token
from .reading import Reading


def check_mean(
    inner: Window | None,
    outer: Window | None,
    statistic: Statistic,
    details: Mapping[str, Any],
    metric: Metric,
    place: Node | Token,
    reading: Reading,
) -> None:
    """Reports a mean of the figures of windows that do not fill the outer one, or that have no figure to average."""
    if inner is None:
        return
    # Cases may be open beyond their window, and a sum is one of the outer window as well.
    is_of_cases = metric.population == "outages" or (metric.starts is not None and metric.stops is not None)
    if is_of_cases or statistic in ("each", "total") or details.get("counted_for_each"):
        reading.report(
            "value/no-such-mean",
            f"`{metric.name}` has no figure `{inner.text}` to take the mean of",
            place,
            help="take the mean of a share of time or of events, or of a mean, a median, the longest or the lowest of "
            "samples; bound cases, outages and sums over the longer window itself",
        )
    elif outer is not None and fills(inner, outer) is False:
        reading.report(
            "value/no-such-mean",
            f"windows `{inner.text}` do not fill windows `{outer.text}`",
            place,
            help="write windows that make up the longer ones, such as "
            "`mean of availability each calendar month at least 99% each calendar quarter`",
        )
