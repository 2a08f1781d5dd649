"""Since when an agreement, and all that judges it, stands on a branch as it does now."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from ..compiler import compile_sources
from ..history.repository import Entry
from ..history.snapshot import Snapshot
from ..history.states import History
from ..history.wording import declaring, wording
from ..model.workspace import Workspace
from .promise_hash import judged_hash, reached

KEYS = "keys/"
"""The folder of a workspace that holds public OpenPGP keys, in files ``.asc``."""


class Standings:
    """The commits of a branch, each reduced to the parts that an approval is bound to."""

    def __init__(self, history: History) -> None:
        self.history = history
        self._snapshot = lru_cache(64)(self._read)
        self._workspace = lru_cache(64)(self._compile)

    def since(self, name: str, tip: str) -> str:
        """The oldest commit, along the first parents of ``tip``, from which on an agreement stands as it does there.

        An approval that names it dies with the next change on the branch of what it is bound to, and stays dead if that
        change is taken back.
        """
        names = sorted({name, *reached(self._workspace(tip), name)})
        repository, folder = self.history.repository, self.history.folder
        found, tree, words = tip, "", ()
        for commit in repository.lineage(tip):
            tree_before, tree = tree, repository.tree(commit.sha, folder)
            words_before, words = words, words if tree == tree_before else self._words(commit.sha, names)
            # Other words may say the same; where no word is another, nothing has to be compiled.
            is_same = words == words_before or self._hash(name, commit.sha) == self._hash(name, tip)
            if not is_same:
                break
            found = commit.sha
        return found

    def key_files(self, commit: str) -> Mapping[str, bytes]:
        """The files of public OpenPGP keys in a commit, by their paths."""
        return {entry.path: self.history.repository.blob(entry.sha) for entry in self._keys(commit)}

    def _keys(self, commit: str) -> list[Entry]:
        entries = self.history.repository.entries(commit, self.history.folder)
        return [one for one in entries if one.path.startswith(KEYS) and one.path.endswith(".asc")]

    def _words(self, commit: str, names: list[str]) -> tuple[Any, ...]:
        """The text that decides what an approval is bound to; an event names the events before and after it."""
        files = self._snapshot(commit).files
        sources = (*files.sources, *files.packs)
        return (
            files.settings,
            files.lock,
            files.findings,
            wording(sources, *names),
            declaring(sources, "policy", "event"),
            [(one.path, one.sha) for one in self._keys(commit)],
        )

    def _hash(self, name: str, commit: str) -> str:
        workspace, settings = self._workspace(commit), self._snapshot(commit).files.settings
        return judged_hash(workspace, name, settings, workspace, self.key_files(commit))

    def _read(self, commit: str) -> Snapshot:
        history = self.history
        snapshot = history.snapshots.of_revision(history.repository, commit, history.folder, history.root)
        return history.snapshots.with_packs(history.repository, snapshot, history.folder)

    def _compile(self, commit: str) -> Workspace:
        files = self._snapshot(commit).files
        sources = (*files.sources, *files.packs)
        return compile_sources(
            sources,
            files.lock,
            self.history.as_of,
            files.settings.horizon,
            files.settings.currencies,
            self.history.earlier.compiled,
        )
