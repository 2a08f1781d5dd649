"""The two snapshots that a command line names."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from contextlib import closing
from functools import cached_property
from pathlib import Path

from ..folder import workspace_root
from ..model.lock import Lock
from ..model.settings import Settings
from ..workspace import WorkspaceFiles, read_workspace
from .refusal import RefusalError
from .repository import Repository
from .single_files import single_files
from .snapshot import Snapshot, Snapshots

WORKING_TREE = "working tree"
"""The name of the snapshot of files that are not committed."""


def compared(base: str | None, head: str | None, here: Path) -> tuple[Snapshot, Snapshot]:
    """The snapshots of a base and a head, each a revision or a folder, of the workspace to which ``here`` belongs.

    Without a head it is the working tree; without a base, the commit at which the head left the main branch.  A file is
    compared with another file.  Raises ``RefusalError``.
    """
    with closing(_Place(here)) as place:
        match [name for name in (base, head) if name and place.is_file(name)]:
            case [one, other]:
                return single_files(one, other, here, place.around())
            case [one]:
                message = f"`{one}` is one file, and can only be compared with another"
                raise RefusalError("not-a-revision", message, "name two files, or two folders or revisions")
        after = place.named(head) if head else place.working_tree()
        before = place.named(base) if base else place.parted(after.files.settings.main_branch)
        return before, after


class _Place:
    """The folder from which the command line names its snapshots."""

    def __init__(self, here: Path) -> None:
        self.here = here
        self.snapshots = Snapshots()

    @cached_property
    def repository(self) -> Repository:
        return Repository(self.here)

    def close(self) -> None:
        if "repository" in self.__dict__:
            self.repository.close()

    @cached_property
    def root(self) -> Path:
        """The root folder of the workspace."""
        root = workspace_root(self.here)
        if root is None:
            message = f"neither `{self.here.resolve().name}` nor a folder above it has a `sla.toml`"
            help_ = "run `sla init` to make a workspace, or go to the folder of one"
            raise RefusalError("no-workspace", message, help_)
        return root

    def working_tree(self) -> Snapshot:
        return self.snapshots.of_folder(self.root, WORKING_TREE)

    def named(self, name: str) -> Snapshot:
        """The workspace in a folder or in a revision of this name."""
        if not self._is(Path.is_dir, name):
            return self._revision(name)
        self._refuse_if_ambiguous(name, "folder")
        if workspace_root(self.here / name) is None:
            raise RefusalError("no-workspace", f"there is no workspace in `{name}`", "name a folder with a `sla.toml`")
        return self.snapshots.of_folder(self.here / name, name)

    def is_file(self, name: str) -> bool:
        """Whether this is the name of a single ``.sla`` file."""
        found = name.endswith(".sla") and self._is(Path.is_file, name)
        if found:
            self._refuse_if_ambiguous(name, "file")
        return found

    def around(self) -> WorkspaceFiles:
        """The files of the workspace, or none outside of one."""
        root = workspace_root(self.here)
        return read_workspace(root) if root else WorkspaceFiles(self.here, Settings(), Lock(), (), ())

    def parted(self, main: str) -> Snapshot:
        """The workspace at the last commit that the main branch shares with the checked-out commit."""
        repository = self.repository
        branch = main_branch(repository, main)
        return self._revision(repository.common_commit(repository.commit("HEAD"), repository.commit(branch)))

    def _revision(self, name: str) -> Snapshot:
        folder = self.repository.folder(self.root)
        snapshot = self.snapshots.of_revision(self.repository, name, folder, self.root)
        return self.snapshots.with_packs(self.repository, snapshot, folder)

    def _is(self, kind: Callable[[Path], bool], name: str) -> bool:
        """Whether something of a kind has this name; a name that begins with `-` or cannot be printed never counts."""
        if name.startswith("-") or any(unicodedata.category(character) == "Cc" for character in name):
            return False
        try:
            return kind(self.here / name)
        except (OSError, ValueError):
            return False

    def _refuse_if_ambiguous(self, name: str, kind: str) -> None:
        if self._is_revision(name):
            message = f"`{name}` is a revision and a {kind}"
            raise RefusalError("ambiguous", message, f"write `./{name}` for the {kind}, `{name}^0` for the revision")

    def _is_revision(self, name: str) -> bool:
        try:
            return self.repository.has(name)
        except RefusalError:
            return False


def main_branch(repository: Repository, name: str) -> str:
    """The main branch in this clone: the clone's own branch, or that of the repository it was cloned from."""
    candidates = (f"refs/heads/{name}", f"refs/remotes/origin/{name}")
    found = next((each for each in candidates if each in repository.branches), None)
    if found is None:
        message = f"this clone has no main branch `{name}`"
        help_ = f"run `git fetch origin {name}:refs/remotes/origin/{name}`, or set `main-branch` in `sla.toml`"
        raise RefusalError("unknown-revision", message, help_)
    return found
