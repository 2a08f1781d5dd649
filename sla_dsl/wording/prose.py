"""Prose with its braces filled: what stands for a parameter or a promise, as people read it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..model.agreement import Agreement
from ..model.phrases import Bound
from .figures import bound_text
from .values import said

BRACED = re.compile(r"\{\{|\{([^{}\n]*)\}")
"""An escaped brace, or a name in braces."""


class Prose(str):
    """A text of an agreement as it is written, and as it is read; it is compared as it is written."""

    __slots__ = ("agreement",)
    agreement: Agreement

    def __new__(cls, written: str, agreement: Agreement) -> Prose:
        """The text, with its agreement beside it."""
        made = super().__new__(cls, written)
        made.agreement = agreement
        return made

    @property
    def filled(self) -> str:
        """The text with its braces filled."""
        return filled(self, braced(self.agreement))


def braced(agreement: Agreement) -> Mapping[str, str]:
    """What each name in braces stands for: the value of a parameter, the figure of a promise, or of each of its cases.

    A parameter without a value is left out.
    """
    found = {one.name: said(one.value) for one in agreement.parameters if one.value is not None}
    figures: dict[str, list[tuple[str, str]]] = {}
    for one in agreement.objectives:
        figure = said(one.bound.value) if isinstance(one.bound, Bound) else bound_text(one.bound)
        parts = one.address.split("/")[1:]
        for end in range(len(parts)):
            figures.setdefault("/".join(parts[: end + 1]), []).append((figure, said(one.scope)))
    for name, cases in figures.items():
        each = [f"{figure} for {scope}" if scope else figure for figure, scope in cases]
        found.setdefault(name, cases[0][0] if len(cases) == 1 else ", ".join(each))
    return found


def filled(text: str, names: Mapping[str, str], escaped: str = "{") -> str:
    """A text with each name in braces replaced by what it stands for; ``escaped`` stands for a brace written twice."""
    return BRACED.sub(lambda one: escaped if one[1] is None else names.get(one[1], one[0]), text)
