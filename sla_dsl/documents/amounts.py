"""Figures and amounts of one agreement in the words of a document."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.quantity import (
    Amount,
    Blank,
    Extreme,
    Multiple,
    Named,
    Operation,
    Portion,
    PriceOfDowntime,
    Quantity,
    Value,
    is_currency,
    rate_parts,
)
from ..model.remedies import Step
from .names import ThingNames

_SIGNS = {"+": "+", "-": "\u2212", "*": "×", "/": "÷"}


@dataclass(frozen=True)
class Amounts(ThingNames):
    """Speaks of the figures and amounts of one agreement in one language."""

    def value(self, value: Value | None) -> str:
        """A quantity, or a parameter without a value."""
        if value is None:
            return ""
        if isinstance(value, Blank):
            return self.unless_open(value.parameter, "blank")
        return self.quantity(value)

    def unless_open(self, name: str, blank: str) -> str:
        """A parameter by its name, where that stands for values of each case; in brackets while it is to be agreed."""
        return self.book.say(blank, name=self.parameter(name)) if self.is_open(name) else self.parameter(name)

    def quantity(self, one: Quantity) -> str:
        """A quantity with its unit."""
        book = self.book
        if one.unit == "%":
            return book.percent(one.amount)
        if one.unit == "s":
            return book.time(one.amount)
        if one.unit == "month" and one.amount % 12 == 0 and one.amount:
            return book.days(one.amount / 12, "year")
        if one.unit in ("day", "month"):
            return book.days(one.amount, one.unit)
        if one.unit == "/s":
            value, unit = rate_parts(one.amount)
            return book.say(f"rate/{unit}", value=book.number(value))
        if is_currency(one.unit):
            return book.money(one.amount, one.unit)
        if self.is_counted(one.unit):
            return book.number_of(one.amount, one.unit)
        return book.number(one.amount) + (f"\u00a0{self.own(one.unit)}" if one.unit else "")

    def amount(self, one: Amount, inside: bool = False) -> str:
        """An amount; one that is computed stands in parentheses inside of another."""
        match one:
            case Quantity():
                return self.quantity(one)
            case Named():
                return self.parameter(one.name)
            case Portion():
                return self.book.say("portion", quantity=self.quantity(one.quantity), of=self.parameter(one.of))
            case PriceOfDowntime():
                return self.book.say("price-of-downtime", times=self.book.number(one.times))
            case Multiple():
                return self.book.say(
                    "multiple", times=self.book.number(one.times), award=self.book.say(f"award/{one.remedy}")
                )
            case Operation():
                signs = ("", *(f"\u00a0{_SIGNS[sign]}\u00a0" for sign in one.operators))
                pairs = zip(signs, one.operands, strict=True)
                text = "".join(sign + self.amount(operand, True) for sign, operand in pairs)
                return f"({text})" if inside else text
            case Extreme():
                operands = self.book.all_of(self.amount(each, True) for each in one.operands)
                return self.book.say(one.choice, operands=operands)

    def step(self, one: Step) -> str:
        """For every unit of what."""
        unit = one.unit
        said = self.book.number_of(unit.amount, "point") if unit.unit == "%" else self.quantity(unit)
        key = "step" if unit.dimension == "duration" else "step/count"
        if unit.dimension == "count" and unit.amount == 1:  # there is no part of a case
            parts = [self.book.say("step/one", unit=self.one_thing(unit.unit))]
        else:
            parts = [self.book.say(f"{key}/begun" if one.begun else key, unit=said)]
        parts += [self.book.say(f"step/{one.of}")] if one.of else []
        parts += [self.book.say("step/of", metric=self.quoted("metrics", one.metric))] if one.metric else []
        return " ".join(parts)
