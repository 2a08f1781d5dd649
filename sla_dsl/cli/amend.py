"""``sla amend``."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path

import click

from ..gate.amending import amended, declaring, draft
from ..gate.reading import read_proposal
from ..history.refusal import RefusalError
from ..language.pieces import pieces
from ..pipeline import today
from ..reports.layout import printable
from ..text.nearest import nearest
from ..workspace import read_workspace
from .completion import agreements
from .console import MistakesError, put
from .revisions import revisions


@click.command("amend")
@click.argument("agreement", shell_complete=agreements)
@click.option(
    "--against",
    metavar="BRANCH",
    shell_complete=revisions,
    help="The branch that the proposal wants to change, and that rules.",
)
def command(agreement: str, against: str | None) -> int:
    """Write the amendment that a proposal lacks.

    It has the next version, the earliest lawful day, what changed as its reason, and the evidence that the change
    clause asks for. Changes that are not committed yet count. In the file of the agreement all else stays as it is.
    Read it, correct its reason, and commit it; what it needs then is approvals.
    """
    try:
        proposal = read_proposal(Path(), against, today(), agreement, drafted=True)
    except RefusalError as refusal:
        raise click.ClickException(f"{refusal}") from refusal
    step = next((one for one in proposal.steps if one.name == agreement), None)
    known = proposal.head.workspace.agreements
    if step is None and agreement not in known:
        meant = nearest(agreement, known)
        hint = f": did you mean `{meant}`?" if meant else ""
        raise click.UsageError(f"no agreement is called `{printable(agreement)}`{hint}")
    if step is None or step.before is None or step.after is None or not step.changes:
        raise click.ClickException(f"nothing changes `{agreement}`: nothing is written")
    if step.new_amendments:
        raise click.ClickException(f"amendment {step.new_amendments[0].version} is there already: nothing is written")
    root = proposal.head.snapshot.files.root
    found = [(one, declaring(pieces(one), agreement)) for one in read_workspace(root).sources]
    source, piece = next(((one, piece) for one, piece in found if piece), (None, None))
    if source is None or piece is None:
        raise MistakesError(f"the file that declares `{agreement}` cannot be read: run `sla check`")
    made = draft(proposal, step)
    text = source.text[: piece.start] + amended(piece, made) + source.text[piece.end :]
    mark = BOM_UTF8 if (root / source.path).read_bytes().startswith(BOM_UTF8) else b""
    put(root / source.path, mark + text.encode())
    day = f"effective {made.effective}" if made.effective else "of which no day within ten years is lawful: choose one"
    click.echo(f"wrote amendment {made.version}, {day}, to {printable(source.path)}", err=True)
    also = " and where its evidence is found" if made.evidence else ""
    click.echo(f"next: correct its reason{also}, commit it, and run `sla gate` and `sla approve {agreement}`", err=True)
    return 0
