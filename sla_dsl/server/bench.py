"""What lies on the author's desk: the open documents, and the workspaces that they belong to."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from pygls.uris import from_fs_path, to_fs_path

from ..earlier import EarlierCheck
from ..folder import LARGEST, is_searched, selection, workspace_root
from ..language.parsed import Parsed
from ..language.parser import parse
from ..pipeline import Checked, run
from ..text.source import Source
from ..workspace import WorkspaceFiles, decode, read_workspace, too_large
from .positions import Positions


class SupersededError(Exception):
    """Raised in a check when somebody has typed on: its result would be thrown away."""


class WhileWanted(Collection[str]):
    """All agreements, for as long as their proof is wanted; asking afterwards raises ``SupersededError``."""

    def __init__(self, generation: list[int]) -> None:
        self.generation, self.own = generation, generation[0]

    def confirm(self) -> None:
        """Raises ``SupersededError`` if the result is not wanted any more."""
        if self.generation[0] != self.own:
            raise SupersededError

    def __contains__(self, name: object) -> bool:
        self.confirm()
        return True

    def __iter__(self) -> Iterator[str]:
        raise TypeError("nobody knows the names before the files are compiled")

    def __len__(self) -> int:
        raise TypeError("nobody knows the names before the files are compiled")


@dataclass(eq=False)
class OpenDocument:
    """A document that an editor has open: its address, version and text.

    Its source is the editor's own: a check that runs at the same time has another one, so that neither waits.
    """

    uri: str
    version: int | None
    raw: str
    encoding: str
    path: Path | None = None
    """The place of the file; a document that was never saved has none."""

    @cached_property
    def positions(self) -> Positions:
        """The places in the text."""
        return Positions(self.raw, self.encoding)

    @cached_property
    def is_too_large(self) -> bool:
        """Whether it is larger than any file that the compiler reads."""
        return len(self.raw) > LARGEST or len(self.raw.encode("utf-8", "replace")) > LARGEST

    @cached_property
    def parsed(self) -> Parsed:
        """The declarations of the document, and the mistakes in its text alone."""
        name = self.path.name if self.path else "untitled.sla"
        return parse(Source(name, "" if self.is_too_large else self.positions.text))

    @property
    def source(self) -> Source:
        """The text with its tokens."""
        return self.parsed.source


@dataclass(frozen=True)
class CheckedTexts:
    """What a check found, and in which texts: ``versions`` are those of the open documents, by path."""

    generation: int
    checked: Checked
    files: WorkspaceFiles
    versions: dict[str, int | None]
    positions: dict[str, Positions]

    def source(self, path: str) -> Source | None:
        """The source with this path."""
        return self._sources.get(path)

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {source.path: source for source in (*self.files.packs, *self.files.sources)}

    def places(self, source: Source, encoding: str) -> Positions:
        """The places in the text of a file, as the editor would see it."""
        known = self.positions.get(source.path)
        if known is None:
            known = self.positions[source.path] = Positions(_raw(self.files.root / source.path, source), encoding)
        return known


def _raw(file: Path, source: Source) -> str:
    """The text of a file as an editor opens it; the text that was read, if there is no such text any more."""
    try:
        raw = file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return source.text
    return raw if Positions(raw, "utf-32").text == source.text else source.text


@dataclass(eq=False)
class Project:
    """A workspace on the desk, and the last result of checking it.

    Sources whose text is the same are kept from check to check, so that only what changed is parsed again, and only
    what may mean something else is compiled and judged again.
    """

    root: Path
    documents: dict[str, OpenDocument] = field(default_factory=dict)
    """The open documents by their paths in the workspace."""
    result: CheckedTexts | None = None
    generation: list[int] = field(default_factory=lambda: [0])
    """Counts what happened to the texts; a check is of one generation."""
    disk_generation: int = 0
    """Counts what happened to the files outside of the editor."""
    _on_disk: tuple[int, WorkspaceFiles] | None = None
    """The files as they were last read, and when."""
    _kept: dict[str, Source] = field(default_factory=dict)
    _earlier: EarlierCheck = field(default_factory=EarlierCheck)

    def uri(self, path: str) -> str:
        """The address of a file of the workspace."""
        document = self.documents.get(path)
        return document.uri if document else str(from_fs_path(str(self.root / path)))

    def touched(self, *, on_disk: bool = False) -> None:
        """Notes that a text changed; ``on_disk`` if files changed outside of the editor as well."""
        self.generation[0] += 1
        self.disk_generation += on_disk

    @property
    def is_checked(self) -> bool:
        """Whether the last result is of the texts as they are."""
        return self.result is not None and self.result.generation == self.generation[0]

    def keep(self, files: WorkspaceFiles) -> None:
        """Takes files as if they had been read now."""
        self._on_disk = self.disk_generation, files

    def check(self, documents: dict[str, OpenDocument], wanted: WhileWanted) -> CheckedTexts:
        """Checks the workspace with these documents in place of their files; raises ``SupersededError``."""
        read = self.disk_generation
        if self._on_disk is None or self._on_disk[0] != read:
            self._on_disk = read, read_workspace(self.root)
        files = self._with(self._on_disk[1], documents)
        wanted.confirm()
        # Remedies are read off English messages.
        checked = run(files, proved=wanted, language="en", earlier=self._earlier)
        versions = {path: document.version for path, document in documents.items()}
        return CheckedTexts(
            wanted.own, checked, files, versions, {path: one.positions for path, one in documents.items()}
        )

    def _with(self, disk: WorkspaceFiles, documents: dict[str, OpenDocument]) -> WorkspaceFiles:
        sources = {source.path: source for source in disk.sources}
        findings = [finding for finding in disk.findings if finding.path not in documents]
        selected = selection(disk.settings.include, disk.settings.exclude)
        for path, document in documents.items():
            if not selected(path) or not all(is_searched(folder) for folder in path.split("/")[:-1]):
                continue
            sources.pop(path, None)
            if document.is_too_large:
                findings.append(too_large(path))
            elif isinstance(read := decode(path, document.raw.encode("utf-8", "replace")), Source):
                sources[path] = read
            else:
                findings.append(read)
        self._kept = {path: self._same(source) for path, source in sorted(sources.items())}
        if self._kept:
            findings = [finding for finding in findings if finding.rule != "file/no-sources"]
        return replace(disk, sources=tuple(self._kept.values()), findings=tuple(findings))

    def _same(self, source: Source) -> Source:
        known = self._kept.get(source.path)
        return known if known is not None and known.text == source.text else source


class Workbench:
    """The open documents by their addresses, and their workspaces by folder."""

    def __init__(self) -> None:
        self.encoding = "utf-16"
        self.documents: dict[str, OpenDocument] = {}
        self.projects: dict[Path, Project] = {}

    def put(self, uri: str, version: int | None, raw: str) -> OpenDocument:
        """A document that was opened, or has a new text."""
        path = path_of(uri)
        document = self.documents[uri] = OpenDocument(uri, version, raw, self.encoding, path)
        project, name = self.place(document)
        if project is not None:
            project.documents[name] = document
            project.touched()
        return document

    def close(self, uri: str) -> Project | None:
        """Takes a document away: its file counts again."""
        document = self.documents.pop(uri, None)
        project, name = self.place(document) if document else (None, "")
        if project is not None:
            project.documents.pop(name, None)
            project.touched(on_disk=True)
        return project

    def place(self, document: OpenDocument) -> tuple[Project | None, str]:
        """The workspace of a document and its path there; none for a document outside of every workspace."""
        if document.path is None or document.path.suffix != ".sla":
            return None, ""
        root = workspace_root(document.path.parent)
        if root is None:
            return None, ""
        project = self.projects.setdefault(root, Project(root))
        name = document.path.resolve()
        return (project, name.relative_to(root).as_posix()) if name.is_relative_to(root) else (None, "")

    def open_folder(self, uri: str) -> Project | None:
        """The workspace that an editor's folder belongs to."""
        path = path_of(uri)
        root = workspace_root(path) if path else None
        return self.projects.setdefault(root, Project(root)) if root else None


def path_of(uri: str) -> Path | None:
    """The place of a file; none for an address that is no file."""
    if not uri.startswith("file:"):
        return None
    path = to_fs_path(uri)
    return Path(path) if path else None
