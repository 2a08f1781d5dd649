"""Whether a draft is read without a mistake, and is in its canonical form."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sla_dsl.compiler import compile_sources
from sla_dsl.drafts.draft import DraftFile
from sla_dsl.language.layout import formatted
from sla_dsl.language.parser import parse
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source


def compiled(draft: DraftFile, *but: str) -> Workspace:
    """The workspace of a draft alone; its findings are of these rules at most."""
    source = Source("draft.sla", draft.text)
    workspace = compile_sources([source], Lock(), date(2026, 11, 30))
    assert {finding.rule for finding in workspace.findings} <= {*but}, (
        draft.text,
        [finding.message for finding in workspace.findings],
    )
    assert formatted(parse(source)) == draft.text
    assert draft.text.count("\n# - ") == len(draft.remarks)
    return workspace


def file(folder: Path, name: str, text: str) -> Path:
    """A file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
