"""``sla import``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from ..drafts.backstage import backstage
from ..drafts.draft import DraftFile, ImportFailedError
from ..drafts.openslo import openslo
from ..drafts.sheets import Sheet, read_sheet
from ..drafts.targets import matrix, targets, tiers
from ..reports.layout import printable
from .console import write
from .extras import needing

FILE = click.Path(path_type=Path)
output = click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the draft to this file.")
sheet = click.option("--sheet", metavar="NAME", help="The sheet of the workbook.")


@click.group("import")
def command() -> None:
    """Make a draft of tables and of the files of other tools.

    What is missing, and what a draft cannot say, is told in remarks above it.
    """


@command.command("targets")
@click.argument("file", type=FILE)
@sheet
@output
def of_targets(file: Path, sheet: str | None, output: Path | None) -> int:
    """Times by priority, from a table of CSV or Excel.

    Its rows are priorities, and its columns times to respond, restore, resolve. A time that the language cannot say
    becomes a blank parameter under its words.
    """
    return of_sheet(targets, file, sheet, output)


@command.command("matrix")
@click.argument("file", type=FILE)
@sheet
@output
def of_matrix(file: Path, sheet: str | None, output: Path | None) -> int:
    """Priorities by impact and urgency, from a table of CSV or Excel.

    Its first column has the values of the one, its titles those of the other: `Impact / Urgency` in the corner says
    which is which.
    """
    return of_sheet(matrix, file, sheet, output)


@command.command("tiers")
@click.argument("file", type=FILE)
@sheet
@output
def of_tiers(file: Path, sheet: str | None, output: Path | None) -> int:
    """Availability by tier, from a table of CSV or Excel."""
    return of_sheet(tiers, file, sheet, output)


@command.command("backstage")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FILE)
@output
def of_backstage(files: tuple[Path, ...], output: Path | None) -> int:
    """Services, owners and what needs what, from a catalogue of Backstage.

    Groups become parties and teams, components and resources services.
    """
    with needing("exchange", "yaml"):
        return written(lambda: backstage(files), output)


@command.command("openslo")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FILE)
@output
def of_openslo(files: tuple[Path, ...], output: Path | None) -> int:
    """Services and objectives, from files of OpenSLO v1.

    They are read strictly: a field that is not in the specification is an error.
    """
    with needing("exchange", "yaml"):
        return written(lambda: openslo(files), output)


def of_sheet(made: Callable[[Sheet], DraftFile], file: Path, name: str | None, output: Path | None) -> int:
    """A draft of a table."""
    with needing("exchange", "python_calamine"):
        return written(lambda: made(read_sheet(file, name)), output)


def written(made: Callable[[], DraftFile], output: Path | None) -> int:
    """Writes a draft; of one that goes to a file, the remarks that stand in it are told as well."""
    try:
        draft = made()
    except ImportFailedError as failed:
        help_ = f"\nhelp: {failed.help}" if failed.help else ""
        raise click.ClickException(printable(failed.message) + help_) from failed
    if output is not None and output.exists():
        raise click.ClickException(f"`{output}` is there already")
    write(draft.text.encode(), output)
    for one in draft.remarks if output else ():
        click.echo(f"remark: {printable(str(one))}", err=True)
    return 0
