"""A Git repository, read object by object: nothing in it is run, fetched, checked out or changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple

import git
from git.exc import GitCommandError, GitError

from .refusal import RefusalError

_ENVIRONMENT = {
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
"""Commits are read as they were signed (no replacement, no graft), and nothing is fetched to complete them."""

_KEPT = 16
"""The most trees whose list of files is kept for the next question: a process of Git lists each."""


class Entry(NamedTuple):
    """A file of a revision: its mode (``100644``, ``120000`` for a link), the name of its object, its POSIX path."""

    mode: str
    sha: str
    path: str


class Commit(NamedTuple):
    """A commit: its full name, its author, its day (UTC), its message, and the full names of its parents."""

    sha: str
    author: str
    author_email: str
    committed: date
    message: str
    parents: tuple[str, ...]


_FIELDS = ("%H", "%an", "%ae", "%ct", "%P", "%B")


class Repository:
    """The repository to which a folder belongs.  Raises ``RefusalError`` for everything that cannot be judged."""

    def __init__(self, folder: Path) -> None:
        try:
            self._repo = git.Repo(folder, search_parent_directories=True, expand_vars=False)
        except (GitError, OSError) as error:
            message = f"`{folder}` is not in a Git repository"
            raise RefusalError("no-repository", message, "go to one, or name two folders to compare") from error
        self._repo.git.update_environment(**_ENVIRONMENT)
        self._refuse_if_unreadable()
        self._listed = lru_cache(_KEPT)(self._list)

    def close(self) -> None:
        """Ends the Git processes that answer questions."""
        self._repo.close()

    @cached_property
    def top(self) -> Path:
        """The top folder of the working tree."""
        return Path(self._repo.working_tree_dir or self._repo.git_dir).resolve()

    def folder(self, path: Path) -> str:
        """A folder as commits name it: relative to the top, empty for the top itself; refused outside of it."""
        try:
            name = path.resolve().relative_to(self.top).as_posix()
        except ValueError as error:
            message = f"the workspace `{path.resolve().name}` is not in the repository `{self.top.name}`"
            raise RefusalError("no-repository", message, "go to the repository in which it is committed") from error
        return "" if name == "." else name

    @property
    def is_shallow(self) -> bool:
        """Whether older history is missing in this clone."""
        return (Path(self._repo.common_dir) / "shallow").exists()

    def commit(self, revision: str) -> str:
        """The full name of the commit that a revision names, in any notation of Git."""
        # A revision is never handed over as an option of Git.
        if revision.startswith("-"):
            message = f"`{revision}` begins with `-`, and is no revision"
            raise RefusalError("not-a-revision", message, "name a branch, a tag or a commit")
        if not revision or any(ord(character) < 32 or ord(character) == 127 for character in revision):
            message = "a revision is a name without control characters"
            raise RefusalError("not-a-revision", message, "name a branch, a tag or a commit")
        found = self._object(f"{revision}^{{commit}}")
        if found is not None:
            return found
        if self.is_shallow:
            message = f"`{revision}` is not in this shallow clone"
            raise RefusalError("shallow", message, "run `git fetch --unshallow`")
        if revision == "HEAD":
            raise RefusalError("unknown-revision", "nothing was committed yet", "commit what is there: `git commit`")
        message = f"there is no revision `{revision}`"
        raise RefusalError(
            "unknown-revision", message, "`git fetch` may bring it; `git branch --all` lists the branches"
        )

    @cached_property
    def branches(self) -> Mapping[str, str]:
        """The commits of all branches, by their full names (``refs/heads/main``): nothing else can have such a name."""
        listed = str(self._repo.git.for_each_ref("--format=%(objectname) %(refname)", "refs/heads/", "refs/remotes/"))
        found = (line.partition(" ") for line in listed.split("\n") if line)
        return {name: commit for commit, _, name in found}

    def has(self, revision: str) -> bool:
        """Whether a revision names a commit."""
        with suppress(RefusalError):
            return bool(self.commit(revision))
        return False

    def common_commit(self, one: str, other: str) -> str:
        """The best common ancestor of two commits, each given by its full name."""
        try:
            found = str(self._repo.git.merge_base(one, other))
        except GitCommandError as error:
            if self.is_shallow:
                message = "where the branches parted lies outside of this shallow clone"
                raise RefusalError("shallow", message, "run `git fetch --unshallow`") from error
            message = f"`{one[:10]}` and `{other[:10]}` have no commit in common"
            raise RefusalError("no-common-commit", message, "name both revisions: `sla diff BASE HEAD`") from error
        return found.split(maxsplit=1)[0]

    def is_ancestor(self, one: str, other: str) -> bool:
        """Whether a commit is another one or its ancestor; each given by its full name."""
        command = self._repo.git.merge_base
        status = command("--is-ancestor", one, other, with_extended_output=True, with_exceptions=False)[0]
        # Git answers 0 for yes and 1 for no; anything else is a failure.
        if status > 1:
            raise self._missing(one)
        if status and self.is_shallow:
            message = f"whether `{one[:10]}` came before `{other[:10]}` lies outside of this shallow clone"
            raise RefusalError("shallow", message, "run `git fetch --unshallow`")
        return not status

    def lineage(self, commit: str) -> Iterator[Commit]:
        """A commit (by its full name) and its first parents, newest first; each is read when it is asked for."""
        return self._walk("--first-parent", commit)

    def commits_between(self, base: str, head: str) -> list[Commit]:
        """The commits that a head reaches and a base does not (both by their full names), oldest first."""
        return list(self._walk("--topo-order", "--reverse", head, f"^{base}"))

    def _walk(self, *selection: str) -> Iterator[Commit]:
        """Commits up to the end of the history; raises ``RefusalError`` where a shallow clone cuts it off."""
        form = "%x00".join((*_FIELDS, ""))
        process = self._repo.git.rev_list(f"--format={form}", "--encoding=UTF-8", *selection, "--", as_process=True)
        cut_off = self._cut_off
        try:
            with process.proc:  # the process ends even if the caller reads no further
                for commit in _commits(process.stdout):
                    yield commit
                    if commit.sha in cut_off:
                        message = f"what was before `{commit.sha[:10]}` is not in this shallow clone"
                        raise RefusalError("shallow", message, "run `git fetch --unshallow`")
                process.wait()
        except GitCommandError as error:
            message = "a part of the history is missing in this clone"
            raise RefusalError("missing-object", message, "run `git fetch --refetch` for a whole clone") from error

    @property
    def _cut_off(self) -> frozenset[str]:
        """The commits whose parents were not fetched."""
        with suppress(OSError):
            return frozenset((Path(self._repo.common_dir) / "shallow").read_text(encoding="ascii").split())
        return frozenset()

    def versions_of_files(self, commit: str, folder: str) -> set[tuple[str, str]]:
        """The files below a folder that a commit (by its full name) or one of its first parents has.

        Each by its path, relative to the folder, and the name of its object; a shallow clone is refused.
        """
        if self.is_shallow:
            message = "what was removed before this shallow clone begins is not in it"
            raise RefusalError("shallow", message, "run `git fetch --unshallow`")
        options = ("--raw", "-z", "--no-abbrev", "--no-renames", "--root", "-m", "--first-parent", "--format=")
        below = (f"--relative={folder}/",) if folder else ()
        try:
            listed = self._repo.git.log(*options, *below, commit, "--", stdout_as_string=False)
        except GitCommandError as error:
            raise self._missing(commit) from error
        heads_and_paths = bytes(listed).split(b"\0")
        pairs = zip(heads_and_paths[::2], heads_and_paths[1::2], strict=False)
        found = ((path.decode("utf-8", "surrogateescape"), head.split()[3].decode()) for head, path in pairs)
        return {(path, sha) for path, sha in found if int(sha, 16)}  # a file that is removed has no object

    def tree(self, commit: str, folder: str) -> str:
        """The name of the object of a folder in a commit (by its full name); empty if the folder is missing."""
        return self._object(f"{commit}:{folder}" if folder else f"{commit}^{{tree}}") or ""

    def entries(self, commit: str, folder: str) -> list[Entry]:
        """All files below a folder of a commit (by its full name), with paths relative to it; none if it is missing."""
        tree = self.tree(commit, folder)
        return list(self._listed(tree)) if tree else []

    def _list(self, tree: str) -> tuple[Entry, ...]:
        """All files below a tree, by the name of its object."""
        try:
            listed = self._repo.git.ls_tree("-r", "-z", "--full-tree", tree, stdout_as_string=False)
        except GitCommandError as error:
            raise self._missing(tree) from error
        return tuple(_entries(listed))

    def blob(self, sha: str) -> bytes:
        """The content of a file, by the name of its object."""
        try:
            _sha, _kind, _size, data = self._repo.git.get_object_data(sha)
        except (ValueError, GitError) as error:
            raise self._missing(sha) from error
        return bytes(data)

    def blobs(self, names: Sequence[str]) -> Iterator[bytes]:
        """The contents of files, by the names of their objects and in their order; one process of Git reads them."""
        if not names:
            return
        with TemporaryFile() as asked:
            asked.write("".join(f"{name}\n" for name in names).encode())
            asked.seek(0)
            read = self._repo.git.cat_file
            found = bytes(
                read("--batch", "--buffer", istream=asked, stdout_as_string=False, strip_newline_in_stdout=False)
            )
        at = 0
        for name in names:
            end = found.index(b"\n", at)
            size = found[at:end].rpartition(b" ")[2]  # behind its name and its kind; or it says that it is missing
            if not size.isdigit():
                raise self._missing(name)
            at = end + int(size) + 2
            yield found[end + 1 : at - 1]

    def _object(self, name: str) -> str | None:
        """The full name of an object, or none; the name goes to Git as input, never as an argument."""
        try:
            found: str | bytes = self._repo.git.get_object_header(name)[0]  # bytes, although GitPython declares a str
        except (ValueError, GitError, BrokenPipeError):
            self._repo.git.clear_cache()  # some names end Git's process: the next question needs a new one
            return None
        return found.decode() if isinstance(found, bytes) else found

    def _missing(self, sha: str) -> RefusalError:
        message = f"object `{sha[:10]}` is missing in this clone"
        return RefusalError("missing-object", message, "run `git fetch --refetch` for a whole clone")

    def _refuse_if_unreadable(self) -> None:
        """Refuses another owner's repository, which Git does not read, and SHA-256 names, which GitPython does not."""
        try:
            names = str(self._repo.git.rev_parse("--show-object-format"))
        except GitCommandError as error:
            if "dubious ownership" in str(error.stderr):
                message = f"Git does not trust `{self.top}`: it belongs to somebody else"
                command = f"git config --global --add safe.directory '{self.top}'"
                raise RefusalError("not-trusted", message, f"run `{command}`") from error
            message = f"Git cannot read the repository `{self.top}`"
            raise RefusalError("no-repository", message, "run `git status` there to see why") from error
        if names != "sha1":
            message = f"the repository `{self.top}` names its objects by SHA-256, which is not read yet"
            help_ = "copy it: `git init --object-format=sha1 COPY`, `git fast-export --all | git -C COPY fast-import`"
            raise RefusalError("object-format", message, help_)


def _commits(output: IO[bytes]) -> Iterator[Commit]:
    """The commits that ``rev-list`` prints; a line with its name stands before each commit."""
    for values in _batches(output):
        sha, author, email, seconds, parents, message = (value.decode("utf-8", "replace") for value in values)
        day = min(date(1970, 1, 1).toordinal() + int(seconds or 0) // 86_400, date.max.toordinal())
        yield Commit(sha.rpartition("\n")[2], author, email, date.fromordinal(day), message, tuple(parents.split()))


def _batches(output: IO[bytes]) -> Iterator[list[bytes]]:
    """The fields of one commit after the other, as soon as Git has printed them."""
    values = [b""]
    while part := output.read(4096):
        first, *others = part.split(b"\0")
        values[-1] += first
        values += others
        while len(values) > len(_FIELDS):
            yield values[: len(_FIELDS)]
            del values[: len(_FIELDS)]


def _entries(listed: bytes) -> Iterator[Entry]:
    for line in listed.split(b"\0"):
        if line:
            head, _, path = line.partition(b"\t")
            mode, _kind, sha = head.decode().split()
            yield Entry(mode, sha, path.decode("utf-8", "surrogateescape"))
