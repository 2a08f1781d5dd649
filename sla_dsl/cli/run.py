"""What the commands share: rules, days, colours, and how bytes leave the program."""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO

import click

from ..model.settings import Settings
from ..packs import PackError
from ..rules.catalogue import STANDARD, Catalogue, load


def rules_of(settings: Settings, root: Path) -> Catalogue:
    """The rules of the compiler, the standard pack and the packs of the workspace in the folder ``root``."""
    try:
        return load((STANDARD, *settings.validators), root)
    except PackError as refusal:
        raise click.ClickException(str(refusal)) from refusal


def day_of_judgement(given: datetime | None, settings: Settings) -> date:
    """The as-of day: given on the command line, set in ``sla.toml``, or today in UTC, one day for everyone."""
    return given.date() if given else settings.as_of or datetime.now(tz=UTC).date()


def colours(choice: str, stream: IO[str]) -> bool:
    """Whether to write in colour: as chosen, else by ``NO_COLOR`` and ``FORCE_COLOR``, else on a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (stream.isatty() and os.environ.get("TERM") != "dumb")


def write(content: bytes, output: Path | None = None) -> None:
    """Writes what a report says to a file or to standard output.

    A terminal that does not understand UTF-8 gets ``?`` for what it cannot show.  A reader that
    has gone away is no error.
    """
    if output:
        try:
            output.write_bytes(content)
        except OSError as error:
            raise click.ClickException(f"`{output}` cannot be written: {error.strerror}") from error
        return
    encoding = sys.stdout.encoding or "utf-8"
    if sys.stdout.isatty() and encoding.lower().replace("-", "") != "utf8":
        content = content.decode().encode(encoding, "replace")
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
