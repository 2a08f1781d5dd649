"""Readers that go away before everything is written, as `head` does: the exit code is that of the judgement."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sla_dsl.cli import COMMANDS, main

from ..history.repositories import git

PROGRAM = (sys.executable, "-c", "import sys; from sla_dsl.start import main; sys.exit(main())")
EXIT_CODES = {
    ("amend", "payments-sla"): 2,
    ("approve", "payments-sla"): 2,
    ("cache",): 0,
    ("catalog",): 0,
    ("check", "--as-of=2026-11-24"): 1,
    ("compare", "payments-sla", "payments-ola"): 0,
    ("diff", ".", "."): 0,
    ("document", "payments-sla"): 1,
    ("due", "--as-of=2026-11-24"): 0,
    ("explain", "payments-sla"): 0,
    ("export",): 1,
    ("facts", "check", "none"): 2,
    ("fix", "--diff"): 0,
    ("fmt", "--check"): 1,
    ("gate",): 2,
    ("graph",): 0,
    ("import", "targets", "none.csv"): 2,
    ("init", "fresh"): 0,
    ("lock",): 0,
    ("lsp", "--help"): 0,
    ("log", "payments-sla"): 0,
    ("mcp", "--help"): 0,
    ("new", "sla", "--on=none", "--for=nobody"): 2,
    ("policy", "test"): 2,
    ("register", "--as-of=2026-11-24"): 0,
    ("report", "--facts=none", "--now=2026-11-24T00:00:00Z"): 2,
    ("watch", "none", "--looks=1", "--now=2026-11-24T00:00:00Z"): 2,
    ("review",): 2,
    ("rule",): 0,
    ("schema", "sla.gate/1"): 0,
    ("show", "payments-sla", "--as-of=2026-11-24"): 0,
    ("site", "pages", "--as-of=2026-11-24"): 0,
    ("--help",): 0,
    ("chek",): 2,
    ("check", "--no-such-option"): 2,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a workspace that has a mistake, and is not laid out as `sla fmt` does."""
    top = tmp_path_factory.mktemp("readers")
    assert main(["init", str(top)]) == 0
    agreement = top / "agreements" / "payments.sla"
    text = agreement.read_text(encoding="utf-8").replace("| below 99.5% ", "|  below 99.4% ")
    agreement.write_text(text, encoding="utf-8")
    git(top, "init", "--quiet", "--initial-branch", "main")
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "--message", "start")
    return top


def run(folder: Path, arguments: tuple[str, ...], *closed: str) -> tuple[int, bytes]:
    """The exit code, and all that comes out of streams that are read; nobody reads those that are closed."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        streams = {name: writing if name in closed else subprocess.PIPE for name in ("stdout", "stderr")}
        done = subprocess.run([*PROGRAM, *arguments], cwd=folder, check=False, **streams)  # type: ignore[call-overload]  # streams by name
    finally:
        os.close(writing)
    return done.returncode, (done.stdout or b"") + (done.stderr or b"")


def test_every_command_is_tried() -> None:
    assert {arguments[0] for arguments in EXIT_CODES} >= {*COMMANDS}


SOME = (("check", "--as-of=2026-11-24"), ("diff", ".", "."), ("facts", "check", "none"), ("--help",), ("chek",))
"""A judgement, what only shows, a group, what the start itself answers, and what is no command."""


@pytest.mark.parametrize(
    "arguments",
    [one if one in SOME else pytest.param(one, marks=pytest.mark.slow) for one in EXIT_CODES],
    ids=" ".join,
)
def test_nobody_reads_and_the_exit_code_is_the_same(folder: Path, arguments: tuple[str, ...], tmp_path: Path) -> None:
    line = tuple(str(tmp_path / "fresh") if each == "fresh" else each for each in arguments)
    assert run(folder, line, "stdout", "stderr") == (EXIT_CODES[arguments], b"")


@pytest.mark.parametrize(("closed", "read"), [("stdout", b"1 error in 2 agreements"), ("stderr", b"error[remedy/")])
def test_the_other_stream_is_still_read(folder: Path, closed: str, read: bytes) -> None:
    code, printed = run(folder, ("check", "--as-of=2026-11-24"), closed)
    assert (code, printed[: len(read)]) == (1, read)


def test_a_stream_that_was_closed_before_the_program_began(folder: Path) -> None:
    line = ["sh", "-c", f'"$0" -c "{PROGRAM[2]}" check --as-of=2026-11-24 >&- 2>&-', sys.executable]
    assert subprocess.run(line, cwd=folder, check=False).returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only some systems have a device that is always full")
@pytest.mark.parametrize(
    "arguments", [("rule",), ("check", "--as-of=2026-11-24"), ("cache",), ("--help",), ("--version",)], ids=" ".join
)
def test_a_full_device_is_told_and_is_no_fault_of_the_program(folder: Path, arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run([*PROGRAM, *arguments], cwd=folder, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr == b"Error: standard output cannot be written: No space left on device\n"
