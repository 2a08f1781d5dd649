"""The only place that reads the files of a workspace.

Which they are, ``folder.py`` says.  A file that cannot be read becomes a finding of the family ``config``, ``file`` or
``lock``.
"""

from __future__ import annotations

import errno
import re
import stat
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import module_from_spec
from pathlib import Path
from typing import TYPE_CHECKING, cast

from .folder import LARGEST, LOCK, SETTINGS, entries, is_folder, selection, workspace_root
from .model.lock import Lock
from .model.settings import Settings
from .packs import PackError, located
from .recall import FileRead, digest
from .text.data import folder_of
from .text.finding import Finding
from .text.nearest import nearest
from .text.source import Source, Span

if TYPE_CHECKING:
    from pydantic import ValidationError


@dataclass(frozen=True, slots=True)
class WorkspaceFiles:
    """The files of the workspace in the folder ``root``; sources are sorted by path."""

    root: Path
    settings: Settings
    lock: Lock
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...] = ()
    packs: tuple[Source, ...] = ()
    """The files of policies that the settings name and that are not among the sources."""
    read: tuple[FileRead, ...] = field(default=(), compare=False, repr=False)
    """The files of the workspace as they were read; empty where they were not read from a folder."""


def read_workspace(start: Path) -> WorkspaceFiles:
    """Reads the workspace to which the file or folder ``start`` belongs.

    A mistake in the settings ends the reading, because nobody knows which files they would select.
    """
    root = workspace_root(start)
    if root is None:
        missing = Finding(
            "config/no-workspace",
            f"neither `{start.name or start}` nor a folder above it has a `{SETTINGS}`",
            file=start.as_posix(),
            help="run `sla init` to make a workspace, or go to the folder of one",
        )
        return WorkspaceFiles(start, Settings(), Lock(), (), (missing,))
    written = read_bytes(root, SETTINGS)
    settings, findings = _settings_in(written)
    if findings or isinstance(written, Finding):
        return WorkspaceFiles(root, settings, Lock(), (), tuple(findings))
    seen = [FileRead("settings", SETTINGS, digest(written))]
    lock, findings = Lock(), []
    if (locked := _lock_bytes(root)) is not None:
        seen.append(FileRead("lock", LOCK, digest(locked)))
        lock, findings = lock_of(locked)
    sources = []
    for read in _sources(root, settings, seen):
        if isinstance(read, Source):
            sources.append(read)
        else:
            findings.append(read)
    if not sources and not findings:
        findings.append(
            Finding(
                "file/no-sources",
                f"no file of the workspace matches {', '.join(f'`{glob}`' for glob in settings.include)}",
                file=SETTINGS,
                help=f"write an agreement, or correct `include` and `exclude` in `{SETTINGS}`",
            )
        )
    named = [read for pack in settings.policies for read in read_pack(root, pack)]
    findings += (read for read in named if isinstance(read, Finding))
    known = {source.path for source in sources}
    packs = [read for read in named if isinstance(read, Source) and read.path not in known]
    return WorkspaceFiles(root, settings, lock, tuple(sources), tuple(findings), tuple(packs), tuple(seen))


def _sources(root: Path, settings: Settings, seen: list[FileRead]) -> Iterator[Source | Finding]:
    """The sources that the settings select; notes the files that are read."""
    for path, found in files(root, settings):
        data = found or read_bytes(root, path)
        if isinstance(data, bytes):
            seen.append(FileRead("source", path, digest(data)))
            yield decode(path, data)
        else:
            yield data


def read_settings(root: Path) -> tuple[Settings, list[Finding]]:
    """The settings of a workspace; the standard settings and findings where ``sla.toml`` has mistakes."""
    return _settings_in(read_bytes(root, SETTINGS))


def _settings_in(data: bytes | Finding) -> tuple[Settings, list[Finding]]:
    source = decode(SETTINGS, data) if isinstance(data, bytes) else data
    return (Settings(), [source]) if isinstance(source, Finding) else settings_of(source)


def settings_of(source: Source) -> tuple[Settings, list[Finding]]:
    """The settings in a ``sla.toml``; the standard settings and findings where it has mistakes."""
    try:
        return Settings.of(tomllib.loads(source.text)), []
    except tomllib.TOMLDecodeError as error:
        place = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", str(error))
        offset = source.line_starts[int(place[1]) - 1] + int(place[2]) - 1 if place and place[1] else len(source.text)
        reason = str(error)[: place.start() if place else None]
        span = _mark(source, offset, offset + 1)
        return Settings(), [Finding("config/not-toml", f"`{SETTINGS}` is not TOML", span, label=reason.lower())]
    except RecursionError:
        span = _mark(source, 0, 1)
        return Settings(), [Finding("config/not-toml", f"`{SETTINGS}` is nested too deep", span)]
    except ValueError as error:
        wrong = cast("ValidationError", error).errors()
        places = {str(item["loc"][0]): item for item in reversed(wrong)}
        return Settings(), [_wrong_setting(source, key, places[key]["type"]) for key in sorted(places)]


def _wrong_setting(source: Source, key: str, kind: str) -> Finding:
    """The finding for a key of ``sla.toml`` that is unknown or has an unfit value."""
    place = re.search(rf"""^[ \t]*(?:\[[ \t]*)?["']?({re.escape(key)})\b""", source.text, re.MULTILINE)
    span = _mark(source, *place.span(1)) if place else None
    known = Settings.keys()
    if kind == "unexpected_keyword_argument":
        meant = nearest(key, known)
        keys = ", ".join(f"`{name}`" for name in sorted(known))
        remedy = f"did you mean `{meant}`?" if meant else f"the keys are {keys}"
        message = f"`{SETTINGS}` has no key `{key}`"
        return Finding("config/unknown-key", message, span, help=remedy, file=SETTINGS, values=(key,))
    remedy = f"write {known[key]}"
    return Finding("config/wrong-value", f"`{key}` has an unfit value", span, help=remedy, file=SETTINGS, values=(key,))


def _mark(source: Source, start: int, end: int) -> Span:
    """A span in a text that the scanner does not read."""
    source.add("MARK", source.text[start:end], start, end)
    return source.tokens[-1].span


def _lock_bytes(root: Path) -> bytes | None:
    """The content of the lock; none where there is none, and nothing at all of one that cannot be read."""
    if not (root / LOCK).exists():
        return None
    try:
        return (root / LOCK).read_bytes()
    except OSError:
        return b""


def lock_of(data: bytes) -> tuple[Lock, list[Finding]]:
    """The lock in a ``sla.lock``; the empty lock and a finding where its content is no lock."""
    try:
        return Lock.from_bytes(data), []
    except ValueError:
        broken = Finding("lock/broken", f"`{LOCK}` is not a lock", file=LOCK, help="run `sla lock` to write it anew")
        return Lock(), [broken]


def files(root: Path, settings: Settings) -> Iterator[tuple[str, Finding | None]]:
    """The POSIX paths that the settings select, in order, with a finding for each folder that cannot be read."""
    paths: dict[str, Finding | None] = {}
    for path, entry in entries(root, selection(settings.include, settings.exclude)):
        if isinstance(entry, OSError):
            name = path or "."
            paths[name] = _unreadable(name, str(entry.strerror).lower(), "allow reading the folder, or exclude it")
        elif not is_folder(entry):
            paths[path] = None
        elif entry.name.endswith(".sla"):
            paths[path] = _unreadable(path, "is a folder", "rename the folder")
    yield from sorted(paths.items())


def read_source(root: Path, path: str) -> Source | Finding:
    """Reads the source in the file ``path`` (POSIX, relative to ``root``); a finding says why it cannot be read."""
    data = read_bytes(root, path)
    return decode(path, data) if isinstance(data, bytes) else data


def read_bytes(root: Path, path: str) -> bytes | Finding:
    """Reads the file ``path`` (POSIX, relative to ``root``); a finding says why it cannot be read."""
    try:
        state = (root / path).stat()
        if not stat.S_ISREG(state.st_mode):
            return _unreadable(path, "is not a file", "put a text file in its place")
        # A link that leads out would bring text into the agreement that is not in the workspace.
        if not (root / path).resolve().is_relative_to(root.resolve()):
            message = f"the link `{path}` leads out of the workspace"
            return Finding("file/link-outside", message, file=path, help="put the file itself in its place")
        if state.st_size > LARGEST:
            return too_large(path)
        return (root / path).read_bytes()
    except OSError as error:
        if error.errno == errno.ELOOP:
            message = f"the link `{path}` leads back to itself"
            return Finding("file/link-loop", message, file=path, help="put the file itself in its place")
        return _unreadable(path, str(error.strerror).lower(), "allow reading the file, or exclude it")


def too_large(path: str) -> Finding:
    """The finding about a file of more than ``LARGEST`` bytes."""
    return Finding("file/too-large", f"`{path}` is larger than 2 MiB", file=path, help="split it, or exclude it")


SHIPPED = "sla_dsl.policies"
"""The package with the packs of policies that come with the toolkit."""


def shipped_packs() -> list[str]:
    """The names of the packs of policies that come with the toolkit."""
    names = (each.name for each in folder_of(SHIPPED).iterdir())
    return sorted(name.removesuffix(".sla") for name in names if name.endswith(".sla"))


def read_pack(root: Path, pack: str) -> Iterator[Source | Finding]:
    """The files of a pack of policies: a file of the workspace, a shipped pack, or all of a Python package.

    A shipped pack's name never means another package.  A package is not imported: only its files are read.
    """
    folder, shipped = folder_of(SHIPPED), shipped_packs()
    if pack.endswith(".sla"):
        yield read_source(root, pack)
    elif pack in shipped:
        yield decode(f"{SHIPPED}/{pack}.sla", folder.joinpath(f"{pack}.sla").read_bytes(), pack)
    else:
        yield from _read_package(root, pack, nearest(pack, shipped))


def _read_package(root: Path, package: str, meant: str | None) -> Iterator[Source | Finding]:
    """The files of policies in a Python package outside of the workspace; ``meant`` is offered if there is none."""
    try:
        from importlib.resources import files as files_of  # it takes long to import

        folder = files_of(module_from_spec(located(package, root)))
        texts = {each.name: each.read_bytes() for each in folder.iterdir() if each.name.endswith(".sla")}
    except PackError as error:
        help_ = f"did you mean `{meant}`?" if meant else "install the package, outside of the workspace"
        yield _unknown_pack(package, f"the pack of policies {error}", help_)
        return
    except (OSError, TypeError):  # it cannot be read, or is a module without a folder
        texts = {}
    if not texts:
        message = f"the package `{package}` has no policies"
        yield _unknown_pack(package, message, "name the package that has the `.sla` files")
    for name, text in sorted(texts.items()):
        yield decode(f"{package}/{name}", text, package)


def _unknown_pack(pack: str, message: str, help_: str) -> Finding:
    return Finding("config/unknown-policies", message, file=SETTINGS, help=help_, values=(pack,))


def decode(path: str, data: bytes, pack: str = "") -> Source | Finding:
    """The source in bytes of UTF-8, without byte order mark and normalised to NFC; a finding for any other bytes."""
    help_utf_8 = "save the file as UTF-8"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Finding("file/not-utf-8", f"`{path}` is UTF-16", file=path, help=help_utf_8)
    if b"\0" in data:
        return Finding("file/not-text", f"`{path}` is not a text", file=path, help="exclude it, or rename it")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The error counts from behind the mark.
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"byte {error.object[error.start]:02X} in line {line} of `{path}` is not UTF-8"
        return Finding("file/not-utf-8", message, file=path, help=help_utf_8)
    return Source(unicodedata.normalize("NFC", path), unicodedata.normalize("NFC", text), pack)


def _unreadable(path: str, reason: str, remedy: str) -> Finding:
    return Finding("file/unreadable", f"`{path}` cannot be read: {reason}", file=path, help=remedy)
