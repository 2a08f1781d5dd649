"""``sla export``."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from ..pipeline import check
from ..reports.check.text import summary, text_report
from ..reports.model_json import model_report
from ..rules.catalogue import load
from ..workspace import read_workspace
from .run import colours, day_of_judgement, write


@click.command("export")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day on which to compile.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the model to this file.")
def command(as_of: datetime | None, output: Path | None) -> int:
    """Print the compiled model as JSON.

    A workspace with mistakes has no model: they are printed instead, on standard error.
    """
    files = read_workspace(Path())
    day = day_of_judgement(as_of, files.settings)
    checked = check(files.sources, files.lock, files.settings, day, load(), files.findings)
    if checked.count("error"):
        click.echo(text_report(checked, colours("auto", sys.stderr)), err=True, nl=False)
        click.echo(summary(checked), err=True)
        return 2 if checked.unjudged else 1
    write(model_report(checked.workspace), output)
    return 0
