"""``sla due``."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import click

from ..algebra.days import months_after
from ..facts.reported import reported
from ..facts.tables.cells import MICRO
from ..facts.tables.folder import read_facts
from ..model.workspace import Workspace
from ..pipeline import run
from ..register.due import due
from ..register.missed import MissedWindow
from ..reports.check.text import counted
from ..reports.register.due import due_calendar, due_json, due_text
from ..workspace import read_workspace
from .console import as_of, day, write
from .extras import needing
from .misread import exit_code

_YEAR = 12
_CLAIMED = timedelta(days=2 * 366)
"""How long before the first day that is asked for a window may have ended that can still be claimed."""


@click.command("due")
@click.option("--from", "first", type=day, metavar="DATE", help="The first day; `--as-of`.")
@click.option("--to", "last", type=day, metavar="DATE", help="The last day; a year later.")
@as_of("The day of judgement.")
@click.option(
    "--facts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Tell until when missed windows can be claimed.",
)
@click.option("--format", "form", type=click.Choice(["text", "json", "ics"]), default="text", help="How to tell it.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file.")
def command(
    first: date | None, last: date | None, as_of: date | None, facts: Path | None, form: str, output: Path | None
) -> int:
    """Tell what must be done by when, and by whom.

    Days of notice and of decision, renewals, ends, reviews, reports, amendments, ratifications, waivers that end, days
    to lock, seasons that run out. `ics` is a calendar of whole days for any calendar program.
    """
    files = read_workspace(Path())
    checked = run(files, as_of, proved=())
    code = exit_code(checked)
    workspace = checked.workspace
    since = first or workspace.as_of
    until = last or months_after(since, _YEAR)
    if until < since:
        raise click.UsageError(f"`--to {until}` comes before `--from {since}`")
    missed = missed_windows(workspace, facts, since, until) if facts else []
    entries = due(workspace, since, until, files.settings.decide_before, missed)
    if form == "ics":
        with needing("register", "icalendar"):
            content = due_calendar(workspace, entries)
    else:
        content = due_json(workspace, entries, since, until) if form == "json" else due_text(entries)
    write(content, output)
    click.echo(f"{counted(len(entries), 'deadline')} from {since} to {until}, as of {workspace.as_of}", err=True)
    return code


def missed_windows(workspace: Workspace, folder: Path, since: date, until: date) -> list[MissedWindow]:
    """The windows that were missed by what was measured, and that may still be claimed."""
    facts = read_facts(folder, workspace)
    if facts.until is None:
        raise click.UsageError("say `complete-until` in facts.toml: up to when is known what happened?")
    names = [name for name, one in workspace.agreements.items() if one.claims and not one.standard]
    found = reported(facts, workspace, names, since - _CLAIMED, until, facts.until // MICRO)
    return [MissedWindow(one.objective, one.window[1]) for one in found if one.state == "missed"]
