"""``sla init``."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from .console import write

TEMPLATES = {
    "sla.toml": "sla.toml",
    "parties.sla": "parties.sla",
    "services.sla": "services.sla",
    "agreements/payments.sla": "agreements/payments.sla",
    "agreements/operations.sla": "agreements/operations.sla",
    "ci.yml": ".github/workflows/sla.yml",
}
"""The files of a new workspace: the template, and its place in the workspace."""


@click.command("init")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> int:
    """Make a workspace that checks clean.

    Nothing is overwritten: if one of its files exists already, none is written.
    """
    existing = [target for target in TEMPLATES.values() if (folder / target).exists()]
    if existing:
        raise click.ClickException(f"`{folder}` has {', '.join(f'`{name}`' for name in existing)} already")
    for template, target in TEMPLATES.items():
        content = files("sla_dsl.cli").joinpath("templates", template).read_bytes()
        try:
            (folder / target).parent.mkdir(parents=True, exist_ok=True)
            (folder / target).write_bytes(content)
        except OSError as error:
            raise click.ClickException(f"`{folder / target}` cannot be written: {error.strerror}") from error
        write(f"wrote {folder / target}\n".encode("utf-8", "replace"))
    click.echo(f"next: `{'sla check' if folder == Path() else f'sla check {folder}'}`", err=True)
    return 0
