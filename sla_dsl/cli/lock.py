"""``sla lock``."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from ..compiler.lock import make_lock, regional_differences
from ..pipeline import Checked, narrowed, run
from ..reports.check.text import text_report
from ..reports.lock import lock_report, regions_note
from ..rules.catalogue import graded
from ..workspace import LOCK, read_workspace
from .console import as_of, colours, write


@click.command("lock")
@as_of("The day from which to look ahead.")
def command(as_of: date | None) -> int:
    """Write the holidays and versions that compilation reads.

    They are those of all codes in the workspace and of all years of its agreements. Files that cannot be read
    leave the lock as it is.
    """
    files = read_workspace(Path())
    besides = tuple(finding for finding in files.findings if finding.rule != "lock/broken")
    checked = run(replace(files, findings=besides), as_of)
    unread = narrowed(checked, ["syntax"], [], [])
    if unread.findings:
        return refuse(unread)
    first, last = checked.workspace.lock_years
    codes, years = checked.workspace.holiday_codes, range(first, last + 1)
    lock, unknown = make_lock(codes, years)
    if unknown:
        return refuse(replace(checked, findings=tuple(graded(checked.rules, unknown))))
    (files.root / LOCK).write_bytes(lock.to_bytes())
    write(lock_report(files.lock, lock))
    for country in sorted(set(codes)):
        if "-" not in country and (regions := regional_differences(country, years)):
            click.echo(regions_note(country, regions), err=True)
    return 0


def refuse(checked: Checked) -> int:
    """Prints why no lock is written."""
    click.echo(text_report(checked, colours("auto", sys.stderr)), err=True, nl=False)
    click.echo(f"{LOCK} stays as it is", err=True)
    return 2 if checked.unjudged else 1
