"""The states of an agreement, from commit to commit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..algebra.calendars import day_lists
from ..changes.meaning import meaning
from ..changes.uses import used, zones
from ..earlier import EarlierCheck
from ..folder import SETTINGS, selection, workspace_root
from ..language.parser import parse
from ..model.agreement import Agreement
from ..model.lock import clocks_in, common_years
from ..model.workspace import Workspace
from ..text.finding import Finding
from ..text.source import Source
from ..workspace import decode, settings_of
from .refusal import RefusalError
from .repository import Commit, Repository
from .snapshot import Snapshot, Snapshots
from .wording import agreements_in, wording

READ_AS_MEANT = "syntax/foreign-spelling"
"""The rule whose findings lose nothing: the scanner read the spelling as its meaning."""
_KEPT = 64
"""The most snapshots, and compiled workspaces, that are kept for the next agreement that is asked for."""


@dataclass(frozen=True, slots=True)
class State:
    """An agreement from one commit on, until a later commit changes it or a declaration that it uses.

    ``commit`` is the oldest of these commits; ``workspace`` is compiled at the newest.  Without an ``agreement`` there
    was none; unless the state is ``readable``, nobody can say whether there was one.
    """

    commit: Commit
    workspace: Workspace
    agreement: Agreement | None
    readable: bool = True


def workspace_of(here: Path) -> Path:
    """The folder of the workspace to which a folder belongs; raises ``RefusalError`` where there is none."""
    root = workspace_root(here)
    if root is None:
        message = f"neither `{here.resolve().name}` nor a folder above it has a `sla.toml`"
        help_ = "run `sla init` to make a workspace, or go to the folder of one"
        raise RefusalError("no-workspace", message, help_)
    return root


class History:
    """The history of a workspace in a repository: each distinct content is read and compiled once.

    ``root`` is the folder of the workspace in the working tree; ``as_of`` is the day as of which it is compiled.  What
    most commits share is read once (``earlier``).
    """

    def __init__(self, repository: Repository, root: Path, as_of: date) -> None:
        self.repository = repository
        self.root = root
        self.as_of = as_of
        self.folder = repository.folder(root)
        self.snapshots = Snapshots()
        self.earlier = EarlierCheck()
        self._snapshot = lru_cache(_KEPT)(self._read)
        self._workspace = lru_cache(_KEPT)(self._compile)

    def states(self, name: str, tip: str) -> Iterator[State]:
        """The states of an agreement along the first parents of a commit (by its full name), newest first.

        Each state is found when it is asked for.  A commit is compiled only if its deciding words differ from the next
        one's.
        """
        newer: State | None = None
        tree, words = "", ()
        for commit in self.repository.lineage(tip):
            tree_before, tree = tree, self.repository.tree(commit.sha, self.folder)
            words_before, words = words, words if tree == tree_before else self._words(name, commit.sha)
            if newer is not None and words == words_before:
                newer = replace(newer, commit=commit)
                continue
            state = self._state(name, commit)
            if newer is not None and not _is_same(newer, state):
                yield newer
                newer = state
            newer = replace(newer or state, commit=commit)
        if newer is not None:
            yield newer

    def written(self, tip: str) -> Mapping[str, Set[str]]:
        """How agreements are written in a commit (by its full name), and were in its first parents, by their names.

        There may be names and texts too many: a file counts if it was ever one of the workspace's.
        """
        files = self.repository.versions_of_files(tip, self.folder)
        settings = (self._read_text(path, sha) for path, sha in files if path == SETTINGS)
        includes = {settings_of(each)[0].include for each in settings if each}
        is_ours = [selection(include, ()) for include in includes]
        found = defaultdict[str, set[str]](set)
        for path, sha in files:
            if any(each(path) for each in is_ours) and (source := self._read_text(path, sha)):
                for name, text in agreements_in(source):
                    found[name].add(text)
        return found

    def _read_text(self, path: str, sha: str) -> Source | None:
        read = decode(path, self.repository.blob(sha))
        return read if isinstance(read, Source) else None

    def _words(self, name: str, commit: str) -> tuple[Any, ...]:
        """The text that decides an agreement's meaning, and all unreadable text, because it may decide too."""
        files = self._snapshot(commit).files
        unread = [(source.path, source.text) for source in files.sources if _lost(parse(source).findings)]
        unread += [(one.path, one.message) for one in files.findings]
        return files.lock, wording(files.sources, name), unread

    def _state(self, name: str, commit: Commit) -> State:
        workspace = self._workspace(commit.sha)
        agreement = workspace.agreements.get(name)
        is_readable = _is_readable(self._snapshot(commit.sha), workspace, agreement)
        return State(commit, workspace, agreement if is_readable else None, is_readable)

    def _read(self, commit: str) -> Snapshot:
        return self.snapshots.of_revision(self.repository, commit, self.folder, self.root)

    def _compile(self, commit: str) -> Workspace:
        return self._snapshot(commit).compiled(self.as_of, self.earlier.compiled)


def _lost(findings: Iterable[Finding]) -> frozenset[str]:
    """The files with text that could not be read."""
    # A spelling by habit is read as meant: nothing is lost by it.
    return frozenset(one.path for one in findings if one.rule.startswith("syntax/") and one.rule != READ_AS_MEANT)


def _is_readable(snapshot: Snapshot, workspace: Workspace, agreement: Agreement | None) -> bool:
    """True if the agreement and all it uses were read in full; if there is no agreement, if the whole snapshot was."""
    lost = _lost(workspace.findings)
    if agreement is None or snapshot.files.findings:
        return not lost and not snapshot.files.findings
    made_of = [workspace.declared(space)[name] for space, name in used(workspace, agreement)]
    made_of += [agreement, *(one for name, one in workspace.agreements.items() if name in agreement.on_terms_of)]
    return not any(one.source.source.path in lost or one.name in workspace.broken for one in made_of)


def _is_same(one: State, other: State) -> bool:
    """Whether an agreement, with everything that it uses, says the same in two states."""
    if one.agreement is None or other.agreement is None:
        return one.agreement is other.agreement and one.readable == other.readable
    locks = one.workspace.lock, other.workspace.lock
    # A lock grows with time: days and clocks of years that only one of them holds are no change.
    years = common_years(*locks)
    both = one.workspace.lock.zones.keys() & other.workspace.lock.zones.keys()
    old, new = (_said(side.workspace, side.agreement, years, both) for side in (one, other) if side.agreement)
    return old == new


def _said(workspace: Workspace, agreement: Agreement, years: tuple[int, int], locked: Set[str]) -> tuple[Any, ...]:
    """The meaning of an agreement and of everything that it uses, with the days and the clocks of some years."""
    uses, (first, last), lock = used(workspace, agreement), years, workspace.lock
    references = sorted(uses)
    lines = [line for space, name in references if space == "calendars" for line in workspace.calendars[name].lines]
    lists = sorted(name for line in lines for name in day_lists(line))
    days = [{day for day in lock.holidays.get(name, ()) if first <= day.year <= last} for name in lists]
    clocks = [clocks_in(lock.zones[name], first, last) for name in sorted(zones(workspace, agreement, uses) & locked)]
    said = [(each, meaning(workspace.declared(each[0])[each[1]])) for each in references]
    return meaning(agreement), said, days, clocks
