"""Who serves whom in all agreements, told from their texts: of most of them no slice holds more than that.

Where a reason is the doing of a side (`of customer`), it decides whom an agreement between teams of one house excuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from ..language.grammar import prelude_text
from ..language.pieces import AGREEMENTS, NAME, Piece, blanked, pieces
from ..text.source import Source

ServedHouse = tuple[str, str]
"""A house, and one of its customers."""
_EVERYONE, _NOBODY = "everyone", ""
_ROLES = ("provider", "customer")
_NOT_PLAIN = frozenset(("amendment", "terms"))
"""Words of agreements whose sides are not only told by the one statement of each."""
_said = re.compile(rf"[{{}}]|(?<![\w-])(?P<role>provider|customer)\s+(?P<name>{NAME})")
_terms = re.compile(r"(?<![\w-])on\s+the\s+terms\s+of\s(?P<names>[^{]*)")
_house = re.compile(rf"(?<![\w-])of\s+(?P<house>{NAME})")
_name = re.compile(NAME)


class _NamedSides(NamedTuple):
    """The names that an agreement gives its sides, by role, and the agreements on whose terms it stands."""

    own: Mapping[str, list[str]]
    terms: list[str]


class Serving:
    """Who serves whom in agreements, as the compiler finds it, and what depends on it.

    ``excusing`` are the declarations that name a reason which is the doing of a side: agreements, and clocks that pause
    for it.  Where a file cannot be cut at its declarations, each provider in it may serve each customer in it.
    """

    def __init__(self, every: Iterable[tuple[Piece, Sequence[str]]]) -> None:
        """``every`` are the pieces of all sources, each with its words."""
        read = list(every)
        reasons = of_a_side(read) | in_prelude()
        self.house = dict(_houses(piece for piece, _words in read)) | {_EVERYONE: _EVERYONE, _NOBODY: _NOBODY}
        self.excusing = {
            name
            for piece, words in read
            if not reasons.isdisjoint(words) and not reasons.isdisjoint({*words} - piece.names)
            for name in piece.names
        }
        # Where nothing depends on who serves whom in others, nobody asks.
        agreements = read if self.excusing else []
        self._sides = {piece: self._read(piece, words) for piece, words in agreements if _is_agreement(piece)}

    def among(self, found: Iterable[Piece]) -> frozenset[ServedHouse]:
        """The houses with their customers in all agreements among some pieces; none where nothing depends on them."""
        if not self.excusing:
            return frozenset()
        found = list(found)
        house = self.house | dict(_houses(found))  # a team may be of another house on another side
        agreements = {name: piece for piece in found for word, name in piece.heads if word in AGREEMENTS}
        sides = {name: self._sides[piece] for name, piece in agreements.items()}
        served = set[ServedHouse]()
        for name, piece in agreements.items():
            names = [_called(name, role, sides, frozenset()) or [_NOBODY] for role in _ROLES]
            pairs = product(*names) if len(piece.heads) > 1 else zip(*(some[-1:] for some in names), strict=True)
            served |= {(house[provider], house[customer]) for provider, customer in pairs}
        return frozenset((provider, customer) for provider, customer in served if customer not in (provider, _NOBODY))

    def _read(self, piece: Piece, words: Sequence[str]) -> _NamedSides:
        """What an agreement says of its sides itself; where several declarations are one piece, what any of them says.

        Statements stand in one pair of braces.
        """
        found = {role: [name for name in _behind(words, role) if name in self.house] for role in _ROLES}
        if len(piece.heads) == 1 and _NOT_PLAIN.isdisjoint(words) and all(len(some) <= 1 for some in found.values()):
            return _NamedSides(found, [])
        own, depth, text = {role: list[str]() for role in _ROLES}, 0, blanked(piece.text)
        for one in _said.finditer(text):
            if one["role"] is None:
                depth += {"{": 1, "}": -1}.get(one[0], 0)
            elif one["name"] in self.house and (depth == 1 or len(piece.heads) > 1):
                own[one["role"]].append(one["name"])
        terms = _terms.search(text)
        return _NamedSides(own, _name.findall(terms["names"]) if terms else [])


@cache
def in_prelude() -> frozenset[str]:
    """The reasons of the prelude that are somebody's doing; nothing else in it names one."""
    return of_a_side((piece, piece.words()) for piece in pieces(Source("", prelude_text())))


def of_a_side(read: Iterable[tuple[Piece, Sequence[str]]]) -> frozenset[str]:
    """The reasons among some pieces that are somebody's doing."""
    reasons = (piece for piece, words in read if any(word == "reason" for word, _ in piece.heads) and "of" in words)
    return frozenset(name for piece in reasons for name in piece.names)


def _behind(words: Sequence[str], word: str) -> Iterator[str]:
    """The word behind each occurrence of a word; lists are searched quicker than walked."""
    at = -1
    for _ in range(words.count(word)):
        at = words.index(word, at + 1)
        yield from words[at + 1 : at + 2]


def _is_agreement(piece: Piece) -> bool:
    return any(word in AGREEMENTS for word, _name in piece.heads)


def _houses(found: Iterable[Piece]) -> Iterator[tuple[str, str]]:
    """The houses of teams and parties by their names."""
    for piece in found:
        for word, name in piece.heads:
            if word == "party":
                yield name, name
            elif word == "team" and (of := _house.search(blanked(piece.text))) is not None:
                yield name, of["house"]


def _called(name: str, role: str, sides: Mapping[str, _NamedSides], seen: frozenset[str]) -> list[str]:
    """What a side of an agreement may be called: by itself, else by its terms; the last one counts."""
    if name not in sides or name in seen:
        return []
    own, terms = sides[name]
    return own[role] or [called for one in terms for called in _called(one, role, sides, seen | {name})]
