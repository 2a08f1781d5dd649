"""``sla explain``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from ..changes.candidates import with_candidate
from ..model.workspace import Workspace
from ..pipeline import Checked, run
from ..policy import View
from ..proof import Proof, prove
from ..reports.check.concise import unread_lines
from ..reports.explain import agreement_page, calendar_page, candidates_page, objective_page, policies_page, table_page
from ..text.nearest import nearest
from ..workspace import read_workspace
from . import completion
from .console import as_of, write


@click.command("explain")
@click.argument("address", shell_complete=completion.addresses)
@as_of("The day of judgement.")
@click.option("--with", "offers", metavar="OFFER", multiple=True, help="Prove it with this agreement behind, as well.")
def command(address: str, as_of: date | None, offers: tuple[str, ...]) -> int:
    """Show what a promise means, and the proof of its verdict.

    ADDRESS is an objective such as `atelier-payments/uptime`, an agreement, whose promises are listed, or a
    calendar, whose next openings are shown. With --with, promises are proved once for each candidate, as if it
    carried what is carried now by whatever covers the same services; verdict and slack stand side by side.
    """
    checked = run(read_workspace(Path()), as_of)
    click.echo(unread_lines(checked), err=True, nl=False)
    if offers:
        about = _promises(checked, address)
        write(candidates_page(about, _with_offers(checked.workspace, checked.proofs, about[0], offers)))
    else:
        write(page(checked, address) + policies_page(checked.policies, View(checked.workspace), address))
    click.echo(f"as of {checked.workspace.as_of}", err=True)
    return 2 if checked.unjudged else 0


def _promises(checked: Checked, address: str) -> list[str]:
    """The addresses of the promises at an address."""
    workspace, name = checked.workspace, address.partition("/")[0]
    promised = [one.address for one in workspace.agreements[name].objectives] if name in workspace.agreements else []
    about = [one for one in promised if f"{one}/".startswith(f"{address}/")]
    if not about:
        page(checked, address)  # refuses what nothing has
        raise click.UsageError(f"`{address}` is no promise: nothing stands behind it")
    return about


def _with_offers(
    workspace: Workspace, proofs: Mapping[str, Proof], address: str, offers: Sequence[str]
) -> dict[str, Mapping[str, Proof]]:
    """The proofs of an agreement's promises as things stand, and with each candidate behind them."""
    name = address.partition("/")[0]
    for offer in offers:
        if offer not in workspace.agreements or offer == name:
            meant = nearest(offer, workspace.agreements.keys() - {name})
            hint = f": did you mean `{meant}`?" if meant else ""
            raise click.UsageError(f"no other agreement is called `{offer}`{hint}")
    found = {"as it stands": proofs}
    return found | {offer: prove(with_candidate(workspace, name, offer), {name}) for offer in dict.fromkeys(offers)}


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
