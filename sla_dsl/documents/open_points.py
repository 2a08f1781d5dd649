"""What a house wants said before a document is signed, and an agreement leaves open."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..model.agreement import Agreement
from ..model.mentioned import Mentions
from ..model.settings import DocumentNeed
from ..model.spoken import unsaid
from ..model.workspace import Workspace

REMEDIES: dict[DocumentNeed, str] = {
    "law": "`governed by the law of FR`, or a clause `law`",
    "courts": "`…, courts of FR` behind the law, or a clause `courts`",
    "notices": "`through` in a right to end or in `changes`, or a clause `notices`",
    "precedence": "`order of precedence …`, or a clause `precedence`",
    "wordings": '`written in en and fr, …`, and `title fr "…"` or `wording fr "…"` behind each text',
}
"""What is to be written for each of them."""


def open_points(
    workspace: Workspace, agreement: Agreement, needs: Iterable[DocumentNeed], language: str
) -> list[DocumentNeed]:
    """The points that an agreement, with all that it takes over, leaves open: as statements and as clauses of a name.

    ``language`` is that of the document: it must be one of those in which the agreement says that it is written.
    """
    requirements = agreement.changes.requirements if agreement.changes else ()
    told = [right.through for right in agreement.rights_to_end] + [one.notice_through for one in requirements]
    said: dict[DocumentNeed, Callable[[], bool]] = {
        "law": lambda: agreement.governing is not None,
        "courts": lambda: agreement.governing is not None and agreement.governing.courts is not None,
        "notices": lambda: any(told),
        "precedence": lambda: bool(agreement.precedence),
        "wordings": lambda: _is_worded(workspace, agreement, language),
    }
    clauses = {one.name for one in agreement.clauses} - {"wordings"}
    return [need for need in dict.fromkeys(needs) if need not in clauses and not said[need]()]


def _is_worded(workspace: Workspace, agreement: Agreement, language: str) -> bool:
    """Whether each text that the document shows has words in each language in which the agreement is written."""
    if (languages := agreement.languages) is None or language not in (languages.written, *languages.others):
        return False
    mentions = Mentions(workspace)
    return not any(unsaid(mentions, agreement, one) for one in languages.others)
