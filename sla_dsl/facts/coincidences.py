"""What is assumed to be independent, and was down at the same time."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from ..algebra.intervals import Interval, Intervals, intersection, measure, union
from ..algebra.zones import local, zone
from ..model.quantity import Quantity
from .tables.cells import MICRO
from .tables.found import FactFinding, RowPlace
from .tables.rows import OutageRow
from .worlds import FactsOfAgreement


def coincidences(known: FactsOfAgreement, period: Interval) -> Iterator[FactFinding]:
    """A finding for each two services that an agreement takes to be independent, and that were down together."""
    where = zone(known.agreement.zone or "UTC")
    for one in known.agreement.assumptions:
        if one.kind != "independent":
            continue
        for first, second in combinations(sorted(one.of), 2):
            both = intersection(_down(known, first, period), _down(known, second, period))
            if both:
                time = Quantity(amount=Fraction(measure(both)), unit="s").text
                days = ", ".join(dict.fromkeys(f"{local(start, where):%Y-%m-%d}" for start, _ in both))
                yield FactFinding(
                    "facts/coincidence",
                    f"`{first}` and `{second}` were down together for {time} ({days}), and"
                    f" `{known.agreement.name}` takes them to be independent",
                    RowPlace(one.source.source.path, one.source.start.line),
                    help="say `common cause` with a share, if they have something in common",
                    severity="note",
                )


def _down(known: FactsOfAgreement, name: str, period: Interval) -> Intervals:
    """When a service, or what an agreement covers, was down in a period, by the rows of its own."""
    agreement = known.workspace.agreements.get(name)
    services = sorted({name} if agreement is None else {*agreement.covers})
    rows = known.facts.of(OutageRow, ("service",), [(one,) for one in services])
    spans = ((one.start // MICRO, known.told_until if one.end is None else one.end // MICRO) for one in rows)
    return intersection(union(spans), union([period]))
