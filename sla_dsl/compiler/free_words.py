"""Words that need no declaration: what something is promised `of each` of, and what is counted.

Nothing refers to them by name, so nothing would notice a slip of the keyboard.  A reader must find them explained: in a
title, a text, or wherever else the same word stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from ..language.parser import Parsed
from ..model.quantity import BUSINESS_DAY, DAYS, MONTHS, SECONDS, is_currency
from ..model.services import Metric
from ..text.finding import Finding
from ..text.nearest import nearest
from ..text.source import Token

_WORD = re.compile(r"[^\W\d_]+")
_SURELY = 0.75
"""How similar a counted thing must be to a known one to be a slip: many short words resemble another."""


def unexplained(parsed: Sequence[Parsed], metrics: Iterable[Metric]) -> list[Finding]:
    """The findings of words that are named once.

    They are those that something is promised of (`of each`), those that outages count in proportion to, and counted
    things that resemble known ones.
    """
    words = _Words(parsed, tuple(metrics))
    return [*map(words.instance, words.instances()), *words.slips()]


class _Words:
    def __init__(self, parsed: Sequence[Parsed], metrics: Sequence[Metric]) -> None:
        self.tokens = [one.source.tokens for one in parsed]
        self.counted = {word for metric in metrics for word in (metric.population, metric.own_unit) if word}

    def instances(self) -> Iterator[Token]:
        """What stands behind `of each` and is explained nowhere."""
        for before, token in self._pairs("EACH"):
            opening = before.source.tokens[before.index - 1] if before.index else None
            if opening is not None and opening.type == "OF" and not self._is_explained(token):
                yield token
        for before, token in self._pairs("TO"):
            if before.source.tokens[before.index - 1].type == "PROPORTION" and not self._is_explained(token):
                yield token

    def slips(self) -> Iterator[Finding]:
        """Counted things that are named once and resemble another."""
        for _, token in self._pairs("NUMBER"):
            name = token.text
            if name in self.units or is_currency(name) or self._is_explained(token):
                continue
            near = nearest(name, self.counted | self.units, _SURELY)
            if near:
                yield _finding(token, f"did you mean `{near}`?")

    def instance(self, token: Token) -> Finding:
        """The finding for an instance that nothing explains."""
        near = nearest(token.text, self.counted, _SURELY)
        return _finding(
            token, f"did you mean `{near}`?" if near else "say in a title or a text what it is, or in the population"
        )

    @cached_property
    def units(self) -> set[str]:
        return {*SECONDS, *DAYS, *MONTHS, *BUSINESS_DAY.split()}

    @cached_property
    def explained(self) -> dict[str, int]:
        """How often each word stands in names and texts, in its simplest form."""
        found: dict[str, int] = {}
        for tokens in self.tokens:
            for token in tokens:
                if token.type in ("NAME", "PATH", "STRING", "PROSE"):
                    for word in _WORD.findall(token.text):
                        simple = _simple(word)
                        found[simple] = found.get(simple, 0) + 1
        return found

    def _is_explained(self, token: Token) -> bool:
        """Whether the last word of a name stands anywhere else."""
        if token.text in self.counted:
            return True
        last = _WORD.findall(token.text)[-1:]
        return not last or self.explained.get(_simple(last[0]), 0) > 1

    def _pairs(self, type_: str) -> Iterator[tuple[Token, Token]]:
        """Each token of a type with the name behind it."""
        for tokens in self.tokens:
            for at, token in enumerate(tokens[:-1]):
                if token.type == type_ and tokens[at + 1].type == "NAME":
                    yield token, tokens[at + 1]


def _simple(word: str) -> str:
    """A word in small letters, without the sign of the plural."""
    word = word.casefold()
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word.removesuffix("es") if word.endswith(("sses", "xes", "ches")) else word.removesuffix("s")


def _finding(token: Token, help_: str) -> Finding:
    return Finding(
        "name/said-once",
        f"`{token.text}` is named here and nowhere else",
        token.span,
        help=help_,
        values=(token.text,),
    )
