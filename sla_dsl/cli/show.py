"""``sla show``."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import click

from ..history.refusal import RefusalError
from ..history.repository import Repository
from ..history.states import History, State, workspace_of
from ..history.timeline import first_after, in_force_on, last_before
from ..pipeline import today
from ..reports.history.show_json import show_json
from ..reports.history.show_text import numbered, show_text
from ..reports.layout import printable
from .completion import agreements
from .console import as_of, write
from .log import known


@click.command("show")
@click.argument("agreement", shell_complete=agreements)
@as_of("The day in question; today.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to show it.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file.")
def command(agreement: str, as_of: date | None, form: str, output: Path | None) -> int:
    """Show an agreement as it was in force on a day.

    What counts is the day on which a version takes effect, not that on which it was committed. Terms that the agreement
    takes over stand in it, each marked by where it comes from. The history is that of what is checked out.
    """
    day = as_of or today()
    try:
        root = workspace_of(Path())
        with closing(Repository(root)) as repository:
            tip = repository.commit("HEAD")
            history = History(repository, root, day)
            found = in_force_on(history.states(agreement, tip), day)
            if found is None:
                states = list(history.states(agreement, tip))
                known(agreement, states)
                raise click.ClickException(not_in_force(agreement, states, day))
    except RefusalError as refusal:
        raise click.ClickException(f"{refusal}") from refusal
    write(show_json(found) if form == "json" else show_text(found), output)
    for state in found.unread:
        click.echo(f"commit {state.commit.sha[:10]} of {state.commit.committed} cannot be read: passed over", err=True)
    click.echo(f"as of {day}", err=True)
    return 0


def not_in_force(name: str, states: list[State], day: date) -> str:
    """Why there is nothing to show, and the days on which there is."""
    before, after = last_before(states, day), first_after(states, day)
    said = [f"{numbered(before.agreement)} was in force until {before.day}"] if before else []
    said += [f"{numbered(after.agreement)} is in force from {after.day}"] if after else []
    help_ = "; ".join(said) or "no version of it was ever signed and in its term"
    return f"`{printable(name)}` was not in force on {day}\nhelp: {help_}"
