"""``sla diff``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from ..changes import Change, Comparison, diff
from ..changes.diff import without
from ..collector import uncollected
from ..compiler.earlier import Earlier
from ..compiler.losing import loses
from ..history.compared import compared
from ..history.refusal import RefusalError
from ..history.slices import sliced
from ..history.snapshot import Snapshot
from ..model.workspace import Workspace
from ..packs import PackError, located
from ..pipeline import day_of_judgement
from ..reports.check.concise import concise_line
from ..reports.diff.html import diff_html
from ..reports.diff.json import diff_json
from ..reports.diff.markdown import diff_markdown
from ..reports.diff.text import diff_text
from ..reports.diff.words import RevisionName, summary
from ..reports.layout import printable
from ..text.finding import Finding
from .console import as_of, colours, write
from .given import costs_on_given, given_figures
from .measured import costs_on
from .revisions import revisions

DiffReport = Callable[[Comparison, RevisionName, RevisionName], bytes]
REPORTS: dict[str, DiffReport] = {"text": diff_text, "markdown": diff_markdown, "html": diff_html, "json": diff_json}


@click.command("diff")
@click.argument("base", required=False, shell_complete=revisions)
@click.argument("head", required=False, shell_complete=revisions)
@as_of("The day on which both are judged.")
@click.option("--format", "form", type=click.Choice([*REPORTS]), default="text", help="How to report changes.")
@click.option(
    "--fail-on", multiple=True, type=click.Choice(["weakening", "unordered", "any"]), help="End with 1 on these."
)
@given_figures
@click.option(
    "--facts",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Compute awards on what was measured.",
)
@click.option("--period", metavar="PERIOD", help="Of the facts: as `--period` of `sla report`.")
@click.option("--now", metavar="MOMENT", help="Of the facts: the moment of judgement, as in `sla report`.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the report to this file.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Whether to use colour.")
def command(
    base: str | None,
    head: str | None,
    as_of: date | None,
    form: str,
    fail_on: tuple[str, ...],
    figures: tuple[str, ...],
    folder: Path | None,
    period: str | None,
    now: str | None,
    output: Path | None,
    color: str,
) -> int:
    """Show what changed, and for whom.

    BASE and HEAD are revisions or folders, or both are files. Without HEAD it is the working tree; without BASE the
    commit at which the main branch was left. What is compared is the meaning: the order, the layout and the files of
    what is written do not matter.
    """
    try:
        before, after = compared(base, head, Path())
    except RefusalError as refusal:
        raise click.ClickException(f"{refusal}") from refusal
    if unset := [
        f"{concise_line('error', one)} ({side.name})"
        for side in (before, after)
        for one in side.files.findings
        if one.rule.startswith("config/")
    ]:
        raise click.ClickException("\n".join(unset))
    day = day_of_judgement(as_of, after.files.settings)
    models, comparison = compare(before, after, day)
    if figures:
        costs = costs_on_given((before, after), day, figures)
        comparison = replace(comparison, costs=(*comparison.costs, *costs))
    is_whole = True
    if folder is not None:
        measured, is_whole = costs_on((before, after), day, folder, period, now)
        comparison = replace(comparison, costs=(*comparison.costs, *measured))
    versions = RevisionName(before.name, before.revision), RevisionName(after.name, after.revision)
    if form == "text" and output is None and colours(color, sys.stdout):
        write(diff_text(comparison, *versions, colour=True))
    else:
        write(REPORTS[form](comparison, *versions), output)
    unread = [(one, name.text) for one, name in _unreadable((before, after), models, versions)]
    for line in _without_rules((before, after)):
        click.echo(line, err=True)
    for finding, side in unread:
        click.echo(f"{concise_line('error', finding)} (could not be read in {side})", err=True)
    if comparison.changes or comparison.verdicts or form != "text":
        click.echo(summary(comparison, *versions), err=True)
    if unread or comparison.unread or not is_whole:
        return 2
    return int(_is_among(comparison, fail_on))


FAILING: dict[str, Callable[[Change], bool]] = {
    "weakening": lambda change: change.class_ == "weakening",
    "unordered": lambda change: "unordered" in change.effect.values(),
    "any": lambda _change: True,
}
"""The changes that each value of ``--fail-on`` names."""


def _is_among(comparison: Comparison, fail_on: Sequence[str]) -> bool:
    """Whether there is a change on which to fail; a verdict that is worse weakens."""
    changed = any(FAILING[each](change) for each in fail_on for change in comparison.changes)
    worse = any(one.worse for one in comparison.verdicts)
    return changed or ("any" in fail_on and bool(comparison.verdicts)) or ("weakening" in fail_on and worse)


def _without_rules(sides: Iterable[Snapshot]) -> list[str]:
    """A line for each pack of rules that a side names and that is not there; to compare, no rule is asked."""
    found = []
    for side in sides:
        for pack in side.files.settings.validators:
            try:
                located(pack, side.files.root)
            except PackError as error:
                found.append(printable(f"{side.name}: the pack of rules {error}; what it would find is told by nobody"))
    return found


def _unreadable(
    sides: Sequence[Snapshot], models: Sequence[Workspace], names: Sequence[RevisionName]
) -> Iterator[tuple[Finding, RevisionName]]:
    for snapshot, model, name in zip(sides, models, names, strict=True):
        yield from ((one, name) for one in unreadable(snapshot, model))


@uncollected()
def compare(before: Snapshot, after: Snapshot, day: date) -> tuple[tuple[Workspace, Workspace], Comparison]:
    """Both sides, reduced to what matters and compiled as of a day, and the changes between them."""
    earlier = Earlier()
    slices = sliced(before, after)
    base, head = (side.compiled(day, earlier) for side in (slices.base, slices.head))
    comparison = diff(base, head, (before.files.settings, after.files.settings), slices.reached, slices.alone)
    return (base, head), without(comparison, *({one.path for one in side.files.findings} for side in (before, after)))


def unreadable(snapshot: Snapshot, model: Workspace) -> list[Finding]:
    """Findings that hide a part of a workspace: files that cannot be read, and what cannot be understood."""
    return [
        *snapshot.files.findings,
        *(one for one in model.findings if one.rule.startswith("syntax/") or loses(one.rule)),
    ]
