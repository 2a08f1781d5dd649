"""``sla explain``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from ..algebra.scopes import is_within
from ..changes.candidates import with_candidate
from ..facts.tables.folder import read_facts
from ..model.workspace import Workspace
from ..pipeline import Checked, run
from ..policy import View
from ..proof import Proof, prove
from ..reports.explain import (
    agreement_page,
    calendar_page,
    candidates_page,
    objective_page,
    parameter_page,
    policies_page,
    table_page,
)
from ..reports.facts.why import why_text
from ..text.nearest import nearest
from ..workspace import read_workspace
from . import completion
from .console import MistakesError, as_of, write
from .misread import exit_code
from .report import chosen, days_of, moment_of, report_of, zone_of


@click.command("explain")
@click.argument("address", shell_complete=completion.addresses)
@as_of("The day of judgement.")
@click.option("--with", "offers", metavar="OFFER", multiple=True, help="Prove it with this agreement behind, as well.")
@click.option(
    "--facts",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Show why figures are what they are.",
)
@click.option("--window", metavar="PERIOD", help="Of which windows: as `--period` of `sla report`.")
@click.option("--now", metavar="MOMENT", help="The moment of judgement, as in `sla report`.")
def command(
    address: str, as_of: date | None, offers: tuple[str, ...], folder: Path | None, window: str | None, now: str | None
) -> int:
    """Show what a promise means, and the proof of its verdict.

    ADDRESS is an objective such as `atelier-payments/uptime`, an agreement, whose promises and parameters are listed,
    a parameter such as `atelier-payments/monthly-fee`, or a calendar, whose next openings are shown. With --with,
    promises are proved once for each candidate, as if it carried what is carried now by whatever covers the same
    services; verdict and slack stand side by side. With `--facts` the rows are shown that made its figures, and the
    sums.
    """
    if folder is not None:
        return why(address, folder, window, now)
    checked = run(read_workspace(Path()), as_of)
    named = address.partition("/")[0]
    code = exit_code(checked, (named, *offers))
    if offers:
        about = _promises(checked, address)
        found = _with_offers(checked.workspace, checked.proofs, about[0], offers)
        candidates = [checked.workspace.agreements[name] for name in dict.fromkeys(offers)]
        write(candidates_page(about, found, candidates))
    else:
        write(page(checked, address) + policies_page(checked.policies, View(checked.workspace), address))
    click.echo(f"as of {checked.workspace.as_of}", err=True)
    return code


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
        if offer in workspace.unread:
            raise MistakesError(f"`{offer}` has mistakes and could not be read: `sla check` says which")
    found = {"as it stands": proofs}
    return found | {offer: prove(with_candidate(workspace, name, offer), {name}) for offer in dict.fromkeys(offers)}


def why(address: str, folder: Path, window: str | None, now: str | None) -> int:
    """Shows why the figures of a promise, or of all of an agreement or a table, are what they are."""
    files = read_workspace(Path())
    checked = run(files, proved=())
    workspace = checked.workspace
    facts = read_facts(folder, workspace)
    names = chosen(workspace, (address.partition("/")[0],))
    code = exit_code(checked, names)
    moment = moment_of(now, facts)
    report = report_of(
        files, workspace, facts, folder, names, days_of(window, moment, zone_of(workspace, names)), moment
    )
    windows = [one for one in report.windows if is_within(one.objective, [address])]
    if not windows:
        meant = nearest(address, dict.fromkeys(one.objective for one in report.windows))
        help_ = f": did you mean `{meant}`?" if meant else ""
        raise click.UsageError(f"`{address}` has no window in this time" + help_)
    write(why_text(windows))
    return code if facts.is_whole else 2


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
        parameter = next((one for one in agreement.parameters if one.name == inner), None)
        if parameter is not None:
            return parameter_page(agreement, parameter)
    elif agreement is not None:
        return agreement_page(workspace, agreement, checked.proofs)
    elif address in workspace.calendars:
        return calendar_page(workspace, workspace.calendars[address])
    meant = nearest(address, addresses(workspace))
    raise click.UsageError(
        f"nothing in the workspace has the address `{address}`" + (f": did you mean `{meant}`?" if meant else "")
    )


def addresses(workspace: Workspace) -> list[str]:
    """All addresses that can be explained."""
    agreements = workspace.agreements.values()
    promises = [one.address for agreement in agreements for one in agreement.objectives]
    parameters = [f"{agreement.name}/{one.name}" for agreement in agreements for one in agreement.parameters]
    return [*workspace.agreements, *workspace.calendars, *promises, *parameters]
