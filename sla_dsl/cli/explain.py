"""``sla explain``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ..model.workspace import Workspace
from ..pipeline import Checked, run
from ..policy import View
from ..reports.check.concise import unread_lines
from ..reports.explain import agreement_page, calendar_page, objective_page, policies_page, table_page
from ..text.nearest import nearest
from ..workspace import read_workspace
from . import completion
from .console import as_of, write


@click.command("explain")
@click.argument("address", shell_complete=completion.addresses)
@as_of("The day of judgement.")
def command(address: str, as_of: date | None) -> int:
    """Show what a promise means, and the proof of its verdict.

    ADDRESS is an objective such as `atelier-payments/uptime`, an agreement, whose promises are listed, or a
    calendar, whose next openings are shown.
    """
    checked = run(read_workspace(Path()), as_of)
    click.echo(unread_lines(checked), err=True, nl=False)
    write(page(checked, address) + policies_page(checked.policies, View(checked.workspace), address))
    click.echo(f"as of {checked.workspace.as_of}", err=True)
    return 2 if checked.unjudged else 0


def page(checked: Checked, address: str) -> bytes:
    """The page of an address; refused if nothing has this address."""
    workspace = checked.workspace
    name, _, inner = address.partition("/")
    agreement = workspace.agreements.get(name)
    if agreement is not None and inner:
        exact = [one for one in agreement.objectives if one.address == address]
        below = tuple(one for one in agreement.objectives if one.address.startswith(f"{address}/"))
        if exact:
            return objective_page(workspace, agreement, exact[0], checked.proofs.get(address))
        if below:
            return table_page(address, below, checked.proofs)
    elif agreement is not None:
        return agreement_page(agreement, checked.proofs)
    elif address in workspace.calendars:
        return calendar_page(workspace, workspace.calendars[address])
    meant = nearest(address, addresses(workspace))
    raise click.UsageError(
        f"nothing in the workspace has the address `{address}`" + (f": did you mean `{meant}`?" if meant else "")
    )


def addresses(workspace: Workspace) -> list[str]:
    """All addresses that can be explained."""
    promises = [one.address for agreement in workspace.agreements.values() for one in agreement.objectives]
    return [*workspace.agreements, *workspace.calendars, *promises]
