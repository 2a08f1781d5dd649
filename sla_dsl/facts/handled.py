"""Cases as their clocks count them, and as they were judged."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from ..algebra.zones import Instant
from .world import ServiceCase


class Spell(NamedTuple):
    """A time in which a case is worked on: until it is done, or, if it has no end, still."""

    start: Instant
    end: Instant | None


class Handled(NamedTuple):
    """A case as its clock counts it: it starts once, and its time may begin anew, each time of one or more stretches.

    ``case`` is the row; a row that is opened again too late is more than one case.
    """

    case: ServiceCase
    start: Instant
    counts: tuple[tuple[Spell, ...], ...]


class Timed(NamedTuple):
    """A case that was judged: what its clock says in seconds (if it is one of hours), and whether that is in time.

    ``is_open`` if it is not done, and may still be either.  ``beyond`` is by how many seconds a case that is done is
    late; none of one that is not done.
    """

    handled: Handled
    seconds: Fraction | None
    in_time: bool
    is_open: bool = False
    beyond: Fraction | None = Fraction(0)
