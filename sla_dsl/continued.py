"""The result of a check, kept for the next process: of a large workspace in which little has changed, little is done.

It lies in the user's cache folder as objects of Python, and to read these is to run what their writer wanted.  So
only that is read which carries a seal made with a secret of this user on this machine; the secret lies elsewhere, so
that a cache that comes from another machine, or from whoever may write into it, is as good as none.  What is kept
belongs to one workspace, and to the toolkit and the packages by which it was made.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import blake2b
from hmac import compare_digest
from pathlib import Path
from typing import IO

from .collector import uncollected
from .earlier import EarlierCheck
from .language.cache import folder, is_mine, keep_whole
from .recall import toolkit

_RENEWED = 20
"""One in so many agreements may be others than those that are kept: to write them all again takes longer."""
_MOST = 4
"""Of how many workspaces something is kept: it is some 50 kB for each file."""
_SEAL = 32


@contextmanager
def continued(root: Path) -> Iterator[EarlierCheck]:
    """The result of the last check of the workspace in a folder; afterwards that of this one is kept."""
    home, secret = folder(), _secret()
    place = home / "workspaces" / f"{_name(root)}.pickle" if home is not None else None
    earlier = None if place is None or secret is None else unpacked(_read(place), secret)
    known = earlier or EarlierCheck()
    yield known
    if place is None or secret is None:
        return
    if earlier is None or known.renewed * _RENEWED > len(known.keys):
        with suppress(RecursionError):
            keep_whole(place, packed(known, secret))
            _let_go(place.parent)


@uncollected()
def packed(earlier: EarlierCheck, secret: bytes) -> bytes:
    """The result of a check, as sealed bytes.  Raises ``RecursionError`` for what is nested beyond all measure."""
    written = pickle.dumps(replace(earlier, checks={}), pickle.HIGHEST_PROTOCOL)
    return _seal(written, secret) + written


@uncollected()
def unpacked(sealed: bytes, secret: bytes) -> EarlierCheck | None:
    """The result that ``packed`` made bytes of; none for bytes that were not sealed with this secret."""
    seal, written = sealed[:_SEAL], memoryview(sealed)[_SEAL:]
    if not compare_digest(seal, _seal(written, secret)):
        return None
    read = pickle.loads(written)
    assert isinstance(read, EarlierCheck)
    return read


def _seal(written: bytes | memoryview, secret: bytes) -> bytes:
    return blake2b(written, digest_size=_SEAL, key=secret, person=b"sla-dsl").digest()


def _name(root: Path) -> str:
    """A name for a workspace as this toolkit judges it."""
    followed = repr((str(root.resolve()), toolkit())).encode("utf-8", "surrogateescape")
    return blake2b(followed, digest_size=16).hexdigest()


def _secret() -> bytes | None:
    """A secret of this user on this machine, made when it is first asked for; none where it could not be kept."""
    if not hasattr(os, "getuid"):  # where nobody says whose a file is
        return None
    named = Path(os.environ.get("XDG_STATE_HOME", ""))
    try:
        place = (named if named.is_absolute() else Path.home() / ".local" / "state") / "sla-dsl" / "secret"
    except RuntimeError:
        return None
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileExistsError), open(place, "xb", opener=_for_the_user_alone) as new:
            new.write(os.urandom(_SEAL))
    secret = _read(place, secret=True)
    return secret if len(secret) == _SEAL else None


def _for_the_user_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _read(place: Path, *, secret: bool = False) -> bytes:
    """The bytes of a file of the user; none of one that others can write, or that they can read and should not."""
    try:
        with place.open("rb") as stream:
            return stream.read() if is_mine(stream) and not (secret and _is_open(stream)) else b""
    except OSError:
        return b""


def _is_open(stream: IO[bytes]) -> bool:
    return bool(os.fstat(stream.fileno()).st_mode & 0o077)


def _let_go(place: Path) -> None:
    """Deletes what is kept of other workspaces, the oldest first, where it is too many."""
    with suppress(OSError):
        files = sorted(place.glob("*.pickle"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        for file in files[_MOST:]:
            file.unlink(missing_ok=True)
