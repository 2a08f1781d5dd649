"""Row by row of ``table.txt``: what is worse for the customer, and that the way back is the mirror."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from sla_dsl.changes import Change
from sla_dsl.changes.change import OPPOSITE
from sla_dsl.changes.diff import KINDS, changes

from ..compiler.models import BASE
from ..documents import compiled

BESIDE = """
clock reported { starts when logged during office }
metric deliveries { unit number higher is better population vans statistic total composes as sum }
ola b { provider desk customer norvia covers db }
"""
AGREEMENT = """sla a {{
  provider norvia
  customer brun
  support hours office
  parameter fee = 100 EUR "Fee"
{}
}}
"""


class Row(NamedTuple):
    """Statements before and after, and the kinds of the changes, each with its effect on the customer."""

    expected: list[str]
    before: str
    after: str


def rows() -> list[Row]:
    """The blocks of the table: expectations, then lines with ``-`` (only before), ``+`` (only after) or neither."""
    found = []
    for block in (Path(__file__).parent / "table.txt").read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        expected = [line for line in lines if line[0] not in "-+ "]
        before, after = ("\n".join(line[2:] for line in lines if line[0] in f" {sign}") for sign in "-+")
        if expected:
            found.append(Row(sorted(expected), before, after))
    return found


def there_and_back(row: Row) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    """The changes of a row, and those of the way back."""
    covers = "" if "covers " in row.before + row.after else "\ncovers app"
    base, head = (compiled(BASE, BESIDE, AGREEMENT.format(text + covers)) for text in (row.before, row.after))
    assert [f.message for side in (base, head) for f in side.findings if f.rule.startswith("syntax")] == []
    return changes(base, head), changes(head, base)


@pytest.mark.parametrize("row", rows())
def test_what_is_worse_for_the_customer_and_that_the_way_back_is_the_mirror(row: Row) -> None:
    found, mirrored = there_and_back(row)
    assert sorted(f"{one.kind} {one.effect['brun']}" for one in found) == row.expected
    back = {(one.kind, one.address, one.before, one.after): one for one in mirrored}
    for there in found:
        mirror = back.pop((KINDS[there.kind], there.address, there.after, there.before))
        for party, effect in there.effect.items():
            assert mirror.effect[party] == OPPOSITE[effect] or "unordered" in (effect, mirror.effect[party])
    assert back == {}
