"""The part of a workspace, or of two, that matters: of ten thousand files few are parsed, compiled and proved.

The meaning of a declaration depends on its own text and on the declarations that it names, and on those that these
name, but not on those that name it.  Only where there is a limit to what comes to an agreement, all that rest on it
share it; and where a reason is somebody's doing (`of customer`), who serves whom in all agreements says whose.  A word
that could be a name counts as one: a slice may be too large, never too small.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from ..language.pieces import AGREEMENTS, HEADS, Piece, only, pieces
from ..text.source import Source
from .serving import ServedHouse, Serving
from .snapshot import Snapshot

Reduced = Callable[[Iterable[Source]], tuple[Source, ...]]
_REACHING_ALL = frozenset(("policy", "event"))
"""A policy is for all agreements; an event names the events before and after it."""
_LIMIT = "volume"
"""The word by which an agreement limits what comes to it."""


class Slices(NamedTuple):
    """Two snapshots, reduced to what matters, and the names of all that can have another verdict on the other side.

    Those of them ``alone`` changed themselves, and rest on nothing else that did.
    """

    base: Snapshot
    head: Snapshot
    reached: frozenset[str]
    alone: frozenset[str] = frozenset()


def sliced(base: Snapshot, head: Snapshot) -> Slices:
    """Two snapshots without the declarations that no change of meaning or verdict between them depends on.

    The declarations that changed are kept, all that name one of these, and all that any of these name, each at its
    place in its file.  Where a declaration changed that reaches everything, everything is kept.
    """
    outline = _Outline((*base.files.sources, *head.files.sources))
    fresh = [piece for source in {*base.files.sources} ^ {*head.files.sources} for piece in outline.pieces[source]]
    perhaps = frozenset().union(*(piece.names for piece in fresh))
    old, new = (outline.texts(side.files.sources, perhaps) for side in (base, head))
    # A declaration that moved to another file, with the same text, has not changed.
    changed = {name for name in perhaps if old[name] != new[name]}
    if (
        base.files.settings != head.files.settings
        or base.files.lock != head.files.lock
        or any(word in _REACHING_ALL and name in changed for piece in fresh for word, name in piece.heads)
    ):
        return Slices(base, head, outline.names)
    serving = [outline.served(side.files.sources) | side.serving for side in (base, head)]
    others = outline.serving.excusing if serving[0] != serving[1] else set[str]()
    joined = outline.gained_or_lost(fresh, {*base.files.sources})
    reached = outline.reached(changed | others, joined)
    reduced = outline.reduced(outline.with_named(reached), {piece for piece in fresh if not piece.names})
    before, after = (
        _with(side, reduced(side.files.sources), of) for side, of in zip((base, head), serving, strict=True)
    )
    return Slices(before, after, reached, outline.alone(changed - others, reached, joined))


def slice_of(snapshot: Snapshot, agreement: str) -> Snapshot:
    """A snapshot with the declarations that an agreement names, directly or through others, and no others."""
    sources = snapshot.files.sources
    outline = _Outline(sources)
    return _with(snapshot, outline.reduced(outline.with_named({agreement}))(sources), outline.served(sources))


def named_elsewhere(files: Sequence[Source], others: Sequence[Source]) -> tuple[Source, ...]:
    """The declarations in other files of the names that files use and do not declare, and of the names in these."""
    outline = _Outline((*files, *others))
    own = {name for source in files for piece in outline.pieces[source] for name in piece.names}
    return outline.reduced(outline.with_named(own) - own)(others)


def _with(snapshot: Snapshot, sources: tuple[Source, ...], serving: frozenset[ServedHouse]) -> Snapshot:
    files = replace(snapshot.files, sources=sources)
    return replace(snapshot, files=files, serving=serving)


class _Outline:
    """The names that sources declare, and the names that stand in each declaration."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.pieces = {source: pieces(source) for source in dict.fromkeys(sources)}
        self.all = [piece for found in self.pieces.values() for piece in found]
        self.names = frozenset().union(*(piece.names for piece in self.all))
        self.named, self.naming = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        words = [piece.words() for piece in self.all]
        self.serving = Serving(zip(self.all, words, strict=True))
        for piece, some in zip(self.all, words, strict=True):
            mentioned = self.names.intersection(some)
            for name in piece.names:
                self.named[name] |= mentioned
            for other in mentioned:
                self.naming[other] |= piece.names

    def served(self, sources: Iterable[Source]) -> frozenset[ServedHouse]:
        """The houses with their customers in all agreements of some sources."""
        return self.serving.among(piece for source in sources for piece in self.pieces[source])

    def gained_or_lost(self, fresh: Iterable[Piece], base: Collection[Source]) -> set[str]:
        """The names that a declaration of some pieces has on one side alone: in the sources of the base, or beside."""
        before, after = set[tuple[str, str]](), set[tuple[str, str]]()
        for piece in fresh:
            mentioned = self.names.intersection(piece.words())
            (before if piece.source in base else after).update((one, name) for one in piece.names for name in mentioned)
        return {name for _, name in before ^ after}

    def reached(self, changed: Iterable[str], joined: Collection[str]) -> frozenset[str]:
        """Names, all that name one of them, and so on, and all that share a limit with one of these.

        Who else rests on what one of them has ``joined`` or left may have one more, or one less, beside him.
        """
        found, shared = set[str](), set[str]()
        left = [*changed, *(each for name in self.agreements.intersection(joined) for each in self.naming[name])]
        while left:
            name = left.pop()
            if name not in found:
                found.add(name)
                left += self.naming[name]
                more = (self.named[name] & self.limited) - shared
                shared |= more
                left += (each for one in more for each in self.naming[one])
        return frozenset(found)

    def alone(self, names: Iterable[str], reached: frozenset[str], joined: Collection[str]) -> frozenset[str]:
        """The names that are reached because of their own text, and because of no other's."""
        others = reached | self.limited | self.agreements.intersection(joined)
        return frozenset(name for name in names if others.isdisjoint(self.named[name] - {name}))

    @cached_property
    def agreements(self) -> frozenset[str]:
        """The names of all agreements."""
        return frozenset(name for piece in self.all for word, name in piece.heads if word in AGREEMENTS)

    @cached_property
    def limited(self) -> frozenset[str]:
        """The agreements for which there is a limit to what comes to them, or to what they rest on."""
        with_limit = (name for piece in self.all if _LIMIT in piece.text for name in piece.names)
        return self.agreements & _reached(with_limit, self.naming)

    def texts(self, sources: Iterable[Source], names: Collection[str]) -> Mapping[str, list[str]]:
        """The texts that declare each of some names, in the order of files and lines."""
        found = defaultdict[str, list[str]](list)
        for source in sources:
            for piece in self.pieces[source]:
                for name in piece.names:
                    if name in names:
                        found[name].append(piece.text.rstrip())
        return found

    def with_named(self, names: Iterable[str]) -> set[str]:
        """Names with all names in their declarations, and so on; events are always among them, for their order."""
        events = (name for piece in self.all for word, name in piece.heads if word == "event")
        return _reached((*names, *events), self.named)

    def reduced(self, names: Collection[str], besides: Collection[Piece] = ()) -> Reduced:
        """Reduces sources to the declarations of some names, and some further pieces; each source is reduced once."""
        if any(name in HEADS for piece in self.all for _word, name in piece.heads):
            return tuple  # nobody can tell whether such a name begins a declaration: everything is kept
        left: dict[Source, Source | None] = {}
        for source, found in self.pieces.items():
            kept = [piece for piece in found if piece in besides or not piece.names.isdisjoint(names)]
            left[source] = source if len(kept) == len(found) else only(kept) if kept else None
        return lambda sources: tuple(one for source in sources if (one := left[source]) is not None)


def _reached(names: Iterable[str], edges: Mapping[str, Collection[str]]) -> set[str]:
    """Names, all names that an edge leads to from one of them, and so on."""
    found, left = set[str](), list(names)
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += edges.get(name, ())
    return found
