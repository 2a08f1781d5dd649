"""Strictness: a figure that just reaches a strict bound (`below`, `above`) keeps it only behind strict carriers."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ...model.objective import Objective
from ...model.phrases import Bound
from ...model.services import Component, Series, Structure
from ..case import Case


def is_strict(objective: Objective) -> bool:
    """Whether an objective excludes the exact figure of its bound."""
    bound = objective.bound
    # Rounded first, a figure just below the bound passes as the bound, and so nothing is excluded.
    return isinstance(bound, Bound) and bound.kind in ("below", "above") and objective.counting.decimals is None


def whole_is_strict(structure: Structure, strict: set[str], series: Callable[[Iterable[bool]], bool]) -> bool:
    """Whether the figure of a structure stays off its bound, when its ``strict`` leaves stay off theirs.

    In series one strict leaf suffices where figures add (``series`` is `any`), and all must be strict where the least
    counts (`all`).  Of redundant parts each must be strict.  (docs/mathematics.md, Other figures)
    """
    if isinstance(structure, Component):
        return structure.service in strict
    parts = [whole_is_strict(part, strict, series) for part in structure.parts]
    return series(parts) if isinstance(structure, Series) else all(parts)


def only_reached(case: Case, figure: str, rule: str) -> None:
    """The agreements behind a `below` or `above` promise may land exactly on its bound."""
    case.add(
        "unbacked",
        rule,
        case.address,
        message=f"what carries `{case.address}` may come to just {figure}, where {case.promised} is promised",
        example=f"every agreement behind it is met with {figure}",
        help="promise `at most` or `at least` that figure, or have `below` or `above` it promised behind",
    )
