"""What commands say that tell of agreements and do not check them: mistakes hide something of what they tell."""

from __future__ import annotations

import click

from ..pipeline import Checked
from ..reports.check.concise import unread_lines
from ..reports.layout import printable


def exit_code(checked: Checked) -> int:
    """Says on standard error what could not be read, or has mistakes; 2 if there is such a thing, otherwise 0."""
    click.echo(unread_lines(checked), err=True, nl=False)
    misread = checked.workspace.misread
    for name in sorted(misread & checked.workspace.agreements.keys()):
        click.echo(f"`{printable(name)}` has mistakes, and is told without what they hide: see `sla check`", err=True)
    if misread - checked.workspace.agreements.keys():
        click.echo("other parts have mistakes, and what they hide is not told: see `sla check`", err=True)
    return 2 if checked.unjudged or misread else 0
