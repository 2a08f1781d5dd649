"""The roles of a name at a place of a text: its statement or phrase, and the word before it there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .stack import Stack
from .terminals import RulePart, language


class NameRole(NamedTuple):
    """A part of the language that holds a name: a rule of the grammar, and the last word of the rule before the name.

    The ``before`` of ``team dba of norvia`` is ``team`` for the first name and ``of`` for the second one.  It is empty
    where the rule begins with the name, as in ``uptime is missed``.
    """

    kind: str
    before: str

    def __str__(self) -> str:
        return f"{self.kind} {self.before}".strip()


def roles(stack: Stack) -> frozenset[NameRole]:
    """The roles of a name behind the text that the parser has read so far."""
    behind = (stack.after(terminal) for terminal in ("NAME", "PATH", "HOW_OFTEN"))
    return frozenset(role for one in behind if one is not None for role in _roles(one))


def _roles(stack: Stack) -> Iterator[NameRole]:
    """The roles of what was read last."""
    known = language()
    for part in known.parts[stack.state]:
        below = stack.down_to(stack.depth - part.read)
        if part.origin.startswith("_"):  # its parts become those of the rule that holds it
            yield from _roles(below.on(below.row[part.origin]))
        else:
            yield NameRole(part.kind, _word(part))


def _word(part: RulePart) -> str:
    known = language()
    return known.phrases.get(part.before) or known.words.get(part.before, "")
