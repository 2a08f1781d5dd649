"""The price of more than a right gives: ``up to 10 visits each contract year then 400 EUR for every visit``."""

from __future__ import annotations

from fractions import Fraction
from typing import cast

from ..algebra.estimating import estimate
from ..model.quantity import Amount, Quantity, unit_kind
from ..model.remedies import TIME, PriceBeyond, Step
from ..text.source import Node, Token
from .dimensions import wrong_dimension
from .dues import due, figures_of_promises
from .phrases import Phrases
from .reading import Reading
from .steps import STEP_WORDS
from .values import positive


def price_beyond(node: Node, said: Phrases, reading: Reading) -> PriceBeyond | None:
    """The price of what goes beyond a right of the customer; none (reported) where nothing could go beyond it."""
    beyond = node.node("beyond")
    if beyond is None:
        return None
    if message := _beyond_nothing(node, said):
        help_ = 'write it behind one limit in a window: `customer may "…" up to 10 visits each contract year then …`'
        reading.report("syntax/misplaced-phrase", message, beyond, help=help_)
        return None
    amount, step = _price(beyond, reading), _step(beyond, said, reading)
    return None if amount is None or step is None else PriceBeyond(amount=amount, step=step)


def _beyond_nothing(node: Node, said: Phrases) -> str:
    """Why nothing can be charged beyond a right, as a message; empty if something can."""
    if not node.has("CUSTOMER"):
        return "nothing is charged beyond a right of the provider: a charge is owed by the customer"
    if said.limit is None and said.times is None:
        return "this right has no limit beyond which something could be charged"
    if said.limit is not None and said.times is not None:
        return "this right has two limits, and it is open beyond which of them something is charged"
    if said.window is None:
        return "this right is not limited in a window, so that it is never used up"
    if said.window.kind == "rolling":
        return "rolling windows overlap: each of them would charge the same again"
    return ""


def _price(beyond: Node, reading: Reading) -> Amount | None:
    """The amount for each step: money that no promise decides."""
    part = beyond.after("THEN")
    found = due(part, "charge", reading)
    if found is None or part is None:
        return None
    if wrong := next(figures_of_promises(found), None):
        reading.report(
            "value/wrong-dimension",
            f"`{wrong}` is of promises, and this is of a right",
            part,
            help="compute with parameters",
        )
        return None
    known = estimate(found, reading.parameters)
    if known is not None and known.quantity.dimension != "money":
        wrong_dimension(known.quantity, part, ("money",), reading)
        return None
    return found


def _step(beyond: Node, said: Phrases, reading: Reading) -> Step | None:
    """By what it is counted: a unit of what the right is limited in, or a quantity of that."""
    limit = Quantity(amount=Fraction(1), unit=TIME) if said.limit is None else said.limit
    counted = cast(Node | Token, beyond.after("EVERY"))
    if isinstance(counted, Token):
        unit = _named(counted.text, limit.unit if isinstance(limit, Quantity) else counted.text)
    else:
        measured = positive(counted, reading)
        of_limit = limit.unit_kind if isinstance(limit, Quantity) else None
        unit = measured if isinstance(measured, Quantity) and of_limit in (None, measured.unit_kind) else None
        if not isinstance(measured, Quantity):
            return None
    if unit is not None:
        return Step(unit=unit, begun=beyond.has("BEGUN"))
    of = limit.unit if isinstance(limit, Quantity) else ""
    reading.report(
        "value/unknown-unit",
        f"the right is limited in `{of}`, and not in `{counted.text}`",
        counted,
        help=f"write `for every {_word_of(of)}`",
    )
    return None


def _named(word: str, unit: str) -> Quantity | None:
    """One of a unit by its word: ``hour`` of ``s``, ``visit`` of ``visits``; none if it is of another unit."""
    base, size = STEP_WORDS.get(word, (word, 1))
    if base == unit:
        return Quantity(amount=Fraction(size), unit=base)
    is_one = unit_kind(word) == unit_kind(unit) and word not in STEP_WORDS
    return Quantity(amount=Fraction(1), unit=word) if is_one else None


def _word_of(unit: str) -> str:
    words = {TIME: TIME, **{base: word for word, (base, size) in reversed(STEP_WORDS.items()) if size in (1, 3600)}}
    return words.get(unit, f"1 {unit}")
