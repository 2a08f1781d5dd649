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
from ..text.translation import MessageLanguage, translated
from ..workspace import read_workspace
from .console import messages, write
from .misread import exit_code
from .report import folder_of


@click.group("facts")
def command() -> None:
    """Work on facts: what was measured."""


@command.command("check")
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to report.")
@messages
def check(folder: Path | None, form: str, language: MessageLanguage | None) -> int:
    """Say what FOLDER has (without it the one that `sla.toml` names), and what it lacks.

    For each table from when to when and for which services; for each promise of the workspace what is missing to judge
    it; and every row that cannot be read. The exit code is 2 if something is missing or cannot be read.
    """
    files = read_workspace(Path())
    checked = run(files, proved=(), language=language)
    code = exit_code(checked)
    facts = read_facts(folder_of(folder, files), checked.workspace)
    tables, promises = extents(facts), needs(facts, checked.workspace, int(time()))
    spoken = checked.language
    write(
        facts_check_json(facts, tables, promises)
        if form == "json"
        else facts_check_text(facts, tables, promises, spoken)
    )
    lacking = sum(bool(one.missing) for one in promises)
    whole = "" if facts.is_whole else "; the facts are not whole"
    click.echo(
        translated(f"{len(promises) - lacking} of {len(promises)} promises can be judged{whole}", spoken), err=True
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
