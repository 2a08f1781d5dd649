"""Runs the samples of rules: they are the tests of a rule, in packs as in the catalogue.

A sample is compiled together with ``stage.sla``, which has parties, services and agreements, and judged as of
2026-03-01. In a bad sample each line with a finding ends in ``# family/bad-thing``.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from .model.lock import Lock
from .model.settings import Settings
from .pipeline import Checked, run
from .rules.catalogue import Catalogue
from .text.source import Source
from .workspace import WorkspaceFiles

AS_OF = date(2026, 3, 1)
LOCK = Lock(
    first=2020,
    last=2030,
    holidays={
        "AT with bank and school": {date(2026, 10, 26): "National Day"},
        "CN": {date(2028, 10, 1): "National Day"},
        "FR": {date(2026, 7, 14): "National Day"},
        "LK": {date(2026, 4, 14): "Sinhala and Tamil New Year"},
        "half days TR": {date(2026, 10, 28): "Republic Day"},
        "moved working days HU": {date(2026, 8, 8): "Working day moved onto a weekend"},
    },
    gaps={"CN": {2028: "few"}, "LK": {2027: "unknown", 2028: "unknown"}},
)
STAGE = files("sla_dsl").joinpath("stage.sla").read_text(encoding="utf-8")
Found = tuple[str, str, int]
"""The rule, the file and the line (from 1; 0 for none) of a finding."""


def checked(sample: str, rules: Catalogue, lock: Lock = LOCK) -> Checked:
    """The result of a check of a sample on the stage, by these rules."""
    sources = [_stage(), *([Source("sample.sla", sample)] if sample else [])]
    return run(WorkspaceFiles(Path(), Settings(), lock, tuple(sources)), AS_OF, rules=rules)


@cache
def _stage() -> Source:
    """The stage, parsed once for all samples."""
    return Source("stage.sla", STAGE)


def found(sample: str, rules: Catalogue) -> list[Found]:
    """The findings of these rules in a sample and on the stage, sorted; an empty sample leaves the stage alone."""
    return sorted(
        (graded.finding.rule, graded.finding.path, graded.finding.span.start.line if graded.finding.span else 0)
        for graded in checked(sample, rules).findings
        if graded.waiver is None
    )


def announced(sample: str) -> list[Found]:
    """The findings that the remarks at the ends of lines announce, sorted."""
    remark = re.compile(r"#\s*([a-z0-9-]+/[a-z0-9-]+)\s*$")
    lines = enumerate(sample.splitlines(), start=1)
    return sorted((match[1], "sample.sla", number) for number, line in lines if (match := remark.search(line)))
