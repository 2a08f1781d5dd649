"""``sla new``."""

from __future__ import annotations

import os
import sys
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from ..drafts.agreement import NewAgreement, OpenPoint, carriers, covered, open_points, refusal
from ..drafts.draft import name_of
from ..model.agreement import Agreement
from ..model.workspace import Workspace
from ..pipeline import Checked, run
from ..reports.check.text import text_report
from ..text.finding import Finding
from ..text.nearest import nearest
from ..text.source import Source
from ..workspace import WorkspaceFiles, decode, read_workspace
from .completion import agreements
from .console import as_of, colours, put


@click.group("new")
def command() -> None:
    """Make something new of what there is."""


@command.command("sla")
@click.option(
    "--on", "standard_name", metavar="STANDARD", required=True, shell_complete=agreements, help="The terms it is on."
)
@click.option("--for", "customer", metavar="CUSTOMER", required=True, help="The party or team that it is made for.")
@click.option("--name", help="What it is called; the customer and the standard without it.")
@click.option(
    "--values",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The answers, as TOML; nothing is asked.",
)
@as_of("The day on which to judge it.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
def new_sla(
    standard_name: str,
    customer: str,
    name: str | None,
    values: Path | None,
    as_of: date | None,
    output: Path | None,
) -> int:
    """Make an agreement on the terms of a standard, for a customer.

    What the standard leaves open is asked: nothing else. A file of values has the answers by the names that the
    questions have, and all that it lacks is told at once. The agreement is a draft in a new file; what `sla check`
    finds in it is shown, and the exit code is 1 if there are errors.
    """
    files = read_workspace(Path())
    checked = run(files, as_of, proved=())
    if checked.unjudged:
        click.echo(text_report(checked, colours("auto", sys.stderr)), err=True, nl=False)
        return 2
    workspace = checked.workspace
    standard = standard_of(workspace, standard_name)
    if customer not in workspace.parties and customer not in workspace.teams:
        known = {*workspace.parties, *workspace.teams}
        raise click.UsageError(f"there is no party and no team `{customer}`{meant(customer, known)}")
    called = name or name_of(f"{customer}-{standard.name}", {*workspace.agreements})
    if name is not None and (name in workspace.agreements or name_of(name) != name):
        raise click.UsageError(f"`{name}` is no name for it: it is taken, or no name of the language")
    target = output or files.root / Path(standard.source.source.path).parent / f"{called}.sla"
    if target.exists():
        raise click.ClickException(f"`{target}` is there already")
    new = NewAgreement(called, standard, customer, tuple(open_points(workspace, standard)), {})
    given = None if values is None else read_values(values)
    new = answered(files, workspace, new, given)
    put(target, new.text.encode())
    click.echo(f"wrote {os.path.relpath(target)}", err=True)
    return judged(files, target, new, as_of)


def standard_of(workspace: Workspace, name: str) -> Agreement:
    """The standard of this name."""
    standards = {one.name for one in workspace.agreements.values() if one.standard}
    if name not in standards:
        there = "is no standard" if name in workspace.agreements else "does not exist"
        raise click.UsageError(f"`{name}` {there}{meant(name, standards)}")
    return workspace.agreements[name]


def meant(name: str, known: set[str]) -> str:
    """A hint at the name that resembles this one, if there is one."""
    found = nearest(name, known)
    return f": did you mean `{found}`?" if found else ""


def read_values(path: Path) -> dict[str, str]:
    """The answers of a file, by the keys of questions: a table stands for `tier.` or `parameter.` before its keys."""
    try:
        source = decode(str(path), path.read_bytes())
    except OSError as error:
        raise click.ClickException(f"`{path}` cannot be read: {error.strerror}") from error
    if isinstance(source, Finding):
        raise click.ClickException(f"{source.message}\nhelp: {source.help}")
    try:
        data = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        raise click.ClickException(f"`{path}` is no TOML that can be read: {error}") from error
    found: dict[str, str] = {}
    for key, value in data.items():
        if isinstance(value, dict):
            found |= {f"{key}.{below}": answer(f"{key}.{below}", each) for below, each in value.items()}
        else:
            found[key] = answer(key, value)
    return found


def answer(key: str, value: Any) -> str:
    """A value of TOML as the language writes it: a text as it is, a date, a number, and lists of these."""
    if isinstance(value, list):
        return ", ".join(answer(key, each) for each in value)
    if isinstance(value, bool) or not isinstance(value, str | int | date):
        raise click.ClickException(f"`{key}` is no text, whole number or date: write it between quotes")
    return str(value)


def answered(
    files: WorkspaceFiles, workspace: Workspace, new: NewAgreement, given: dict[str, str] | None
) -> NewAgreement:
    """The agreement with all answers: those of the file, or those of a person."""
    left = list(new.points)
    told: list[str] = []
    while left:
        point = left.pop(0)
        if given is None:
            new = new.answered(point.key, asked(files, workspace, new, point))
        else:
            refused = refusal(files, workspace.as_of, new, point, given.get(point.key, ""))
            told += [f"`{point.key}`: {refused}; {point.question}"] if refused else []
            new = new if refused else new.answered(point.key, given.get(point.key, ""))
        if not left and "backed-by" not in {each.key for each in new.points}:
            last = carriers(workspace, covered(new.standard, new.answers))
            if last.choices:
                new = replace(new, points=(*new.points, last))
                left.append(last)
    if given is not None:
        known = {point.key for point in new.points}
        told += [f"`{key}` is not asked{meant(key, known)}" for key in given if key not in known]
        if told:
            raise click.ClickException("the values do not suffice:\n" + "\n".join(f"  {one}" for one in told))
    return new


def asked(files: WorkspaceFiles, workspace: Workspace, new: NewAgreement, point: OpenPoint) -> str:
    """The answer of a person; one that cannot be is told, and asked again."""
    while True:
        try:
            said: str = click.prompt(point.question, default=None if point.needed else "", show_default=False, err=True)
        except click.Abort:
            click.echo("\nnothing is written: answers may stand in a file as well, `--values FILE`", err=True)
            raise
        refused = refusal(files, workspace.as_of, new, point, said.strip())
        if not refused:
            return said.strip()
        click.echo(refused, err=True)


def judged(files: WorkspaceFiles, target: Path, new: NewAgreement, as_of: date | None) -> int:
    """Says what is found in the new agreement; 1 if there are errors."""
    inside = target.resolve().is_relative_to(files.root.resolve())
    path = target.resolve().relative_to(files.root.resolve()).as_posix() if inside else target.name
    source = Source(path, new.text)
    checked: Checked = run(replace(files, sources=(*files.sources, source)), as_of)
    own = tuple(each for each in checked.findings if each.finding.address.partition("/")[0] == new.name)
    of_it = tuple(each for each in checked.findings if each in own or each.finding.path == source.path)
    found = replace(checked, findings=of_it)
    click.echo(text_report(found, colours("auto", sys.stderr)), err=True, nl=False)
    errors = found.count("error")
    if not errors:
        click.echo("nothing is missing", err=True)
    return int(errors > 0)
