"""Names across files: their declarations, the references to them, and the names in use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from ..language.parser import parse
from ..text.nearest import nearest
from ..text.source import Node, Source, Span, Token
from .field_words import SYNONYMS
from .outline import Outlined

# The name space of each kind of declaration.  Parties and teams share one, and so do the three kinds of scale.
SPACES = {
    "party": "party",
    "team": "party",
    "reason": "reason",
    "channel": "channel",
    "calendar": "calendar",
    "clock": "clock",
    "event": "event",
    "priorities": "scale",
    "tiers": "scale",
    "dimension": "scale",
    "fact": "fact",
    "metric": "metric",
    "service": "service",
    "agreement": "agreement",
    "document": "document",
    "topic": "topic",
    "policy": "policy",
}
_PLURAL = ("priorities", "tiers")
"""Kinds of scale that are plural: one of them is called a scale."""
ALWAYS = "24x7"
"""The built-in calendar, which is always open."""


SOUGHT = 200
"""For how many undeclared names the nearest declared one is sought: each search looks at all names.  Where more are
missing a file is, and no name was mistyped."""


class DeclaredPlace(NamedTuple):
    """The place of a declaration: its file, and its number there."""

    source: Source
    number: int


@dataclass(slots=True)
class Declaration:
    """A declaration of a file by its number there; ``broken`` if a part of it could not be read."""

    outlined: Outlined
    number: int
    broken: bool
    qualified: str = ""
    """The name with that of its pack, for a policy whose own name is taken."""

    @property
    def kind(self) -> str:
        """The production of the declaration."""
        return self.outlined.kind

    @property
    def standard(self) -> bool:
        """Whether it is one of the standard ones."""
        return self.outlined.standard

    @property
    def name(self) -> str:
        """The declared name."""
        return self.qualified or self.outlined.name

    @property
    def span(self) -> Span:
        """Where its name stands."""
        return self.outlined.span

    @property
    def place(self) -> DeclaredPlace:
        """Its file, and its number there: as long as these are the same, so is its node."""
        return DeclaredPlace(self.span.source, self.number)

    @property
    def node(self) -> Node:
        """Its tree."""
        return parse(self.span.source).declarations[self.number]


@dataclass(slots=True)
class NameTable:
    """All names of a workspace by name space.

    ``lost`` are words of text that could not be read: any of them may be the declaration that a reference misses.
    ``nameless`` are the spaces of declarations there that have no name: any name that is missing may be theirs.
    ``misread`` are the declarations that name such a word, or whose terms lead back to themselves: nobody can say
    whether they really lack anything.  ``meant`` says of words in the text what they name: the space and the name;
    a value of a scale has the scale's name before it (``priority/P1``), and what an agreement declares for itself is an
    ``objective`` or a ``parameter``.
    """

    spaces: dict[str, dict[str, Declaration]] = field(default_factory=lambda: {space: {} for space in SPACES.values()})
    lost: set[str] = field(default_factory=set)
    nameless: set[str] = field(default_factory=set)
    misread: set[str] = field(default_factory=set)
    used: set[tuple[str, str]] = field(default_factory=set)
    meant: dict[Token, tuple[str, str]] = field(default_factory=dict)
    sought: dict[tuple[str, str], str | None] = field(default_factory=dict)
    missed: int = 0
    """How often a name was not found: then what was read depends on all other names, and on the lost words."""

    def apart(self) -> NameTable:
        """The same names for some declarations, with its own notes on those that are used, meant and missed."""
        return NameTable(self.spaces, self.lost, self.nameless, sought=self.sought)

    def notes(self) -> NameTable:
        """The notes alone: they outlast the names."""
        return NameTable({}, misread=self.misread, used=self.used, meant=self.meant, missed=self.missed)

    def take_over(self, part: NameTable) -> None:
        """Takes over the notes of a part."""
        self.misread |= part.misread
        self.used |= part.used
        self.meant |= part.meant

    def is_lost(self, *names: str) -> bool:
        """Whether a name that was not found may stand in text that could not be read."""
        self.missed += 1
        return not self.lost.isdisjoint(names)

    def find(self, space: str, name: str, token: Token | None = None) -> Declaration | None:
        """The declaration of a name, or none; the name counts as used, and the token as naming it."""
        declaration = self.spaces[space].get(name)
        if declaration is not None:
            self.used.add((space, name))
            if token is not None:
                self.meant[token] = space, name
        return declaration

    def nearest(self, space: str, name: str) -> str | None:
        """The declared name most similar to one that is not declared; none beyond the first ``SOUGHT`` names."""
        self.missed += 1
        if (space, name) not in self.sought:
            is_sought = len(self.sought) < SOUGHT
            near = self.synonym(space, name) or (nearest(name, self.spaces[space]) if is_sought else None)
            self.sought[space, name] = near
        return self.sought[space, name]

    def synonym(self, space: str, name: str) -> str | None:
        """The declared name of what the field also calls so."""
        meant = SYNONYMS.get(space, {}).get(name.casefold())
        return meant if meant in self.spaces[space] else None

    def other_space(self, space: str, name: str) -> str | None:
        """The kind of the declaration that has this name in another name space, or none."""
        found = next(
            (d.kind for other, table in self.spaces.items() if other != space and (d := table.get(name))), None
        )
        return "scale" if found in _PLURAL else found
