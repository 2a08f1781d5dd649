"""Strictness of chains: whether hand-offs stay off the sum of their limits (docs/mathematics.md, Other figures)."""

from __future__ import annotations

from ..behind.strictness import is_strict
from .legs import Leg, Legs


def sum_is_strict(legs: Legs) -> bool:
    """Whether legs in the same hours stay off the sum of their limits: one of them does; of several routes all."""
    return any(_is_strict_leg(leg) if isinstance(leg, Leg) else all(map(sum_is_strict, leg.routes)) for leg in legs)


def end_is_strict(legs: Legs) -> bool:
    """Whether a chain through any hours ends before its last limit: its last leg must be strict."""
    # What an earlier leg saves may be spent in waiting for the hours of the next.
    last = legs[-1]
    return _is_strict_leg(last) if isinstance(last, Leg) else all(map(end_is_strict, last.routes))


def _is_strict_leg(leg: Leg) -> bool:
    return leg.carrier is not None and is_strict(leg.carrier.objective)
