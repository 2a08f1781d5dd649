"""Whether a condition holds: yes, no, or nobody can tell, because a figure in it is not known or not comparable."""

from __future__ import annotations

from collections.abc import Iterable

Truth = bool | None
"""None: it depends on a figure that is blank, computed, or in a unit that cannot be compared."""


def denied(truth: Truth) -> Truth:
    """The truth of the opposite."""
    return None if truth is None else not truth


def all_of(truths: Iterable[Truth]) -> Truth:
    """The truth of several together: one that does not hold decides."""
    unsure = False
    for truth in truths:
        if truth is False:
            return False
        unsure = unsure or truth is None
    return None if unsure else True


def any_of(truths: Iterable[Truth]) -> Truth:
    """The truth of alternatives: one that holds decides."""
    unsure = False
    for truth in truths:
        if truth:
            return True
        unsure = unsure or truth is None
    return None if unsure else False
