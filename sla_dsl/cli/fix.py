"""``sla fix``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ..fixes import fixed
from ..pipeline import is_below
from ..reports.check.concise import concise_line
from ..reports.check.text import counted
from ..workspace import WorkspaceFiles, read_workspace
from .check import by_workspace, headed, path_within
from .console import as_of, put, write
from .fmt import difference


@click.command("fix")
@click.argument("paths", nargs=-1, type=click.Path(exists=True))
@as_of("The day on which to judge.")
@click.option("--diff", "show_diff", is_flag=True, help="Write nothing; print what would change.")
def command(paths: tuple[str, ...], as_of: date | None, show_diff: bool) -> int:
    """Make the remedies that can only mean one thing.

    They are spellings that the language does not have, and words and names that resemble exactly one. A remedy is
    made only if fewer findings are left and nothing else means anything else. Look at them with `--diff` first.
    Where a file cannot be read nothing is mended: it may declare what seems to be misspelt elsewhere.
    """
    places = [Path(path) for path in paths] or [Path()]
    several = by_workspace(places)
    codes = []
    for root, within in several.items():
        files = read_workspace(root)
        headed(files, several)
        codes.append(fix_workspace(files, within if paths else [], as_of, show_diff))
    return max(codes)


def fix_workspace(files: WorkspaceFiles, places: list[Path], as_of: date | None, show_diff: bool) -> int:
    """Mends the files of a workspace that lie at these places, or all without any; the exit code."""
    for finding in files.findings:
        click.echo(concise_line("error", finding), err=True)
    if files.findings:
        click.echo("nothing is mended: not all of the workspace can be read", err=True)
        return 2
    below = [path_within(files, place) for place in places]
    wanted = [source.path for source in files.sources if not below or is_below(source.path, below)]
    changed, mended, left = fixed(files, as_of, wanted)
    count = 0
    for before, after in zip(files.sources, changed.sources, strict=True):
        if before.text == after.text:
            continue
        count += 1
        if show_diff:
            write(difference(before, after.text).encode("utf-8", "replace"))
        else:
            put(files.root / before.path, after.text.encode())
    for finding in mended:
        click.echo(concise_line("note", finding), err=True)
    would = "would be mended" if show_diff else "mended"
    click.echo(f"{counted(len(mended), 'finding')} {would} in {counted(count, 'file')}", err=True)
    if left:
        click.echo("what is left has no remedy that is certain: `sla check` shows it", err=True)
    return int(show_diff and count > 0)
