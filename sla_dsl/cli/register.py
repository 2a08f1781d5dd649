"""``sla register``."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import NamedTuple

import click

from ..algebra.days import months_after
from ..facts.texts import Histories
from ..history.in_facts import histories_from
from ..history.refusal import RefusalError
from ..history.repository import Repository
from ..history.states import History, State
from ..model.workspace import Workspace
from ..pipeline import Checked, run
from ..register.due import due
from ..register.entries import RegisterEntry, entries, removed, versions
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
    is_relational = form in ("sqlite", "postgres")
    past = past_of(workspace, files, with_present=is_relational)
    rows = [*entries(workspace, checked.proofs.values(), past.texts), *removed(workspace, past.states)]
    if is_relational:
        contents = contents_of(checked, files, rows, past)
        if form == "sqlite":
            write(sqlite_database(contents), output)
        else:
            fill(contents, database or "")
    else:
        write(report(checked, rows, form), output)
    gone = sum(one.removed is not None for one in rows)
    besides = f" and {gone} removed" if gone else ""
    click.echo(f"{counted(len(rows) - gone, 'agreement')}{besides}, as of {workspace.as_of}", err=True)
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


class Past(NamedTuple):
    """The history of agreements, by their names: texts, and states, newest first.

    Texts are those in force from the day of judgement on, where these are not the present one alone.
    """

    texts: Histories
    states: Mapping[str, list[State]]


def past_of(workspace: Workspace, files: WorkspaceFiles, *, with_present: bool) -> Past:
    """The texts that are in force, and the states of the agreements that are gone.

    Also the states of those that are there, if they are asked for (``with_present``).  Without a history nothing is
    known, and it is told.
    """
    try:
        texts = histories_from(files.root, workspace, workspace.as_of)
        with closing(Repository(files.root)) as repository:
            history, tip = History(repository, files.root, workspace.as_of), repository.commit("HEAD")
            gone = history.written(tip).keys() - workspace.agreements.keys()
            asked = gone | workspace.agreements.keys() if with_present else gone
            return Past(texts, {name: list(history.states(name, tip)) for name in sorted(asked)})
    except RefusalError as refusal:
        click.echo(f"without history: {refusal}".partition("\n")[0], err=True)
    return Past({}, {})


def contents_of(checked: Checked, files: WorkspaceFiles, rows: list[RegisterEntry], past: Past) -> Contents:
    """All that the relations hold: versions from Git, where the workspace is in a repository, and what is due."""
    workspace = checked.workspace
    until = months_after(workspace.as_of, _YEAR)
    told = due(workspace, past.texts, workspace.as_of, until, files.settings.decide_before)
    made = [version for row in rows for version in versions(workspace, row.name, past.states.get(row.name, []))]
    gone = {row.name: row.removed for row in rows if row.removed}
    return Contents(workspace, made, gone, list(checked.proofs.values()), told)


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
