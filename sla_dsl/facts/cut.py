"""Counts whose time a window cuts: all their events count where they begin, and the report says so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from ..algebra.zones import Instant, local, zone
from .kept import asked
from .means import parts_of
from .needs import is_of_cases, is_of_time
from .reported import WindowFigure
from .tables.cells import MICRO
from .tables.found import FactFinding
from .tables.rows import CountRow
from .worlds import FactsOfAgreement


def cut_counts(windows: Iterable[WindowFigure]) -> list[FactFinding]:
    """A finding for each count that begins in one of these windows of its objective and ends in another."""
    edges: dict[tuple[str, str], tuple[FactsOfAgreement, set[Instant]]] = {}
    for told in windows:
        metric = told.known.workspace.metrics[told.promise.metric]
        if told.promise.window is not None and not is_of_time(metric) and not is_of_cases(metric):
            of = edges.setdefault((told.agreement.name, metric.name), (told.known, set()))
            of[1].update(told.window)
            if told.promise.mean_of is not None:
                known = told.known
                about = known.workspace, known.agreement, told.promise, told.window, known.told, *told.written
                of[1].update(edge for one in parts_of(asked(*about)) for edge in one.window)
    found = (one for (_, metric), (known, at) in edges.items() for one in _cut(known, metric, at))
    return sorted({(one.place, one.message): one for one in found}.values(), key=lambda one: one.place)


def _cut(known: FactsOfAgreement, metric: str, edges: set[Instant]) -> Iterator[FactFinding]:
    rows = [*known.facts.of(CountRow, ("service",), [(one,) for one in known.services])]
    rows = [one for one in rows if one.metric in ("", metric)]
    rows.sort(key=lambda one: one.start)
    starts = [one.start for one in rows]
    longest = max((one.end - one.start for one in rows), default=0)
    where = zone(known.agreement.zone or "UTC")
    for edge in edges:
        at = edge * MICRO
        for row in rows[bisect_left(starts, at - longest) : bisect_left(starts, at)]:
            # A count that ends just with the window lies in it whole.
            if row.end > at:
                moment = f"{local(edge, where):%Y-%m-%d %H:%M}"
                message = f"events are counted over {moment}, where a window ends: all count before it"
                help_ = "export counts of intervals that end where windows do"
                yield FactFinding("facts/cut-interval", message, row.place, help=help_, severity="warning")
