"""``sla diff``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from ..changes import Comparison, diff
from ..compiler.compile import uncollected
from ..history.compared import compared
from ..history.refusal import RefusalError
from ..history.slices import sliced
from ..history.snapshot import Snapshot
from ..model.workspace import Workspace
from ..pipeline import day_of_judgement
from ..reports.check.concise import concise_line
from ..reports.diff.html import diff_html
from ..reports.diff.json import diff_json
from ..reports.diff.markdown import diff_markdown
from ..reports.diff.text import diff_text
from ..reports.diff.words import RevisionName, summary
from ..text.finding import Finding
from .console import as_of, colours, write

DiffReport = Callable[[Comparison, RevisionName, RevisionName], bytes]
REPORTS: dict[str, DiffReport] = {"text": diff_text, "markdown": diff_markdown, "html": diff_html, "json": diff_json}


@click.command("diff")
@click.argument("base", required=False)
@click.argument("head", required=False)
@as_of("The day on which both are judged.")
@click.option("--format", "form", type=click.Choice([*REPORTS]), default="text", help="How to report changes.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the report to this file.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Whether to use colour.")
def command(base: str | None, head: str | None, as_of: date | None, form: str, output: Path | None, color: str) -> int:
    """Show what changed, and for whom.

    BASE and HEAD are revisions or folders, or both are files. Without HEAD it is the working tree; without BASE the
    commit at which the main branch was left. What is compared is the meaning: the order, the layout and the files of
    what is written do not matter.
    """
    try:
        before, after = compared(base, head, Path())
    except RefusalError as refusal:
        raise click.ClickException(f"{refusal}") from refusal
    if unset := [one for side in (before, after) for one in side.files.findings if one.rule.startswith("config/")]:
        raise click.ClickException("\n".join(concise_line("error", one) for one in unset))
    day = day_of_judgement(as_of, after.files.settings)
    models, comparison = compare(before, after, day)
    versions = RevisionName(before.name, before.revision), RevisionName(after.name, after.revision)
    if form == "text" and output is None and colours(color, sys.stdout):
        write(diff_text(comparison, *versions, colour=True))
    else:
        write(REPORTS[form](comparison, *versions), output)
    unread = [one for pair in zip((before, after), models, strict=True) for one in unreadable(*pair)]
    for finding in unread:
        click.echo(concise_line("error", finding), err=True)
    if unread or comparison.unread:
        named = f": {', '.join(comparison.unread)}" if comparison.unread else ""
        click.echo(f"what is broken is not compared, or told as removed{named}", err=True)
    if comparison.changes or comparison.verdicts or form != "text":
        click.echo(summary(comparison, *versions), err=True)
    return 2 if unread or comparison.unread else 0


@uncollected()
def compare(before: Snapshot, after: Snapshot, day: date) -> tuple[tuple[Workspace, Workspace], Comparison]:
    """Both sides, reduced to what matters and compiled as of a day, and the changes between them."""
    base, head = (side.compiled(day) for side in sliced(before, after))
    return (base, head), diff(base, head, (before.files.settings, after.files.settings))


def unreadable(snapshot: Snapshot, model: Workspace) -> list[Finding]:
    """Findings that hide a part of a workspace: files that cannot be read, and text that cannot be understood."""
    return [*snapshot.files.findings, *(one for one in model.findings if one.rule.startswith("syntax/"))]
