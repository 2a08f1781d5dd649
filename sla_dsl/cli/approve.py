"""``sla approve``."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import click

from ..changes import Comparison, diff
from ..gate.given import expected, hashes
from ..gate.parties import approvers
from ..gate.promise_hash import promise_hash, reached
from ..gate.proposal import PromiseStates, Proposal
from ..gate.reading import read_proposal
from ..gate.signatory import chosen, usable
from ..gate.statement import NONE, ApprovalStatement
from ..gate.steps import each_once
from ..history.approving import Desk, sign
from ..history.refusal import RefusalError
from ..history.repository import Repository
from ..history.signatures import signer
from ..history.snapshot import Snapshots
from ..model.agreement import Agreement
from ..pipeline import today
from ..reports.approval import bound_text
from ..reports.diff.text import diff_text
from ..reports.diff.words import RevisionName, summary
from ..text.nearest import nearest
from .completion import agreements
from .console import MistakesError, colours, paged
from .revisions import revisions


@click.command("approve")
@click.argument("agreement", shell_complete=agreements)
@click.option("--as", "name", metavar="NAME", help="Who approves, if neither the key nor Git's e-mail address says it.")
@click.option("--key", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The SSH key to sign with.")
@click.option(
    "--against",
    metavar="BRANCH",
    shell_complete=revisions,
    help="The branch that the proposal wants to change, and that rules.",
)
@click.option("--withdraw", is_flag=True, help="Take an approval of this proposal back.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(agreement: str, name: str | None, key: Path | None, against: str | None, withdraw: bool, yes: bool) -> None:
    """Approve an amendment, with a signature, in a commit of its own.

    What is approved is the commit that is checked out. All that changes in the agreement since the promise in force
    is shown first; the commit on top of it changes no file. With --withdraw the commit takes such an approval back.
    """
    try:
        _approve(agreement, name, key, against, withdraw, yes)
    except RefusalError as refusal:
        raise click.ClickException(f"{refusal}") from refusal


def _approve(
    agreement: str, name: str | None, file: Path | None, against: str | None, withdraw: bool, yes: bool
) -> None:
    with closing(Repository(Path())) as repository:
        if not repository.has("HEAD"):
            message = "nothing is committed on this branch yet"
            raise RefusalError("unknown-revision", message, "commit the amendment, then approve it")
    proposal = read_proposal(Path(), against, today(), agreement)
    versions = _versions(proposal, agreement)
    _refuse_unless_committed(proposal, agreement)
    promise = proposal.promises[agreement]
    with closing(Desk(Path())) as desk:
        key, identity = desk.signing_key(file), desk.identity
        versions += [promise.base.agreement] if promise and promise.base.agreement else []
        approver = chosen(approvers(versions, proposal.rules.workspace), name, key, identity.email)
        key = usable(approver, key, proposal.rules.snapshot.files.settings.require_signed_approvals)
        statement = ApprovalStatement(
            *expected(agreement, promise, proposal.rules, proposal.head),
            approver.signatory.name,
            approver.party,
            withdraw,
        )
        before, after = hashes(agreement, promise, proposal.rules, proposal.head)
        if before == after:
            message = f"nothing changes in `{agreement}`, nor in what carries it"
            raise RefusalError("nothing-changes", message, "commit a change of it first")
        _show(proposal, promise, statement)
        signed = f"signed with {key.fingerprint}" if key else "unsigned: the approval will be called unverified"
        does = "takes the approval of it back" if withdraw else "approves it"
        click.echo(f"{approver.signatory.name} {does} for {approver.party}, {signed}", err=True)
        _confirm("Take it back?" if withdraw else "Approve it?", yes)
        signature = sign(statement.text.encode(), key) if key else None
        if signature and key and signer(statement.text.encode(), signature, proposal.rules.keys) != key.fingerprint:
            message = f"the signature with the key {key.fingerprint} cannot be verified"
            raise RefusalError("no-signature", message, "put its public OpenPGP key into `keys/`, or use an SSH key")
        does = "Withdraw the approval of" if withdraw else "Approve"
        subject = f"{does} {agreement} {statement.version} for {approver.party}"
        made = desk.commit(f"{subject}\n\n{statement.trailers(signature)}")
    said = "withdrawn" if withdraw else "approved"
    where = "it counts once it is merged" if withdraw else "push it with what it approves"
    click.echo(f"{said} in commit {made[:10]}, which changes no file; {where}", err=True)


def _versions(proposal: Proposal, name: str) -> list[Agreement]:
    """The agreement in the proposal and on the branch that rules; at least one of the two."""
    head, rules = proposal.head.workspace, proposal.rules.workspace
    found = [one.agreements[name] for one in (head, rules) if name in one.agreements]
    if not found:
        meant = nearest(name, {*head.agreements, *rules.agreements})
        raise click.UsageError(f"no agreement is called `{name}`" + (f": did you mean `{meant}`?" if meant else ""))
    if reached(head, name) & head.misread:
        message = f"`{name}`, or an agreement behind it, has mistakes"
        raise MistakesError(f"{message}\nhelp: run `sla check`, mend them and commit")
    return found


def _refuse_unless_committed(proposal: Proposal, name: str) -> None:
    """Refuses an agreement that differs in the working tree: an approval is for the commit, not for the files."""
    files = Snapshots().of_folder(proposal.head.snapshot.files.root, "working tree")
    here = files.compiled(proposal.today)
    if promise_hash(here, name) != promise_hash(proposal.head.workspace, name):
        message = f"`{name}`, or what it stands on, is another in your files than in the commit that is checked out"
        raise RefusalError("not-committed", message, "commit first, or put your changes aside")


def _show(proposal: Proposal, promise: PromiseStates | None, statement: ApprovalStatement) -> None:
    """Shows everything that is approved: all changes of the agreement, its declarations, its carriers and the rules.

    They are the changes since the promise in force, and since the branch that rules. Behind them stands the whole text
    that the approval is bound to.
    """
    head, name = proposal.head, statement.agreement
    base = promise.base.workspace if promise else proposal.rules.workspace
    concerned = reached(base, name) | reached(head.workspace, name)
    # Policies are compared with those of the branch: an old commit is read without the packs that its settings name.
    found = diff(base.model_copy(update={"policies": proposal.rules.workspace.policies}), head.workspace)
    since = each_once(found.changes, proposal.comparison.changes)
    comparison = Comparison(
        tuple(one for one in since if concerned & {reach.agreement for reach in one.reaches}),
        tuple(one for one in found.verdicts if one.address.partition("/")[0] in concerned),
        assumed=tuple(one for one in found.assumed if one.address.partition("/")[0] in concerned),
    )
    before = promise.base.agreement.version if promise and promise.base.agreement else None
    commit = promise.base.commit.sha if promise else proposal.rules.commit
    versions = (
        RevisionName(f"{name} {before or NONE}" if promise else "nothing in force", commit),
        RevisionName(f"{name} {statement.version}", head.commit),
    )
    changes = diff_text(comparison, *versions, colour=colours("auto", sys.stdout))
    paged(changes + b"\n" + bound_text(head.workspace, name, head.snapshot.files.settings))
    click.echo(summary(comparison, *versions), err=True)


def _confirm(question: str, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError("nobody can be asked here: say `--yes`")
    click.confirm(question, abort=True, err=True)
