"""``sla gate``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from ..gate.judge import judge
from ..gate.judgement import GateOutcome, Judgement
from ..gate.reading import read_proposal
from ..history.refusal import RefusalError
from ..pipeline import today
from ..reports.gate.json import gate_json
from ..reports.gate.markdown import gate_markdown
from ..reports.gate.text import gate_text, outcome
from .console import colours, write
from .revisions import revisions

EXIT_CODES: dict[GateOutcome, int] = {"open": 0, "closed": 1, "unjudged": 2}
REPORTS: dict[str, Callable[[Judgement], bytes]] = {"text": gate_text, "markdown": gate_markdown, "json": gate_json}


@click.command("gate")
@click.option(
    "--against",
    metavar="BRANCH",
    shell_complete=revisions,
    help="The branch that the proposal wants to change, and that rules.",
)
@click.option("--format", "form", type=click.Choice([*REPORTS]), default="text", help="How to report the judgement.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the report to this file.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Whether to use colour.")
def command(against: str | None, form: str, output: Path | None, color: str) -> int:
    """Judge whether the amendments of a proposal are lawful.

    The proposal is the commit that is checked out; it is judged today, by the rules of the branch that it wants to
    change: `main-branch` of `sla.toml` if no branch is named. The exit code is 0 if the gate is open, 1 if it is
    closed, 2 if it could not be judged.
    """
    try:
        judgement = judge(read_proposal(Path(), against, today()))
    except RefusalError as refusal:
        raise click.ClickException(f"{refusal}") from refusal
    if form == "text" and output is None and colours(color, sys.stdout):
        write(gate_text(judgement, colour=True))
    else:
        write(REPORTS[form](judgement), output)
    click.echo(outcome(judgement), err=True)
    return EXIT_CODES[judgement.outcome]
