"""What the pages show is what happens: every command and every line of Python in them is run.

A block ```` ```console ```` has commands behind ``$`` and their exact output; ``<!-- run: … -->`` is a command that
stands for what the text asks of the reader; ``<!-- into: … -->`` names the file to which the block below it is added,
at its end or, a fragment, inside the braces that end it. The commands of a page run one after the other, beside a copy
of the workspaces. ``GOLDEN=write pytest`` writes the outputs anew.
"""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from textwrap import indent

import pytest

from sla_dsl.cli import main

ROOT = Path(__file__).parent.parent
PAGES = (
    "README.md",
    "examples/README.md",
    "docs/index.md",
    "docs/writing.md",
    "docs/rediger.md",
    "docs/reporting.md",
    "docs/language.md",
    *(f"docs/language/{path.name}" for path in sorted((ROOT / "docs" / "language").glob("*.md"))),
    "docs/changes.md",
    "docs/history.md",
    "docs/importing.md",
    "docs/monitoring.md",
    "docs/register.md",
    "docs/approvals.md",
    "docs/policies.md",
    "docs/packs.md",
    "docs/validators.md",
    "docs/backing.md",
    "docs/mathematics.md",
    "docs/architecture.md",
    "docs/api.md",
    "docs/limits.md",
)
CONSOLE = re.compile(
    r"<!-- run: (?P<hidden>[^\n]*) -->"
    r"|^```console\n(?P<block>.*?)^```$"
    r"|<!-- into: (?P<file>\S+) -->\n```\w+(?P<fragment> fragment)?\n(?P<lines>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
SHELL = re.compile(r"[|<>;&$*`]")
"""What only a shell understands."""
ENVIRONMENT = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with copies of the example workspaces and of those of the pages."""
    for name in ("examples/atelier", "examples/collecte", "docs/samples"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def printed(arguments: Sequence[str], folder: Path) -> str:
    """What a command of ours prints in a folder, without a process of its own: that is most of the time it takes."""
    screen = TextIOWrapper(BytesIO(), encoding="utf-8", newline="\n", write_through=True)
    with chdir(folder), redirect_stdout(screen), redirect_stderr(screen):
        main(arguments)
    return screen.buffer.getvalue().decode()


class Reader:
    """Somebody who types the commands of a page."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def type(self, command: str) -> str:
        """What a command prints, errors included."""
        if command.startswith("cd "):
            self.folder /= command.removeprefix("cd ")
            return ""
        # `sla init` asks how it is installed, and the path of a test leads to the folder of the source first.
        if command.startswith("sla ") and not command.startswith("sla init") and not SHELL.search(command):
            return printed(shlex.split(command)[1:], self.folder)
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return done.stdout

    def write(self, file: Path, lines: str, *, inside: bool) -> None:
        """Adds lines at the end of a file, or inside the braces that end it."""
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        if inside:
            before, lines = before.removesuffix("}\n"), f"{indent(lines, '  ')}}}\n"
        file.write_text(before + lines, encoding="utf-8", newline="\n")

    def follow(self, sample: re.Match[str]) -> str:
        """A sample with what is really printed."""
        if sample["hidden"]:
            assert self.type(sample["hidden"]) == ""
            return sample[0]
        if sample["file"]:
            self.write(self.folder / sample["file"], sample["lines"], inside=bool(sample["fragment"]))
            return sample[0]
        commands = [line for line in sample["block"].splitlines() if line.startswith("$ ")]
        shown = "".join(f"{command}\n{self.type(command.removeprefix('$ '))}" for command in commands)
        return f"```console\n{shown}```"


def test_the_example_and_a_new_workspace_have_the_canonical_form(folder: Path) -> None:
    reader = Reader(folder)
    assert reader.type("sla fmt --check examples/atelier") == "0 of 12 files differ\n"
    reader.type("sla init shop")
    assert reader.type("sla fmt --check shop") == "0 of 4 files differ\n"


def test_a_new_workspace_is_clean(folder: Path) -> None:
    reader = Reader(folder)
    reader.type("sla init shop")
    assert reader.type("sla check shop").startswith("nothing found in 2 agreements (4 files)")


@pytest.mark.parametrize("page", PAGES)
def test_commands_print_what_the_page_shows(page: str, folder: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    true = CONSOLE.sub(Reader(folder).follow, text)
    if os.environ.get("GOLDEN") == "write":
        (ROOT / page).write_text(true, encoding="utf-8", newline="\n")
    else:
        assert true == text


def test_python_prints_what_the_page_shows(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    failed, tried = doctest.testfile(str(ROOT / "docs/api.md"), module_relative=False, encoding="utf-8")
    assert tried > 0
    assert failed == 0
