"""Promises that have the proof that they had, although their agreement changed: nobody proves them.

A proof asks for the promise itself, for the rest of its agreement, and for what stands behind it.  Of the other
promises of the agreement it asks how they are measured and when they count, but never how much they promise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..model.agreement import Agreement
from ..model.base import Model
from ..model.objective import Objective
from ..model.workspace import Workspace
from .meaning import alike

ASKED_BY_NO_OTHER = ("bound", "warn", "aim", "title", "text")
"""The fields of an objective for which no proof of another one of its agreement asks."""


def settled(base: Workspace, head: Workspace, among: Collection[str]) -> frozenset[str]:
    """The addresses of the promises that are proved on both sides alike.

    Looked for ``among`` the agreements of these names, for which nothing changed but their own text.
    """
    # Whether an agreement with a mistake is judged follows from its findings as well.
    apart = base.misread | base.unread | head.misread | head.unread
    names = sorted(name for name in among if name not in apart)
    pairs = ((base.agreements.get(name), head.agreements.get(name)) for name in names)
    return frozenset(address for old, new in pairs if old and new for address in _settled(old, new))


def _settled(old: Agreement, new: Agreement) -> Iterator[str]:
    if not alike(_without(old, "objectives"), _without(new, "objectives")):
        return
    pairs = list(zip(old.objectives, new.objectives, strict=False))
    if len(old.objectives) == len(new.objectives) and all(alike(*map(_how, pair)) for pair in pairs):
        yield from (one.address for one, other in pairs if alike(one, other))


def _how(objective: Objective) -> tuple[object, ...]:
    """The promise, without how much of it."""
    return _without(objective, *ASKED_BY_NO_OTHER)


def _without(model: Model, *fields: str) -> tuple[object, ...]:
    return tuple(value for name, value in model.model_items() if name not in fields)
