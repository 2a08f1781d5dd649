"""Keeps Lark's parser in the user's cache folder, so that it is built once.

Building takes about eight times as long as reading.  The name of the file is a digest of everything the parser was made
from, so a file is never stale.  The file begins with the digest of its content, so a damaged file is never used.
Without a writable folder the parser is built each time.
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
    """The parser of a grammar: read from the cache, or built and put there."""
    home = folder()
    if home is None:
        return build()
    made_from = (grammar, lark.__version__, sys.version, Path(__file__).parent.as_posix())
    file = home / f"parser-{sha256(chr(0).join(made_from).encode()).hexdigest()[:24]}.pickle"
    # A pickle can run code when it is loaded: `_read` takes only a file that the user owns and nobody else can write.
    content = _read(file)
    if content is not None:
        with suppress(ImportError, AttributeError):  # kept by another version of the toolkit, of other modules
            return lark.Lark.load(BytesIO(content))
    parser = build()
    _write(file, parser)
    return parser


def folder() -> Path | None:
    """The platform's folder for files that can be made again; none for a user without a home.

    ``XDG_CACHE_HOME`` or ``LOCALAPPDATA`` if one is set, otherwise the platform's default.
    """
    named = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if named:
        return Path(named) / "sla-dsl"
    try:
        return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "sla-dsl"
    except RuntimeError:
        return None


def _read(file: Path) -> bytes | None:
    """The content of a cache file, if it belongs to the user and matches its digest."""
    try:
        with file.open("rb") as stream:
            written = stream.read() if _is_mine(stream) else b""
    except OSError:
        return None
    digest, content = written[:_DIGEST_SIZE], written[_DIGEST_SIZE:]
    return content if sha256(content).digest() == digest else None


def _write(file: Path, parser: lark.Lark) -> None:
    """Puts a parser into the cache in one step; does nothing where the folder cannot be written."""
    content = BytesIO()
    parser.save(content)
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Another process must never see half a file: it is written beside the cache and then renamed.
        with TemporaryDirectory(dir=file.parent) as fresh:
            made = Path(fresh) / file.name
            made.touch(mode=0o600)
            made.write_bytes(sha256(content.getvalue()).digest() + content.getvalue())
            made.replace(file)
    except OSError:
        pass


def _is_mine(stream: IO[bytes]) -> bool:
    """Whether a file belongs to the user, and neither the group nor others can write it."""
    if not hasattr(os, "getuid"):
        return True  # a profile folder of Windows belongs to its user
    status = os.fstat(stream.fileno())
    return status.st_uid == os.getuid() and not status.st_mode & 0o022
