"""Every command can be called from another folder, and its help has calls that it takes, in 80 columns."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

import click
import pytest

from sla_dsl.cli import COMMANDS, main, sla
from sla_dsl.cli.examples import EXAMPLES

MAKE = Path(__file__).parents[2] / "examples" / "review" / "make.py"
RUN = ("explain", "log", "show", "compare", "diff")
"""Commands whose calls are also run: they name agreements and promises."""


def commands() -> Iterator[tuple[str, click.Command]]:
    """Each command with its name; groups are none."""
    for name in COMMANDS:
        command = sla.get_command(click.Context(sla), name)
        if isinstance(command, click.Group):
            yield from ((f"{name} {below}", each) for below, each in command.commands.items())
        elif command:
            yield name, command


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository of `examples/review`, on a branch that the gate refuses; nobody has approved anything."""
    folder = tmp_path_factory.mktemp("review") / "repository"
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(MAKE.parent)
        make = import_module(MAKE.stem)
        patch.setattr(make, "approve", lambda *_: None)  # most of the time that it takes: tests/gate/test_reviewing.py
        make.make(folder, date(2026, 11, 24))
    subprocess.run(["git", "checkout", "--quiet", "without-consent"], cwd=folder, check=True)
    (folder / "facts").mkdir()
    return folder


def test_every_command_has_two_calls() -> None:
    assert {name: len({*calls}) for name, calls in EXAMPLES.items()} == {name: 2 for name, _ in commands()}


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_command_takes_the_calls_of_its_help(name: str, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository)
    command = dict(commands())[name]
    for call in EXAMPLES[name]:
        arguments = shlex.split(call)[1 + len(name.split()) :]
        assert call.startswith(f"sla {name}")
        if "--help" not in arguments:
            command.make_context(name, arguments).close()
        if name in RUN:
            assert main(shlex.split(call)[1:]) in {0, 1}


@pytest.mark.parametrize("name", EXAMPLES)
def test_help_is_80_columns_wide(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*name.split(), "--help"]) == 0
    told = capsys.readouterr().out
    assert [line for line in told.splitlines() if len(line) > 80] == []
    assert all(f"  {call}\n" in told for call in EXAMPLES[name])


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_command_can_run_in_another_folder(name: str, tmp_path: Path) -> None:
    here = Path.cwd()
    command = dict(commands())[name]
    with command.make_context(name, ["-C", str(tmp_path)], resilient_parsing=True):
        assert Path.cwd() == tmp_path
    assert Path.cwd() == here


def test_the_paths_of_a_call_are_those_of_that_folder(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "web-shop-sla.sla", "--select", "syntax", "-C", str(repository)]) == 0
    assert main(["check", "-C", str(repository / "absent")]) == 2
    assert "`--workspace`: directory" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("-C shop check", "`sla` has no option `-C`: an option stands behind its command, as in `sla check -C DIR`"),
        ("check --frmat text", "`sla check` has no option `--frmat`: did you mean `--format`?"),
        ("check --format yaml", "`--format`: `yaml` is not one of `text`, `concise`"),
        ("explain", "`sla explain` needs `ADDRESS`"),
        ("explain one two", "`sla explain` takes no `two`"),
        ("check absent", "`PATHS`: path `absent` does not exist"),
        (
            "check --as-of 29.11.2026",
            "`--as-of`: `29.11.2026` is not how a day is written: year, month, day as in `2026-11-29`",
        ),
        ("check --as-of 2026-02-30", "`--as-of`: there is no day `2026-02-30`"),
        ("check --as-of 1899-12-31", "`--as-of`: `1899-12-31` is too far away: from 1900 to 2999 is judged"),
        ("check --as-of 3000-01-01", "`--as-of`: `3000-01-01` is too far away: from 1900 to 2999 is judged"),
        ("facts chek", "no such command `chek`"),
    ],
)
def test_a_wrong_call_is_told_in_the_words_of_the_reader(
    line: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(line.split()) == 2
    assert f"Error: {said}" in capsys.readouterr().err
