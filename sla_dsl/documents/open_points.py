"""What a house wants said before a document is signed, and an agreement leaves open."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.agreement import Agreement
from ..model.settings import DocumentNeed

REMEDIES: dict[DocumentNeed, str] = {
    "law": "`governed by the law of FR`, or a clause `law`",
    "courts": "`…, courts of FR` behind the law, or a clause `courts`",
    "notices": "`through` in a right to end or in `changes`, or a clause `notices`",
    "precedence": "`order of precedence …`, or a clause `precedence`",
}
"""What is to be written for each of them."""


def open_points(agreement: Agreement, needs: Iterable[DocumentNeed]) -> list[DocumentNeed]:
    """What an agreement, with all that it takes over, says neither as a statement nor as a clause of that name."""
    requirements = agreement.changes.requirements if agreement.changes else ()
    told = [right.through for right in agreement.rights_to_end] + [one.notice_through for one in requirements]
    said: dict[DocumentNeed, bool] = {
        "law": agreement.governing is not None,
        "courts": agreement.governing is not None and agreement.governing.courts is not None,
        "notices": any(told),
        "precedence": bool(agreement.precedence),
    }
    clauses = {one.name for one in agreement.clauses}
    return [need for need in dict.fromkeys(needs) if not said[need] and need not in clauses]
