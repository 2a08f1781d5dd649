"""Linear programmes in packing form, solved exactly."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import lcm


@dataclass(frozen=True, slots=True)
class Optimum:
    """The largest value, the amounts that reach it, and for each bound the gain from one unit more.

    Amounts and prices prove each other (duality): no amount is negative and no bound is exceeded; no price is negative
    and no column is worth more than its prices; ``value`` is both the worth of the amounts and the price of the
    bounds.  Of several optimal solutions the same one is always returned.
    """

    value: Fraction
    amounts: tuple[Fraction, ...]
    prices: tuple[Fraction, ...]


@lru_cache(maxsize=4096)  # the months of a year are much alike
def maximise(worth: tuple[int, ...], rows: tuple[tuple[int, ...], ...], bounds: tuple[Fraction, ...]) -> Optimum:
    """The largest ``worth · x`` with ``x >= 0`` and ``row · x <= bound`` for every row; no bound is negative.

    The simplex method (Dantzig 1951) on a condensed tableau of whole numbers with one common denominator, so that every
    division is exact (Edmonds, *Systems of distinct representatives and linear algebra*, 1967), with the rule of Bland
    (*New finite pivoting rules for the simplex method*, 1977), under which it ends.  Doing nothing is a feasible start,
    because no bound is negative.  Raises ``ValueError`` if there is no largest value.
    """
    scale = lcm(*(bound.denominator for bound in bounds))
    tableau = [[*row, int(bound * scale)] for row, bound in zip(rows, bounds, strict=True)]
    tableau.append([*(-value for value in worth), 0])
    outside = list(range(len(worth)))  # the variables that are zero: amounts first, then what is left of each bound
    inside = list(range(len(worth), len(worth) + len(rows)))
    denominator = 1
    while True:
        entering = min(
            (column for column in range(len(worth)) if tableau[-1][column] < 0),
            key=outside.__getitem__,
            default=None,
        )
        if entering is None:
            break
        leaving = min(
            (row for row in range(len(rows)) if tableau[row][entering] > 0),
            key=lambda row: (Fraction(tableau[row][-1], tableau[row][entering]), inside[row]),
            default=None,
        )
        if leaving is None:
            raise ValueError("nothing bounds a column")
        denominator = _pivot(tableau, leaving, entering, denominator)
        outside[entering], inside[leaving] = inside[leaving], outside[entering]
    amounts, prices = [Fraction(0)] * len(worth), [Fraction(0)] * len(rows)
    for row, variable in enumerate(inside):
        if variable < len(worth):
            amounts[variable] = Fraction(tableau[row][-1], denominator * scale)
    for column, variable in enumerate(outside):
        if variable >= len(worth):
            prices[variable - len(worth)] = Fraction(tableau[-1][column], denominator)
    return Optimum(Fraction(tableau[-1][-1], denominator * scale), tuple(amounts), tuple(prices))


def _pivot(tableau: list[list[int]], leaving: int, entering: int, denominator: int) -> int:
    """Exchanges the variable of a row for that of a column; returns the new common denominator."""
    pivot_row = tableau[leaving]
    pivot = pivot_row[entering]
    for row in tableau:
        factor = row[entering]
        if row is pivot_row or (factor == 0 and pivot == denominator):
            continue
        for column, value in enumerate(pivot_row):
            row[column] = (row[column] * pivot - factor * value) // denominator
        row[entering] = -factor
    pivot_row[entering] = denominator
    return pivot
