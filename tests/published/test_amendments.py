"""Amendments that really happened: each gives the direction that people read in it, or the table says why not."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from sla_dsl.changes import Comparison, diff
from sla_dsl.changes.change import combined
from sla_dsl.compiler import compile_sources
from sla_dsl.model.workspace import Workspace
from sla_dsl.reports.diff.text import diff_text
from sla_dsl.reports.diff.words import RevisionName
from sla_dsl.workspace import read_workspace

from ..golden import assert_golden

AMENDMENTS = Path(__file__).parents[2] / "examples" / "published" / "amendments"
DIRECTIONS = {"better": "+", "worse": "-", "unordered": "*", "neutral": "0"}


class Row(NamedTuple):
    """A row of the table: the folder, the direction that people read, and why less is said, if it is."""

    folder: str
    direction: str
    why_less: str


def rows() -> list[Row]:
    lines = (AMENDMENTS / "README.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]
    return [Row(row[0].strip("`"), row[3], row[4]) for row in cells]


def model(folder: Path) -> Workspace:
    files = read_workspace(folder)
    assert files.settings.as_of is not None
    found = compile_sources(files.sources, files.lock, files.settings.as_of)
    assert (files.findings, found.findings) == ((), ())
    return found


def compared(folder: str) -> Comparison:
    return diff(model(AMENDMENTS / folder / "before"), model(AMENDMENTS / folder / "after"))


def direction(comparison: Comparison) -> str:
    """The effect on the customers, over all changes; a mere move reaches nobody."""
    customers = [
        effect
        for change in comparison.changes
        for reach in change.reaches
        for party, effect in reach.effect.items()
        if party in ("everyone", "scottish-ministers", "operations")
    ]
    return DIRECTIONS[combined(customers)]


def test_every_folder_has_a_row() -> None:
    assert sorted(row.folder for row in rows()) == sorted(path.parent.name for path in AMENDMENTS.glob("*/before"))
    assert len(rows()) >= 12


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.folder)
def test_the_direction_is_that_of_the_amendment(row: Row) -> None:
    found = compared(row.folder)
    expected = {"S": "0"}.get(row.direction, row.direction)
    assert direction(found) == expected or (row.why_less and direction(found) == "*")
    if expected in "-*":
        assert found.count("weakening")
    if expected in "+0" and not row.why_less:
        assert not found.count("weakening")


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.folder)
def test_what_is_told(row: Row) -> None:
    told = diff_text(compared(row.folder), RevisionName("before", ""), RevisionName("after", ""))
    assert_golden(str(AMENDMENTS / row.folder / "expected.txt"), told)
