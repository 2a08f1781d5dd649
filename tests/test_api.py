"""What who calls from Python gets: a model and findings, never an exception for a mistake of the author."""

from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

import sla_dsl
from sla_dsl.model.phrases import Bound
from sla_dsl.model.quantity import Quantity

ATELIER = Path(__file__).parents[1] / "examples" / "atelier"
TEXT = """party p { time zone UTC }
tiers idle { low high }
service s { owner p hours 24x7 }
sla a {
  provider p
  customer nobody
  covers s
  objective uptime: availability at least 99.5% each calendar month
}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sla.toml").write_text("", encoding="utf-8")
    (tmp_path / "a.sla").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_an_example_is_loaded() -> None:
    workspace = sla_dsl.load(ATELIER, date(2026, 11, 23))
    assert "atelier-payments" in workspace.agreements
    assert workspace.findings == ()
    assert workspace.as_of == date(2026, 11, 23)


def test_mistakes_are_values(folder: Path) -> None:
    workspace = sla_dsl.load(folder)
    (objective,) = workspace.agreements["a"].objectives
    assert objective.bound == Bound(kind="at-least", value=Quantity(amount=Fraction("99.5"), unit="%"))
    assert [(f.rule, f.span and f.span.start) for f in workspace.findings] == [("name/unknown-party", (6, 12))]


def test_a_file_a_folder_and_the_current_folder_mean_their_workspace(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    for path in (folder, str(folder), folder / "a.sla", "a.sla", "."):
        assert list(sla_dsl.load(path).agreements) == ["a"]
    assert list(sla_dsl.load().agreements) == ["a"]


def test_check_applies_the_rules(folder: Path) -> None:
    checked = sla_dsl.check(folder, date(2026, 11, 23))
    assert checked.files == 1
    assert [(graded.severity, graded.finding.rule) for graded in checked.findings] == [
        ("error", "name/unknown-party"),
        ("warning", "name/unused"),
    ]
    assert checked.count("error") == 1


def test_the_day_is_that_of_the_settings_or_today(folder: Path) -> None:
    before = datetime.now(UTC).date()
    assert before <= sla_dsl.load(folder).as_of <= datetime.now(UTC).date()
    (folder / "sla.toml").write_text("as-of = 2026-01-31\n", encoding="utf-8")
    assert sla_dsl.load(folder).as_of == date(2026, 1, 31)
    assert sla_dsl.load(folder, date(2026, 2, 28)).as_of == date(2026, 2, 28)


def test_there_is_no_workspace(tmp_path: Path) -> None:
    checked = sla_dsl.check(tmp_path)
    assert [graded.finding.rule for graded in checked.findings] == ["config/no-workspace"]
    assert checked.unjudged


def test_a_pack_that_cannot_be_used_is_a_finding(folder: Path) -> None:
    (folder / "sla.toml").write_text('validators = ["no.such.pack"]\n', encoding="utf-8")
    checked = sla_dsl.check(folder)
    assert "config/unusable-validators" in {graded.finding.rule for graded in checked.findings}
    assert checked.unjudged


def test_only_these_names_are_promised() -> None:
    assert sorted(sla_dsl.__all__) == ["check", "load"]
    for name in sla_dsl.__all__:
        assert getattr(sla_dsl, name).__doc__
