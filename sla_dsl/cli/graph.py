"""``sla graph``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import click

from ..pipeline import run
from ..register.graph import Graph, agreement_key, graph_of, service_key
from ..reports.check.text import counted
from ..reports.register.graph import graph_dot, graph_json, graph_mermaid, graph_svg
from ..text.nearest import nearest
from ..workspace import read_workspace
from .console import as_of, write
from .misread import exit_code

FORMATS: Mapping[str, Callable[[Graph], bytes]] = {
    "svg": graph_svg,
    "dot": graph_dot,
    "mermaid": graph_mermaid,
    "json": graph_json,
}


@click.command("graph")
@click.argument("name", required=False)
@as_of("The day of judgement.")
@click.option("--format", "form", type=click.Choice([*FORMATS]), default="svg", help="How to draw it.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file.")
def command(name: str | None, as_of: date | None, form: str, output: Path | None) -> int:
    """Draw who backs whom, what is covered, and what services need.

    NAME is a service or an agreement: then only what it rests on, and what rests on it, is drawn. Without it all is.
    """
    checked = run(read_workspace(Path()), as_of, proved=())
    code = exit_code(checked)
    graph = graph_of(checked.workspace)
    if name is not None:
        keys = {one.key for one in graph.nodes}
        found = [key for key in (service_key(name), agreement_key(name)) if key in keys]
        if not found and name in checked.workspace.agreements:
            is_wish = checked.workspace.agreements[name].status == "requirement"
            what = "a requirement" if is_wish else "made for others to take over"
            raise click.UsageError(f"`{name}` is {what}, and is not drawn")
        if not found:
            meant = nearest(name, {one.name for one in graph.nodes})
            hint = f": did you mean `{meant}`?" if meant else ""
            raise click.UsageError(f"no service and no agreement is called `{name}`{hint}")
        graph = graph.around(found[0])
    write(FORMATS[form](graph), output)
    click.echo(f"{counted(len(graph.nodes), 'node')}, {counted(len(graph.edges), 'edge')}", err=True)
    return code
