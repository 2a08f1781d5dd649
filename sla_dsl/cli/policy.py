"""``sla policy``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from ..compiler import compile_sources
from ..model.lock import Lock
from ..model.workspace import Workspace
from ..pipeline import Checked
from ..policy import Examples, HousePolicy, all_examples, compiled
from ..policy.examples import stage
from ..reports.check.text import counted, text_report
from ..rules.catalogue import GRAVITY, load
from ..rules.rule import Graded
from ..text.finding import Finding
from ..text.source import Source
from ..workspace import read_source, read_workspace, workspace_root
from .run import colours, write

STRICT = ("policy/untested", "policy/uncovered-condition")
"""What is an error only where it is asked for."""


@click.group("policy")
def command() -> None:
    """Work on the policies of the house."""


@command.command("test")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--strict", is_flag=True, help="Policies without examples and conditions that none decides are errors.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Whether to use colour.")
def test(paths: tuple[Path, ...], strict: bool, color: str) -> int:
    """Run the examples inside policies.

    Those of the workspace and of the packs that it names are run; with PATHS, those in these files and folders,
    which need no workspace. Each example is completed with what it does not declare, and judged as of 2026-01-01.
    """
    sources, shared, found = _read(paths)
    workspace = compile_sources([*shared, *sources], Lock(), datetime.now(tz=UTC).date())
    policies, senseless = compiled(sources, workspace)
    found += [*_about_policies(workspace, sources), *senseless]
    if not policies and not found:
        raise click.UsageError("there is no policy here")
    examples = Examples(shared + sources)
    found += [finding for policy in policies for finding in examples.findings(policy)]
    checked = _graded(workspace, found, strict)
    write(text_report(checked, colours(color, sys.stdout)))
    click.echo(summary(checked, policies), err=True)
    return 2 if checked.unjudged else int(checked.count("error") > 0)


def _read(paths: tuple[Path, ...]) -> tuple[list[Source], list[Source], list[Finding]]:
    """The sources of the policies, what else their examples may name, and what could not be read."""
    if not paths:
        files = read_workspace(Path())
        return [*files.sources, *files.packs], [], list(files.findings)
    read = [read_source(path.parent, path.name) for path in _files(paths)]
    sources = [each for each in read if isinstance(each, Source)]
    found = [each for each in read if isinstance(each, Finding)]
    if workspace_root(paths[0]) is None:
        return sources, [stage()], found
    around = read_workspace(paths[0])
    own = {source.text for source in sources}
    return sources, [source for source in around.sources if source.text not in own], found


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.sla")) if path.is_dir() else [path]


def _about_policies(workspace: Workspace, sources: list[Source]) -> Iterator[Finding]:
    """What the compiler found in policies: a part that could not be read, a name used twice."""
    for finding in workspace.findings:
        within = finding.span is not None and finding.span.source in sources
        if within and (finding.rule.startswith("syntax/") or finding.address in workspace.policies):
            yield finding


def _graded(workspace: Workspace, found: list[Finding], strict: bool) -> Checked:
    rules = load()
    return Checked(
        workspace,
        tuple(
            Graded("error" if strict and finding.rule in STRICT else rules[finding.rule].severity, finding)
            for finding in sorted(dict.fromkeys(found), key=Finding.sort_key)
        ),
        0,
    )


def summary(checked: Checked, policies: list[HousePolicy]) -> str:
    """How many examples of how many policies were run, and what was found."""
    counts = [(checked.count(severity), severity) for severity in reversed(GRAVITY)]
    found = ", ".join(counted(count, severity) for count, severity in counts if count) or "nothing found"
    many = "policy" if len(policies) == 1 else "policies"
    return f"{found} in {counted(all_examples(policies), 'example')} of {len(policies)} {many}"
