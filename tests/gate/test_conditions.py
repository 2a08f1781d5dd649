"""The conditions of the gate are the same in the code, in its page and in its schema."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import sla_dsl.gate
from sla_dsl.gate.dates import _Rule
from sla_dsl.gate.judgement import GateCondition, Kind

ROOT = Path(__file__).parents[2]
GATE = Path(sla_dsl.gate.__file__).parent


def made() -> Iterator[str]:
    """The kinds of all conditions that some line of the gate makes, and of the rules for days that become some."""
    for module in GATE.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in (GateCondition.__name__, _Rule.__name__):
                kind = node.args[0]
                if isinstance(kind, ast.Constant):
                    yield str(kind.value)
                else:
                    assert ast.unparse(kind) == "rule.id", "a condition is made of a kind that this test cannot read"


def test_every_kind_of_condition_is_made() -> None:
    assert {*made()} == {*get_args(Kind)}


def test_the_page_of_the_gate_tells_every_kind_in_this_order() -> None:
    page = (ROOT / "docs" / "gate.md").read_text(encoding="utf-8")
    table = page.partition("| condition | is met if |\n|---|---|\n")[2].partition("\n\n")[0]
    assert re.findall(r"^\| ([a-z-]+) \|", table, re.MULTILINE) == [*get_args(Kind)]


def test_the_schema_has_every_kind() -> None:
    schema = json.loads((ROOT / "docs" / "schemas" / "sla.gate-1.schema.json").read_text(encoding="utf-8"))
    assert {*schema["$defs"]["ConditionObject"]["properties"]["id"]["enum"]} == {*get_args(Kind)}
