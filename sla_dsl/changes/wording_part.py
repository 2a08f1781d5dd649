"""The words of an author in other languages: how they are compared."""

from __future__ import annotations

from ..model.wordings import Wording
from ..wording.values import said
from .change import NOBODY, UNSURE, Stake
from .construct import Construct, Part, Stakes, by
from .sides import Sides


def by_kind(one: Wording, _sides: Sides) -> Stake:
    """A title in another language is editorial like the title itself; of other words nobody can say who gains."""
    return NOBODY if one.kind == "title" else UNSURE


def _wordings(gains: Stakes) -> Part:
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
        gains,
        added="other",
        sentence=lambda one: f"{said(one.of)} {one.kind} {one.language} {said(one.text)}",
    )


WORDING = _wordings(by_kind)
"""The words of an author in other languages."""
DEFINING_WORDING = _wordings(UNSURE)
"""The same where a title defines what is meant."""
