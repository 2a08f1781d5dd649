"""From Git to a proposal: the branch that rules, the promises in force, the changes, and the approvals given."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from ..changes import changes, verdict_changes
from ..changes.diff import comparison, without
from ..folder import SETTINGS, workspace_root
from ..history.refusal import RefusalError
from ..history.repository import Commit, Entry, Repository
from ..history.slices import sliced
from ..history.snapshot import Snapshot
from ..history.states import History
from ..pipeline import Checked, run
from ..rules.catalogue import STANDARD, load
from ..workspace import WorkspaceFiles
from .emergencies import declared
from .given import expected, given_in
from .key_changes import key_changes
from .parties import person
from .promises import promise_of
from .proposal import PromiseStates, Proposal, ReceivedApproval, Revision
from .requirements import emergency_of
from .standing import Standings
from .steps import steps
from .workspace_conditions import is_understood

_BRANCHES = ("refs/remotes/origin/", "refs/heads/")
"""Where a branch of this name is looked for: as it was fetched, or as it is in this clone.

By its full name, so that no tag of this name stands in its place (docs/gate.md).
"""
_LINK, _SUBMODULE = "120000", "160000"


def read_proposal(
    here: Path, against: str | None, today: date, agreement: str | None = None, drafted: bool = False
) -> Proposal:
    """The commit that is checked out, as a proposal to the branch ``against``.

    Without one it is the branch whose own ``sla.toml`` names it. The promise of an ``agreement`` is read even if
    nothing changes in it. Changes that are not committed are no part of it, unless it is ``drafted``: then it is the
    files as they are, if they differ from the commit. Raises ``RefusalError``.
    """
    root = workspace_root(here)
    if root is None:
        message = f"neither `{here.resolve().name}` nor a folder above it has a `sla.toml`"
        raise RefusalError("no-workspace", message, "run `sla init` to make a workspace, or go to the folder of one")
    with closing(Repository(here)) as repository:
        return _Reader(repository, root, today).proposal(against, agreement, drafted)


class _Reader:
    """Reads revisions of one workspace from a repository, each file once."""

    def __init__(self, repository: Repository, root: Path, today: date) -> None:
        self.repository = repository
        self.today = today
        self.history = History(repository, root, today)
        self.standings = Standings(self.history)
        self.promise = cache(self._promise)
        self.reached = cache(lambda base, head: sliced(self._snapshot(base), self._snapshot(head)).reached)

    def proposal(self, against: str | None, agreement: str | None, drafted: bool) -> Proposal:
        if self.repository.is_shallow:
            raise RefusalError("shallow", "this clone has only a part of the history", "run `git fetch --unshallow`")
        commit = self.repository.commit("HEAD")
        self._refuse_unless_committed(commit)
        branch = against or self._branch(commit)
        tip = self._tip(branch)
        self._refuse_if_moved(tip, commit)
        draft = self._draft(commit) if drafted else None
        rules, passed_over = self._rules(tip, commit, draft)
        head = self._proposed(commit, rules, draft)
        settings = rules.snapshot.files.settings, head.snapshot.files.settings
        if rules.snapshot.files.sources and settings[0].main_branch != branch:
            named = settings[0].main_branch
            message = f"`{branch}` is not the branch that amendments are merged to: its `sla.toml` names `{named}`"
            raise RefusalError("other-branch", message, f"run `sla gate --against {named}`")
        since_rules = (*changes(rules.workspace, head.workspace, settings), *key_changes(rules, head))
        proofs = rules.checked.proofs, head.checked.proofs
        compared = without(
            comparison(rules.workspace, head.workspace, since_rules, *proofs),
            {one.path for one in rules.snapshot.files.findings},
            {one.path for one in head.snapshot.files.findings},
        )
        verdicts = verdict_changes(*proofs)
        found = tuple(steps(rules, head, since_rules, lambda name: self.promise(name, rules.commit), self.today))
        promises = {one.name: one.promise for one in found}
        others = {one.address.partition("/")[0] for one in verdicts if one.worse}
        others |= {agreement} & {*rules.workspace.agreements, *head.workspace.agreements} if agreement else set()
        promises |= {name: self.promise(name, rules.commit) for name in sorted(others - promises.keys())}
        rules = replace(rules, standing={name: self.standings.since(name, rules.commit) for name in promises})
        return Proposal(
            branch=branch,
            today=self.today,
            announced=self.today if draft else self._announced(tip, commit),
            rules=rules,
            head=head,
            comparison=compared,
            steps=found,
            promises=promises,
            approvals=self._approvals(promises, rules, head),
            authors=frozenset(self._authors(rules.commit, head.commit)),
            emergencies={
                one.name: declared(self.history.states(one.name, rules.commit)) for one in found if emergency_of(one)
            },
            passed_over=passed_over,
        )

    def _draft(self, commit: str) -> Snapshot | None:
        """The files as they are, if they differ from those of a commit."""
        committed, files = self._snapshot(commit).files, self.history.snapshots.of_folder(self.history.root, commit)
        same = (committed.sources, committed.settings, committed.lock)
        return None if (files.files.sources, files.files.settings, files.files.lock) == same else files

    def _proposed(self, commit: str, rules: Revision, draft: Snapshot | None) -> Revision:
        """The commit under the settings that rule, or the files that are not committed yet on top of it."""
        if draft is None:
            return self._revision(commit, self.reached(rules.commit, commit), rules)
        files = replace(draft.files, settings=rules.snapshot.files.settings)
        proved = sliced(self._snapshot(rules.commit), draft).reached
        checked = self._checked(files, proved)
        return Revision(commit, draft, checked, self.standings.key_files(commit))

    def _promise(self, name: str, tip: str) -> PromiseStates | None:
        return promise_of(self.history, name, tip, self.today)

    def _revision(self, commit: str, proved: Collection[str], judge: Revision | None = None) -> Revision:
        """A commit, checked by the standard rules, under its own settings or those of the rules base.

        Only the promises of the agreements in ``proved`` are proved; the others have the same verdict on both sides.
        """
        snapshot = self.history.snapshots.with_packs(self.repository, self._snapshot(commit), self.history.folder)
        by = (judge.snapshot if judge else snapshot).files.settings
        checked = self._checked(replace(snapshot.files, settings=by), proved)
        outside = tuple(one.path for one in self.repository.entries(commit, self.history.folder) if _hides(one))
        return Revision(commit, snapshot, checked, self.standings.key_files(commit), outside)

    def _checked(self, files: WorkspaceFiles, proved: Collection[str]) -> Checked:
        """The files by the standard rules; what another revision shares with them was found out there."""
        return run(files, self.today, rules=load((STANDARD,)), proved=proved, earlier=self.history.earlier)

    def _snapshot(self, commit: str) -> Snapshot:
        return self.history.snapshots.of_revision(self.repository, commit, self.history.folder, self.history.root)

    def _refuse_unless_committed(self, commit: str) -> None:
        if not self._settings_in(commit, self.history.folder):
            message = f"the `{SETTINGS}` of `{self.history.root.resolve().name}` is no file of the commit"
            raise RefusalError(
                "no-workspace", message, "commit the workspace, or judge it in the folder in which it is"
            )

    def _refuse_if_moved(self, tip: str, head: str) -> None:
        """Refuses a proposal that moves the workspace: in another folder, nothing would judge it."""
        if self._settings_in(tip, self.history.folder):
            return
        gone = sorted(self._settings_in(tip) - self._settings_in(head))
        if gone:
            message = f"the proposal takes `{gone[0]}` away, by which the branch judges what is below it"
            raise RefusalError("no-workspace", message, "leave the workspace in its folder")

    def _settings_in(self, commit: str, folder: str | None = None) -> set[str]:
        """The paths of all settings files in a commit, or the path of one workspace's."""
        own = None if folder is None else f"{folder}/{SETTINGS}".lstrip("/")
        files = (one for one in self.repository.entries(commit, "") if one.mode not in (_LINK, _SUBMODULE))
        return {one.path for one in files if one.path.rpartition("/")[2] == SETTINGS and own in (None, one.path)}

    def _branch(self, head: str) -> str:
        """The branch whose own ``sla.toml`` names it: what a proposal says of the branch that rules does not count.

        Where there is no such branch yet, nothing rules, and the proposal may say where it wants to go.
        """
        branches = [
            (prefix, name) for prefix in _BRANCHES for name in self.repository.branches if name.startswith(prefix)
        ]
        names = dict.fromkeys(name.removeprefix(prefix) for prefix, name in branches)
        found = [name for name in names if self._names_itself(name)]
        if len(found) > 1:
            named = " and ".join(f"`{name}`" for name in found)
            message = f"each of {named} is named by its own `sla.toml`, and nobody can tell which one rules"
            raise RefusalError("other-branch", message, "run `sla gate --against BRANCH`")
        return found[0] if found else self._snapshot(head).files.settings.main_branch

    def _names_itself(self, branch: str) -> bool:
        files = self._snapshot(self._tip(branch)).files
        return bool(files.sources) and files.settings.main_branch == branch

    def _tip(self, branch: str) -> str:
        """The last commit of a branch: as it was fetched, or as it is in this clone."""
        for name in (f"{each}{branch}" for each in _BRANCHES):
            if name in self.repository.branches:
                return self.repository.branches[name]
        message = f"this clone has no branch `{branch}`"
        help_ = f"run `git fetch origin {branch}:refs/remotes/origin/{branch}`"
        raise RefusalError("unknown-revision", message, help_)

    def _rules(self, tip: str, head: str, draft: Snapshot | None) -> tuple[Revision, Revision | None]:
        """The rules base, and the commit that should be it and is passed over because it cannot be read.

        It is the tip of the branch; if the tip itself is judged, the commit before it. Where no commit can be read, it
        is that one all the same.
        """
        if not self.repository.is_ancestor(tip, head):
            message = f"the proposal does not contain `{tip[:10]}`, the tip of the branch"
            raise RefusalError("behind", message, f"run `git merge {tip[:10]}`, or rebase, and judge the result")
        lineage = self.repository.lineage(tip)
        if tip == head and draft is None:
            next(lineage)
        newest: Revision | None = None
        for commit in lineage:
            proved = sliced(self._snapshot(commit.sha), draft).reached if draft else self.reached(commit.sha, head)
            found = self._revision(commit.sha, proved)
            if is_understood(found):
                return found, newest
            newest = newest or found
        if newest is None:
            message = "there is nothing before this commit by which it could be judged"
            raise RefusalError("no-rules", message, "commit the amendment on a branch")
        return newest, newest

    def _announced(self, tip: str, head: str) -> date:
        """The day on which the branch got its tip, as the tip itself says; today for a commit that is not the tip."""
        if tip != head:
            return self.today
        return min(next(self.repository.lineage(head)).committed, self.today)

    def _approvals(
        self, promises: dict[str, PromiseStates | None], rules: Revision, head: Revision
    ) -> dict[str, tuple[ReceivedApproval, ...]]:
        """The approvals of each agreement.

        They stand in commits since the branch stands as it does: no earlier one can name that.
        """
        between = cache(self.repository.commits_between)
        found = {}
        for name, promise in promises.items():
            said = expected(name, promise, rules, head)
            found[name] = given_in(between(rules.standing[name], head.commit), said, rules)
        return found

    def _authors(self, base: str, head: str) -> Iterator[str]:
        """Names and addresses of those who changed a file of the workspace, as ``person`` writes them.

        A commit that only approves changes no file, so that its author is not among them.
        """
        trees: dict[str, str] = {}

        def tree(commit: str) -> str:
            return trees.setdefault(commit, self.repository.tree(commit, self.history.folder))

        def changes(commit: Commit) -> bool:
            return all(tree(commit.sha) != tree(parent) for parent in commit.parents)

        for commit in self.repository.commits_between(base, head):
            if changes(commit):
                yield from (person(commit.author), person(commit.author_email))


def _hides(entry: Entry) -> bool:
    """Whether an entry hides agreements from the workspace."""
    is_link = entry.mode == _LINK and entry.path.endswith(".sla")
    return is_link or entry.mode == _SUBMODULE or entry.path.endswith(f"/{SETTINGS}")
