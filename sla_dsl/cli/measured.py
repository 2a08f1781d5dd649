"""``--facts`` of a comparison: what awards come to for what was measured, by the terms of both sides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from ..changes.change import CostChange
from ..changes.costs import MeasuredSide, costs_on_facts
from ..facts.tables.folder import read_facts
from ..history.snapshot import Snapshot
from ..reports.facts.text import finding_lines
from .report import days_of, moment_of, zone_of


def costs_on(
    sides: Sequence[Snapshot], day: date, folder: Path, period: str | None, now: str | None
) -> tuple[list[CostChange], bool]:
    """The awards that differ on the facts of a folder, and whether these could be read as a whole, on both sides."""
    models = [side.compiled(day) for side in sides]
    base, head = (MeasuredSide(model, read_facts(folder, model)) for model in models)
    moment = moment_of(now, head.facts)
    names = sorted(base.workspace.agreements.keys() & head.workspace.agreements.keys())
    days = days_of(period, moment, zone_of(head.workspace, names))
    costs = list(costs_on_facts(base, head, days, moment))
    if not costs:
        click.echo(f"measured from {days[0]} to {days[1]}: no award is another", err=True)
    found = dict.fromkeys(line for side in (base, head) for line in finding_lines(side.facts.findings))
    click.echo("".join(f"{line}\n" for line in found), err=True, nl=False)
    return costs, base.facts.is_whole and head.facts.is_whole
