"""Texts to models, and models as what they say beyond their defaults."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from sla_dsl.model.agreement import Agreement
from sla_dsl.model.base import Model
from sla_dsl.model.objective import Objective
from sla_dsl.model.phrases import Bound, Selection, Window
from sla_dsl.model.quantity import Quantity
from sla_dsl.model.workspace import Workspace

from ..documents import compiled

BASE = (Path(__file__).parent / "base.sla").read_text(encoding="utf-8")
PARTIES = "provider norvia customer brun"
MONTHLY = Window(kind="calendar", period="month")


def clean(*texts: str) -> Workspace:
    """The model of texts beside the common ones, in which nothing is found."""
    workspace = compiled(BASE, *texts)
    assert [(f.rule, f.message, f.span and f.span.start) for f in workspace.findings] == []
    return workspace


def agreement(statements: str, declarations: str = "") -> Agreement:
    """A service level agreement that says these statements (and between whom it is)."""
    return clean(f"{declarations}\nsla a {{ {PARTIES}\n{statements}\n}}").agreements["a"]


def objectives(statements: str, declarations: str = "") -> dict[str, Objective]:
    """The objectives of an agreement by their address within it."""
    return {o.address.removeprefix("a/"): o for o in agreement(statements, declarations).objectives}


def objective(sentence: str, statements: str = "", declarations: str = "") -> dict[str, Any]:
    """What the only objective of an agreement says."""
    (one,) = agreement(f"{statements}\nobjective o{sentence}", declarations).objectives
    assert (one.name, one.address) == ("o", "a/o")
    return said(one, "name", "address")


def said(model: Model | None, *without: str) -> dict[str, Any]:
    """The fields of a model that differ from their defaults, but for its place."""
    assert model is not None
    return {
        name: getattr(model, name)
        for name, field in type(model).model_fields.items()
        if name not in ("source", *without) and (field.is_required() or getattr(model, name) != field.default)
    }


def percent(figure: str) -> Quantity:
    return Quantity(amount=Fraction(Decimal(figure)), unit="%")


def seconds(amount: int | Fraction) -> Quantity:
    return Quantity(amount=Fraction(amount), unit="s")


def days(amount: int) -> Quantity:
    return Quantity(amount=Fraction(amount), unit="day")


def business_days(amount: int) -> Quantity:
    return Quantity(amount=Fraction(amount), unit="business day")


def months(amount: int) -> Quantity:
    return Quantity(amount=Fraction(amount), unit="month")


def euros(figure: str) -> Quantity:
    return Quantity(amount=Fraction(Decimal(figure)), unit="EUR")


def plain(figure: str) -> Quantity:
    return Quantity(amount=Fraction(Decimal(figure)))


def at_least(value: Quantity) -> Bound:
    return Bound(kind="at-least", value=value)


def at_most(value: Quantity) -> Bound:
    return Bound(kind="at-most", value=value)


def only(scale: str, *values: str) -> Selection:
    return Selection(scale=scale, values=values)
