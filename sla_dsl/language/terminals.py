"""The tables of the parser, and the words of the language: read from the cache, or made by Lark and kept there."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from .cache import folder, keep, kept
from .grammar import grammar_text


class Reduction(NamedTuple):
    """A rule of the grammar as the parser applies it: its last ``length`` values become a node of this ``kind``.

    The values at the places ``inlined``, the last of them first, give their parts instead of themselves.  Where
    ``grows`` is true the first value is a repetition, which takes on the parts of the others and becomes the node
    itself.  Where ``alone`` is true a single part stands for the node.  ``origin`` is the symbol that the rule is of.
    """

    length: int
    kind: str
    inlined: Sequence[int]
    grows: bool
    alone: bool
    origin: str


class RulePart(NamedTuple):
    """A rule of the grammar, if the last of its first ``read`` symbols was a name.

    The rule is of the symbol ``origin`` and makes a node of this ``kind``.  ``before`` is the last word or sign of the
    rule before the name, empty where it begins with the name.
    """

    origin: str
    kind: str
    read: int
    before: str


@dataclass(frozen=True, slots=True)
class Language:
    """The facts about the grammar that scanner and parser need.

    ``table`` has, for each state of the parser, what it does with a symbol: a number from 0 on is the next state, and
    ``~number`` a reduction.  It begins in the state ``start``; in ``end`` a whole file is read.

    ``keywords`` maps a word to its terminal, ``words`` a terminal to its word or sign, ``phrases`` a terminal of
    several words to these.  ``names`` is the expression of the terminals that begin with a letter, ``signs`` the one of
    all others.  ``terminals`` are all terminals, ``ignored`` those between tokens.  ``between`` holds the parser states
    in which a new statement may begin, ``rows`` those in which a row of a table may.  ``homes`` maps the terminal that
    begins a statement to the words whose blocks hold it.  ``parts`` has, for each state behind a name, the rules that
    the name may be a part of.
    """

    start: int
    end: int
    table: Sequence[Mapping[str, int]]
    reductions: Sequence[Reduction]
    keywords: Mapping[str, str]
    words: Mapping[str, str]
    phrases: Mapping[str, str]
    names: str
    signs: str
    ignored: frozenset[str]
    terminals: frozenset[str]
    between: frozenset[int]
    rows: frozenset[int]
    homes: Mapping[str, Sequence[str]]
    parts: Sequence[Sequence[RulePart]]

    def to_json(self) -> bytes:
        """The language as JSON."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return json.dumps(values, default=sorted, separators=(",", ":")).encode()


@cache
def language() -> Language:
    """The language of the installed grammar."""
    home = folder()
    file = home / f"tables-{_made_from()}.json" if home else None
    if file is not None:
        with suppress(ValueError, TypeError, LookupError, RecursionError):  # a file that somebody damaged
            return _language(json.loads(kept(file) or b""))
    from .by_lark import built

    made = built()
    if file is not None:
        keep(file, made.to_json())
    return made


def _language(values: dict[str, Any]) -> Language:
    sets = {name: frozenset(values[name]) for name in ("ignored", "terminals", "between", "rows")}
    reductions = [Reduction(*each) for each in values["reductions"]]
    parts = [[RulePart(*each) for each in some] for some in values["parts"]]
    return Language(**{**values, **sets, "reductions": reductions, "parts": parts})


def _made_from() -> str:
    """A digest of all that the tables are made from: the grammar, Lark, and what reads them off it."""
    lark = find_spec("lark")
    version = Path(lark.origin).read_bytes() if lark is not None and lark.origin is not None else b""
    own = (Path(__file__).with_name("by_lark.py").read_bytes(), Path(__file__).read_bytes())
    return sha256(b"\0".join((grammar_text().encode(), version, *own))).hexdigest()[:24]


def without_groups(pattern: str) -> str:
    """The same expression with groups that are not remembered."""
    return re.sub(r"(?<!\\)\((?:\?P<\w+>|(?!\?))", "(?:", pattern)
