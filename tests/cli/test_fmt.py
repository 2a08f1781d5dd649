"""``sla fmt``: which files it writes, what it prints, how it exits."""

from __future__ import annotations

from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from sla_dsl.cli import main

CLEAN = "party a { time zone Europe/Paris }\n"
UNTIDY = "party   b { time zone Europe/Paris }\n"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sla.toml").write_text("language = 1\n")
    (tmp_path / "clean.sla").write_text(CLEAN)
    (tmp_path / "untidy.sla").write_text(UNTIDY)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_files_are_written_in_place(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt"]) == 0
    assert (workspace / "untidy.sla").read_text() == "party b { time zone Europe/Paris }\n"
    assert capsys.readouterr().err == "1 of 2 files formatted\n"
    assert main(["fmt"]) == 0
    assert capsys.readouterr().err == "0 of 2 files formatted\n"


def test_check_and_diff_write_nothing(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", "--check"]) == 1
    assert capsys.readouterr().err == "would format untidy.sla\n1 of 2 files differ\n"
    assert main(["fmt", "--diff", "untidy.sla"]) == 1
    assert capsys.readouterr().out == (
        "--- untidy.sla\n+++ untidy.sla\n@@ -1 +1 @@\n-party   b { time zone Europe/Paris }\n"
        "+party b { time zone Europe/Paris }\n"
    )
    assert main(["fmt", "--check", "clean.sla"]) == 0
    assert (workspace / "untidy.sla").read_text() == UNTIDY


def test_a_file_with_a_syntax_error_stays_as_it_is(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "untidy.sla").write_text("party   b {\n")
    assert main(["fmt"]) == 1
    assert (workspace / "untidy.sla").read_text() == "party   b {\n"
    assert "untidy.sla:1:11: error[syntax/unclosed-block]" in capsys.readouterr().err


def test_habits_marks_and_line_ends_are_mended(workspace: Path) -> None:
    (workspace / "untidy.sla").write_bytes("\ufeffcalendar c {\r\n  open Mon to Fri 9:00-17:00\r\n}\r\n".encode())
    assert main(["fmt"]) == 0
    assert (workspace / "untidy.sla").read_bytes() == b"calendar c {\n  open Mon-Fri 09:00-17:00\n}\n"


def test_standard_input_goes_to_standard_output(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(UNTIDY.encode()), encoding="utf-8"))
    assert main(["fmt", "-"]) == 0
    assert capsys.readouterr().out == "party b { time zone Europe/Paris }\n"
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b"\xff"), encoding="utf-8"))
    assert main(["fmt", "-"]) == 2
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b"party {"), encoding="utf-8"))
    assert main(["fmt", "-"]) == 1
    assert sorted(path.name for path in workspace.iterdir()) == ["clean.sla", "sla.toml", "untidy.sla"]


def test_what_cannot_be_read_exits_with_2(workspace: Path) -> None:
    (workspace / "broken.sla").write_bytes(b"\xff\xfe")
    assert main(["fmt"]) == 2
