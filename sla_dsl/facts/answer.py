"""What a question is answered with."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from ..model.quantity import Quantity

Outcome = Literal["kept", "missed", "empty", "not-judged"]


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether an objective was kept in a window.

    ``empty`` is kept, as there was nothing to measure.  ``word`` is why it is not judged.  ``figure`` is exact, before
    it is rounded; of several cases that must each keep to the bound, and of several things, it is the worst one, and
    ``worst`` names the thing.  ``measured`` and ``down`` are seconds, ``excluded`` those of each reason.
    ``low`` and ``high`` are the ends of what the figure may be while cases are open, and missing without.
    ``late`` of the ``cases`` (or samples) do not keep to the bound.  ``unsaid`` are the texts in quotes of which the
    world says nothing: they are taken not to hold.
    """

    outcome: Outcome
    figure: Quantity | None = None
    word: str = ""
    worst: str = ""
    measured: Fraction | None = None
    down: Fraction | None = None
    excluded: tuple[tuple[str, Fraction], ...] = ()
    cases: int | None = None
    late: int | None = None
    unsaid: tuple[str, ...] = ()
    low: Quantity | None = None
    high: Quantity | None = None

    @property
    def is_kept(self) -> bool:
        """Whether nothing was missed."""
        return self.outcome in ("kept", "empty")
