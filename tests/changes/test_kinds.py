"""Every kind of change has its mirror, and every field of every model is compared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sla_dsl.changes.compare import compare_all
from sla_dsl.changes.construct import CHANGED, Part
from sla_dsl.changes.diff import KINDS, PARTS
from sla_dsl.changes.sides import Side, Sides
from sla_dsl.model.base import Model
from sla_dsl.model.workspace import Workspace

from ..documents import compiled
from ..examples import sampled
from ..model.reached import fields
from .edits import SAME, Edit, edits, written

DOCUMENTS = Path(__file__).parents[1] / "compiler"
SHARED = """
party arc "Arc" {
  time zone Europe/Paris
  contact "a@arc.example"
  country FR
  lei "969500T7FL9CI3XJ2A95"
  signatory "Jo" as manager "jo@arc.example" key "SHA256:Qg2okWinFIYxxeP8PW58o+DBvWK9MEqEXwzoePSjQZE"
}
team night of norvia "Night" title fr "Nuit" { contact "n@norvia.example" during office }
reason strike "Strike" title fr "Grève" of norvia
event seen "Seen" title fr "Vu" after logged before answered
channel chat "Chat" title fr "Messagerie" of norvia { contact "https://chat.example" during office replaced by hotline }
channel hotline
topic leaving "Leaving" title fr "Sortie" like "exit", "sortie"
document paper "Paper" title fr "Papier" { dated 2024-05-01 at "https://paper.example" }
calendar seasons {
  time zone Europe/Paris
  open Sat 09:00-12:00 from 2026-07-01 to 2026-08-31
  open first, third Sun of each month 10:00-12:00
  open 2026-11-28 to 2026-11-29 09:00-13:00 "Fair"
  closed 2026-12-24 to 2026-12-31 "Freeze" title fr "Gel"
  closed 12-24 to 01-01 "Between the years"
  open Sun 10:00-12:00 from 07-01 to 08-31
  closed holidays FR, FR-57
  closed half days TR, GR from 13:00
  open moved working days HU, CN 09:00-17:00
}
calendar opened = office except seasons
clock whole "Whole" title fr "Tout" {
  starts when accepted through chat
  pauses while waiting-for-customer at most 5 days after 6 h
  restarts when answered
  during office
  cut-off 15:00
  reopened within 5 days continues
  raised priority counts from the change
}
dimension shift { day "Day" title fr "Jour" when logged during office }
priorities mixed "Mixed" from impact, shift {
  set by customer
  M1 "First"
  M2
  | impact | shift | mixed |
  | high   | day   | M1    |
  | low    | day   | M2    |
}
metric warmth { unit degC "degrees Celsius" lower is better population time statistic longest composes as owned }
metric lamp "Lamp" title fr "Lampe" is availability {
  down when "dark" for 5 min
  down for P1 when "dim" for 3 samples in 10 min
}
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
  partial outages count in proportion to shops
}
service whole-service "Whole" title fr "Tout" {
  owner desk
  offered to brun from 2026-01-01 until 2026-12-31
  hours office
  needs app and web
  shares duct
  supports a critical function
  goal "Be quick" measured by full at most 4 h in 90% of cases each calendar month
}
service bought { supplied by arc needs 1 of (app, web) }
standard ola open-terms { provider dba parameter billing is window volume at most 5 cases each billing }
sla rest on the terms of everything {
  tier gold of care
  volume at most 500 cases for uptime each calendar month
  customer may "have an analyst" up to 3 days each contract quarter carried over once then 900 EUR for every day begun
  customer must "pay" each calendar month by 01-31 of the next year
  report "Yearly" each calendar year by the end of the next quarter
  excludes beta up to 4 h each calendar month and up to 2 h each time
  no credit for uptime, paris
  backed by everything for P1
  path restore-time for P1: everything
  path response-time: everything/visit then 10 min during office then whichever of (everything, everything then 5 min)
  objective band: latency between 1 ms and 3 ms each calendar day
  provider must "come" within office when any of (app, "fair")
  override order of precedence this then everything then paper
  treat P1 as P2 in everything
  assume everything comparable because "it is"
  customer must "call" for uptime, P1 during office
  customer must "write" when reaction above 2 h
}
policy rule "Rule" {
  severity warning
  every sla must have review interval at most 12 months
  because "it was decided"
  source "The board, 2026" read as text "minutes"
  not tested "who comes"
}
"""


def workspace() -> Workspace:
    base, everything = ((DOCUMENTS / name).read_text(encoding="utf-8") for name in ("base.sla", "everything.sla"))
    return compiled(base, everything, SHARED)


BEFORE = workspace()


def all_edits() -> dict[tuple[str, str], tuple[Part, Model, Edit]]:
    """The first edit of each field of each sort, with the part and the declaration that it is made to."""
    found: dict[tuple[str, str], tuple[Part, Model, Edit]] = {}
    for space, part in PARTS:
        for declared in getattr(BEFORE, space).values():
            for edit in edits(declared):
                found.setdefault((edit.field, edit.how), (part, declared, edit))
    return found


EDITS = all_edits()


def things(part: Part, found: list[Any]) -> Iterator[tuple[Part, Model]]:
    """All things of a part and of those inside it."""
    for thing in found:
        yield part, thing
        for inner in part.parts:
            yield from things(inner, list(inner.of(thing)))


def unnamed(part: Part) -> Iterator[str]:
    """The kinds of changes that no row of a table finds."""
    yield f"{part.name}-{CHANGED}"
    for inner in part.parts:
        yield from unnamed(inner)


@pytest.mark.parametrize("edit", sampled(EDITS, 4), ids=" ".join)
def test_every_field_is_compared(edit: tuple[str, str]) -> None:
    part, declared, (_field, how, changed, _bound) = EDITS[edit]
    side = Side(BEFORE)
    kinds = {one.kind for one in compare_all(part, Sides(side, side), ("space", "name"), [declared], [changed])}
    assert not kinds & {*unnamed(part)}
    assert bool(kinds) == (how != SAME)


def test_every_field_is_written_in_the_samples() -> None:
    declared = tuple(one for space, _part in PARTS for one in getattr(BEFORE, space).values())
    all_fields = {f"{model.__name__}.{name}" for model, name, _shape in fields() if model is not Workspace}
    assert all_fields - {*written(declared)} == set()


def test_every_kind_has_its_mirror() -> None:
    assert all(KINDS[KINDS[kind]] == kind for kind in KINDS)
