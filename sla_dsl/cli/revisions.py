"""What a shell offers where a command line names a revision."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from ..history.refusal import RefusalError
from ..history.repository import Repository
from .completion import offering


def _revisions() -> list[tuple[str, str]]:
    try:
        with closing(Repository(Path())) as repository:
            branches = [name.removeprefix("refs/heads/").removeprefix("refs/remotes/") for name in repository.branches]
    except RefusalError:
        return []
    return [("HEAD", "what is checked out"), *((name, "a branch") for name in branches)]


revisions = offering(_revisions)
