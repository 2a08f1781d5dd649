"""What ``sla check`` printed of the very same files, so that it need not find it out again.

A report is kept in the user's cache folder, under a digest of all that it follows from: the arguments; the bytes of the
settings, the lock and every source; the day; how the report is printed; the installed toolkit, and the packages beside
it.  Where one of these cannot be known at a glance, nothing is kept and nothing is recalled: packs of rules are code
that may do anything, packs of policies may lie outside of the workspace, and a link may lead elsewhere tomorrow.

It is asked before anything is imported that a check needs.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from .folder import LARGEST, LOCK, SETTINGS, entries, selection, workspace_root
from .language.cache import folder, keep, kept
from .text.data import folder_of

FORMATS = ("text", "concise", "json")
"""The formats whose reports follow from the files alone; those for platforms name the place in a repository."""
_VALUED = ("--as-of", "--format", "--language", "--select", "--ignore", "--color", "-C", "--workspace")
_FLAGS = ("--no-waivers", "--coverage", "--next")
_MOST = 200
"""How many reports are kept."""
_OWN = ("sla_dsl", "sla_dsl.grammar", "sla_dsl.policies", "sla_dsl.validators")


class FileRead(NamedTuple):
    """A file that a result follows from: its part (``settings``, ``lock`` or ``source``), path, and digest."""

    part: str
    path: str
    digest: bytes


class Printed(NamedTuple):
    """What a check printed to standard output and to standard error, and its exit code."""

    out: str
    err: str
    code: int


class CheckCall(NamedTuple):
    """A call of ``sla check`` in the workspace ``root`` whose result follows from the files alone."""

    arguments: tuple[str, ...]
    here: str
    root: str
    surroundings: str


def asked(arguments: Sequence[str]) -> CheckCall | None:
    """The call that a command line is; none if its result may follow from something else, or it may be wrong."""
    words = iter(arguments)
    if next(words, None) != "check" or not _prints_as_kept():
        return None
    here, places = "", []
    for word in words:
        # Of a short option, `=` would be the first letter of its value.
        name, given, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if name in _VALUED:
            value = value if given else next(words, "")
            if name in ("-C", "--workspace"):
                if here:
                    return None
                here = value
            elif name == "--format" and value not in FORMATS:
                return None
        elif word.startswith("-"):
            if word not in _FLAGS:
                return None
        else:
            places.append(word)
    try:
        top = Path(here or ".").resolve(strict=True)
        root = _root(top, places or ["."])
        return CheckCall(tuple(arguments), str(top), str(root), surroundings()) if root else None
    except (OSError, ValueError):
        return None


def _prints_as_kept() -> bool:
    """Whether there are streams that take every character."""
    streams = (sys.stdout, sys.stderr)
    return all(one is not None and one.encoding.lower().replace("-", "") == "utf8" for one in streams)


def _root(top: Path, places: Iterable[str]) -> Path | None:
    """The one workspace that all these places lie in; none if there is none, or a link leads there."""
    roots = set()
    for place in places:
        path = top / place
        if path.resolve(strict=True) != Path(os.path.normpath(path)):
            return None
        roots.add(workspace_root(path))
    return roots.pop() if len(roots) == 1 else None


def recalled(call: CheckCall) -> Printed | None:
    """What this call printed when all was as it is now; none if it is not known."""
    home = folder()
    if home is None:
        return None
    with suppress(OSError, ValueError, TypeError, LookupError, RecursionError):  # whatever it is, a check says it
        key = _key(call, list(_read_now(call, home)))
        values = json.loads(kept(home / "checks" / f"{key}.json") or b"")
        if values["key"] == key:
            return Printed(str(values["out"]), str(values["err"]), int(values["code"]))
    return None


def remember(
    call: CheckCall, read: Sequence[FileRead], globs: tuple[Sequence[str], Sequence[str]], printed: Printed
) -> None:
    """Keeps what a call printed.

    ``read`` are the files as the check read them, the settings first; ``globs`` what they include and exclude.
    """
    home = folder()
    if home is None or call.surroundings != surroundings():
        return
    key, of_settings = _key(call, read), _key_of_settings(call, read[0])
    try:
        selected = json.dumps({"key": of_settings, "include": [*globs[0]], "exclude": [*globs[1]]}).encode()
        keep(home / "settings" / f"{of_settings}.json", selected)
        keep(home / "checks" / f"{key}.json", json.dumps({"key": key, **printed._asdict()}).encode())
    except UnicodeError:  # a path that is no Unicode
        return
    for name in ("settings", "checks"):
        _let_go(home / name)


def digest(data: bytes) -> bytes:
    """A digest of the bytes of a file."""
    return blake2b(data, digest_size=32).digest()


def _key(call: CheckCall, read: Iterable[FileRead]) -> str:
    """A digest of all that the result of a call follows from."""
    whole = blake2b(repr(call).encode(), digest_size=32)
    for part, path, content in sorted(read):
        whole.update(f"\0{part}\0{path}\0".encode("utf-8", "surrogateescape"))  # no path holds a zero
        whole.update(content)
    return whole.hexdigest()


def _key_of_settings(call: CheckCall, settings: FileRead) -> str:
    """A digest of all that the globs of a workspace follow from."""
    return digest(settings.digest + call.surroundings.encode()).hex()


def _read_now(call: CheckCall, home: Path) -> Iterator[FileRead]:
    """The files of a workspace as they are; raises ``OSError`` or ``LookupError`` where a check has to look itself."""
    root = Path(call.root)
    settings = FileRead("settings", SETTINGS, digest(_content(f"{root}/{SETTINGS}")))
    yield settings
    if os.path.lexists(lock := f"{root}/{LOCK}"):
        yield FileRead("lock", LOCK, digest(_content(lock)))
    key = _key_of_settings(call, settings)
    known = json.loads(kept(home / "settings" / f"{key}.json") or b"")
    if known["key"] != key:
        raise LookupError
    for path, entry in entries(root, selection(known["include"], known["exclude"])):
        if isinstance(entry, OSError):
            raise entry
        if entry.is_dir(follow_symlinks=False) and not path.endswith(".sla"):
            continue
        yield FileRead("source", path, digest(_content(entry.path)))


def _content(path: str) -> bytes:
    """The bytes of a plain file; raises ``OSError`` for a link and anything else, and for a file that is too large."""
    descriptor = os.open(path, os.O_RDONLY | _NO_LINK)
    try:
        if not S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError
        data = os.read(descriptor, LARGEST + 1)
        if len(data) == LARGEST + 1:
            raise OSError
        while more := os.read(descriptor, LARGEST):
            data += more
            if len(data) > LARGEST:
                raise OSError
        return data
    finally:
        os.close(descriptor)


_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def surroundings() -> str:
    """All besides the files of a workspace that a report follows from, in one line."""
    printing = [os.environ.get(name) for name in ("NO_COLOR", "FORCE_COLOR", "TERM", "_SLA_COMPLETE")]
    terminals = [(stream.isatty(), stream.encoding) for stream in (sys.stdout, sys.stderr)]
    day = time.strftime("%Y-%m-%d", time.gmtime())
    return repr((day, printing, terminals, toolkit()))


def toolkit() -> str:
    """The installed toolkit, and the packages beside it, in one line: another one may judge otherwise."""
    return repr((sys.version, sys.flags, _installed(), sys.path, _distributions()))


def _installed() -> list[tuple[str, int, int, int]]:
    """The files of the toolkit; one that was changed has another time of its change."""
    found = []
    left = [str(folder_of(package)) for package in _OWN]
    while left:
        with os.scandir(left.pop()) as reading:
            for entry in reading:
                if entry.name == "__pycache__":
                    continue
                if entry.is_dir():
                    left.append(entry.path)
                else:
                    state = entry.stat()
                    found.append((entry.path, state.st_size, state.st_mtime_ns, state.st_ctime_ns))
    return sorted(found)


def _distributions() -> list[tuple[str, int, int]]:
    """The installed packages with their versions, as their folders are named; one installed anew is another one.

    The folders that hold them count as well: a package without a version may hide another of its name.
    """
    found: list[tuple[str, int, int]] = []
    for place in sys.path:
        with suppress(OSError), os.scandir(place or ".") as reading:
            found += (_state(entry) for entry in reading if entry.name.endswith((".dist-info", ".egg-info")))
            found.append((place, (state := Path(place).stat()).st_mtime_ns, state.st_ctime_ns))
    return sorted(found)


def _state(entry: os.DirEntry[str]) -> tuple[str, int, int]:
    state = entry.stat()
    return entry.name, state.st_mtime_ns, state.st_ctime_ns


def _let_go(place: Path) -> None:
    """Deletes the older half of the files of a folder that holds too many."""
    with suppress(OSError):
        files = list(place.glob("*.json"))
        if len(files) > _MOST:
            for file in sorted(files, key=lambda file: file.stat().st_mtime_ns)[: len(files) // 2]:
                file.unlink(missing_ok=True)


def print_again(printed: Printed) -> bool:
    """Prints what was printed before; whether that could be done.  A reader that has gone away is no error."""
    try:
        for descriptor, text in ((sys.stdout.fileno(), printed.out), (sys.stderr.fileno(), printed.err)):
            left = text.encode()
            with suppress(BrokenPipeError):
                while left:
                    left = left[os.write(descriptor, left) :]
    except OSError:
        return False
    return True
