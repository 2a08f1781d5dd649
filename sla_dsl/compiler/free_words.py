"""Words that need no declaration: what something is promised `of each` of, and what is counted.

Nothing refers to them by name, so nothing would notice a slip of the keyboard.  A reader must find them explained: in a
title, a text, or wherever else the same word stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from ..language.parser import parse
from ..model.quantity import BUSINESS_DAY, DAYS, MONTHS, SECONDS, is_currency, singular
from ..model.services import Metric
from ..text.finding import Finding
from ..text.nearest import nearest
from ..text.source import Source
from .outline import FreeWord, outline

_WORD = re.compile(r"[^\W\d_]+")
_SURELY = 0.75
"""How similar a counted thing must be to a known one to be a slip: many short words resemble another."""


def unexplained(sources: Sequence[Source], metrics: Iterable[Metric]) -> list[Finding]:
    """The findings of words that are named once.

    They are those that something is promised of (`of each`), those that outages count in proportion to, and counted
    things that resemble known ones.
    """
    words = _Words(sources, tuple(metrics))
    return [*map(words.instance, words.instances()), *words.slips()]


class _Words:
    def __init__(self, sources: Sequence[Source], metrics: Sequence[Metric]) -> None:
        self.sources = sources
        self.counted = {word for metric in metrics for word in (metric.population, metric.own_unit) if word}

    def instances(self) -> Iterator[FreeWord]:
        """The names behind `of each` and `in proportion to` that are explained nowhere."""
        for before in ("EACH", "TO"):
            for one in self._behind(before):
                if not self._is_explained(one.word):
                    yield one

    def slips(self) -> Iterator[Finding]:
        """Counted things that are named once and resemble another."""
        for one in self._behind("NUMBER"):
            if one.word in self.units or is_currency(one.word) or self._is_explained(one.word):
                continue
            near = nearest(one.word, self.counted | self.units, _SURELY)
            if near:
                yield _finding(one, f"did you mean `{near}`?")

    def instance(self, one: FreeWord) -> Finding:
        """The finding for an instance that nothing explains."""
        near = nearest(one.word, self.counted, _SURELY)
        return _finding(
            one, f"did you mean `{near}`?" if near else "say in a title or a text what it is, or in the population"
        )

    @cached_property
    def units(self) -> set[str]:
        return {*SECONDS, *DAYS, *MONTHS, *BUSINESS_DAY.split()}

    @cached_property
    def explained(self) -> dict[str, int]:
        """How often each word stands in names and texts, in its simplest form."""
        found: dict[str, int] = {}
        for source in self.sources:
            for simple, times in _said(source).items():
                found[simple] = found.get(simple, 0) + times
        return found

    def _is_explained(self, name: str) -> bool:
        """Whether the last word of a name stands anywhere else."""
        if singular(name) in map(singular, self.counted):
            return True
        last = _WORD.findall(name)[-1:]
        return not last or self.explained.get(_simple(last[0]), 0) > 1

    def _behind(self, before: str) -> Iterator[FreeWord]:
        return (one for source in self.sources for one in outline(source).free_words if one.before == before)


def _said(source: Source) -> dict[str, int]:
    """How often each word stands in the names and texts of a file; counted once, and remembered."""
    known: dict[str, int] | None = source.__dict__.get("said")
    if known is None:
        known = source.__dict__["said"] = {}
        for token in parse(source).source.tokens:
            if token.type in ("NAME", "PATH", "STRING", "PROSE"):
                for word in _WORD.findall(token.text):
                    simple = _simple(word)
                    known[simple] = known.get(simple, 0) + 1
    return known


def _simple(word: str) -> str:
    """A word in small letters, without the sign of the plural."""
    return singular(word.casefold())


def _finding(one: FreeWord, help_: str) -> Finding:
    return Finding(
        "name/said-once",
        f"`{one.word}` is named here and nowhere else",
        one.span,
        help=help_,
        values=(one.word,),
    )
