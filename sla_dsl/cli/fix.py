"""``sla fix``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ..fixes import fixed
from ..pipeline import is_below
from ..reports.check.concise import concise_line
from ..reports.check.text import counted
from ..workspace import read_workspace
from .check import path_within
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
    """
    files = read_workspace(Path(paths[0]) if paths else Path())
    for finding in files.findings:
        click.echo(concise_line("error", finding), err=True)
    below = [path_within(files, Path(path)) for path in paths] if files.sources else []
    wanted = [source.path for source in files.sources if is_below(source.path, below)]
    changed, mended = fixed(files, as_of, wanted)
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
    return 2 if files.findings else int(show_diff and count > 0)
