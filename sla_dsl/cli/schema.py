"""``sla schema``."""

from __future__ import annotations

import click

from ..reports.schemas import SCHEMAS, schema_report
from .console import write


@click.command("schema")
@click.argument("name", type=click.Choice(list(SCHEMAS)))
def command(name: str) -> int:
    """Print the JSON Schema of a JSON output."""
    write(schema_report(name))
    return 0
