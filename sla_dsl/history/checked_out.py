"""The commit that is checked out."""

from __future__ import annotations

from contextlib import closing

from ..workspace import WorkspaceFiles
from .refusal import RefusalError
from .repository import Repository
from .snapshot import Snapshots


def commit_of(files: WorkspaceFiles) -> str | None:
    """The commit that is checked out, if the files of a workspace are as there; none without a repository."""
    try:
        with closing(Repository(files.root)) as repository:
            tip = repository.commit("HEAD")
            there = Snapshots().of_revision(repository, tip, repository.folder(files.root), files.root).files
    except RefusalError:
        return None
    same = _texts(files) == _texts(there) and (files.lock, files.settings) == (there.lock, there.settings)
    return tip if same else None


def _texts(files: WorkspaceFiles) -> dict[str, str]:
    return {one.path: one.text for one in files.sources}
