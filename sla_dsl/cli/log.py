"""``sla log``."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from ..history.refusal import RefusalError
from ..history.repository import Repository
from ..history.states import History, State, workspace_of
from ..history.versions import versions
from ..reports.check.text import counted
from ..reports.history.log_json import log_json
from ..reports.history.log_text import log_text
from ..reports.layout import printable
from ..text.nearest import nearest
from .completion import agreements
from .console import write


@click.command("log")
@click.argument("agreement", shell_complete=agreements)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to report versions.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the report to this file.")
def command(agreement: str, form: str, output: Path | None) -> int:
    """List the versions of an agreement, and what changed in each.

    Each line has the version, the day on which it was committed, the day on which it takes effect, its author, and the
    worst of its changes. It is the history of what is checked out: merged branches are one change.
    """
    try:
        root = workspace_of(Path())
        with closing(Repository(root)) as repository:
            tip = repository.commit("HEAD")
            made = next(repository.lineage(tip)).committed
            states = list(History(repository, root, made).states(agreement, tip))
    except RefusalError as refusal:
        raise click.ClickException(f"{refusal}") from refusal
    known(agreement, states)
    found = versions(states)
    write(log_json(agreement, tip, found) if form == "json" else log_text(found), output)
    click.echo(f"{counted(len(found), 'version')} of {printable(agreement)} up to {tip[:10]}", err=True)
    return 0


def known(name: str, states: list[State]) -> None:
    """Refuses a name that no agreement ever had in any commit."""
    if not any(state.agreement for state in states):
        meant = nearest(name, {each for state in states for each in state.workspace.agreements})
        unread = next((state.commit for state in states if not state.readable), None)
        hint = f": did you mean `{meant}`?" if meant else f": commit {unread.sha[:10]} cannot be read" if unread else ""
        raise click.UsageError(f"no commit has an agreement `{printable(name)}`{hint}")
