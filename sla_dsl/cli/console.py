"""Between the commands and the terminal: given days, colours, and the way of bytes out of the program."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from errno import EACCES
from io import BufferedWriter, FileIO, TextIOWrapper
from pathlib import Path
from stat import S_IMODE
from typing import IO, Any, TextIO, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def as_of(meaning: str) -> Callable[[Command], Command]:
    """The option ``--as-of``; its command gets a date or none."""
    day = click.DateTime(["%Y-%m-%d"])
    return click.option(
        "--as-of", type=day, callback=lambda _ctx, _param, given: given and given.date(), metavar="DATE", help=meaning
    )


def colours(choice: str, stream: IO[str]) -> bool:
    """Whether to write in colour: as chosen, or by ``NO_COLOR`` and ``FORCE_COLOR``, or if the stream is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (stream.isatty() and os.environ.get("TERM") != "dumb")


def write(content: bytes, output: Path | None = None) -> None:
    """Writes a report to a file or to standard output.

    A terminal without UTF-8 gets ``?`` for characters that it cannot show.
    """
    if output:
        put(output, content)
        return
    encoding = sys.stdout.encoding or "utf-8"
    if sys.stdout.isatty() and encoding.lower().replace("-", "") != "utf8":
        content = content.decode().encode(encoding, "replace")
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except OSError as error:
        raise click.ClickException(f"standard output cannot be written: {error.strerror}") from error


def put(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all: beside it, then in its place.  What is no plain file is written into."""
    target = path.resolve()
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)
        else:
            _replace(target, content)
    except OSError as error:
        raise click.ClickException(f"`{path}` cannot be written: {error.strerror}") from error


def _replace(target: Path, content: bytes) -> None:
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES))
    from tempfile import mkstemp  # it takes long to import

    descriptor, made = mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(descriptor, "wb") as beside:
            beside.write(content)
            os.fsync(beside)
        beside_mode = target.stat().st_mode if target.exists() else 0o666 & ~_umask()
        Path(made).chmod(S_IMODE(beside_mode))
        Path(made).replace(target)
    except BaseException:
        Path(made).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def paged(content: bytes) -> None:
    """Writes a report in pages where a person reads it at a terminal, and otherwise as ``write`` does."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        click.echo_via_pager(content.decode())
    else:
        write(content)


class _Pipe(FileIO):
    """A file that swallows everything once its reader has gone away."""

    def write(self, data: Any, /) -> int:
        """Writes the data; if nobody reads it, says that it is written."""
        try:
            return super().write(data)
        except BrokenPipeError:
            return len(data)


def lenient(stream: TextIO | None) -> TextIO:
    """A stream of the process for which a reader that has gone away, such as ``head``, is no error.

    Everything that the commands and click write passes through it, so none of them has to handle this.
    """
    if stream is None:  # it was closed before the program began
        return Path(os.devnull).open("w", encoding="utf-8")
    pipe = _Pipe(stream.fileno(), "w", closefd=False)
    return TextIOWrapper(BufferedWriter(pipe), stream.encoding, stream.errors, line_buffering=True)
