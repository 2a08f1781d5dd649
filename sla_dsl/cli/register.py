"""``sla register``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import click

from ..algebra.days import months_after
from ..history.refusal import RefusalError
from ..history.repository import Repository
from ..history.states import History, State
from ..pipeline import Checked, run
from ..register.due import due
from ..register.entries import RegisterEntry, VersionEntry, entries, versions
from ..register.relations import POSTGRES_SCHEMA, Contents, fill_postgres, sqlite_database
from ..reports.check.text import counted
from ..reports.register.entries import register_csv, register_html, register_json, register_text, register_xlsx
from ..workspace import WorkspaceFiles, read_workspace
from .console import as_of, write
from .extras import needing
from .misread import exit_code

_YEAR = 12
FORMATS = ("text", "json", "csv", "xlsx", "html", "sqlite", "postgres")


@click.command("register")
@as_of("The day of judgement.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to write it.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file.")
@click.option(
    "--database",
    metavar="URL",
    help="For `postgres`: postgresql://USER@HOST/NAME. The password is taken from PGPASSWORD.",
)
def command(as_of: date | None, form: str, output: Path | None, database: str | None) -> int:
    """Write the register of all agreements.

    It has of each the parties, services, term, notice, prices and verdicts.
    `sqlite` and `postgres` have keys and history: one row for each version that Git knows, and what is due within a
    year. They are written anew in one transaction.
    """
    if (form == "postgres") != (database is not None):
        raise click.UsageError("`--format postgres` and `--database URL` go together")
    files = read_workspace(Path())
    checked = run(files, as_of)
    code = exit_code(checked)
    workspace = checked.workspace
    rows = entries(workspace, checked.proofs.values())
    if form in ("sqlite", "postgres"):
        contents = contents_of(checked, files, rows)
        if form == "sqlite":
            write(sqlite_database(contents), output)
        else:
            fill(contents, database or "")
    else:
        write(report(checked, rows, form), output)
    click.echo(f"{counted(len(rows), 'agreement')}, as of {workspace.as_of}", err=True)
    return code


def report(checked: Checked, rows: list[RegisterEntry], form: str) -> bytes:
    """The register in one of the formats without history."""
    workspace = checked.workspace
    if form == "xlsx":
        with needing("register", "xlsxwriter"):
            return register_xlsx(workspace, rows)
    if form == "json":
        return register_json(workspace, rows)
    if form == "html":
        return register_html(workspace, rows)
    return register_csv(rows) if form == "csv" else register_text(rows)


def contents_of(checked: Checked, files: WorkspaceFiles, rows: list[RegisterEntry]) -> Contents:
    """All that the relations hold: versions from Git, where the workspace is in a repository, and what is due."""
    workspace = checked.workspace
    histories: dict[str, list[VersionEntry]] = {}
    for entry, states in states_of(files, workspace.as_of, rows):
        histories[entry.name] = list(versions(entry, workspace, states))
    until = months_after(workspace.as_of, _YEAR)
    told = due(workspace, workspace.as_of, until, files.settings.decide_before)
    made = [one for row in rows for one in histories[row.name]]
    return Contents(workspace, made, list(checked.proofs.values()), told)


def states_of(
    files: WorkspaceFiles, day: date, rows: list[RegisterEntry]
) -> Iterator[tuple[RegisterEntry, list[State]]]:
    """The states of each agreement, newest first; none where there is no history."""
    try:
        repository = Repository(files.root)
        tip = repository.commit("HEAD")
    except RefusalError as refusal:
        click.echo(f"without history: {refusal}".partition("\n")[0], err=True)
        yield from ((row, []) for row in rows)
        return
    with closing(repository):
        history = History(repository, files.root, day)
        for row in rows:
            yield row, list(history.states(row.name, tip))


def fill(contents: Contents, url: str) -> None:
    """Writes the register into a database of PostgreSQL, in one transaction."""
    with needing("register", "psycopg"):
        import psycopg
    try:
        with psycopg.connect(url) as connection:
            fill_postgres(connection, contents)
    except psycopg.Error as error:
        said = str(error).strip().partition("\n")[0]
        message = f"the register was not written: {said}"
        help_ = (
            f"correct the address, or see that the schema `{POSTGRES_SCHEMA}` is yours and was made by `sla register`"
        )
        raise click.ClickException(f"{message}\nhelp: {help_}") from error
