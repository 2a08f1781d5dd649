"""``sla policy``."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

import click

from ..folder import workspace_root
from ..language.parser import parse
from ..model.lock import Lock
from ..model.settings import Settings
from ..pipeline import UNREAD, Checked, is_one_of, run
from ..policy import Examples, HousePolicy, all_examples
from ..policy.examples import stage
from ..reports.check.text import counted, text_report
from ..rules.catalogue import GRAVITY, Catalogue, graded
from ..rules.rule import Graded
from ..text.finding import Finding
from ..text.source import Source, Span
from ..workspace import WorkspaceFiles, read_source, read_workspace
from .console import colours, write

STRICT = ("policy/untested", "policy/uncovered-condition")
"""Rules that are errors only with `--strict`."""


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
    files, sources = _read(paths)
    checked = run(files, proved=())
    policies = [policy for policy in checked.policies if policy.said.source.source in sources]
    found = [*_about_policies(checked, sources)]
    if not policies and not found:
        raise click.UsageError("there is no policy here")
    examples = Examples(files.sources)
    found += [finding for policy in policies for finding in examples.findings(policy)]
    checked = replace(checked, findings=_graded(checked.rules, found, strict))
    write(text_report(checked, colours(color, sys.stdout)))
    click.echo(summary(checked, policies), err=True)
    return 2 if checked.unjudged else int(checked.count("error") > 0)


def _read(paths: tuple[Path, ...]) -> tuple[WorkspaceFiles, tuple[Source, ...]]:
    """The files to compile, and the sources of the policies whose examples are run."""
    if not paths:
        files = read_workspace(Path())
        return files, (*files.sources, *files.packs)
    read = [read_source(path.parent, path.name) for path in _files(paths)]
    sources = tuple(each for each in read if isinstance(each, Source))
    unread = tuple(each for each in read if isinstance(each, Finding))
    if workspace_root(paths[0]) is None:
        return WorkspaceFiles(Path(), Settings(), Lock(), (stage(), *sources), unread), sources
    around = read_workspace(paths[0])
    own = {source.text for source in sources}
    others, packs = (tuple(one for one in of if one.text not in own) for of in (around.sources, around.packs))
    unset = tuple(one for one in around.findings if one.rule.startswith("config/"))
    return replace(around, sources=(*others, *sources), packs=packs, findings=(*unset, *unread)), sources


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.sla")) if path.is_dir() else [path]


def _about_policies(checked: Checked, sources: Collection[Source]) -> Iterator[Finding]:
    """Findings about files that could not be read, and findings inside policies; not what policies find."""
    policies = [node.span for source in sources for node in parse(source).declarations if node.kind == "policy"]

    def is_within(span: Span | None, policy: Span) -> bool:
        return span is not None and span.source is policy.source and policy.first <= span.first <= policy.last

    for finding in (one.finding for one in checked.findings):
        is_of_file = finding.span is not None and finding.span.source in sources and finding.rule.startswith("syntax/")
        is_unread = is_of_file or is_one_of(finding.rule, (*UNREAD, "policy/not-a-policy"))
        if is_unread or any(is_within(finding.span, policy) for policy in policies):
            yield finding


def _graded(rules: Catalogue, found: list[Finding], strict: bool) -> tuple[Graded, ...]:
    by_place = graded(rules, sorted(found, key=Finding.sort_key))
    return tuple(replace(one, severity="error") if strict and one.finding.rule in STRICT else one for one in by_place)


def summary(checked: Checked, policies: list[HousePolicy]) -> str:
    """The number of examples and policies that were run, and the findings."""
    counts = [(checked.count(severity), severity) for severity in reversed(GRAVITY)]
    found = ", ".join(counted(count, severity) for count, severity in counts if count) or "nothing found"
    many = "policy" if len(policies) == 1 else "policies"
    return f"{found} in {counted(all_examples(policies), 'example')} of {len(policies)} {many}"
