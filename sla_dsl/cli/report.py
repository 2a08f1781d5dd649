"""``sla report``."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from ..algebra.zones import Instant, instant, local, zone
from ..facts.reported import WindowFigure, reported
from ..facts.tables.cells import MICRO
from ..facts.tables.folder import Facts, read_facts
from ..model.workspace import Workspace
from ..pipeline import run
from ..reports.check.concise import unread_lines
from ..reports.facts.json import facts_report_json
from ..reports.facts.text import facts_report_text
from ..text.nearest import nearest
from ..workspace import read_workspace
from . import completion
from .console import write

_MONTHS_OF_QUARTER = 3


@click.command("report")
@click.argument("agreements", nargs=-1, shell_complete=completion.agreements)
@click.option(
    "--facts", "folder", required=True, type=click.Path(path_type=Path), metavar="FOLDER", help="The folder of facts."
)
@click.option(
    "--period",
    metavar="PERIOD",
    help="2026-10, 2026-Q3, 2026 or FROM..TO (days): windows that end in it. By default the month before `--now`.",
)
@click.option(
    "--now",
    metavar="MOMENT",
    help="The moment of judgement, such as 2026-11-03T09:00:00+01:00: what is later is not known.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to report.")
def command(agreements: tuple[str, ...], folder: Path, period: str | None, now: str | None, form: str) -> int:
    """Hold what was measured against what was promised.

    AGREEMENTS are names of agreements; without any, all are reported.
    """
    checked = run(read_workspace(Path()), proved=())
    click.echo(unread_lines(checked), err=True, nl=False)
    workspace = checked.workspace
    names = chosen(workspace, agreements)
    misread = sorted(workspace.misread.intersection(names))
    for name in misread:
        click.echo(f"`{name}` has mistakes, and is reported without what they hide: see `sla check`", err=True)
    facts = read_facts(folder, workspace)
    moment = moment_of(now, facts)
    first, last = days_of(period, moment, zone_of(workspace, names))
    windows = list(reported(facts, workspace, names, first, last, moment))
    write(
        facts_report_json(facts, workspace, windows, moment)
        if form == "json"
        else facts_report_text(facts, workspace, windows)
    )
    click.echo(summary(windows, facts, moment), err=True)
    return exit_code(windows, facts, checked.unjudged or bool(misread))


def chosen(workspace: Workspace, named: tuple[str, ...]) -> list[str]:
    """The agreements to report: those that are named, or all but standards."""
    for name in named:
        if name not in workspace.agreements:
            meant = nearest(name, workspace.agreements)
            raise click.UsageError(f"no agreement is called `{name}`" + (f": did you mean `{meant}`?" if meant else ""))
    return list(named) or [name for name, one in workspace.agreements.items() if not one.standard]


def moment_of(given: str | None, facts: Facts) -> Instant:
    """The moment of judgement: as given, or that up to which facts are complete."""
    if given is None:
        if facts.until is None:
            raise click.UsageError("say `--now`, or `complete-until` in facts.toml: up to when is known what happened?")
        return facts.until // MICRO
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        raise click.UsageError(f"`{given}` is no moment such as 2026-11-03T09:00:00+01:00") from None
    if moment.tzinfo is None:
        raise click.UsageError(f"`{given}` has no offset, such as +01:00")
    return instant(moment)


def zone_of(workspace: Workspace, names: list[str]) -> ZoneInfo:
    """The zone of the first agreement, by which the month before is told."""
    return zone((workspace.agreements[names[0]].zone if names else None) or "UTC")


def days_of(period: str | None, now: Instant, where: ZoneInfo) -> tuple[date, date]:
    """The first and the last day of a period; by default those of the month before."""
    if period is None:
        last = local(now, where).date().replace(day=1) - timedelta(days=1)
        return last.replace(day=1), last
    try:
        if match := re.fullmatch(r"(\d{4})-(\d\d)", period):
            year, month = int(match[1]), int(match[2])
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        if match := re.fullmatch(r"(\d{4})-Q([1-4])", period):
            year, month = int(match[1]), int(match[2]) * _MONTHS_OF_QUARTER
            return date(year, month - 2, 1), date(year, month, monthrange(year, month)[1])
        if match := re.fullmatch(r"(\d{4})", period):
            return date(int(period), 1, 1), date(int(period), 12, 31)
        first, dots, last_day = period.partition("..")
        if dots and date.fromisoformat(first) <= date.fromisoformat(last_day):
            return date.fromisoformat(first), date.fromisoformat(last_day)
    except ValueError:
        pass
    raise click.UsageError(f"`{period}` is no period: write 2026-10, 2026-Q3, 2026 or 2026-10-01..2026-10-15")


def summary(windows: list[WindowFigure], facts: Facts, now: Instant) -> str:
    """How many windows are in which state, and whether the facts are whole."""
    states = [one.state for one in windows]
    parts = [f"{states.count(state)} {state}" for state in dict.fromkeys(sorted(states))]
    whole = "" if facts.is_whole else "; the facts are not whole"
    return f"{', '.join(parts) or 'no windows'}, at {local(now, zone('UTC')):%Y-%m-%d %H:%M} UTC{whole}"


def exit_code(windows: list[WindowFigure], facts: Facts, unjudged: bool) -> int:
    """2 if something could not be judged, 1 if something was missed, else 0."""
    if unjudged or not facts.is_whole or not windows or any(one.state in ("unknown", "not-judged") for one in windows):
        return 2
    return int(any(one.state == "missed" for one in windows))
