"""The reasons why a repository cannot be read, as errors that a command can print."""

from __future__ import annotations

from typing import Literal

RefusalReason = Literal[
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
    """A repository, a revision or a folder that cannot be judged; ``help`` names the command that would mend it."""

    def __init__(self, reason: RefusalReason, message: str, help: str) -> None:
        super().__init__(f"{message}\nhelp: {help}")
        self.reason = reason
        self.message = message
        self.help = help
