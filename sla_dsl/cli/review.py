"""``sla review``."""

from __future__ import annotations

from pathlib import Path

import click

from ..gate.judge import judge
from ..gate.reading import read_proposal
from ..history.refusal import RefusalError
from ..pipeline import today
from ..reports.gate.text import outcome
from ..reports.review import LIMITS, review_html, review_json, review_markdown
from .console import write
from .gate import EXIT_CODES
from .revisions import revisions


@click.command("review")
@click.option(
    "--against",
    metavar="BRANCH",
    shell_complete=revisions,
    help="The branch that the proposal wants to change, and that rules.",
)
@click.option("--format", "form", type=click.Choice(["markdown", "json", "html"]), default="markdown", help="The form.")
@click.option("--for", "platform", type=click.Choice([*LIMITS]), default="github", help="Whose comment it shall fit.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the review to this file.")
def command(against: str | None, form: str, platform: str, output: Path | None) -> int:
    """Judge a proposal and show what it changes, in one comment.

    It is what `sla gate` and `sla diff` say of it, the worst first. As Markdown it fits a comment of the platform; what
    does not fit is counted and named. The exit codes are those of `sla gate`.
    """
    try:
        judgement = judge(read_proposal(Path(), against, today()))
    except RefusalError as refusal:
        raise click.ClickException(f"{refusal}") from refusal
    reports = {"json": review_json, "html": review_html}
    report = reports[form](judgement) if form in reports else review_markdown(judgement, LIMITS[platform])
    write(report, output)
    click.echo(outcome(judgement), err=True)
    return EXIT_CODES[judgement.outcome]
