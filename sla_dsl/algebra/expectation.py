"""The expected availability of a service whose components fail independently of each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from ..model.services import Component, Structure
from .structure import TooLarge, leaves, needed

LIMIT = 4096
"""The most cases that are told apart ("Limits" in docs/mathematics.md).

A component that occurs twice counts two, a common cause three, and a group that is down together one more than it has
members; the numbers are multiplied."""


@dataclass(frozen=True, slots=True)
class CommonCause:
    """Components that all lose a share (0 to 1) of the best one's loss at the same time."""

    of: frozenset[str]
    share: Fraction


def probability_down(
    structure: Structure,
    down: Mapping[str, Fraction],
    causes: Sequence[CommonCause] = (),
    together: Sequence[frozenset[str]] = (),
) -> Fraction | TooLarge:
    """The probability that the whole is down when each component is down with its own probability, independently.

    A component that occurs several times is taken as up, then as down, and both results are weighted (Barlow and
    Proschan 1975, pivotal decomposition); independent branches are left.  A group with a common cause is down for
    ``share * min(down) + P(down | each down * (1 - share))``, as in the beta-factor model (Fleming 1974); inside a
    larger structure the first summand counts with the probability that the group decides.  The members of a group in
    ``together`` are down at the same time as often as they can be: whenever one is down, so is every one that is down
    at least as often. Groups of either kind must not overlap.
    """
    repeated = [name for name, times in leaves(structure).items() if times > 1]
    if 2 ** len(repeated) * 3 ** len(causes) * prod(len(group) + 1 for group in together) > LIMIT:
        return TooLarge("cases of components that occur twice, are down together or have a common cause", LIMIT)
    # The summands of the beta-factor model do not exclude each other, so their sum may pass 1.
    return min(_with_together(structure, down, causes, together, repeated), Fraction(1))


def _with_together(
    structure: Structure,
    down: Mapping[str, Fraction],
    causes: Sequence[CommonCause],
    together: Sequence[frozenset[str]],
    repeated: Sequence[str],
) -> Fraction:
    """The probability; each group in ``together`` is conditioned on the intervals between its members' own."""
    if not together:
        return _with_causes(structure, down, causes, repeated)
    group, rest = together[0], together[1:]
    found = reached = Fraction(0)
    for level in sorted({Fraction(1), *(down[name] for name in group)}):
        members = {name: Fraction(down[name] > reached) for name in group}
        if level > reached:
            found += (level - reached) * _with_together(structure, {**down, **members}, causes, rest, repeated)
        reached = level
    return found


def _with_causes(
    structure: Structure, down: Mapping[str, Fraction], causes: Sequence[CommonCause], repeated: Sequence[str]
) -> Fraction:
    """The probability, with each common cause added to the independent rest by the beta-factor model."""
    if not causes:
        return _conditioned(structure, down, repeated)
    group, rest = causes[0], causes[1:]

    def when(members: Mapping[str, Fraction]) -> Fraction:
        return _with_causes(structure, {**down, **members}, rest, repeated)

    decides = when(dict.fromkeys(group.of, Fraction(1))) - when(dict.fromkeys(group.of, Fraction(0)))
    common = group.share * min(down[name] for name in group.of)
    return when({name: down[name] * (1 - group.share) for name in group.of}) + common * decides


def _conditioned(structure: Structure, down: Mapping[str, Fraction], repeated: Sequence[str]) -> Fraction:
    """The probability, with each component that occurs twice taken as down and as up."""
    if not repeated:
        return 1 - _up(structure, down)
    name, rest = repeated[0], repeated[1:]
    return sum(
        (
            weight * _conditioned(structure, {**down, name: state}, rest)
            for weight, state in ((down[name], Fraction(1)), (1 - down[name], Fraction(0)))
            if weight
        ),
        Fraction(0),
    )


def _up(structure: Structure, down: Mapping[str, Fraction]) -> Fraction:
    """The probability that enough of independent parts are up."""
    if isinstance(structure, Component):
        return 1 - down[structure.service]
    # `chances[j]` is the probability that `j` of the parts so far are up.
    chances = [Fraction(1)]
    for part in structure.parts:
        up = _up(part, down)
        fewer, more = [*chances, Fraction(0)], [Fraction(0), *chances]
        chances = [without * (1 - up) + with_it * up for without, with_it in zip(fewer, more, strict=True)]
    return sum(chances[max(0, needed(structure)) :], Fraction(0))
