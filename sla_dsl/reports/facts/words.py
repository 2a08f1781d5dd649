"""Figures of reports in print: never better than they are."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from ...facts.bounds import rounded
from ...model.objective import Objective
from ...model.phrases import Bound
from ...model.quantity import Quantity, number_text
from ...wording.figures import seconds_text

_DIGITS = 3
"""Decimals of a figure of which the agreement does not say how it is rounded."""


def printed(figure: Quantity, objective: Objective) -> str:
    """A figure, rounded as the agreement says; else, if it has more decimals, away from what is promised."""
    decimals = objective.counting.decimals
    if decimals is not None:
        return figure.model_copy(update={"amount": rounded(figure.amount, decimals)}).text
    if figure.unit == "s":
        return seconds_text(figure.amount)
    upper = isinstance(objective.bound, Bound) and objective.bound.kind in ("at-most", "below")
    worse = ceil if upper and objective.share is None else floor
    number = number_text(Fraction(worse(figure.amount * 10**_DIGITS), 10**_DIGITS))
    return f"{number}%" if figure.unit == "%" else f"{number} {figure.unit}".strip()
