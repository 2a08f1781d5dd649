"""Strict promises (`below`, `above`): a figure that is just reached keeps them only if what is behind is strict too."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ...model.objective import Objective
from ...model.phrases import Bound
from ...model.services import Component, Series, Structure
from ...wording.figures import promise_text
from ..verdict import Findings


def is_strict(objective: Objective) -> bool:
    """Whether an objective leaves out the very figure of its bound; one that is rounded first does not."""
    bound = objective.bound
    return isinstance(bound, Bound) and bound.kind in ("below", "above") and objective.counting.decimals is None


def whole_is_strict(structure: Structure, strict: set[str], series: Callable[[Iterable[bool]], bool]) -> bool:
    """Whether what composes from strict leaves and others stays off its bound.

    In ``series`` that takes one of them where figures add (`any`), and all where the least counts (`all`); of
    redundant parts each must be strict.
    """
    if isinstance(structure, Component):
        return structure.service in strict
    parts = [whole_is_strict(part, strict, series) for part in structure.parts]
    return series(parts) if isinstance(structure, Series) else all(parts)


def only_reached(promise: Objective, figure: str, rule: str, found: Findings) -> None:
    """What is behind a strict promise may come to the very figure that it leaves out."""
    found.add(
        "unbacked",
        rule,
        f"what carries `{promise.address}` may come to just {figure}, where {promise_text(promise)} is promised",
        promise.address,
        example=f"every agreement behind it is met with {figure}",
        help="promise `at most` or `at least` that figure, or have `below` or `above` it promised behind",
    )
