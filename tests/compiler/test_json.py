"""The exported model: valid by its schema for two validators, exact, and the same bytes everywhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest

from sla_dsl.compiler import compile_sources
from sla_dsl.reports.model_json import model_report
from sla_dsl.reports.schemas import schema_report
from sla_dsl.text.source import Source
from sla_dsl.workspace import WorkspaceFiles, read_workspace

ROOT = Path(__file__).parents[2]
ATELIER = ROOT / "examples" / "atelier"
AS_OF = date(2026, 11, 23)
SCHEMA = json.loads(schema_report("sla.model/1"))


def exported(files: WorkspaceFiles, sources: Sequence[Source]) -> bytes:
    return model_report(compile_sources(sources, files.lock, AS_OF))


@pytest.fixture(scope="module")
def atelier() -> WorkspaceFiles:
    return read_workspace(ATELIER)


def parts(value: object) -> Iterator[dict[str, Any]]:
    """Every object within a JSON value."""
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from parts(part)
    elif isinstance(value, list):
        for part in value:
            yield from parts(part)


WORKSPACES = [ATELIER, *sorted(path.parent for path in ROOT.glob("examples/published/*/sla.toml"))]


@pytest.mark.parametrize("folder", WORKSPACES, ids=lambda folder: folder.name)
def test_the_model_is_valid_by_its_schema(folder: Path) -> None:
    files = read_workspace(folder)
    model = json.loads(exported(files, files.sources))
    assert model["schema"] == "sla.model/1"
    assert jsonschema_rs.is_valid(SCHEMA, model)
    if folder == ATELIER:  # the slow one
        assert list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(model)) == []


def test_the_schema_requires_every_field_and_allows_no_other() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for name, definition in SCHEMA["$defs"].items():
        if "properties" in definition:
            assert set(definition["required"]) == set(definition["properties"]), name
            assert definition["additionalProperties"] is False, name
    assert set(SCHEMA["required"]) == set(SCHEMA["properties"])


def test_the_schema_refuses_what_is_no_model(atelier: WorkspaceFiles) -> None:
    model = json.loads(exported(atelier, atelier.sources))
    objective = next(part for part in parts(model) if "bound" in part and "address" in part)
    for field, wrong in [("metric", None), ("bound", {"kind": "at-least"}), ("statistic", "sum"), ("extra", 1)]:
        right = dict(objective)
        objective[field] = wrong
        assert not jsonschema_rs.is_valid(SCHEMA, model), field
        objective.clear()
        objective.update(right)
    assert jsonschema_rs.is_valid(SCHEMA, model)


def test_amounts_are_exact(atelier: WorkspaceFiles) -> None:
    quantities = [
        part for part in parts(json.loads(exported(atelier, atelier.sources))) if part.get("kind") == "quantity"
    ]
    assert quantities
    for quantity in quantities:
        assert isinstance(quantity["amount"], str)
        assert str(Fraction(quantity["amount"])) == quantity["amount"]
        assert quantity["text"]


def test_no_number_is_a_float(atelier: WorkspaceFiles) -> None:
    def refuse(literal: str) -> None:
        raise AssertionError(literal)

    json.loads(exported(atelier, atelier.sources), parse_float=refuse, parse_constant=refuse)


def test_the_order_in_which_the_files_are_given_does_not_matter(atelier: WorkspaceFiles) -> None:
    again = read_workspace(ATELIER)
    model, turned = (
        json.loads(exported(files, sources))
        for files, sources in ((atelier, atelier.sources), (again, again.sources[::-1]))
    )
    assert model == turned


def test_the_bytes_are_the_same_everywhere(tmp_path: Path) -> None:
    elsewhere = tmp_path / "ailleurs é" / "workspace"
    shutil.copytree(ATELIER, elsewhere)
    places = [
        (ATELIER, {"LC_ALL": "C", "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1"}),
        (elsewhere, {"LC_ALL": "fr_FR.UTF-8", "TZ": "America/Lima", "PYTHONHASHSEED": "2", "PYTHONUTF8": "0"}),
    ]
    outputs = [
        subprocess.run(
            [
                sys.executable,
                "-c",
                "import sys; from sla_dsl.cli import main; sys.exit(main())",
                "export",
                "--as-of",
                "2026-11-23",
            ],
            cwd=folder,
            env={**os.environ, **variables},
            capture_output=True,
            check=False,
        )
        for folder, variables in places
    ]
    assert outputs[0].stdout == outputs[1].stdout
    assert outputs[0].stderr == outputs[1].stderr
    assert (outputs[0].returncode, outputs[0].stderr) == (0, b"")
    assert outputs[0].stdout.startswith(b'{\n  "schema": "sla.model/1",\n  "as_of": "2026-11-23",\n')
