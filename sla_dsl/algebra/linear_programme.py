"""Linear programmes in packing form, solved exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm


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

    The simplex method (Dantzig 1951) on a condensed tableau of whole numbers with one denominator for each row, so that
    all is exact.  The column that gains most for a unit enters; after a step that gained nothing, the rule of Bland
    (*New finite pivoting rules for the simplex method*, 1977) chooses until one gains, so that it ends.  Doing nothing
    is a feasible start, because no bound is negative.  Raises ``ValueError`` if there is no largest value.
    """
    # Of columns that use the same of every bound the first that is worth most is enough.
    alike: dict[tuple[int, ...], int] = {}
    for column, used in enumerate(zip(*rows, strict=True)):
        if used not in alike or worth[column] > worth[alike[used]]:
            alike[used] = column
    kept = sorted(alike.values()) if rows else range(len(worth))
    found = _simplex([worth[n] for n in kept], [[row[n] for n in kept] for row in rows], bounds)
    amounts = [Fraction(0)] * len(worth)
    for column, amount in zip(kept, found.amounts, strict=True):
        amounts[column] = amount
    return replace(found, amounts=tuple(amounts))


def _simplex(worth: Sequence[int], rows: Sequence[Sequence[int]], bounds: Sequence[Fraction]) -> Optimum:
    scale = lcm(*(bound.denominator for bound in bounds))
    whole = (bound.numerator * (scale // bound.denominator) for bound in bounds)
    tableau = [[*row, bound] for row, bound in zip(rows, whole, strict=True)]
    tableau.append([*(-value for value in worth), 0])
    parts = [1] * len(tableau)  # of a whole, in which each row is counted
    outside = list(range(len(worth)))  # the variables that are zero: amounts first, then what is left of each bound
    inside = list(range(len(worth), len(worth) + len(rows)))
    gained = True
    while True:
        last = tableau[-1]
        entering = min(
            (column for column in range(len(worth)) if last[column] < 0),
            key=lambda column: (last[column] if gained else 0, outside[column]),
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
        gained = tableau[leaving][-1] > 0
        _pivot(tableau, parts, leaving, entering)
        outside[entering], inside[leaving] = inside[leaving], outside[entering]
    amounts, prices = [Fraction(0)] * len(worth), [Fraction(0)] * len(rows)
    for row, variable in enumerate(inside):
        if variable < len(worth):
            amounts[variable] = Fraction(tableau[row][-1], parts[row] * scale)
    for column, variable in enumerate(outside):
        if variable >= len(worth):
            prices[variable - len(worth)] = Fraction(tableau[-1][column], parts[-1])
    return Optimum(Fraction(tableau[-1][-1], parts[-1] * scale), tuple(amounts), tuple(prices))


def _pivot(tableau: list[list[int]], parts: list[int], leaving: int, entering: int) -> None:
    """Exchanges the variable of a row for that of a column."""
    pivot_row = tableau[leaving]
    pivot, whole = pivot_row[entering], parts[leaving]
    pivot_row[entering], parts[leaving] = whole, pivot
    # Most amounts stand in few rows: a row without the column stays as it is, and mostly the others only partly change.
    changing = [(column, value) for column, value in enumerate(pivot_row) if value]
    for number, row in enumerate(tableau):
        factor = row[entering]
        if number == leaving or factor == 0:
            continue
        row[entering] = 0
        common = gcd(factor, pivot)
        factor, finer = factor // common, pivot // common
        if finer != 1:
            row[:] = [value * finer for value in row]
            parts[number] *= finer
        for column, value in changing:
            row[column] -= factor * value
        if finer != 1 and (common := gcd(parts[number], *row)) != 1:
            row[:] = [value // common for value in row]
            parts[number] //= common
