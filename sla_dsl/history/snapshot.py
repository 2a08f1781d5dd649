"""A workspace in a revision, in the working tree, or in another folder."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from ..compiler import compile_sources
from ..compiler.earlier import Earlier
from ..folder import LARGEST, LOCK, SETTINGS, is_searched, selection
from ..model.lock import Lock
from ..model.settings import Settings
from ..model.workspace import Workspace
from ..text.finding import Finding
from ..text.source import Source
from ..workspace import WorkspaceFiles, decode, lock_of, read_pack, read_workspace, settings_of, too_large
from .refusal import RefusalError
from .repository import Entry, Repository

_LFS = b"version https://git-lfs.github.com/spec/"
"""The beginning of a pointer of Git LFS."""
_LINK = "120000"
"""The mode of a symbolic link in a tree of Git."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A workspace at one moment: its name for people, its commit (empty for files of the file system), its files.

    ``serving`` are houses with their customers in agreements that are not among the files, where these are a slice.
    """

    name: str
    revision: str
    files: WorkspaceFiles
    serving: frozenset[tuple[str, str]] = frozenset()

    def compiled(self, day: date, earlier: Earlier | None = None) -> Workspace:
        """The model of its files, and of the packs of policies that were read with them, as of a day.

        What is the same as in an ``earlier`` compilation is not read again.
        """
        sources = (*self.files.sources, *self.files.packs)
        whole = compile_sources(sources, self.files.lock, day, self.files.settings.horizon, earlier=earlier)
        return whole.model_copy(update={"serving": self.serving}) if self.serving else whole


class Snapshots:
    """Reads snapshots; a file that is the same in several of them is one source, read and parsed once."""

    def __init__(self) -> None:
        self._by_object: dict[tuple[str, str], Source] = {}
        self._by_text: dict[tuple[str, str], Source] = {}

    def of_folder(self, folder: Path, name: str) -> Snapshot:
        """The workspace to which a folder of the file system belongs."""
        files = read_workspace(folder)
        sources = tuple(self._same(source) for source in files.sources)
        for source in sources:
            refuse_pointer(source.path, source.text.encode("utf-8", "replace"))
        return Snapshot(name, "", replace(files, sources=sources))

    def of_revision(self, repository: Repository, revision: str, folder: str, root: Path) -> Snapshot:
        """The workspace in a folder of a revision (POSIX, relative to the top); empty where there is none.

        ``root`` is the folder of the workspace in the working tree.
        """
        commit = repository.commit(revision)
        entries = {entry.path: entry for entry in repository.entries(commit, folder)}
        settings, lock, findings = _settings(repository, entries)
        is_selected, is_reached = selection(settings.include, settings.exclude), _searched(entries)
        selected = [
            entry
            for path, entry in sorted(entries.items())
            if SETTINGS in entries and is_selected(path) and is_reached(path.rpartition("/")[0])
        ]
        sources = []
        for read in self._sources(repository, selected):
            if isinstance(read, Source):
                sources.append(read)
            else:
                findings.append(read)
        files = WorkspaceFiles(root, settings, lock, tuple(sources), tuple(findings))
        return Snapshot(revision, commit, files)

    def with_packs(self, repository: Repository, snapshot: Snapshot, folder: str) -> Snapshot:
        """A snapshot of a revision with the packs of policies that its settings name: its own files, or packages.

        No installed package is imported.
        """
        files = snapshot.files
        entries = {entry.path: entry for entry in repository.entries(snapshot.revision, folder)}
        packs, findings = list[Source](), list(files.findings)
        for pack in files.settings.policies:
            for read in self._pack(repository, entries, files.root, pack):
                if isinstance(read, Finding):
                    findings.append(read)
                elif read not in files.sources:
                    packs.append(read)
        return replace(snapshot, files=replace(files, packs=tuple(packs), findings=tuple(findings)))

    def _pack(
        self, repository: Repository, entries: dict[str, Entry], root: Path, pack: str
    ) -> Iterator[Source | Finding]:
        if pack.endswith(".sla") and pack in entries:
            yield from self._sources(repository, [entries[pack]])
        elif pack.endswith(".sla"):
            message = f"there is no file `{pack}` of policies in this revision"
            yield Finding("config/unknown-policies", message, file=SETTINGS, help="commit it, or correct `policies`")
        else:
            yield from read_pack(root, pack)

    def _sources(self, repository: Repository, entries: Sequence[Entry]) -> Iterator[Source | Finding]:
        """The sources in files of a revision, each read once; a finding says why one cannot be read."""
        new = [one.sha for one in entries if one.mode != _LINK and (one.sha, one.path) not in self._by_object]
        contents = repository.blobs(new)
        for entry in entries:
            key = (entry.sha, entry.path)
            if key in self._by_object:
                yield self._by_object[key]
            elif entry.mode == _LINK:
                message = f"`{entry.path}` is a link, which is not followed in a revision"
                yield Finding("file/unreadable", message, file=entry.path, help="put the file itself in its place")
            else:
                read = _read(entry.path, next(contents))
                if isinstance(read, Source):
                    read = self._by_object[key] = self._same(read)
                yield read

    def _same(self, source: Source) -> Source:
        return self._by_text.setdefault((source.path, source.text), source)


def _read(path: str, data: bytes) -> Source | Finding:
    """The source in the content of a file; raises ``RefusalError`` for a pointer of Git LFS."""
    refuse_pointer(path, data)
    return too_large(path) if len(data) > LARGEST else decode(path, data)


def _searched(paths: Collection[str]) -> Callable[[str], bool]:
    """Whether a folder (empty for the workspace's own) belongs to the workspace whose files have these paths."""
    nested = {path.rpartition("/")[0] for path in paths if path.endswith(f"/{SETTINGS}")}

    @cache
    def searched(folder: str) -> bool:
        above, _, name = folder.rpartition("/")
        return not folder or (is_searched(name) and folder not in nested and searched(above))

    return searched


def _settings(repository: Repository, entries: dict[str, Entry]) -> tuple[Settings, Lock, list[Finding]]:
    """The settings and the lock of a revision; the standard ones where it has none."""
    settings, lock, findings = Settings(), Lock(), list[Finding]()
    if SETTINGS in entries:
        source = decode(SETTINGS, repository.blob(entries[SETTINGS].sha))
        settings, findings = (settings, [source]) if isinstance(source, Finding) else settings_of(source)
    if LOCK in entries:
        lock, broken = lock_of(repository.blob(entries[LOCK].sha))
        findings = [*findings, *broken]
    return settings, lock, findings


def refuse_pointer(path: str, data: bytes) -> None:
    """Raises ``RefusalError`` for a pointer of Git LFS, which stands in the place of a file."""
    if data.startswith(_LFS):
        message = f"`{path}` is a pointer to Git LFS, not an agreement"
        raise RefusalError(
            "lfs-pointer", message, "run `git lfs migrate export --include='*.sla'`: agreements are text"
        )
