"""``sla due``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import click

from ..algebra.days import months_after
from ..algebra.zones import local, zone
from ..facts.alerts import alerts_of
from ..facts.award import Award
from ..facts.awards import awards_of
from ..facts.reported import WindowFigure, agreement_reported, period_of
from ..facts.tables.cells import MICRO
from ..facts.tables.folder import Facts, read_facts
from ..facts.texts import Histories, texts_of
from ..history.in_facts import histories_from
from ..history.refusal import RefusalError
from ..model.workspace import Workspace
from ..pipeline import run
from ..register.due import DueDay, DueKind, due
from ..register.missed import claims, claims_to_come
from ..reports.check.text import counted
from ..reports.facts.words import alert_text
from ..reports.register.due import due_calendar, due_json, due_text
from ..workspace import WorkspaceFiles, read_workspace
from .console import as_of, day, write
from .extras import needing
from .misread import exit_code
from .report import known_histories

_YEAR = 12
_NOT_WHOLE = 2
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
    help="Tell until when missed windows can be claimed, and what is due at which moment in windows that run.",
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
    told = read_facts(facts, workspace) if facts else None
    deadlines = list(claims(awards(files, workspace, told, since))) if told else []
    windows = running(files, workspace, told) if told else []
    deadlines += claims_to_come(windows)
    texts = texts_in_force(files, workspace, since)
    entries = due(workspace, texts, since, until, files.settings.decide_before, deadlines, _alerts(windows))
    if form == "ics":
        with needing("register", "icalendar"):
            content = due_calendar(workspace, entries)
    else:
        content = due_json(workspace, entries, since, until) if form == "json" else due_text(entries)
    write(content, output)
    click.echo(f"{counted(len(entries), 'deadline')} from {since} to {until}, as of {workspace.as_of}", err=True)
    if told and not told.is_whole:
        click.echo(f"the facts are not whole: see `sla facts check {facts}`", err=True)
        return _NOT_WHOLE
    return code


def texts_in_force(files: WorkspaceFiles, workspace: Workspace, first: date) -> Histories:
    """The texts in force from a day on; it is told where only those of the files are known."""
    try:
        return histories_from(files.root, workspace, first)
    except RefusalError as refusal:
        said = f"{refusal}".partition("\n")[0]
        click.echo(f"without history, all days are told by what the files say now: {said}", err=True)
        return {}


def running(files: WorkspaceFiles, workspace: Workspace, facts: Facts) -> list[WindowFigure]:
    """The windows of signed agreements that run where the facts end."""
    now = (facts.until or 0) // MICRO
    today = local(now, zone("UTC")).date()
    names = [name for name, one in workspace.agreements.items() if one.status == "signed" and not one.is_template]
    past = known_histories(files, workspace, names, today)
    found: list[WindowFigure] = []
    for name in names:
        period = period_of(workspace.agreements[name], today, today)
        found += agreement_reported(facts, texts_of(workspace, name, past), period, now)
    return [one for one in found if one.end > now or one.state == "running"]


_KINDS: Mapping[str, DueKind] = {"due": "case", "budget": "budget", "warn": "warning", "escalation": "escalation"}


def _alerts(windows: Iterable[WindowFigure]) -> Iterator[DueDay]:
    """The dues at a moment that is still to come."""
    for told in windows:
        where = zone(told.agreement.zone or "UTC")
        for one in alerts_of(told):
            if one.kind in _KINDS and one.due is not None and one.due > told.known.now:
                at, who = local(one.due, where), one.to or told.agreement.provider or ""
                of = f"{told.objective}\n{one.case}\n{one.level.text if one.level else ''}\n{one.to}"
                what = f"`{told.objective.partition('/')[2]}`: {alert_text(one)}"
                yield DueDay(
                    at.date(), _KINDS[one.kind], told.agreement.name, of, (who,) if who else (), what, at.isoformat()
                )


def awards(files: WorkspaceFiles, workspace: Workspace, facts: Facts, since: date) -> list[Award]:
    """The awards for windows that may still be claimed after a day."""
    if facts.until is None:
        raise click.UsageError("say `complete-until` in facts.toml: up to when is known what happened?")
    now = facts.until // MICRO
    names = [name for name, one in workspace.agreements.items() if one.claims and not one.standard]
    past = known_histories(files, workspace, names, since - _CLAIMED)
    days = since - _CLAIMED, local(now, zone("UTC")).date()
    return [
        award
        for name in names
        for award in awards_of(
            facts, texts_of(workspace, name, past), period_of(workspace.agreements[name], *days), now
        )
    ]
