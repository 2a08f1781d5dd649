"""``sla facts``."""

from __future__ import annotations

from pathlib import Path
from time import time

import click

from ..facts.coverage import extents, needs
from ..facts.tables.folder import read_facts
from ..facts.tables.presets import PRESETS
from ..facts.tables.sample import facts_toml
from ..facts.tables.settings import SETTINGS_FILE
from ..pipeline import run
from ..reports.facts.check import facts_check_json, facts_check_text
from ..workspace import read_workspace
from .console import write
from .misread import exit_code


@click.group("facts")
def command() -> None:
    """Work on facts: what was measured."""


@command.command("check")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to report.")
def check(folder: Path, form: str) -> int:
    """Say what FOLDER has, and what it lacks.

    For each table from when to when and for which services; for each promise of the workspace what is missing to judge
    it; and every row that cannot be read. The exit code is 2 if something is missing or cannot be read.
    """
    checked = run(read_workspace(Path()), proved=())
    code = exit_code(checked)
    facts = read_facts(folder, checked.workspace)
    tables, promises = extents(facts), needs(facts, checked.workspace, int(time()))
    write(facts_check_json(facts, tables, promises) if form == "json" else facts_check_text(facts, tables, promises))
    lacking = sum(bool(one.missing) for one in promises)
    click.echo(
        f"{len(promises) - lacking} of {len(promises)} promises can be judged"
        + ("" if facts.is_whole else "; the facts are not whole"),
        err=True,
    )
    return 2 if lacking or not facts.is_whole else code


@command.command("init")
@click.argument("preset", type=click.Choice(list(PRESETS)))
@click.argument("folder", type=click.Path(path_type=Path), default=Path("facts"))
def init(preset: str, folder: Path) -> int:
    """Write the `facts.toml` of a preset.

    It goes to FOLDER (`facts`), where the exports of the tool will lie, and says how they are made. A file that is
    there stays as it is.
    """
    path = folder / SETTINGS_FILE
    if path.exists():
        raise click.UsageError(f"`{path.as_posix()}` is there already")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(facts_toml(preset), encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"`{path.as_posix()}` cannot be written: {error.strerror}") from error
    click.echo(f"wrote {path.as_posix()}")
    click.echo(f"next: export what it names, and `sla facts check {folder.as_posix()}`")
    return 0
