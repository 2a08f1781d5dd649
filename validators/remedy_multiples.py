"""Awards that are computed from other awards: what is multiplied is there, has a unit that fits, and is no circle."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from sla_dsl.algebra.estimating import estimate, is_misplaced
from sla_dsl.algebra.quantities import MisfitError
from sla_dsl.algebra.scopes import sums_points
from sla_dsl.algebra.truth import conditions_in, tests_in
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.objective import Objective
from sla_dsl.model.phrases import Collected
from sla_dsl.model.quantity import Amount, Blank, Extreme, Multiple, Named, Operation, Quantity
from sla_dsl.model.remedies import POINTS, Remedy
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding
from sla_dsl.text.source import Span

from .common import about, concerns, inner, understood
from .remedy_figures import amounts


class Computed(NamedTuple):
    """An amount of an award, with its place and the awards that it is computed from."""

    kind: str
    source: Span
    amount: Amount
    of: frozenset[str]
    remedy: Remedy | None
    """None for the amount of a cap."""


def computed(agreement: Agreement) -> list[Computed]:
    """The amounts of all awards and caps."""
    names = {one.name for one in agreement.parameters}
    found = [
        Computed(remedy.kind, source, amount, frozenset(_awards_in(amount, names)) | _of_sum(remedy, agreement), remedy)
        for remedy in agreement.remedies
        for source, amount in amounts(remedy)
    ]
    return found + [
        Computed(cap.kind, cap.source, cap.amount, frozenset(_awards_in(cap.amount, names)), None)
        for cap in agreement.caps
    ]


def _of_sum(remedy: Remedy, agreement: Agreement) -> frozenset[str]:
    """The award whose sum earns a remedy."""
    return frozenset({"points"} if sums_points(remedy, agreement) else ())


def _awards_in(amount: Amount, parameters: set[str]) -> Iterator[str]:
    if isinstance(amount, Multiple):
        yield amount.remedy
    elif isinstance(amount, Named) and amount.name == "points" and amount.name not in parameters:
        yield amount.name
    elif isinstance(amount, Operation | Extreme):
        for operand in amount.operands:
            yield from _awards_in(operand, parameters)


def _doubles(one: Computed) -> bool:
    """Whether an award stands in the place of others of its kind: `2 times the points`, for points."""
    return isinstance(one.amount, Multiple) and one.amount.remedy == one.kind


# Multiples of nothing


def multiples_of_nothing(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Multiples of a kind of award that nothing else gives: for the same promises, where they double it."""
    for one in computed(agreement):
        if one.remedy is not None and isinstance(one.amount, Multiple):
            yield from _of_nothing(agreement, one.remedy, one.amount.remedy)
        for kind in sorted(one.of) if not isinstance(one.amount, Multiple) or one.remedy is None else ():
            if not any(other.kind == kind for other in agreement.remedies) and not agreement.is_template:
                yield Finding(
                    "remedy/multiple-of-nothing",
                    f"this is computed from `{kind}`, and `{agreement.name}` never gives any",
                    one.source,
                    help=f"say what it is due for: `{kind} for …`",
                    address=agreement.name,
                )


def _of_nothing(agreement: Agreement, remedy: Remedy, kind: str) -> Iterator[Finding]:
    others = [one for one in agreement.remedies if one is not remedy and one.kind == kind]
    for objective in (one for one in agreement.objectives if one.bound is not None and concerns(remedy, one)):
        if not any(concerns(other, objective) for other in others):
            yield Finding(
                "remedy/multiple-of-nothing",
                f"there is no `{kind}` for `{inner(objective)}` to be multiplied",
                remedy.source,
                help=f"say how much it is: `{kind} for {inner(objective)}: …`",
                address=agreement.name,
                values=(inner(objective),),
            )


# Circles


def circles(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Awards that are computed from themselves."""
    every = [one for one in computed(agreement) if not _doubles(one)]
    from_: dict[str, set[str]] = {}
    for one in every:
        if one.remedy is not None:
            from_.setdefault(one.kind, set()).update(_on(one))
    for one in every:
        if any(one.kind in _reached(kind, from_) for kind in _on(one)):
            yield Finding(
                "remedy/circle",
                f"the {one.kind} {_be(one.kind)} computed from {_also(one)}",
                one.source,
                help="say by figures how much one of them is",
                address=agreement.name,
            )


def _on(one: Computed) -> frozenset[str]:
    """The awards that decide on one: those in its amount, and the points whose sum its conditions ask for."""
    tests = (test for condition in conditions_in(one.remedy) for test in tests_in(condition))
    return one.of | {POINTS for test in tests if isinstance(test, Collected)}


def _also(one: Computed) -> str:
    if one.kind in _on(one):
        return f"the {one.kind} of the agreement"
    of = sorted(_on(one))
    verb = "are" if len(of) > 1 else _be(of[0])
    return f"the {' and the '.join(of)}, which {verb} computed from {_it(one.kind)}"


def _be(kind: str) -> str:
    return "are" if kind == "points" else "is"


def _it(kind: str) -> str:
    return "them" if kind == "points" else "it"


def _reached(kind: str, from_: dict[str, set[str]]) -> set[str]:
    """The awards from which an award is computed, itself among them."""
    found, left = {kind}, [kind]
    while left:
        new = from_.get(left.pop(), set()) - found
        found |= new
        left += new
    return found


# Units


def misfits(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Awards whose units do not fit those of the awards that they are computed from."""
    every = computed(agreement)
    if any(one.of for one in every):
        yield from _misfits(agreement, every)


def _misfits(agreement: Agreement, every: list[Computed]) -> Iterator[Finding]:
    parameters: dict[str, Amount | Blank] = {
        one.name: one.amount or Blank(parameter=one.name, dimension=one.dimension)
        for one in agreement.parameters
        if one.dimension != "hours" and one.dimension != "window"
    }
    units: dict[str, set[str]] = {}
    for one in every:
        if one.remedy is not None and not one.of:
            known = estimate(one.amount, parameters)
            units.setdefault(one.kind, set()).update({known.quantity.unit} if known else set())
    named = agreement.objectives_by_name
    for one in every:
        kinds = sorted(kind for kind in one.of if units.get(kind))
        promises = about(one.remedy, named) if one.remedy else []
        for some in product(*(sorted(units[kind]) for kind in kinds)) if kinds else ():
            misfit = _misfit(one, dict(zip(kinds, some, strict=True)), parameters, promises)
            if misfit:
                yield Finding(
                    "remedy/unlike-awards",
                    misfit,
                    one.source,
                    help="write both in one unit, or turn points into money: `points * 50 EUR`",
                    address=agreement.name,
                )


def _misfit(
    one: Computed, units: dict[str, str], parameters: dict[str, Amount | Blank], promises: list[Objective]
) -> str:
    """How an amount does not fit the awards that it is computed from; empty if it does."""
    figures: list[str | None] = [*sorted({each.quantity.unit for each in promises if each.quantity})]
    for figure in figures or [None]:
        try:
            known = estimate(one.amount, parameters, figure, units)
        except MisfitError as misfit:
            return misfit.message
        if known is not None and is_misplaced(known.quantity, one.kind):
            given = " and ".join(
                "the points are plain numbers" if kind == "points" else f"the {kind} is in {_unit_word(unit)}"
                for kind, unit in units.items()
            )
            return (
                f"points are plain numbers, and {given}"
                if one.kind == "points"
                else f"{given}: this does not say of what the {one.kind} is"
            )
    return ""


def _unit_word(unit: str) -> str:
    text = Quantity(amount=Fraction(2), unit=unit).text.removeprefix("2").strip()
    return {"%": "percent", "XXX": "money"}.get(text, text)


def _sample(*statements: str) -> str:
    return stage.ola(stage.UPTIME, *statements)


RULES = (
    Rule(
        "remedy/multiple-of-nothing",
        "error",
        "a multiple is due of something that is never due",
        "Twice nothing is nothing, and was not meant.",
        bad=_sample(
            "points for uptime when uptime is missed 2 times in a row: 2 times the points # remedy/multiple-of-nothing"
        ),
        good=_sample(
            "points for uptime: 3", "points for uptime when uptime is missed 2 times in a row: 2 times the points"
        ),
        check=Each(understood, multiples_of_nothing),
    ),
    Rule(
        "remedy/circle",
        "error",
        "an award is computed from itself",
        "Nobody can say how much it is.",
        bad=_sample(
            "credit for uptime: 2 times the penalty # remedy/circle",
            "penalty for uptime: 5 EUR + 1 times the credit # remedy/circle",
        ),
        good=_sample("credit for uptime: 2 times the penalty", "penalty for uptime: 5 EUR"),
        check=Each(understood, circles),
    ),
    Rule(
        "remedy/unlike-awards",
        "error",
        "an award is computed from one of another unit",
        "Points are plain numbers, and two times a sum of money is money; days cannot be added to it.",
        bad=_sample("credit for uptime: 5 EUR", "points for uptime: 2 times the credit # remedy/unlike-awards"),
        good=_sample("points for uptime: 5", "credit for uptime: points * 5 EUR"),
        check=Each(understood, misfits),
    ),
)
