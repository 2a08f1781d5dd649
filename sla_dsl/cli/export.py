"""``sla export``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click

from ..algebra.scopes import is_within
from ..model.workspace import Workspace
from ..pipeline import run
from ..reports.check.text import counted, summary, text_report
from ..reports.model_json import model_report
from ..reports.monitoring.indicator import Indicator, Refused, indicators
from ..reports.monitoring.openslo import namesakes, openslo_objects, refused_by_openslo
from ..reports.monitoring.prometheus import prometheus_rules, refused_by_prometheus
from ..text.nearest import nearest
from ..workspace import read_workspace
from .completion import addresses as of_addresses
from .console import as_of, colours, write
from .extras import needing


@click.command("export")
@click.argument("addresses", metavar="[ADDRESS]...", nargs=-1, shell_complete=of_addresses)
@as_of("The day on which to compile.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "prometheus", "openslo"]),
    default="json",
    help="The model, or promises for a monitoring tool.",
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file.")
def command(addresses: tuple[str, ...], as_of: date | None, form: str, output: Path | None) -> int:
    """Export the compiled model, or promises for monitoring.

    `prometheus` are recording and alerting rules, `openslo` service level objectives (v1), of the promises at
    ADDRESS, agreements or objectives, or of all. What the format cannot say is left out, named with its reason, and
    the exit code is 1. A workspace with mistakes has no model: they are printed instead, on standard error.
    """
    if addresses and form == "json":
        raise click.UsageError("the model is exported whole: take the ADDRESS away, or say `--format`")
    checked = run(read_workspace(Path()), as_of, proved=None if form == "json" else ())
    if checked.count("error"):
        click.echo(text_report(checked, colours("auto", sys.stderr)), err=True, nl=False)
        click.echo(summary(checked), err=True)
        return 2 if checked.unjudged else 1
    if form == "json":
        write(model_report(checked.workspace), output)
        return 0
    return promises(checked.workspace, addresses, form, output)


def promises(workspace: Workspace, addresses: tuple[str, ...], form: str, output: Path | None) -> int:
    """Writes promises for a monitoring tool, and says which are left out."""
    known = [one.address for agreement in workspace.agreements.values() for one in agreement.objectives]
    for address in addresses:
        if not any(is_within(each, [address]) for each in known):
            meant = nearest(address, {*known, *workspace.agreements})
            raise click.UsageError(
                f"nothing is promised at `{address}`" + (f": did you mean `{meant}`?" if meant else "")
            )
    found = list(indicators(workspace, addresses))
    refuses = refused_by_prometheus if form == "prometheus" else refused_by_openslo
    said, left = sorted_out(found, refuses)
    if form == "openslo":
        twice = namesakes(said)
        names = {one.address for one in twice}
        said, left = [one for one in said if one.objective.address not in names], [*left, *twice]
    for one in left:
        click.echo(f"left out: `{one.address}`: {one.reason}", err=True)
    click.echo(f"{counted(len(said), 'promise')} for {form}, {len(left)} left out, as of {workspace.as_of}", err=True)
    if not said:
        return 2
    made: Any = prometheus_rules(said) if form == "prometheus" else openslo_objects(workspace, said)
    write(yaml_text(made, f"Made by sla export --format {form}, as of {workspace.as_of}"), output)
    return 1 if left else 0


def sorted_out(
    found: Iterable[Indicator | Refused], refuses: Callable[[Indicator], Refused | None]
) -> tuple[list[Indicator], list[Refused]]:
    """The promises that a format says, and those that it refuses."""
    said: list[Indicator] = []
    left: list[Refused] = []
    for one in found:
        refused = one if isinstance(one, Refused) else refuses(one)
        if refused is not None:
            left.append(refused)
        elif isinstance(one, Indicator):
            said.append(one)
    return said, left


def yaml_text(data: Any, remark: str) -> bytes:
    """Data as YAML below a remark; of a list each item is a document.

    The remark stands in the first document: alone it would be one that the SDK of OpenSLO refuses.
    """
    with needing("exchange", "yaml"):
        import yaml

    class Dumper(yaml.SafeDumper):
        """Writes out what stands twice."""

        def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML's signature
            return True

    many = data if isinstance(data, list) else [data]
    text = yaml.dump_all(many, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=10**6)
    return f"# {remark}.\n{text}".encode("utf-8", "replace")
