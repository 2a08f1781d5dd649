"""Files are written whole or not at all, and what the machine refuses is no fault of the program."""

import errno
import os
import stat
from pathlib import Path

import pytest

from sla_dsl.cli import main

LOOSE = "party   p { time zone UTC }\n"
TIDY = "party p { time zone UTC }\n"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sla.toml").touch()
    (tmp_path / "a.sla").write_text(LOOSE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", ["fmt", "lock"])
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_full_disk_loses_nothing(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], command: str, error: int
) -> None:
    (workspace / "sla.lock").write_text("", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in workspace.iterdir()}

    def full(_file: object) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "fsync", full)
    assert main([command]) == 2
    assert {path.name: path.read_bytes() for path in workspace.iterdir()} == before
    told = capfd.readouterr().err
    assert "cannot be written: " + os.strerror(error) in told
    assert "internal error" not in told


def test_an_interruption_loses_nothing(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_file: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    assert main(["fmt"]) == 130
    assert [path.name for path in workspace.glob("**/*.sla*")] == ["a.sla"]
    assert (workspace / "a.sla").read_text(encoding="utf-8") == LOOSE


def test_a_file_keeps_its_permissions_and_links_stay_links(workspace: Path) -> None:
    (workspace / "a.sla").rename(workspace / "kept")
    (workspace / "kept").chmod(0o640)
    (workspace / "a.sla").symlink_to("kept")
    assert main(["fmt"]) == 0
    assert (workspace / "a.sla").is_symlink()
    assert (workspace / "kept").read_text(encoding="utf-8") == TIDY
    assert stat.S_IMODE((workspace / "kept").stat().st_mode) == 0o640


@pytest.mark.usefixtures("workspace")
def test_a_folder_that_may_not_be_read_is_no_fault_of_the_program(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refused(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert main(["check"]) == 2
    assert "internal error" not in capfd.readouterr().err
