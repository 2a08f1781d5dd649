"""Awards: the amounts that are due for windows of objectives, or for the points of all of them."""

from __future__ import annotations

from dataclasses import dataclass

from ..algebra.zones import Instant
from ..model.agreement import Agreement
from ..model.phrases import RemedyKind
from ..model.quantity import Quantity
from ..model.remedies import POINTS
from ..text.source import Span
from .claims import AwardState
from .reported import WindowFigure


@dataclass(frozen=True, slots=True)
class Award:
    """The amount that is due for one window of an objective.

    ``full`` is what the statement gives, ``amount`` what is left of it after all limits; neither is known of an award
    that is ``open``.  ``by`` are the statements that give and cut it, ``because`` says why it is cut, or open.
    ``until`` is the instant before which it must be claimed.
    """

    told: WindowFigure
    kind: RemedyKind
    full: Quantity | None
    amount: Quantity | None
    by: tuple[Span, ...]
    state: AwardState = "automatic"
    until: Instant | None = None
    because: tuple[str, ...] = ()

    @property
    def objective(self) -> str:
        """The address of the objective."""
        return self.told.objective

    @property
    def is_capped(self) -> bool:
        """Whether a cap cuts it, or is reached by it."""
        return any(one.source in self.by for one in self.agreement.caps)

    @property
    def is_of_points(self) -> bool:
        """Whether it is for the points of all promises together."""
        return self.told.objective == f"{self.agreement.name}/{POINTS}" and not self.is_of_a_promise

    @property
    def is_of_a_promise(self) -> bool:
        """Whether it is for a promise, and neither for points nor for what was used beyond a right."""
        return self.told.promise.metric != ""

    @property
    def agreement(self) -> Agreement:
        """The agreement, in the text that gives it."""
        return self.told.known.agreement
