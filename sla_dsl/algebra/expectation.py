"""The availability to be expected of a service whose components fail independently of each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..model.services import Component, Redundant, Series, Structure
from .structure import TooLarge, leaves, needed

LIMIT = 4096
"""How many cases may be told apart: two for each component that occurs twice, three for each common cause."""


@dataclass(frozen=True, slots=True)
class CommonCause:
    """Components of which a share (0 to 1) of what the best of them loses is lost by all of them at once."""

    of: frozenset[str]
    share: Fraction


def probability_down(
    structure: Structure, down: Mapping[str, Fraction], causes: Sequence[CommonCause] = ()
) -> Fraction | TooLarge:
    """The probability that the whole is down when each component is down with its own, independently.

    A component that occurs several times is taken as up, then as down, and both are weighted (Barlow and Proschan
    1975, pivotal decomposition), so that what is left are independent branches.  A group with a common cause is down
    for ``share * min(down) + P(down | each down * (1 - share))``, as in the beta-factor model (Fleming 1974); inside
    a larger structure the first summand counts as often as the group decides.  Groups must not overlap.
    """
    repeated = [name for name, times in leaves(structure).items() if times > 1]
    if 2 ** len(repeated) * 3 ** len(causes) > LIMIT:
        return TooLarge("cases of components that occur twice, or have a common cause", LIMIT)
    return min(_with_causes(structure, down, causes, repeated), Fraction(1))


def _with_causes(
    structure: Structure, down: Mapping[str, Fraction], causes: Sequence[CommonCause], repeated: Sequence[str]
) -> Fraction:
    if not causes:
        return _conditioned(structure, down, repeated)
    group, rest = causes[0], causes[1:]

    def when(members: Mapping[str, Fraction]) -> Fraction:
        return _with_causes(structure, {**down, **members}, rest, repeated)

    decides = when(dict.fromkeys(group.of, Fraction(1))) - when(dict.fromkeys(group.of, Fraction(0)))
    common = group.share * min(down[name] for name in group.of)
    return when({name: down[name] * (1 - group.share) for name in group.of}) + common * decides


def _conditioned(structure: Structure, down: Mapping[str, Fraction], repeated: Sequence[str]) -> Fraction:
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
    """The probability that enough of independent parts are up: ``chances[j]`` is that of ``j`` of those so far."""
    if isinstance(structure, Component):
        return 1 - down[structure.service]
    chances = [Fraction(1)]
    for part in structure.parts:
        up = _up(part, down)
        fewer, more = [*chances, Fraction(0)], [Fraction(0), *chances]
        chances = [without * (1 - up) + with_it * up for without, with_it in zip(fewer, more, strict=True)]
    return sum(chances[max(0, needed(structure)) :], Fraction(0))


def sharing(structure: Structure, members: frozenset[str], thing: str) -> Structure:
    """The structure in which what its members share (a duct, a supplier) is a component that each of them needs."""
    if isinstance(structure, Component):
        return Series(parts=(structure, Component(service=thing))) if structure.service in members else structure
    parts = tuple(sharing(part, members, thing) for part in structure.parts)
    if isinstance(structure, Series):
        return Series(parts=parts)
    return Redundant(needed=structure.needed, parts=parts)


def own_part(down: Fraction, shared: Fraction) -> Fraction:
    """What is left of a probability to be down without that of something shared, which must be at most as large.

    ``1 - down = (1 - own) * (1 - shared)``; of something that is always down together with what it shares, nothing.
    """
    return Fraction(0) if shared == 1 else 1 - (1 - down) / (1 - shared)
