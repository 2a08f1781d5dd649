"""``sla fmt``."""

from __future__ import annotations

import sys
from difflib import unified_diff
from pathlib import Path

import click

from ..language.layout import formatted
from ..language.parser import parse
from ..pipeline import is_below
from ..reports.check.concise import concise_line
from ..text.source import Source
from ..workspace import WorkspaceFiles, decode, read_workspace
from .check import STANDARD_INPUT, by_workspace, headed, path_within
from .console import put, write

READ_AS_MEANT = "syntax/foreign-spelling"
"""The rule for habits: they are understood, so that they can be written in the spelling of the language."""


@click.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, allow_dash=True))
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 if something would change.")
@click.option("--diff", "show_diff", is_flag=True, help="Write nothing; print what would change.")
def command(paths: tuple[str, ...], only_check: bool, show_diff: bool) -> int:
    """Write the one canonical form; comments stay.

    Formats the files of the workspace, or those in PATHS; `-` formats standard input to standard output. A file
    with a syntax error stays as it is.
    """
    if STANDARD_INPUT in paths:
        return format_standard_input()
    places = [Path(path) for path in paths] or [Path()]
    several = by_workspace(places)
    codes = []
    for root, within in several.items():
        files = read_workspace(root)
        headed(files, several)
        codes.append(format_workspace(files, within if paths else [], only_check, show_diff))
    return max(codes)


def format_workspace(files: WorkspaceFiles, places: list[Path], only_check: bool, show_diff: bool) -> int:
    """Formats the files of a workspace that lie at these places, or all without any; the exit code."""
    below = [path_within(files, place) for place in places]
    changed, faulty = 0, bool(files.findings)
    for finding in files.findings:
        click.echo(concise_line("error", finding), err=True)
    for source in files.sources:
        if below and not is_below(source.path, below):
            continue
        written = canonical(source)
        faulty = faulty or written is None
        if written is None or written == original(files, source):
            continue
        changed += 1
        if show_diff:
            write(difference(source, written).encode())
        elif only_check:
            click.echo(f"would format {source.path}", err=True)
        else:
            put(files.root / source.path, written.encode())
    click.echo(
        f"{changed} of {len(files.sources)} files {'differ' if only_check or show_diff else 'formatted'}", err=True
    )
    return 2 if files.findings else int(faulty or (changed > 0 and (only_check or show_diff)))


def canonical(source: Source) -> str | None:
    """The canonical text of a source; if it has faults, they are printed and there is none."""
    parsed = parse(source)
    faults = [finding for finding in parsed.findings if finding.rule != READ_AS_MEANT]
    for finding in faults:
        click.echo(concise_line("error", finding), err=True)
    return None if faults else formatted(parsed)


def original(files: WorkspaceFiles, source: Source) -> str:
    """The content of the file, with byte order mark and line ends."""
    return (files.root / source.path).read_bytes().decode()


def difference(source: Source, written: str) -> str:
    """The changes as a unified diff."""
    before, after = source.text.splitlines(keepends=True), written.splitlines(keepends=True)
    return "".join(unified_diff(before, after, source.path, source.path))


def format_standard_input() -> int:
    """Reads one file from standard input and writes its canonical form."""
    source = decode("standard-input.sla", sys.stdin.buffer.read())
    if not isinstance(source, Source):
        click.echo(concise_line("error", source), err=True)
        return 2
    written = canonical(source)
    if written is None:
        return 1
    write(written.encode())
    return 0
