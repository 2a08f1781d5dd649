"""The approvals in the commits of a proposal that approve exactly what it proposes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..history.refusal import RefusalError
from ..history.repository import Commit
from ..history.signatures import program_of, signer
from .promise_hash import digest, judged_hash
from .proposal import PromiseStates, ReceivedApproval, Revision
from .statement import NONE, ApprovalStatement, statements


def expected(name: str, promise: PromiseStates | None, rules: Revision, head: Revision) -> tuple[str, str, str, str]:
    """The name, version, promise base and promise that an approval of an agreement as proposed must state.

    The settings, policies and keys of both sides enter the two hashes, so the rules are approved together with the
    change. The base also names the commit from which on the branch stands as it does: what is done, undone and done
    again is another step, and needs its own approvals.
    """
    after = head.workspace.agreements.get(name)
    version = (after.version if after else None) or NONE
    before, proposed = hashes(name, promise, rules, head)
    return name, version, digest(before, rules.standing.get(name, "")), proposed


def hashes(name: str, promise: PromiseStates | None, rules: Revision, head: Revision) -> tuple[str, str]:
    """The hashes of the promise in force (``NONE`` without one) and of the promise that is proposed."""
    sides = (promise.base.workspace if promise else None, rules), (head.workspace, head)
    before, after = (
        judged_hash(workspace, name, by.snapshot.files.settings, by.workspace, by.key_files) if workspace else NONE
        for workspace, by in sides
    )
    return before, after


def given_in(
    commits: Iterable[Commit], said: tuple[str, str, str, str], rules: Revision
) -> tuple[ReceivedApproval, ...]:
    """The approvals in commits that state the expected values, without those that were withdrawn.

    A withdrawal counts wherever it stands: a repeated approval does not come after it.
    """
    found = [
        _received(one, signature, rules)
        for commit in commits
        for one, signature in statements(commit.message)
        if (one.agreement, one.version, one.base, one.promise) == said
    ]
    withdrawn = [one for one in found if one.statement.withdrawn]
    return tuple(
        one for one in found if not one.statement.withdrawn and not any(_ends(each, one) for each in withdrawn)
    )


def _ends(withdrawal: ReceivedApproval, approval: ReceivedApproval) -> bool:
    """Whether a withdrawal is of an approval, and proven as well as that is."""
    is_same = replace(withdrawal.statement, withdrawn=False) == approval.statement
    return is_same and (withdrawal.key == approval.key or not approval.verified)


def _received(statement: ApprovalStatement, signature: bytes | None, rules: Revision) -> ReceivedApproval:
    """A statement, with the key that signed it if that is a key of the signatory whom it names in the rules base."""
    party = rules.workspace.parties.get(statement.party)
    keys = {one.key for one in party.signatories if one.name == statement.signatory} - {""} if party else set()
    if signature is None or not keys:
        return ReceivedApproval(statement, False)
    if program_of(signature) is None:
        message = f"an approval of `{statement.agreement}` is signed, and the program that verifies it is not installed"
        raise RefusalError(
            "no-verifier", message, "install `ssh-keygen` (OpenSSH) and `gpg` (GnuPG) where the gate runs"
        )
    key = signer(statement.text.encode(), signature, rules.keys)
    return ReceivedApproval(statement, True, key) if key in keys else ReceivedApproval(statement, False)
