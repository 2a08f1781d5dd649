"""Why a repository cannot be read, as something that a command can say."""

from __future__ import annotations

from typing import Literal

Reason = Literal[
    "no-repository",
    "not-trusted",
    "object-format",
    "unknown-revision",
    "not-a-revision",
    "ambiguous",
    "shallow",
    "no-common-commit",
    "missing-object",
    "lfs-pointer",
    "no-workspace",
    "other-branch",
    "behind",
    "no-rules",
    "no-identity",
    "no-signatory",
    "no-key",
    "no-signature",
    "no-verifier",
    "not-committed",
    "nothing-changes",
    "not-written",
]


class RefusalError(Exception):
    """A repository, a revision or a folder that cannot be judged: why, and the command that would help."""

    def __init__(self, reason: Reason, message: str, help: str) -> None:
        super().__init__(f"{message}\nhelp: {help}")
        self.reason = reason
        self.message = message
        self.help = help
