"""What commands say that tell of agreements and do not check them: mistakes hide something of what they tell."""

from __future__ import annotations

from collections.abc import Collection

import click

from ..gate.promise_hash import reached
from ..pipeline import Checked
from ..reports.check.concise import unread_lines
from ..reports.layout import printable


def exit_code(checked: Checked, told: Collection[str] | None = None) -> int:
    """Says on standard error what could not be read, or has mistakes, of what is told: some agreements, or all.

    2 if something could not be read, 1 if mistakes hide something, otherwise 0. Of an agreement, what it stands on is
    told as well, and so are declarations that are no agreements: nobody knows which of them it uses.
    """
    click.echo(unread_lines(checked), err=True, nl=False)
    workspace = checked.workspace
    about = {each for name in (workspace.agreements if told is None else told) for each in reached(workspace, name)}
    misread = workspace.misread & about
    others = workspace.misread - workspace.agreements.keys()
    for name in sorted(misread):
        click.echo(f"`{printable(name)}` has mistakes, and is told without what they hide: see `sla check`", err=True)
    if others:
        click.echo("other parts have mistakes, and what they hide is not told: see `sla check`", err=True)
    return 2 if checked.unjudged else int(bool(misread or others))
