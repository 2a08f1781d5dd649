"""Which rows of an agreement its worked examples reach: those without which one would come to something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeVar

from ..facts.bounds import OpenError
from ..facts.happened import Happened
from ..model.agreement import Agreement
from ..model.quantity import Quantity
from ..model.services import Metric
from ..text.source import Span
from .examples import computed

Removed = TypeVar("Removed")


class Reachable(NamedTuple):
    """A row of a credit, a cap, an exclusion or a pause: its place, and the agreement without it."""

    place: Span
    without: Agreement


def unreached(agreement: Agreement, metrics: Mapping[str, Metric]) -> tuple[int, list[Span]]:
    """How many rows an agreement has, and the places of those that no example of it reaches.

    A row is reached if an example comes to something else without it. Exclusions and pauses are no part of what an
    example is computed from, so none reaches them.
    """
    every = list(_rows(agreement))
    said = _results(agreement, metrics)
    left = [row.place for row in every if _results(row.without, metrics) == said]
    return len(every), sorted(left, key=lambda place: (place.source.path, place.offsets))


def with_values(agreement: Agreement, given: Mapping[str, Quantity]) -> Agreement:
    """The agreement with the values that an example gives to parameters."""
    parameters = tuple(
        one.model_copy(update={"value": given[one.name]}) if one.name in given else one for one in agreement.parameters
    )
    return agreement.model_copy(update={"parameters": parameters})


def _results(agreement: Agreement, metrics: Mapping[str, Metric]) -> list[Quantity | None]:
    """The computed result for each result of each example; none where it does not follow."""
    found: list[Quantity | None] = []
    for example in agreement.examples:
        happened = Happened(with_values(agreement, {one.subject: one.value for one in example.given}), metrics, example)
        for result in example.results:
            try:
                found.append(computed(happened, result))
            except (OpenError, ArithmeticError, KeyError):
                found.append(None)
    return found


def _rows(agreement: Agreement) -> Iterator[Reachable]:
    for number, remedy in enumerate(agreement.remedies):
        if not remedy.bands:
            yield Reachable(remedy.source, agreement.model_copy(update={"remedies": _left(agreement.remedies, number)}))
        for at, band in enumerate(remedy.bands):
            shorter = remedy.model_copy(update={"bands": _left(remedy.bands, at)})
            remedies = (*agreement.remedies[:number], shorter, *agreement.remedies[number + 1 :])
            yield Reachable(band.source, agreement.model_copy(update={"remedies": remedies}))
    for number, cap in enumerate(agreement.caps):
        yield Reachable(cap.source, agreement.model_copy(update={"caps": _left(agreement.caps, number)}))
    yield from (Reachable(one.source, agreement) for one in agreement.exclusions)
    pauses = {pause.source: pause for objective in agreement.objectives for pause in objective.pauses}
    yield from (Reachable(place, agreement) for place in pauses)


def _left(every: tuple[Removed, ...], without: int) -> tuple[Removed, ...]:
    return (*every[:without], *every[without + 1 :])
