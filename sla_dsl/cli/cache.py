"""``sla cache``."""

from __future__ import annotations

from contextlib import suppress

import click

from ..language.cache import files, folder


@click.command("cache")
@click.option("--clear", is_flag=True, help="Delete all of it.")
def command(clear: bool) -> int:
    """Show, or clear, what is kept to be quick.

    It lies in the user's cache folder: the tables of the parser, what `sla check` printed of workspaces as they were,
    and what it found out of large ones. What is missing is made again.
    """
    home = folder()
    found = files(home) if home else []
    size = 0
    for file in found:
        with suppress(FileNotFoundError):  # another process has just let it go
            size += file.stat().st_size
    if clear:
        for file in found:
            file.unlink(missing_ok=True)
    count = "1 file" if len(found) == 1 else f"{len(found)} files"
    said = f"{count}, {(size + 999) // 1000} kB, in `{home}`" if found else "nothing is kept"
    click.echo(f"deleted {said}" if clear and found else said)
    return 0
