"""The approvals in the commits of a proposal that approve exactly what it proposes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from ..changes.meaning import meaning
from ..history.refusal import RefusalError
from ..history.repository import Commit
from ..history.signatures import program_of, signer
from .promise_hash import promise_hash
from .proposal import PromiseStates, ReceivedApproval, Revision
from .statement import NONE, ApprovalStatement, statements


def expected(name: str, promise: PromiseStates | None, rules: Revision, head: Revision) -> tuple[str, str, str, str]:
    """The name, version, promise base and promise that an approval of an agreement as proposed must state.

    The settings and policies of both sides enter the two hashes, so the rules are approved together with the change.
    """
    after = head.workspace.agreements.get(name)
    version = (after.version if after else None) or NONE
    base = _approved(promise_hash(promise.base.workspace, name), rules) if promise else NONE
    return name, version, base, _approved(promise_hash(head.workspace, name), head)


def _approved(promise: str, revision: Revision) -> str:
    settings = revision.snapshot.files.settings.model_dump_json(by_alias=True)
    policies = sorted(repr(meaning(one)) for one in revision.workspace.policies.values())
    return sha256("\n".join((promise, settings, *policies)).encode()).hexdigest()


def given_in(commits: Iterable[Commit], said: tuple[str, str, str, str], rules: Revision) -> Iterator[ReceivedApproval]:
    """The approvals in commits that state the expected values."""
    for commit in commits:
        for one, signature in statements(commit.message):
            if (one.agreement, one.version, one.base, one.promise) == said:
                yield ReceivedApproval(one, _is_signed(one, signature, rules))


def _is_signed(statement: ApprovalStatement, signature: bytes | None, rules: Revision) -> bool:
    """Whether the signatory whom a statement names has signed it with a key that the rules base knows."""
    party = rules.workspace.parties.get(statement.party)
    keys = {one.key for one in party.signatories if one.name == statement.signatory} if party else set()
    if signature is None or not keys - {""}:
        return False
    if program_of(signature) is None:
        message = f"an approval of `{statement.agreement}` is signed, and the program that verifies it is not installed"
        raise RefusalError(
            "no-verifier", message, "install `ssh-keygen` (OpenSSH) and `gpg` (GnuPG) where the gate runs"
        )
    return signer(statement.text.encode(), signature, rules.keys) in keys - {""}
