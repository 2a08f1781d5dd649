"""The amounts of awards and caps: their units, and of what their percentages are."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..algebra.estimating import is_misplaced, of_promises
from ..algebra.quantities import MisfitError
from ..model.quantity import Amount, Extreme, Multiple, Named, Operation, PriceOfDowntime, Quantity
from ..text.source import TreePart
from .reading import Reading
from .values import DERIVED, amount


def due(
    part: TreePart | None, award: str, reading: Reading, figures: Collection[str | None] = (), base: str | None = None
) -> Amount | None:
    """The amount of an award: points are plain numbers, every other award has a unit.

    ``figures`` are the units of the promises that it is for, ``base`` is the parameter that percentages are of.
    """
    found = amount(part, reading)
    if part is None or found is None:
        return found
    try:
        known = of_promises(found, reading.parameters, figures)
    except MisfitError as misfit:
        reading.report("value/wrong-dimension", misfit.message, part, help=misfit.help)
        reading.refuse(part)
        return None
    wrong = next((one.quantity for one in known if is_misplaced(one.quantity, award)), None)
    if wrong is not None and award == "points":
        reading.report(
            "value/wrong-dimension", f"points are plain numbers, and `{part.text}` is none", part, help="write `5`, say"
        )
        return None
    if wrong is not None:
        reading.refuse(part)
        reading.report(
            "value/wrong-dimension",
            f"`{part.text}` does not say of what",
            part,
            help=f"a number times a percentage is a plain number: write `({part.text}) * {base}`"
            if base
            else "write a percentage, money or a time of service: `5%`, `5 EUR`, `5 days`",
        )
        return None
    if base is None and not isinstance(found, Quantity) and any(one.quantity.unit == "%" for one in known):
        reading.report(
            "remedy/no-base",
            f"`{part.text}` is a percentage: of what?",
            part,
            help=f"multiply it by the parameter that it is a part of, or write `{award} on monthly-fee …`",
        )
    return found


def figures_of_promises(amount: Amount, but: Collection[str] = ()) -> Iterator[str]:
    """The parts of an amount that follow from what happened to promises, save these figures."""
    match amount:
        case Named() if amount.name in DERIVED and amount.name not in but:
            yield amount.name
        case Multiple():
            yield f"the {amount.remedy}"
        case PriceOfDowntime():
            yield "the price of the downtime"
        case Operation() | Extreme():
            for operand in amount.operands:
                yield from figures_of_promises(operand, but)
