"""``sla check``: what it prints, where, and with which exit code."""

import io
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from .conftest import Outcome, Sla

REMARK = """\
note[house/remark]: judged as of 2026-11-23
 --> sla.toml
  = more: sla rule house/remark
"""
WRONG = """\
error[name/wrong]: `wrong` is wrong
 --> b.sla:1:1
  |
1 | wrong
  | ^^^^^ here
  |
  = more: sla rule name/wrong
"""


def standard_input(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))


def test_a_clean_workspace(sla: Sla) -> None:
    assert sla("check") == Outcome(0, REMARK, "1 note in 2 agreements (2 files), as of 2026-11-23\n")


def test_a_mistake(sla: Sla) -> None:
    Path("b.sla").write_text("wrong", encoding="utf-8")
    assert sla("check") == Outcome(
        1, f"{WRONG}\n{REMARK}", "1 error, 1 note in 1 agreement (2 files), as of 2026-11-23\n"
    )


def test_the_day_is_given(sla: Sla) -> None:
    assert sla("check", "--as-of", "2027-01-31", "--format", "concise") == Outcome(
        0,
        "sla.toml: note[house/remark]: judged as of 2027-01-31\n",
        "1 note in 2 agreements (2 files), as of 2027-01-31\n",
    )


@pytest.mark.parametrize("day", ["2027-02-29", "31/01/2027", "tomorrow"])
def test_what_is_no_day_is_refused(sla: Sla, day: str) -> None:
    outcome = sla("check", "--as-of", day)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"`{day}`" in outcome.err


def test_today_is_a_day(sla: Sla) -> None:
    before = datetime.now(UTC).date()
    told = sla("check", "--as-of", "today").err
    assert told.endswith((f"as of {before}\n", f"as of {datetime.now(UTC).date()}\n"))  # midnight may lie between


def test_json(sla: Sla) -> None:
    Path("b.sla").write_text("wrong", encoding="utf-8")
    outcome = sla("check", "--format", "json")
    printed = json.loads(outcome.out)
    assert outcome.code == 1
    assert (printed["schema"], printed["agreements"], printed["files"]) == ("sla.check/1", 1, 2)
    assert [(found["rule"], found["file"]) for found in printed["findings"]] == [
        ("name/wrong", "b.sla"),
        ("house/remark", "sla.toml"),
    ]


def test_a_file_takes_the_report(sla: Sla) -> None:
    summary = "1 note in 2 agreements (2 files), as of 2026-11-23\n"
    assert sla("check", "--output", "report.txt", "--color", "always") == Outcome(0, "", summary)
    assert Path("report.txt").read_text(encoding="utf-8") == REMARK


def test_a_file_that_cannot_be_written(sla: Sla) -> None:
    outcome = sla("check", "--output", "absent/report.txt")
    assert outcome == Outcome(2, "", "Error: `absent/report.txt` cannot be written: No such file or directory\n")


def test_paths_narrow_what_is_reported_not_what_is_compiled(sla: Sla) -> None:
    Path("b.sla").write_text("wrong", encoding="utf-8")
    nothing = Outcome(0, "", "nothing found in 1 agreement (2 files), as of 2026-11-23\n")
    assert sla("check", "agreements") == nothing
    assert sla("check", "agreements/a.sla") == nothing
    assert sla("check", "agreements", "b.sla").out == WRONG
    assert sla("check", ".").code == 1


def test_paths_without_a_file_of_the_workspace_are_refused(sla: Sla) -> None:
    Path("docs").mkdir()
    for path in ("docs", "sla.toml"):
        outcome = sla("check", path)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.endswith(f"Error: no file of the workspace is at `{path}`\n")
    assert sla("check", "absent").code == 2


def test_the_workspace_is_that_of_the_path(sla: Sla, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir("/")
    assert sla("check", str(tmp_path)) == Outcome(0, REMARK, "1 note in 2 agreements (2 files), as of 2026-11-23\n")


@pytest.mark.parametrize(
    ("options", "code", "out"),
    [
        (["--select", "name"], 1, WRONG),
        (["--select", "name/wrong"], 1, WRONG),
        (["--select", "house", "--select", "name"], 1, f"{WRONG}\n{REMARK}"),
        (["--ignore", "name"], 0, REMARK),
        (["--select", "name", "--ignore", "name/wrong"], 0, ""),
    ],
)
def test_select_and_ignore(sla: Sla, monkeypatch: pytest.MonkeyPatch, options: list[str], code: int, out: str) -> None:
    monkeypatch.setattr("sla_dsl.cli.check.refuse_unknown", lambda *_: None)
    Path("b.sla").write_text("wrong", encoding="utf-8")
    outcome = sla("check", *options)
    assert (outcome.code, outcome.out) == (code, out)


@pytest.mark.parametrize(
    ("name", "hint"),
    [("house/remak", ": did you mean `house/remark`?"), ("fil", ": did you mean `file`?"), ("zzz", "")],
)
def test_an_unknown_rule_is_refused(sla: Sla, name: str, hint: str) -> None:
    for option in ("--select", "--ignore"):
        outcome = sla("check", option, name)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.endswith(f"Error: no rule or family is called `{name}`{hint}\n")


def test_what_cannot_be_read_is_reported_whatever_is_chosen(sla: Sla) -> None:
    Path("b.sla").write_bytes(b"\xff")
    expected = "error[file/not-utf-8]: byte FF in line 1 of `b.sla` is not UTF-8\n"
    for options in ([], ["--ignore", "file"], ["--select", "house/remark"]):
        outcome = sla("check", *options)
        assert outcome.code == 2
        assert outcome.out.startswith(expected)


def test_what_cannot_be_read_may_be_asked_for(sla: Sla) -> None:
    Path("b.sla").write_bytes(b"\xff")
    Path("agreements/c.sla").write_text("wrong", encoding="utf-8")
    assert sla("check", "b.sla", "--format", "concise") == Outcome(
        2,
        "b.sla: error[file/not-utf-8]: byte FF in line 1 of `b.sla` is not UTF-8\n",
        "1 error in 1 agreement (2 files), as of 2026-11-23\n",
    )


def test_mistakes_in_the_settings(sla: Sla) -> None:
    Path("sla.toml").write_text("as-of = 2026-11-23\nhorizn = 3\n", encoding="utf-8")
    outcome = sla("check", "agreements", "--select", "config", "--as-of", "2026-11-23")
    assert outcome == Outcome(
        2,
        """\
error[config/unknown-key]: `sla.toml` has no key `horizn`
 --> sla.toml:2:1
  |
2 | horizn = 3
  | ^^^^^^
  |
  = help: did you mean `horizon`?
  = more: sla rule config/unknown-key
""",
        "1 error in 0 agreements (0 files), as of 2026-11-23\n",
    )


def test_a_severity_that_is_lowered(sla: Sla) -> None:
    Path("sla.toml").write_text('as-of = 2026-11-23\n[severities]\n"file/not-text" = "note"', encoding="utf-8")
    outcome = sla("check", "--select", "config")
    assert outcome.code == 2
    assert outcome.out.startswith("error[config/lowered-severity]: the rule `file/not-text` is lowered")


def test_a_severity_that_is_raised(sla: Sla) -> None:
    Path("sla.toml").write_text('as-of = 2026-11-23\n[severities]\n"house/remark" = "error"', encoding="utf-8")
    assert sla("check") == Outcome(
        1, REMARK.replace("note", "error"), "1 error in 2 agreements (2 files), as of 2026-11-23\n"
    )


def test_a_pack_that_is_missing(sla: Sla) -> None:
    Path("sla.toml").write_text('validators = ["absent_pack"]', encoding="utf-8")
    outcome = sla("check")
    message = "error[config/unusable-validators]: the pack of rules `absent_pack` is not installed where `sla` runs\n"
    assert (outcome.code, outcome.out.startswith(message)) == (2, True)


def test_no_workspace(sla: Sla, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("empty"))
    outcome = sla("check", "--as-of", "2026-11-23", "--format", "json")
    assert (outcome.code, outcome.err) == (2, "1 error, 1 note in 0 agreements (0 files), as of 2026-11-23\n")
    assert [found["rule"] for found in json.loads(outcome.out)["findings"]] == ["config/no-workspace", "house/remark"]


def test_standard_input_stands_for_a_file(sla: Sla, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("agreements/a.sla").write_text("wrong wrong", encoding="utf-8")
    standard_input(monkeypatch, b"\xef\xbb\xbfwrong")
    assert sla("check", "-", "--stdin-filename", "b.sla") == Outcome(
        1, WRONG, "1 error in 0 agreements (2 files), as of 2026-11-23\n"
    )


def test_standard_input_may_be_a_new_file(sla: Sla, monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(monkeypatch, b"agreement three")
    assert sla("check", "-") == Outcome(0, "", "nothing found in 3 agreements (3 files), as of 2026-11-23\n")


def test_standard_input_that_is_no_text(sla: Sla, monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(monkeypatch, b"\xff")
    outcome = sla("check", "-", "--format", "concise")
    message = "byte FF in line 1 of `standard-input.sla` is not UTF-8"
    assert (outcome.code, outcome.out.splitlines()[-1]) == (2, f"standard-input.sla: error[file/not-utf-8]: {message}")


def test_standard_input_stands_alone_and_in_the_workspace(sla: Sla, monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(monkeypatch, b"")
    assert sla("check", "-", "b.sla").err.endswith("Error: `-` stands alone\n")
    assert sla("check", "-", "--stdin-filename", "../x.sla").code == 2


@pytest.mark.parametrize(
    ("variables", "option", "coloured"),
    [
        ({}, [], False),
        ({"FORCE_COLOR": "1"}, [], True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
        ({"NO_COLOR": "1"}, ["--color", "always"], True),
        ({"FORCE_COLOR": "1"}, ["--color", "never"], False),
    ],
)
def test_colour(
    sla: Sla, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], option: list[str], coloured: bool
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert sla("check", *option).out.startswith("\x1b[1;36mnote[house/remark]\x1b[0m") is coloured


def test_several_formats_at_once(sla: Sla, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    outcome = sla("check", "--format", "sarif", "--output", "found.sarif", "--format", "github")
    assert outcome.out == "::notice file=sla.toml,title=house/remark::judged as of 2026-11-23\n"
    assert json.loads(Path("found.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    monkeypatch.chdir(tmp_path.parent)
    assert f"file={tmp_path.name}/sla.toml," in sla("check", tmp_path.name, "--format", "github").out


@pytest.mark.parametrize(
    "arguments", [["--format", "json", "--format", "github"], ["--output", "a", "--output", "b"]], ids=["one", "two"]
)
def test_a_report_has_one_place(sla: Sla, arguments: list[str]) -> None:
    outcome = sla("check", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.endswith("Error: each `--format` but the last one needs its `--output`\n")


def test_a_platform_gets_paths_of_the_repository_wherever_the_command_was_called(
    sla: Sla, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contracts = tmp_path / "house" / "contracts"
    contracts.mkdir(parents=True)
    (tmp_path / "house" / ".git").mkdir()
    (contracts / "sla.toml").write_text("", encoding="utf-8")
    (contracts / "b.sla").write_text("wrong", encoding="utf-8")
    told = sla("check", "house/contracts", "--format", "github").out
    assert "file=contracts/b.sla" in told
    monkeypatch.chdir(contracts)
    assert sla("check", "--format", "github").out == told


def test_files_of_several_workspaces_are_judged_one_workspace_after_the_other(sla: Sla) -> None:
    for name in ("one", "two"):
        Path(name).mkdir()
        Path(name, "sla.toml").write_text("as-of = 2026-11-23\n", encoding="utf-8")
    Path("one/b.sla").write_text("agreement a", encoding="utf-8")
    Path("two/b.sla").write_text("wrong", encoding="utf-8")
    Path("two/c.sla").write_text("wrong", encoding="utf-8")
    outcome = sla("check", "one/b.sla", "two/b.sla", "--format", "concise")
    assert (outcome.code, outcome.out.count("name/wrong"), "c.sla" in outcome.out) == (1, 1, False)
    assert outcome.err.splitlines() == [
        "one:",
        "nothing found in 1 agreement (1 file), as of 2026-11-23",
        "two:",
        "1 error in 0 agreements (2 files), as of 2026-11-23",
    ]
    outcome = sla("fmt", "--check", "one/b.sla", "two/b.sla")
    assert (outcome.code, [line for line in outcome.err.splitlines() if line.endswith(":")]) == (1, ["one:", "two:"])
    for options in (("--format", "json"), ("--output", "both.txt")):
        refused = sla("check", "one", "two", *options)
        assert (refused.code, "a report of one workspace" in refused.err) == (2, True)
    assert sla("check", "--coverage", "--format", "json").code == 2


def test_a_folder_without_a_workspace_does_not_hide_the_other(sla: Sla, tmp_path: Path) -> None:
    outside = tmp_path.parent / "outside"
    outside.mkdir(exist_ok=True)
    outcome = sla("check", "agreements", str(outside))
    assert (outcome.code, "error[config/no-workspace]" in outcome.out, "2 agreements" in outcome.err) == (2, True, True)


def test_watch_judges_again_when_a_file_changes(sla: Sla, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = iter(["", "wrong", ""])

    def sleep(_seconds: float) -> None:
        if (written := next(looks, None)) is None:
            raise KeyboardInterrupt
        if written:
            Path("b.sla").write_text(written, encoding="utf-8")

    monkeypatch.setattr(time, "sleep", sleep)
    outcome = sla("check", "--watch")
    assert (outcome.code, outcome.out) == (1, REMARK + WRONG + "\n" + REMARK)
    assert outcome.err.splitlines() == [
        "1 note in 2 agreements (2 files), as of 2026-11-23",
        "1 error, 1 note in 1 agreement (2 files), as of 2026-11-23",
    ]
