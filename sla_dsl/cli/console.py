"""Between the commands and the terminal: given days, colours, and the way of bytes out of the program."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from contextlib import chdir
from datetime import UTC, date, datetime
from errno import EACCES
from io import BufferedWriter, FileIO, TextIOWrapper
from pathlib import Path
from stat import S_IMODE
from typing import IO, Any, TextIO, TypeVar, get_args

import click

from ..text.translation import MessageLanguage
from .examples import shown

Command = TypeVar("Command", bound=Callable[..., Any])
_FIRST_YEAR, _LAST_YEAR = 1900, 2999
"""What is judged reaches further than the day that is named, and the calendar of Python has an end."""
WORKSPACE = "workspace"
"""The option that every command has."""


def day(written: str) -> date:
    """A day of the command line: ``2026-11-29``, or ``today`` (in UTC); nothing else, since 03-04-2026 is two days."""
    if written == "today":
        return datetime.now(UTC).date()
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written, re.ASCII):
        raise click.BadParameter(
            f"`{written}` is not how a day is written: year, month, day as in `2026-11-29`, or `today`"
        )
    try:
        found = date.fromisoformat(written)
    except ValueError as error:
        raise click.BadParameter(f"there is no day `{written}`") from error
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise click.BadParameter(f"`{written}` is too far away: from {_FIRST_YEAR} to {_LAST_YEAR} is judged")
    return found


def as_of(meaning: str) -> Callable[[Command], Command]:
    """The option ``--as-of``; its command gets a date or none."""
    return click.option("--as-of", type=day, metavar="DATE", help=meaning)


def messages(command: Command) -> Command:
    """The option ``--language``; its command gets a language or none, and then that of ``sla.toml`` is used."""
    meaning = "The language of messages, if not that of `sla.toml`."
    return click.option("--language", type=click.Choice(get_args(MessageLanguage)), help=meaning)(command)


def completed(name: str, command: click.Command) -> click.Command:
    """The command ``name``, and those below it, with what every command has: examples in its help, and ``-C``.

    ``-C`` is as if it had been called in another folder: it is read before all others, so that their paths are there.
    """
    if isinstance(command, click.Group):
        for below in command.commands.values():
            completed(f"{name} {below.name}", below)
    elif not any(param.name == WORKSPACE for param in command.params):
        command.epilog = shown(name)
        command.params.append(
            click.Option(
                ["-C", f"--{WORKSPACE}"],
                type=click.Path(exists=True, file_okay=False),
                callback=lambda ctx, _param, given: ctx.with_resource(chdir(given)) if given else None,
                is_eager=True,
                expose_value=False,
                metavar="DIR",
                help="Run in this folder, with its paths, instead of the current one.",
            )
        )
    return command


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


_STANDARD_ERROR = 2


class MistakesError(click.ClickException):
    """A refusal for mistakes in the agreements: the exit code is that of ``sla check``, not that of a wrong call."""


class _Pipe(FileIO):
    """A stream of the process that swallows everything once it cannot be written any more.

    That its reader has gone away is no error.  Any other cause is told once: what is still buffered would fail again
    when the program ends, where nobody can say it in words.
    """

    is_lost = False

    def write(self, data: Any, /) -> int:
        """Writes the data; if nobody reads it, says that it is written.  Raises ``click.ClickException``."""
        try:
            return len(data) if self.is_lost else super().write(data)
        except BrokenPipeError:
            return len(data)
        except OSError as error:
            self.is_lost = True
            name = "standard error" if self.fileno() == _STANDARD_ERROR else "standard output"
            raise click.ClickException(f"{name} cannot be written: {error.strerror}") from error


def lenient(stream: TextIO | None) -> TextIO:
    """A stream of the process for which a reader that has gone away, such as ``head``, is no error.

    Everything that the commands and click write passes through it, so none of them has to handle this.
    """
    if stream is None:  # it was closed before the program began
        return Path(os.devnull).open("w", encoding="utf-8")
    pipe = _Pipe(stream.fileno(), "w", closefd=False)
    return TextIOWrapper(BufferedWriter(pipe), stream.encoding, stream.errors, line_buffering=True)
