"""``sla export``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from ..pipeline import run
from ..reports.check.text import summary, text_report
from ..reports.model_json import model_report
from ..workspace import read_workspace
from .console import as_of, colours, write


@click.command("export")
@as_of("The day on which to compile.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the model to this file.")
def command(as_of: date | None, output: Path | None) -> int:
    """Print the compiled model as JSON.

    A workspace with mistakes has no model: they are printed instead, on standard error.
    """
    checked = run(read_workspace(Path()), as_of)
    if checked.count("error"):
        click.echo(text_report(checked, colours("auto", sys.stderr)), err=True, nl=False)
        click.echo(summary(checked), err=True)
        return 2 if checked.unjudged else 1
    write(model_report(checked.workspace), output)
    return 0
