"""The rows of the tables of constructs: which field is compared, how its values are ordered, and who gains by more."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from ..model.base import Model
from ..wording.values import said
from .change import NOBODY, UNSURE, Relation, Stake
from .meaning import are_same_in, meaning_of
from .orders import ValueOrder, text
from .sides import Sides

Stakes = Stake | Callable[[Any, Sides], Stake]
"""Who gains by more: a fixed stake, or a function of the item."""
ADDED, REMOVED, CHANGED, REWRITTEN = "added", "removed", "changed", "rewritten"
MISSING: tuple[object, ...] = (None, "", ())


@dataclass(frozen=True, slots=True)
class Construct:
    """One compared field of a model (a dotted path or a function): its words, the order of its values, and its stake.

    ``words`` end the kind of a change to less, and to more. ``present`` is the stake if the field is added or removed
    (``gains`` if left out), and ``added`` the relation then: ``other`` for a text that nobody can weigh. ``missing``:
    values that mean "not stated". Leave it empty if ``order`` handles them itself. ``differs`` says whether two items
    state the field differently; for a field given by its path, the field itself is compared.

    If two items state the field differently and it comes to the same, it is told as rewritten, because an approval is
    bound to the statement; it affects nobody.
    """

    name: str
    field: str | Callable[[Any], Any]
    order: ValueOrder = text
    gains: Stakes = UNSURE
    words: tuple[str, str] = ("lowered", "raised")
    present: Stakes | None = None
    added: Relation = "more"
    missing: tuple[object, ...] = MISSING
    show: Callable[[Any], str] = said
    differs: Callable[[Sides, Any, Any], bool] | None = None

    def read(self, item: Any) -> Any:
        """The value of the field in an item."""
        return attrgetter(self.field)(item) if isinstance(self.field, str) else self.field(item)

    def compare(self, sides: Sides, before: Any, after: Any) -> tuple[str, Relation, Stake]:
        """The word of the change between two items, its relation, and its stake."""
        if not self._differs(sides, before, after):
            return CHANGED, "same", NOBODY
        found = self._compare(sides, before, after)
        return (REWRITTEN, "other", NOBODY) if found[1] == "same" and self._is_told_apart(after) else found

    def _compare(self, sides: Sides, before: Any, after: Any) -> tuple[str, Relation, Stake]:
        old, new = self.read(before), self.read(after)
        was, is_ = old not in self.missing, new not in self.missing
        if (was and is_) or not self.missing:
            relation = self.order(sides, old, new)
            word = {"less": self.words[0], "more": self.words[1]}.get(relation, CHANGED)
            return word, relation, stake(self.gains, after, sides)
        present = self.gains if self.present is None else self.present
        if was == is_:
            return CHANGED, "same", NOBODY
        if is_:
            return ADDED, self.added, stake(present, after, sides)
        return REMOVED, "less", stake(present, before, sides)

    def _is_told_apart(self, item: Any) -> bool:
        """Whether ``_differs`` really compares; if not, equal values cannot be called rewritten."""
        return self.differs is not None or (isinstance(self.field, str) and isinstance(item, Model))

    def _differs(self, sides: Sides, before: Any, after: Any) -> bool:
        """Whether two items may differ in this field: a cheap test before the order is asked."""
        if self.differs is not None:
            return self.differs(sides, before, after)
        if isinstance(self.field, str) and isinstance(after, Model):
            return not are_same_in(before, after, self.field)
        return True

    def kinds(self) -> Iterator[tuple[str, str]]:
        """The kinds of changes of the field, each with its mirror."""
        pairs = ((self.words[0], self.words[1]), (ADDED, REMOVED), (CHANGED, CHANGED), (REWRITTEN, REWRITTEN))
        for one, other in pairs:
            yield f"{self.name}-{one}", f"{self.name}-{other}"
            yield f"{self.name}-{other}", f"{self.name}-{one}"


def stake(stakes: Stakes, item: Any, sides: Sides) -> Stake:
    """Who gains by more of an item."""
    return stakes if isinstance(stakes, Stake) else stakes(item, sides)


def by(*fields: str) -> Callable[[Any], Hashable]:
    """A key made of the meaning of some fields."""
    return lambda item: meaning_of(item, *fields)


def differ(items: tuple[Any, ...], *fields: str) -> bool:
    """Whether two items differ in some fields."""
    before, after = items
    return bool(meaning_of(before, *fields) != meaning_of(after, *fields))


def named(item: Any) -> str:
    """The name of a declaration."""
    return str(item.name)


@dataclass(frozen=True, slots=True)
class Part:
    """Things of one kind inside a model: how they are found, identified, addressed, and compared.

    ``of`` lists the things. Two things with the same value of a key of ``keys`` are the same thing, the strictest key
    first. ``label`` is the address inside the thing that contains them. ``gains`` is who gains if there is one more.
    ``parts`` are compared if the thing is on both sides. ``default`` is the thing that holds where nothing is stated.
    ``by_context``: compare even when the text is equal, because something else decides (locked holidays).
    ``sentence`` is the whole that a thing says, of which its fields are phrases. Where there is none, ``show`` prints
    the thing.
    """

    name: str
    of: Callable[[Any], Iterable[Any]]
    constructs: tuple[Construct, ...] = ()
    keys: tuple[Callable[[Any], Hashable], ...] = (named,)
    label: Callable[[Any], str] = named
    gains: Stakes = UNSURE
    added: Relation = "more"
    parts: tuple[Part, ...] = ()
    default: Callable[[Any], Any] | None = None
    show: Callable[[Any], str] = said
    by_context: bool = False
    sentence: Callable[[Any], str] | None = None

    def told(self, thing: Any) -> str:
        """A whole thing in words."""
        return (self.sentence or self.show)(thing)

    def kinds(self) -> Iterator[tuple[str, str]]:
        """The kinds of changes of these things and their parts, each with its mirror."""
        yield f"{self.name}-{ADDED}", f"{self.name}-{REMOVED}"
        yield f"{self.name}-{REMOVED}", f"{self.name}-{ADDED}"
        yield f"{self.name}-{CHANGED}", f"{self.name}-{CHANGED}"
        for construct in self.constructs:
            yield from construct.kinds()
        for part in self.parts:
            yield from part.kinds()
