"""What matters of a workspace, or of two: so that of ten thousand files few are parsed, compiled and proved.

What a declaration comes to depends on its own text and on the declarations that it names, and on what these name, but
not on those that name it.  Where a word could be a name it counts as one: a slice may be too large, never too small.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from ..language.pieces import HEADS, Piece, only, pieces
from ..text.source import Source
from .snapshot import Snapshot

Reduced = Callable[[Iterable[Source]], tuple[Source, ...]]
_REACHING_ALL = frozenset(("policy", "event"))
"""A policy is for all agreements; an event says which others stand before and after it."""


def sliced(base: Snapshot, head: Snapshot) -> tuple[Snapshot, Snapshot]:
    """Two snapshots without what changes of meaning, and of verdicts, between them do not depend on.

    What is left are the declarations that changed, all that name one of these, and all that any of these name, each
    at its place in its file.  Where something changed that reaches everything, everything is left.
    """
    outline = _Outline((*base.files.sources, *head.files.sources))
    fresh = [piece for source in {*base.files.sources} ^ {*head.files.sources} for piece in outline.pieces[source]]
    perhaps = frozenset().union(*(piece.names for piece in fresh))
    before, after = (outline.texts(side.files.sources, perhaps) for side in (base, head))
    changed = {name for name in perhaps if before[name] != after[name]}
    if (
        base.files.settings != head.files.settings
        or base.files.lock != head.files.lock
        or any(word in _REACHING_ALL and name in changed for piece in fresh for word, name in piece.heads)
    ):
        return base, head
    kept = outline.with_named(_reached(changed, outline.naming))
    reduced = outline.reduced(kept, {piece for piece in fresh if not piece.names})
    return _with(base, reduced(base.files.sources)), _with(head, reduced(head.files.sources))


def reached(base: Snapshot, head: Snapshot) -> frozenset[str]:
    """The names of all that ``sliced`` leaves: of nothing else can a verdict be another one in the other snapshot."""
    return frozenset(
        name
        for side in sliced(base, head)
        for source in side.files.sources
        for piece in pieces(source)
        for name in piece.names
    )


def slice_of(snapshot: Snapshot, agreement: str) -> Snapshot:
    """A snapshot without what an agreement does not name, nor anything that it names."""
    outline = _Outline(snapshot.files.sources)
    return _with(snapshot, outline.reduced(outline.with_named({agreement}))(snapshot.files.sources))


def named_elsewhere(files: Sequence[Source], others: Sequence[Source]) -> tuple[Source, ...]:
    """What others declare of all that files name and none of them declares, with what that names in turn."""
    outline = _Outline((*files, *others))
    own = {name for source in files for piece in outline.pieces[source] for name in piece.names}
    return outline.reduced(outline.with_named(own) - own)(others)


def _with(snapshot: Snapshot, sources: tuple[Source, ...]) -> Snapshot:
    return replace(snapshot, files=replace(snapshot.files, sources=sources))


class _Outline:
    """What sources declare, and which of these names stand in what."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.pieces = {source: pieces(source) for source in dict.fromkeys(sources)}
        self.all = [piece for found in self.pieces.values() for piece in found]
        self.names = frozenset().union(*(piece.names for piece in self.all))
        self.named, self.naming = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        for piece in self.all:
            mentioned = self.names.intersection(piece.words())
            for name in piece.names:
                self.named[name] |= mentioned
            for other in mentioned:
                self.naming[other] |= piece.names

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
        """Names with all that are named where they are declared, and so on; events always, for their order."""
        events = (name for piece in self.all for word, name in piece.heads if word == "event")
        return _reached((*names, *events), self.named)

    def reduced(self, names: Collection[str], besides: Collection[Piece] = ()) -> Reduced:
        """Leaves of sources what declares one of some names, and some pieces; each source is reduced once."""
        if any(name in HEADS for piece in self.all for _word, name in piece.heads):
            return tuple  # where such a name stands it cannot be told whether a declaration begins
        left: dict[Source, Source | None] = {}
        for source, found in self.pieces.items():
            kept = [piece for piece in found if piece in besides or not piece.names.isdisjoint(names)]
            left[source] = source if len(kept) == len(found) else only(kept) if kept else None
        return lambda sources: tuple(one for source in sources if (one := left[source]) is not None)


def _reached(names: Iterable[str], edges: Mapping[str, Collection[str]]) -> set[str]:
    """Names, all that an edge leads to from one of them, and so on."""
    found, left = set[str](), list(names)
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += edges.get(name, ())
    return found
