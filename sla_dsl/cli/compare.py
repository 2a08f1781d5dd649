"""``sla compare``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from ..changes import Comparison
from ..changes.offers import compare_agreements
from ..pipeline import run
from ..reports.diff.html import diff_html
from ..reports.diff.json import diff_json
from ..reports.diff.markdown import diff_markdown
from ..reports.diff.text import diff_text
from ..reports.diff.words import RevisionName, summary
from ..text.nearest import nearest
from ..workspace import read_workspace
from .completion import agreements
from .console import MistakesError, as_of, colours, write
from .misread import exit_code

_OF_TWO = {"html": diff_html, "json": diff_json}


@click.command("compare")
@click.argument("first", shell_complete=agreements)
@click.argument("others", nargs=-1, required=True, shell_complete=agreements)
@as_of("The day on which they are judged.")
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", *_OF_TWO]), default="text", help="How to report it."
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the report to this file.")
def command(first: str, others: tuple[str, ...], as_of: date | None, form: str, output: Path | None) -> int:
    """Hold agreements against the first one, promise by promise.

    Two offers, or an offer and a standard. What weakens is worse in the other agreement for the customer; what nobody
    can compare is told as such. Who the parties are, what carries the promises and how the agreements came about is not
    compared.
    """
    if len(others) > 1 and form in _OF_TWO:
        raise click.UsageError(f"`--format {form}` is of two agreements")
    checked = run(read_workspace(Path()), as_of)
    workspace = checked.workspace
    for name in (first, *others):
        if name not in workspace.agreements:
            meant = nearest(name, workspace.agreements)
            raise click.UsageError(f"no agreement is called `{name}`" + (f": did you mean `{meant}`?" if meant else ""))
        if name in workspace.unread:
            raise MistakesError(f"`{name}` has mistakes and could not be read: `sla check` says which")
    code = exit_code(checked, (first, *others))
    found = [
        (compare_agreements(workspace, first, name), RevisionName(first, ""), RevisionName(name, "")) for name in others
    ]
    write(b"\n".join(_report(form, output, *each) for each in found), output)
    for each in found:
        click.echo(summary(*each), err=True)
    return code


def _report(form: str, output: Path | None, comparison: Comparison, one: RevisionName, other: RevisionName) -> bytes:
    if form in _OF_TWO:
        return _OF_TWO[form](comparison, one, other)
    if form == "markdown":
        return diff_markdown(comparison, one, other)
    return diff_text(comparison, one, other, colour=output is None and colours("auto", sys.stdout))
