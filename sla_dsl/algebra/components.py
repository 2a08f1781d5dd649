"""Figures that compose over the components of a service: over its ``needs``, with a figure for each leaf."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from ..model.services import Component, Redundant, Series, Service, Structure
from .structure import leaves
from .undecidable import Undecidable

V = TypeVar("V")


def composed(
    structure: Structure,
    figures: Mapping[str, V],
    series: Callable[[Sequence[V]], V | Undecidable],
    redundant: Callable[[int, Sequence[V]], V | Undecidable],
) -> V | Undecidable:
    """The figure of a structure from those of its leaves.

    ``series`` composes parts that are all needed; ``redundant`` composes parts where a number of them is needed,
    and takes that number first.  A part that is needed twice in series counts once.
    """
    if isinstance(structure, Component):
        known = figures.get(structure.service)
        return Undecidable(f"nothing is known of `{structure.service}`") if known is None else known
    parts: list[V] = []
    for part in series_parts(structure) if isinstance(structure, Series) else structure.parts:
        figure = composed(part, figures, series, redundant)
        if isinstance(figure, Undecidable):
            return figure
        parts.append(figure)
    return series(parts) if isinstance(structure, Series) else redundant(structure.needed, parts)


def series_parts(structure: Structure) -> tuple[Component | Redundant, ...]:
    """The parts that are needed in series, each once, whether they stand in one ``and`` or in one inside another."""
    if isinstance(structure, Series):
        return tuple(dict.fromkeys(found for part in structure.parts for found in series_parts(part)))
    return (structure,)


def flattened(structure: Structure) -> Structure:
    """The structure in which each series is one node that names each part once."""
    if isinstance(structure, Component):
        return structure
    parts = tuple(flattened(part) for part in structure.parts)
    if isinstance(structure, Redundant):
        return Redundant(needed=structure.needed, parts=parts)
    return Series(parts=series_parts(Series(parts=parts)))


def reached(services: Mapping[str, Service], names: Iterable[str], but: Collection[str] = ()) -> frozenset[str]:
    """These services and all that they need, without some that are left out."""
    found: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        if name not in found and name not in but:
            found.add(name)
            service = services.get(name)
            left += leaves(service.needs) if service and service.needs else ()
    return frozenset(found)


def throughput(structure: Structure, rates: Mapping[str, Fraction]) -> Fraction | Undecidable:
    """The rate that is guaranteed: in series the least; of redundant parts the sum of the smallest that are needed."""
    # The larger parts may be the ones that are down ("Other figures" in docs/mathematics.md).
    return composed(structure, rates, min, lambda needed, parts: sum(sorted(parts)[:needed], Fraction(0)))


def throughput_ceiling(structure: Structure, rates: Mapping[str, Fraction]) -> Fraction | Undecidable:
    """The rate while everything is up: in series the least, of redundant parts the sum of all."""
    return composed(structure, rates, min, lambda _needed, parts: sum(parts, Fraction(0)))


def error_rate(structure: Structure, shares: Mapping[str, Fraction]) -> Fraction | Undecidable:
    """The largest share (at most 1) that can go wrong: in series the sum; undecidable over redundant parts."""
    return composed(structure, shares, lambda parts: min(sum(parts, Fraction(0)), Fraction(1)), _no_redundancy)


def total(structure: Structure, figures: Mapping[str, Fraction]) -> Fraction | Undecidable:
    """The sum in series of a figure such as jitter or a number of outages; undecidable over redundant parts."""
    return composed(structure, figures, lambda parts: sum(parts, Fraction(0)), _no_redundancy)


def _no_redundancy(_needed: int, _parts: Sequence[Fraction]) -> Undecidable:
    return Undecidable("what redundant parts come to together depends on how the load is spread over them")


def sole_parts(services: Mapping[str, Service], name: str) -> Iterator[str]:
    """The one part that a service needs, the one that this needs in turn, and so on."""
    seen = {name}
    while name in services and isinstance(needs := services[name].needs, Component) and needs.service not in seen:
        name = needs.service
        seen.add(name)
        yield name
