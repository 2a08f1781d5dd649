"""Backwards from a missed window: nothing measured is kept by nobody, unless the facts are complete."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sla_dsl.compiler import compile_sources
from sla_dsl.facts.held import contradictions, held
from sla_dsl.facts.tables.folder import read_facts
from sla_dsl.model.lock import Lock
from sla_dsl.text.source import Source

SAYS = """
party house { time zone UTC }
party buyer { time zone UTC }
team desk of house
team ops of house
service shop { owner desk }
sla a {
  provider house customer buyer covers shop status signed in force from 2026-01-01
  objective fix: restore-time at most 8 h during 24x7 each calendar month
  no credit
}
ola b {
  provider ops customer desk covers shop status signed in force from 2026-01-01
  objective fix: restore-time at most 4 h during 24x7 each calendar month
}
"""
LATE = "case,service,agreement,logged,restored\nx,shop,a,2026-10-05T00:00:00Z,2026-10-05T09:00:00Z\n"
QUICK = "y,shop,b,2026-10-05T00:00:00Z,2026-10-05T01:00:00Z\n"


@pytest.mark.parametrize(
    ("cases", "complete", "kept", "unknown"),
    [
        (LATE, "", (), ("b/fix",)),
        (LATE, "2026-10-20T00:00:00Z", (), ("b/fix",)),
        (LATE, "2026-11-01T00:00:00Z", ("b/fix",), ()),
        (LATE + QUICK, "", ("b/fix",), ()),
    ],
)
def test_who_kept_his_word(
    tmp_path: Path, cases: str, complete: str, kept: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    (tmp_path / "cases.csv").write_text(cases, encoding="utf-8")
    if complete:
        (tmp_path / "facts.toml").write_text(f"complete-until = {complete}\n", encoding="utf-8")
    model = compile_sources([Source("a.sla", SAYS)], Lock(), date(2026, 1, 1))
    now = int(datetime(2026, 11, 1, tzinfo=UTC).timestamp())
    days = date(2026, 10, 1), date(2026, 10, 31)
    report = held(read_facts(tmp_path, model), model, ["a"], days, now, {}, {"a/fix": ["b/fix"]})
    # After the last moment that is complete, the window of `a` itself is no longer known to be over.
    assert [(one.by, one.kept, one.unknown) for one in report.broken] == [((), kept, unknown)]
    found = contradictions(report, {"a/fix": ("backed", ())})
    assert [one.rule for one in found] == (["facts/contradicts-proof"] if kept else [])
