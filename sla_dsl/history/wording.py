"""The words that decide what an agreement says, found without compiling."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ..language.pieces import Piece, pieces
from ..text.source import Source

_WORD = re.compile(r"\w+(?:-\w+)*")
_AGREEMENTS = frozenset({"sla", "ola", "uc"})
_pieces = lru_cache(4096)(pieces)


def wording(sources: Iterable[Source], *names: str) -> tuple[str, ...]:
    """The text of agreements, of their terms, and of every declaration that these name, and so on.

    Of an agreement that is only named, as one that backs another, only the name is taken, if it is declared.  A word
    that happens to be a name counts as one: where two wordings are equal, the agreement says the same.
    """
    declared = defaultdict[str, list[Piece]](list)
    for source in sources:
        for piece in _pieces(source):
            for each in sorted(piece.names):
                declared[each].append(piece)
    found: dict[Piece, None] = {}
    carriers: set[str] = set()
    left = [piece for name in names for piece in declared[name]]
    while left:
        piece = left.pop(0)
        if piece in found:
            continue
        found[piece] = None
        heading = set(_WORD.findall(piece.text.partition("{")[0]))
        for word in piece.words():
            for other in declared.get(word, ()):
                if word in heading or not _is_agreement(other):
                    left.append(other)
                else:
                    carriers.add(word)
    return (*(piece.text.strip() for piece in found), *sorted(carriers))


def declaring(sources: Iterable[Source], *words: str) -> list[str]:
    """The texts of the declarations that begin with one of these words (``policy``, say), in alphabetical order."""
    return sorted(
        piece.text.strip()
        for source in sources
        for piece in _pieces(source)
        if {word for word, _ in piece.heads} & {*words}
    )


def agreements_in(source: Source) -> Iterator[tuple[str, str]]:
    """The name of each agreement that a text declares, with the text of its declaration."""
    for piece in _pieces(source):
        yield from ((name, piece.text.strip()) for word, name in piece.heads if word in _AGREEMENTS)


def _is_agreement(piece: Piece) -> bool:
    return len(piece.heads) == 1 and piece.heads[0][0] in _AGREEMENTS
