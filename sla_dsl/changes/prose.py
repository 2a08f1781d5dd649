"""Clauses and promises whose prose is shown with its braces filled, and compared as it is written."""

from __future__ import annotations

from ..model.agreement import Agreement, Clause
from ..model.objective import Objective
from ..wording.prose import BRACED, Prose
from ..wording.values import said


def clauses(agreement: Agreement) -> tuple[Clause, ...]:
    """The clauses of an agreement."""
    return tuple(
        one.model_copy(update={"prose": Prose(one.prose, agreement)}) if "{" in one.prose else one
        for one in agreement.clauses
    )


def objectives(agreement: Agreement) -> tuple[Objective, ...]:
    """The promises of an agreement."""
    return tuple(
        one.model_copy(update={"text": Prose(one.text, agreement)}) if "{" in one.text else one
        for one in agreement.objectives
    )


def as_read(text: str) -> str:
    """Prose on one line, with its braces filled."""
    return said(text.filled if isinstance(text, Prose) else text)


def clause_as_read(clause: Clause) -> str:
    """A whole clause as the language writes it, with its braces filled."""
    title = f' "{clause.title}"' if clause.title else ""
    about = f" about {', '.join(clause.about)}" if clause.about else ""
    return f'clause {clause.name}{title}{about} """{as_read(clause.prose)}"""'


def names_in_prose(agreement: Agreement) -> frozenset[str]:
    """The names in braces in the prose of an agreement."""
    texts = (*(one.prose for one in agreement.clauses), *(one.text for one in agreement.objectives))
    return frozenset(found[1] for text in texts for found in BRACED.finditer(text) if found[1] is not None)
