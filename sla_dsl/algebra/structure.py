"""The needs of a service as sets: the components that bring it down together, and those that keep it up together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model.services import Component, Redundant, Series, Structure

Sets = tuple[frozenset[str], ...]
"""Sets of components, none of which contains another; small ones first, then by name."""

LIMIT = 1000
"""The most minimal sets at any step: see "Limits" in docs/mathematics.md."""


@dataclass(frozen=True, slots=True)
class TooLarge:
    """A stated limit of computation is reached: there would be more of ``what`` than ``limit``."""

    what: str
    limit: int


def leaves(structure: Structure) -> Counter[str]:
    """The components in the order of writing, and how often each occurs."""
    return Counter(_occurrences(structure))


def _occurrences(structure: Structure) -> Iterator[str]:
    if isinstance(structure, Component):
        yield structure.service
    else:
        for part in structure.parts:
            yield from _occurrences(part)


def needed(structure: Series | Redundant) -> int:
    """The number of parts that a structure needs: all in series, ``k`` of them if redundant."""
    return len(structure.parts) if isinstance(structure, Series) else structure.needed


def cut_sets(structure: Structure) -> Sets | TooLarge:
    """The minimal sets of components that bring the whole down when all of a set are down."""
    return _sets(structure, failing=True)


def path_sets(structure: Structure) -> Sets | TooLarge:
    """The minimal sets of components that keep the whole up when all of a set are up."""
    return _sets(structure, failing=False)


def _sets(structure: Structure, failing: bool) -> Sets | TooLarge:
    """The minimal sets that make ``needed`` parts work, or that make so many fail that fewer are left.

    A structure that needs ``k`` of ``n`` parts is down when ``n - k + 1`` are down: cut sets are the path sets of the
    dual structure (Barlow and Proschan, *Statistical Theory of Reliability and Life Testing*, 1975).  After each part
    ``chosen[j]`` holds the minimal sets for ``j`` of the parts so far.
    """
    if isinstance(structure, Component):
        return (frozenset({structure.service}),)
    count = max(0, len(structure.parts) - needed(structure) + 1 if failing else needed(structure))
    chosen: list[Sets] = [(frozenset(),), *[()] * count]
    for part in structure.parts:
        own = _sets(part, failing)
        if isinstance(own, TooLarge):
            return own
        for j in range(count, 0, -1):
            if len(chosen[j]) + len(chosen[j - 1]) * len(own) > LIMIT:
                return TooLarge("sets of components", LIMIT)
            chosen[j] = minimal([*chosen[j], *(one | other for one in chosen[j - 1] for other in own)])
    return chosen[count]


def minimal(sets: Iterable[frozenset[str]]) -> Sets:
    """The sets that contain no other of these sets."""
    kept: list[frozenset[str]] = []
    for candidate in sorted(set(sets), key=lambda each: (len(each), sorted(each))):
        if not any(smaller <= candidate for smaller in kept):
            kept.append(candidate)
    return tuple(kept)
