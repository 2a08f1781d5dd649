"""``sla lock``."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from ..algebra.known import gap_years, listed
from ..compiler.day_lists import regional_differences
from ..compiler.lock import make_lock
from ..folder import LOCK
from ..model.day_lists import DayList
from ..pipeline import Checked, narrowed, run
from ..reports.check.text import text_report
from ..reports.lock import days_notes, lock_report, regions_note
from ..rules.catalogue import graded
from ..workspace import read_workspace
from .console import as_of, colours, put, write


@click.command("lock")
@as_of("The day from which to look ahead.")
def command(as_of: date | None) -> int:
    """Write the days, clocks and versions that compilation reads.

    They are the lists of days and the time zones that the workspace names, in all years of its agreements. What is
    not known of them, or may still change, is said; the exit code is 1 if a year that is judged is not known. Files
    that cannot be read leave the lock as it is.
    """
    files = read_workspace(Path())
    besides = tuple(finding for finding in files.findings if finding.rule != "lock/broken")
    checked = run(replace(files, findings=besides), as_of)
    unread = narrowed(checked, ["syntax"], [], [])
    if unread.findings:
        return refuse(unread)
    first, last = checked.workspace.lock_years
    lists, years = checked.workspace.day_lists, range(first, last + 1)
    lock, unknown = make_lock(lists, checked.workspace.zones, years)
    if unknown:
        return refuse(replace(checked, findings=tuple(graded(checked.rules, unknown))))
    lock = lock.model_copy(update={"numbers": files.lock.numbers})
    put(files.root / LOCK, lock.to_bytes())
    write(lock_report(files.lock, lock))
    for country in sorted({one.code for one in map(DayList.of, lists) if not one.kind and "-" not in one.code}):
        if regions := regional_differences(country, years):
            click.echo(regions_note(country, regions), err=True)
    for note in days_notes(checked.workspace, lock):
        click.echo(note, err=True)
    judged = listed(checked.workspace, *checked.workspace.judged_years)
    return 1 if any(gap_years(lock, one, "unknown") for one in judged) else 0


def refuse(checked: Checked) -> int:
    """Prints why no lock is written."""
    click.echo(text_report(checked, colours("auto", sys.stderr)), err=True, nl=False)
    click.echo(f"{LOCK} stays as it is", err=True)
    return 2 if checked.unjudged else 1
