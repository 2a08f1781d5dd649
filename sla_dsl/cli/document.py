"""``sla document``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..documents.open_points import REMEDIES, open_points
from ..folder import LOCK
from ..gate.promise_hash import reached
from ..history.compared import compared
from ..history.refusal import RefusalError
from ..model.mentioned import Mentions
from ..model.settings import DocumentNeed
from ..model.spoken import unsaid
from ..model.workspace import Workspace
from ..pipeline import Checked, run
from ..reports.check.concise import concise_line, unread_lines
from ..reports.layout import printable
from ..rules.rule import Graded
from ..text.nearest import nearest
from ..workspace import read_workspace
from .completion import agreements
from .console import MistakesError, as_of, write
from .extras import needing
from .revisions import revisions

if TYPE_CHECKING:
    from ..documents.make import Maker
    from ..documents.verify import Verified

MOST_TOLD, SHOWN = 5, 40
"""How many texts without words in a language are told, and how much of each."""
LIBRARIES = ("babel", "docx", "jinja2", "lxml", "markupsafe", "pypdf", "typst")
"""What the extra `documents` brings."""


@click.command("document")
@click.argument("agreement", shell_complete=agreements)
@click.option("--format", "form", type=click.Choice(["html", "pdf", "docx"]), default="html", help="The format.")
@click.option("--language", type=click.Choice(["en", "fr"]), default="en", help="The language.")
@click.option(
    "--redline", metavar="REVISION", shell_complete=revisions, help="Mark what changed since this revision or folder."
)
@click.option("--keep-numbers", is_flag=True, help="Write the numbers to `sla.lock`: they are kept for good.")
@click.option("--draft", is_flag=True, help="Mark it as a draft; even of an agreement with errors.")
@click.option(
    "--verify",
    "returned",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Say whether a file that came back is this document, and where its words were changed.",
)
@as_of("The day of judgement.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the document to this file.")
def command(
    agreement: str,
    form: str,
    language: str,
    redline: str | None,
    keep_numbers: bool,
    draft: bool,
    returned: Path | None,
    as_of: date | None,
    output: Path | None,
) -> int:
    """Make an agreement a document that people sign.

    No document is made of an agreement with errors, except a draft. A redline compares two models, not two files: in
    Word and LibreOffice it can be accepted and rejected, in HTML and PDF it is struck and underlined.

    With --verify the exit code is 0 for the same document, 4 if only spaces and signs differ, 5 if only the order does,
    and 1 if words differ or it is not of this fingerprint.
    """
    if returned:
        if redline or keep_numbers or output:
            raise click.UsageError("`--verify` makes no document: leave the other options out")
        return verify(agreement, returned, draft, as_of)
    files = read_workspace(Path())
    checked = run(files, as_of)
    workspace = checked.workspace
    if agreement not in workspace.agreements:  # its file may be one that could not be read
        click.echo(unread_lines(checked), err=True, nl=False)
    refuse_unknown(workspace, agreement)
    errors = [*errors_of(checked, agreement)]
    for one in errors:
        click.echo(concise_line(one.severity, one.finding), err=True)
    if errors and not draft:
        message = f"`{agreement}` has errors, so no document is made of it"
        help_ = "run `sla check` and mend them, or say `--draft`"
        raise (click.ClickException if checked.unjudged else MistakesError)(f"{message}\nhelp: {help_}")
    if not draft:
        refuse_open(workspace, agreement, files.settings.document_needs, language)
    if keep_numbers and draft:
        raise click.UsageError("the numbers of a draft are not kept: leave one of `--draft` and `--keep-numbers` out")
    maker = made(agreement, language, draft)
    tell_unsaid(workspace, agreement, language)
    try:
        before = earlier(redline, agreement, workspace.as_of) if redline else None
        content = maker.render(maker.document(workspace, before), form)
    except ValueError as error:
        raise click.ClickException(f"{error}") from error
    if keep_numbers:
        numbers = {**files.lock.numbers, agreement: maker.numbers(workspace)}
        write(files.lock.model_copy(update={"numbers": numbers}).to_bytes(), files.root / LOCK)
    write(content, output)
    click.echo(f"as of {workspace.as_of}", err=True)
    return (2 if checked.unjudged else 1) if errors else 0


def refuse_unknown(workspace: Workspace, agreement: str) -> None:
    """Refuses a name that no agreement has."""
    if agreement not in workspace.agreements:
        meant = nearest(agreement, workspace.agreements)
        said = f"no agreement is called `{printable(agreement)}`"
        raise click.UsageError(said + (f": did you mean `{meant}`?" if meant else ""))


def refuse_open(workspace: Workspace, agreement: str, needs: Iterable[DocumentNeed], language: str) -> None:
    """Refuses an agreement that leaves open what the house wants said in every document."""
    if left := open_points(workspace, workspace.agreements[agreement], needs, language):
        message = f"`{agreement}` leaves open what `document-needs` of `sla.toml` names: {', '.join(left)}"
        said = "\n".join(f"help: {need}: {REMEDIES[need]}" for need in left)
        raise MistakesError(f"{message}\n{said}\nhelp: or say `--draft`")


def tell_unsaid(workspace: Workspace, agreement: str, language: str) -> None:
    """Tells which texts have no words in the language of a document; in it they stand as they are written."""
    if left := [printable(one) for one in unsaid(Mentions(workspace), workspace.agreements[agreement], language)]:
        named = ", ".join(f'"{one if len(one) < SHOWN else f"{one[:SHOWN]}…"}"' for one in left[:MOST_TOLD])
        more = f" and {len(left) - MOST_TOLD} more" if len(left) > MOST_TOLD else ""
        texts = "1 text has" if len(left) == 1 else f"{len(left)} texts have"
        click.echo(f"note: {texts} no words in `{language}`: {named}{more}", err=True)


def verify(agreement: str, path: Path, draft: bool, day: date | None) -> int:
    """Says how a file that came back differs from the document of an agreement, and where; the exit code says it too.

    What is not signed has the day on which it was made: that of the file, if none is given.
    """
    with needing("documents", *LIBRARIES):
        from ..documents.returned import UnreadableError, read_returned
        from ..documents.verify import EXIT_CODES
        from ..model.wordings import LANGUAGES
    data = path.read_bytes()
    try:
        found = read_returned(data)
    except UnreadableError as error:
        raise click.ClickException(f"`{path}` cannot be verified: {error}") from error
    workspace = run(read_workspace(Path()), day or found.day, proved=()).workspace
    refuse_unknown(workspace, agreement)
    if reached(workspace, agreement) & workspace.misread:
        raise MistakesError(f"`{agreement}`, or what it stands on, has mistakes\nhelp: run `sla check`")
    language = found.language if found.language in LANGUAGES else LANGUAGES[0]
    try:
        told = made(agreement, language, draft).verified(workspace, data)
    except ValueError as error:
        raise click.ClickException(f"{error}") from error
    write(verified_text(told))
    return EXIT_CODES[told.likeness]


def earlier(revision: str, agreement: str, day: date) -> Workspace:
    """The workspace of a revision or a folder; refused if the agreement is not in it, or was not understood."""
    try:
        snapshot, _here = compared(revision, None, Path())
    except RefusalError as refusal:
        raise click.ClickException(f"{refusal}") from refusal
    workspace = snapshot.compiled(day)
    if agreement not in workspace.agreements:
        message = f"`{printable(revision)}` has no agreement `{agreement}`"
        raise click.ClickException(f"{message}\nhelp: name a revision that has it, or leave `--redline` out")
    if reached(workspace, agreement) & workspace.misread:
        message = f"`{agreement}`, or what it stands on, has mistakes in `{printable(revision)}`"
        raise click.ClickException(f"{message}\nhelp: name a revision in which it has none")
    return workspace


def made(agreement: str, language: str, draft: bool) -> Maker:
    """What makes the document; refused without the libraries for it."""
    with needing("documents", *LIBRARIES):
        from ..documents.make import Maker
    return Maker(agreement, language, draft)


def errors_of(checked: Checked, agreement: str) -> Iterator[Graded]:
    """The errors that are not waived, without those of agreements that this one does not reach."""
    others = checked.workspace.agreements.keys() - reached(checked.workspace, agreement)
    for one in checked.findings:
        if one.severity == "error" and one.waiver is None and one.finding.address.partition("/")[0] not in others:
            yield one


_SAID = {
    "same": "it is this document: every word is the same",
    "typography": "only spaces, quotation marks, dashes and the like differ: every word is the same",
    "moved": "it has the same texts in another order",
    "substance": "it is not this document",
}


def verified_text(told: Verified) -> bytes:
    """How a file differs: in a word, then each place with what was struck and added, then what was noticed."""
    lines = [f"{told.likeness}: {_SAID[told.likeness]}"]
    if told.other:
        lines.append(f"  it has the fingerprint of another text: {told.other}")
    for one in told.differences:
        if told.likeness == "moved":
            words = "".join(run.text for run in one.runs)
        else:
            marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
            words = "".join(marks[run.fate].format(run.text) for run in one.runs)
        lines.append(f"  {one.place or 'beginning'}: {printable(words)}")
    lines += [f"  written at the signatures: {printable(text)}" for text in told.signed]
    lines += [f"  note: {note}" for note in told.notes]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
