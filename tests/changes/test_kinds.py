"""Every kind of change has its mirror, and every field of every model is compared."""

from __future__ import annotations

import typing
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from sla_dsl.changes.compare import compare_all
from sla_dsl.changes.construct import Part
from sla_dsl.changes.diff import KINDS, PARTS
from sla_dsl.changes.sides import Side, Sides
from sla_dsl.model.base import Model
from sla_dsl.model.services import Counting
from sla_dsl.model.workspace import Workspace

from ..documents import compiled

DOCUMENTS = Path(__file__).parents[1] / "compiler"
SHARED = """
party arc "Arc" {
  time zone Europe/Paris
  contact "a@arc.example"
  signatory "Jo" as manager "jo@arc.example" key "SHA256:Qg2okWinFIYxxeP8PW58o+DBvWK9MEqEXwzoePSjQZE"
}
team night of norvia "Night" { contact "n@norvia.example" during office }
reason strike "Strike" of norvia
event seen "Seen" after logged before answered
channel chat "Chat" of norvia { contact "https://chat.example" during office replaced by hotline }
channel hotline
document paper "Paper" { dated 2024-05-01 at "https://paper.example" }
clock whole "Whole" {
  starts when accepted through chat
  pauses while waiting-for-customer at most 5 days after 6 h
  restarts when answered
  during office
  cut-off 15:00
  reopened within 5 days continues
  raised priority counts from the change
}
dimension shift { day "Day" when logged during office }
priorities mixed "Mixed" from impact, shift {
  set by customer
  M1 "First"
  M2
  | impact | shift | mixed |
  | high   | day   | M1    |
  | low    | day   | M2    |
}
metric warmth { unit degC "degrees Celsius" lower is better population time statistic longest composes as owned }
metric full "Full" {
  unit duration
  lower is better
  population cases
  statistic each
  from logged to answered
  composes as path
  down when "dark" for 3 consecutive samples
  up after 2 consecutive samples
  counts "this" out of "that"
  weighted by "shops"
  rounded to 2 decimals
  measured by norvia at "edge"
  overlaps count once
}
service whole-service "Whole" {
  owner desk
  offered to brun from 2026-01-01 until 2026-12-31
  hours office
  needs app and web
  shares duct
  goal "Be quick" measured by full at most 4 h in 90% of cases each calendar month
}
service bought { supplied by arc }
sla rest on the terms of everything {
  tier gold of care
  volume at most 500 cases for uptime each calendar month
  no credit for uptime, paris
  backed by everything for P1
  path restore-time for P1: everything
  treat P1 as P2 in everything
  assume everything comparable because "it is"
  customer must "call" for uptime, P1 during office
}
policy rule "Rule" {
  severity warning
  every sla must have review interval at most 12 months
  because "it was decided"
}
"""
IDENTITY = {"name", "address", "source", "kind", "award", "who", "must", "rule", "reason", "subject", "is_"}
"""By what a thing is known, and what stands for itself: a change of it is another thing."""
ELSEWHERE = {
    ("Agreement", "used_parameters"): "derived from the statements",
    ("Objective", "name"): "part of the address",
    ("Volume", "bound"): "always there",
    ("Offer", "days"): "always there",
    ("Objective", "statistic"): "of each and of a share differ in the share",
    ("Calendar", "zone"): "compared by instants",
    ("Calendar", "lines"): "compared by instants",
    ("Calendar", "combination"): "compared by instants",
}


def workspace() -> Workspace:
    base, everything = ((DOCUMENTS / name).read_text(encoding="utf-8") for name in ("base.sla", "everything.sla"))
    return compiled(base, everything, SHARED)


def other(value: Any, annotation: Any) -> Any:
    """Another value of a field."""
    choices = [each for kind in (annotation, *typing.get_args(annotation)) for each in typing.get_args(kind)]
    literals = [each for each in choices if isinstance(each, str) and each != value]
    match value:
        case bool():
            return not value
        case str():
            return literals[0] if literals else f"{value}-other"
        case int():
            return value + 1
        case date():
            return value + timedelta(days=1)
        case tuple():
            return ()
    return None


def things(part: Part, found: list[Any]) -> Iterator[tuple[Part, Model]]:
    """All things of a part and of those inside it."""
    for thing in found:
        yield part, thing
        for inner in part.parts:
            yield from things(inner, list(inner.of(thing)))


def written(kind: str, model: Model) -> Iterator[tuple[tuple[str, str], Any]]:
    """The fields that something says, by the kind of model, with another value."""
    for field, info in type(model).model_fields.items():
        value = getattr(model, field)
        if isinstance(value, Counting):
            for (_kind, inner), changed in written("Counting", value):
                yield (kind, f"{field}.{inner}"), value.model_copy(update={inner: changed})
        elif value not in (None, (), "") and field not in IDENTITY and (kind, field) not in ELSEWHERE:
            yield (kind, field), other(value, info.annotation)


def fields() -> dict[tuple[str, str], tuple[Part, Model, Model]]:
    """The fields of all models, each with a thing that says it, and the same thing saying something else."""
    found: dict[tuple[str, str], tuple[Part, Model, Model]] = {}
    model = workspace()
    for space, part in PARTS:
        for inner, thing in things(part, list(getattr(model, space).values())):
            for (kind, field), value in written(type(thing).__name__, thing):
                changed = thing.model_copy(update={field.partition(".")[0]: value})
                found.setdefault((kind, field), (inner, thing, changed))
    return found


FIELDS = fields()


@pytest.mark.parametrize("field", FIELDS, ids="/".join)
def test_every_field_is_compared(field: tuple[str, str]) -> None:
    part, thing, changed = FIELDS[field]
    side = Side(workspace())
    assert list(compare_all(part, Sides(side, side), ("space", "name"), [thing], [changed]))


def test_every_field_is_written_in_the_samples() -> None:
    models = {type(thing) for _part, thing, _changed in FIELDS.values()}
    unwritten = {
        (model.__name__, field)
        for model in models
        for field in model.model_fields
        if field not in (*IDENTITY, "counting") and (model.__name__, field) not in (*ELSEWHERE, *FIELDS)
    }
    assert unwritten == set()


def test_every_kind_has_its_mirror() -> None:
    assert all(KINDS[KINDS[kind]] == kind for kind in KINDS)
