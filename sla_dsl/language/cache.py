"""Keeps files that can be made again in the user's cache folder.

The name of a file is a digest of everything that its content was made from, so a file is never stale.  The file begins
with the digest of its content, so a damaged file is never used.  A file is data, and nothing in it is run; still only a
file is read that the user owns and nobody else can write.  Without a writable folder nothing is kept.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import IO

_DIGEST_SIZE = sha256().digest_size


def folder() -> Path | None:
    """The platform's folder for files that can be made again; none for a user without a home.

    ``XDG_CACHE_HOME`` or ``LOCALAPPDATA`` if one is set, otherwise the platform's default.  A relative path counts as
    not set (XDG Base Directory Specification): it would be another folder wherever the command is called.
    """
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        if (named := Path(os.environ.get(name, ""))).is_absolute():
            return named / "sla-dsl"
    try:
        return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "sla-dsl"
    except RuntimeError:
        return None


def kept(file: Path) -> bytes | None:
    """The content of a cache file, if it belongs to the user and matches its digest."""
    try:
        with file.open("rb") as stream:
            written = stream.read() if is_mine(stream) else b""
    except OSError:
        return None
    digest, content = written[:_DIGEST_SIZE], written[_DIGEST_SIZE:]
    return content if sha256(content).digest() == digest else None


def keep(file: Path, content: bytes) -> None:
    """Puts content with its digest into the cache; does nothing where the folder cannot be written."""
    keep_whole(file, sha256(content).digest() + content)


def keep_whole(file: Path, written: bytes) -> None:
    """Puts a file into the cache in one step, as it is; does nothing where the folder cannot be written."""
    from tempfile import TemporaryDirectory  # it takes long to import, and is needed once

    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Another process must never see half a file: it is written beside the cache and then renamed.
        with TemporaryDirectory(dir=file.parent) as fresh:
            made = Path(fresh) / file.name
            made.touch(mode=0o600)
            made.write_bytes(written)
            made.replace(file)


def files(home: Path) -> list[Path]:
    """All that is kept in the folder, and nothing else that may lie there."""
    patterns = ("tables-*.json", "settings/*.json", "checks/*.json", "workspaces/*.pickle")
    return sorted(file for pattern in patterns for file in home.glob(pattern) if file.is_file())


def is_mine(stream: IO[bytes]) -> bool:
    """Whether a file belongs to the user, and neither the group nor others can write it."""
    if not hasattr(os, "getuid"):
        return True  # a profile folder of Windows belongs to its user
    status = os.fstat(stream.fileno())
    return status.st_uid == os.getuid() and not status.st_mode & 0o022
