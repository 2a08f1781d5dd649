"""Lark's parser, built once for a user and kept in the user's own cache folder.

Building takes about eight times as long as reading.  The file is named by what it was made
from, so that it is never stale; without a folder to write to, the parser is built each time.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

import lark


def cached_parser(grammar: str, build: Callable[[], lark.Lark]) -> lark.Lark:
    """The parser of a grammar: read from the cache, else built and put there.

    A pickle can run code, so that only a file is read that belongs to the user and that
    nobody else can write.
    """
    made_from = (grammar, lark.__version__, sys.version, Path(__file__).parent.as_posix())
    file = folder() / f"parser-{sha256(chr(0).join(made_from).encode()).hexdigest()[:24]}.pickle"
    try:
        if _is_mine(file):
            with file.open("rb") as stream:
                return lark.Lark.load(stream)
    except (OSError, pickle.UnpicklingError, EOFError, KeyError, AttributeError, ImportError):
        pass  # absent or damaged: built anew below
    parser = build()
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with NamedTemporaryFile(dir=file.parent, delete=False) as fresh:
            parser.save(fresh)
        Path(fresh.name).replace(file)
    except OSError:
        pass  # no cache, then
    return parser


def folder() -> Path:
    """Where this platform keeps what can be made again (``XDG_CACHE_HOME``, ``LOCALAPPDATA`` or its default)."""
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if home:
        return Path(home) / "sla-dsl"
    return Path("~").expanduser() / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "sla-dsl"


def _is_mine(file: Path) -> bool:
    if not hasattr(os, "getuid"):
        return True  # a profile folder of Windows belongs to its user
    status = file.stat()
    return status.st_uid == os.getuid() and not status.st_mode & 0o022
