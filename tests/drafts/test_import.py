"""`sla import`: a draft to standard output or a file, its remarks to standard error."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sla_dsl.cli import main

from .compiling import file


def test_a_draft_and_its_remarks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(tmp_path, "tiers.csv", "Tier,Monthly availability\nGold,99.9%\nSilver,99.5%\n")
    assert main(["import", "tiers", str(path)]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("# A draft, made of `tiers.csv`: read it, and say what is missing.\n")
    assert told.err == ""
    assert main(["import", "tiers", str(path), "--output", str(tmp_path / "tiers.sla")]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "remark: The table does not say in which hours it counts: see `service hours`.\n"


def test_what_is_there_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(tmp_path, "tiers.csv", "Tier,Monthly availability\nGold,99.9%\nSilver,99.5%\n")
    out = str(tmp_path / "tiers.sla")
    assert main(["import", "tiers", str(path), "--output", out]) == 0
    assert main(["import", "tiers", str(path), "--output", out]) == 2
    assert "is there already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("targets", "gone.csv"), "`gone.csv` cannot be read: No such file or directory"),
        (("backstage", "gone.yaml"), "`gone.yaml` cannot be read: No such file or directory"),
        (("tiers", "bad.csv"), "byte FF in line 1 is not UTF-8"),
        (("tiers", "bad.xlsx"), "is no workbook that can be read"),
        (("tiers", "x.csv", "--sheet", "a"), "`x.csv` has no sheets"),
        (("openslo", "x.csv"), "is no object of OpenSLO"),
    ],
)
def test_bad_files_are_told(
    arguments: tuple[str, ...],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.csv").write_bytes(b"a\xff,b\n1,2\n")
    (tmp_path / "bad.xlsx").write_bytes(b"PK nothing")
    file(tmp_path, "x.csv", "a,b\n1,2\n")
    assert main(["import", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_without_the_extra_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    assert main(["import", "openslo", str(file(tmp_path, "x.yaml", "a: b"))]) == 2
    assert 'pip install "sla-dsl[exchange]"' in capsys.readouterr().err
