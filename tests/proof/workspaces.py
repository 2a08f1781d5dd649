"""Workspaces of the proof's tests: a document beside the stage, with the French holidays, checked as a user would."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sla_dsl.cli import main
from sla_dsl.compiler import compile_sources
from sla_dsl.compiler.lock import make_lock
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source

CASES = Path(__file__).parent / "cases"
STAGE = (CASES / "stage.sla").read_text(encoding="utf-8")
NAMES = sorted(path.stem for path in CASES.glob("[0-9]*.sla"))


@cache
def french_lock() -> Lock:
    """The French holidays of the years that the cases speak of."""
    return make_lock(["FR"], [], range(2025, 2030))[0]


def document(name: str) -> str:
    """The text of a case."""
    return (CASES / f"{name}.sla").read_text(encoding="utf-8")


def day_of(text: str) -> date:
    """The day as of which a document is judged: its first line says it."""
    return date.fromisoformat(text.splitlines()[0].removeprefix("# as of "))


def compiled(text: str, as_of: date | None = None, horizon: int = 24) -> Workspace:
    """The model of a document beside the stage, judged for so many months."""
    sources = [Source("case.sla", text), Source("stage.sla", STAGE)]
    return compile_sources(sources, french_lock(), as_of or day_of(text), horizon)


def write_workspace(text: str, folder: Path) -> None:
    """Writes a workspace of a document, the stage and the lock."""
    (folder / "sla.toml").write_text(f"as-of = {day_of(text)}\n", encoding="utf-8")
    (folder / "sla.lock").write_bytes(french_lock().to_bytes())
    (folder / "stage.sla").write_text(STAGE, encoding="utf-8")
    (folder / "case.sla").write_text(text, encoding="utf-8")


def checked(text: str, folder: Path) -> dict[str, Any]:
    """What ``sla check --format json`` says of a document in a workspace of its own."""
    write_workspace(text, folder)
    report = folder / "report.json"
    assert main(["check", str(folder), "--format", "json", "--output", str(report)]) in (0, 1)
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found
