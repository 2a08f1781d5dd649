"""Lark's parser, built once for a user and kept in the user's own cache folder.

Building takes about eight times as long as reading.  The file is named by what it was made
from, so that it is never stale, and begins with the digest of its content, so that nothing
damaged is read; without a folder to write to, the parser is built each time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import lark

_DIGEST_SIZE = sha256().digest_size


def cached_parser(grammar: str, build: Callable[[], lark.Lark]) -> lark.Lark:
    """The parser of a grammar: read from the cache, else built and put there.

    A pickle can run code, so that only a file is read that belongs to the user and that
    nobody else can write.
    """
    home = folder()
    if home is None:
        return build()
    made_from = (grammar, lark.__version__, sys.version, Path(__file__).parent.as_posix())
    file = home / f"parser-{sha256(chr(0).join(made_from).encode()).hexdigest()[:24]}.pickle"
    content = _read(file)
    if content is not None:
        with suppress(ImportError, AttributeError):  # kept by another version of the toolkit, of other modules
            return lark.Lark.load(BytesIO(content))
    parser = build()
    _write(file, parser)
    return parser


def folder() -> Path | None:
    """Where this platform keeps what can be made again (``XDG_CACHE_HOME``, ``LOCALAPPDATA`` or its default).

    Nothing for a user without a home.
    """
    named = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if named:
        return Path(named) / "sla-dsl"
    try:
        return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "sla-dsl"
    except RuntimeError:
        return None


def _read(file: Path) -> bytes | None:
    """The content of a file of the user that is as it was written."""
    try:
        with file.open("rb") as stream:
            written = stream.read() if _is_mine(stream) else b""
    except OSError:
        return None
    digest, content = written[:_DIGEST_SIZE], written[_DIGEST_SIZE:]
    return content if sha256(content).digest() == digest else None


def _write(file: Path, parser: lark.Lark) -> None:
    """Puts a parser into the cache at one stroke; where that is not possible, there is no cache."""
    content = BytesIO()
    parser.save(content)
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with TemporaryDirectory(dir=file.parent) as fresh:
            made = Path(fresh) / file.name
            made.touch(mode=0o600)
            made.write_bytes(sha256(content.getvalue()).digest() + content.getvalue())
            made.replace(file)
    except OSError:
        pass


def _is_mine(stream: IO[bytes]) -> bool:
    if not hasattr(os, "getuid"):
        return True  # a profile folder of Windows belongs to its user
    status = os.fstat(stream.fileno())
    return status.st_uid == os.getuid() and not status.st_mode & 0o022
