"""The words of an author in other languages: how they are compared."""

from __future__ import annotations

from ..model.wordings import Wording
from ..wording.values import said
from .change import NOBODY, UNSURE, Stake
from .construct import Construct, Part, Stakes, by
from .sides import Sides

_SAYING = ("parameters", "reports")
"""The fields of an agreement with things whose title is a part of what they say, and not only what they are called."""


def by_kind(one: Wording, sides: Sides) -> Stake:
    """A title in another language is editorial where the title itself is; of other words nobody can say who gains."""
    saying = (each.title for said_by in sides.agreements for field in _SAYING for each in getattr(said_by, field))
    return NOBODY if one.kind == "title" and one.of not in saying else UNSURE


def with_its_text(one: Wording, sides: Sides) -> Stake:
    """Words that come, or go, with the text that they say again have no effect beside that of the statement."""
    of = " ".join(one.of.split())
    return NOBODY if len({of in texts for texts in sides.texts}) > 1 else by_kind(one, sides)


def _wordings(gains: Stakes, comes: Stakes) -> Part:
    return Part(
        "wording",
        lambda one: one.wordings,
        (
            Construct("wording-kind", "kind", gains=NOBODY),
            Construct("wording-original", "of", gains=gains),
            Construct("wording-text", "text", gains=gains),
        ),
        (by("language", "of"), by("language", "text")),
        lambda one: f"wording/{one.language}",
        comes,
        added="other",
        sentence=lambda one: f"{said(one.of)} {one.kind} {one.language} {said(one.text)}",
    )


WORDING = _wordings(by_kind, with_its_text)
"""The words of an author in other languages."""
DEFINING_WORDING = _wordings(UNSURE, UNSURE)
"""The same where a title defines what is meant."""
