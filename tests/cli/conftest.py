"""A compiler of a toy language, so that these tests are about the commands alone.

Each line ``agreement NAME`` is an agreement, each ``holidays CODE`` uses holidays, and the word
``wrong`` is a mistake.
"""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest

from sla_dsl import pipeline
from sla_dsl.cli import main
from sla_dsl.model.lock import Lock
from sla_dsl.rules import catalogue
from sla_dsl.rules.own import reading as reading_rules
from sla_dsl.text.finding import Finding
from sla_dsl.text.source import Source, Span

from .. import rules_pack
from ..reports.findings import words

RULES = (reading_rules.__name__,)


class Outcome(NamedTuple):
    """What a command line printed, and its exit code."""

    code: int
    out: str
    err: str


Sla = Callable[..., Outcome]


def compile_words(
    sources: Sequence[Source], lock: Lock, as_of: date, horizon: int, currencies: tuple[str, ...], *, lets_go: bool
) -> SimpleNamespace:
    assert (horizon, currencies, lets_go) == (24, (), False)
    read = [words(source.path, source.text) for source in sources]
    tokens = [token for source in read for token in source.tokens]
    findings = tuple(
        Finding("name/wrong", f"`{token.text}` is wrong", Span(token.source, token.index, token.index), "here")
        for token in tokens
        if token.text == "wrong"
    )
    after = {
        word: [after.text for before, after in pairwise(tokens) if before.text == word]
        for word in ("agreement", "holidays")
    }
    return SimpleNamespace(
        above={},
        as_of=as_of,
        agreements=dict.fromkeys(
            after["agreement"],
            SimpleNamespace(waivers=(), changes=None, is_template=False, objectives=(), meets=(), status="signed"),
        ),
        findings=findings,
        misread=frozenset(),
        policies={},
        day_lists=tuple(after["holidays"]),
        zones=(),
        calendars={},
        judged_years=(2026, 2027),
        lock_years=(2026, 2027),
        to_json=lambda: {"agreements": after["agreement"], "locked": sorted(lock.holidays)},
    )


@pytest.fixture
def sla(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Sla:
    """Runs a command line in a folder that is a workspace of two files."""
    monkeypatch.setattr(pipeline, "compile_sources", compile_words)
    monkeypatch.setattr(pipeline, "prove", lambda *_: {})
    monkeypatch.setattr(catalogue, "COMPILER", RULES)
    monkeypatch.setattr(catalogue, "STANDARD", rules_pack.__name__)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "agreements").mkdir()
    (tmp_path / "sla.toml").write_text("as-of = 2026-11-23\n", encoding="utf-8")
    (tmp_path / "agreements" / "a.sla").write_text("agreement one\n", encoding="utf-8")
    (tmp_path / "b.sla").write_text("agreement two\n", encoding="utf-8")

    def run_line(*arguments: str) -> Outcome:
        code = main(arguments)
        out, err = capfdbinary.readouterr()
        return Outcome(code, out.decode(), err.decode())

    return run_line
