"""What commands say that tell of agreements and do not check them: mistakes hide something of what they tell."""

from __future__ import annotations

from collections.abc import Collection

import click

from ..model.workspace import Workspace
from ..pipeline import Checked
from ..reports.check.concise import unread_lines
from ..reports.layout import printable

_NAMED = 10
"""So many agreements with mistakes are named; how many more there are is counted."""


def exit_code(checked: Checked, told: Collection[str] | None = None) -> int:
    """Says on standard error what could not be read, or has mistakes, of what is told: some things by name, or all.

    2 if something could not be read, 1 if mistakes hide something, otherwise 0.
    """
    click.echo(unread_lines(checked), err=True, nl=False)
    workspace = checked.workspace
    misread = workspace.misread
    if told is not None and misread:
        misread = misread.intersection(each for name in told for each in _about(workspace, name))
    if agreements := sorted(misread & workspace.agreements.keys()):
        listed = ", ".join(f"`{printable(one)}`" for one in agreements[:_NAMED])
        more = f" and {len(agreements) - _NAMED} more" if len(agreements) > _NAMED else ""
        have = "has mistakes, and is" if len(agreements) == 1 else "have mistakes, and are"
        click.echo(f"{listed}{more} {have} told without what they hide: see `sla check`", err=True)
    if misread - workspace.agreements.keys():
        click.echo("other parts have mistakes, and what they hide is not told: see `sla check`", err=True)
    return 2 if checked.unjudged else int(bool(misread))


def _about(workspace: Workspace, name: str) -> set[str]:
    """The names that something is about, an agreement or a calendar: it, what it stands on, and all that these name."""
    from ..changes.uses import references, used  # hardly anybody tells of what has mistakes
    from ..gate.promise_hash import reached

    agreements = [workspace.agreements[each] for each in reached(workspace, name)]
    uses = {reference for one in agreements for reference in used(workspace, one)}
    models = [*agreements, *(workspace.declared(space)[each] for space, each in uses)]
    models += [workspace.calendars[name]] if name in workspace.calendars else []
    return {name, *(one.named[1] for model in models for one in references(model))}
