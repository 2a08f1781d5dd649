"""What changed between two texts, word by word, with all that stayed: nothing is left out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain
from typing import Any, Literal, NamedTuple

Fate = Literal["same", "removed", "added"]
_WORD = re.compile(r"(?:\w+(?:[.,:/'-]\w+)*%?|[^\w\s])\s*|\s+")
"""A word with the blanks behind it: blanks alone would match everywhere, and cost minutes."""
_END_OF_SENTENCE = re.compile(r"[.;:!?]+[\"')\]]*\s+$")
_ALIKE = 0.4
"""Below this share of words in common, a sentence is another one, and no word of it is called the same."""
_FEW = 40_000
"""Up to so many pairs every word is held against every other; of longer texts what occurs once is found first."""
_ROWS = (1, 2, 4, 8)
"""How many words in a row are looked for in long texts."""


class Passage(NamedTuple):
    """Words that stand in both texts, only in the earlier one (removed), or only in the later one (added)."""

    fate: Fate
    text: str


Redline = tuple[Passage, ...]


def redline(before: str, after: str, *, word: re.Pattern[str] = _WORD) -> Redline:
    """The runs of both texts in order: without those that are added ``before``, without those removed ``after``.

    ``word`` is what stays whole; its matches must make up every text.
    """
    return tuple(_merged(chain(*blocks(before, after, word=word))))


def blocks(before: str, after: str, *, word: re.Pattern[str] = _WORD) -> list[Redline]:
    """The same, cut into sentences that stayed, each alone, and places at which something changed.

    Sentences are compared first, and the words of those that differ then; so a long text costs little.
    """
    old, new = ([*_sentences(word.findall(text))] for text in (before, after))
    found: list[Redline] = []
    for fate, a, b, c, d in steps_between(old, new):
        if fate == "equal":
            found += [(Passage("same", "".join(sentence)),) for sentence in old[a:b]]
        else:
            changed = _words([*chain(*old[a:b])], [*chain(*new[c:d])])
            found.append(tuple(_merged(changed)))
    return found


def _sentences(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The words of each sentence; a sentence ends with a stop and a blank behind it."""
    sentence: list[str] = []
    for each in words:
        sentence.append(each)
        if _END_OF_SENTENCE.search("".join(sentence[-4:])):
            yield tuple(sentence)
            sentence = []
    if sentence:
        yield tuple(sentence)


RedlineStep = tuple[str, int, int, int, int]
"""A step from one sequence to another, as ``difflib`` writes it: what is done, from where to where in each of them."""


def steps_between(before: Sequence[Any], after: Sequence[Any]) -> list[RedlineStep]:
    """The steps from one sequence to another; ``equal`` ones, and ``replace`` for all that differs.

    Long sequences are cut where something stands that occurs once in each (a patience diff), so that the time does not
    grow with the square of their lengths.
    """
    steps: list[RedlineStep] = []
    a = c = 0
    for one, other in [*_anchors(before, after), (len(before), len(after))]:
        steps += _between(before, after, a, one, c, other)
        if one < len(before):
            steps.append(("equal", one, one + 1, other, other + 1))
        a, c = one + 1, other + 1
    return steps


def _between(before: Sequence[Any], after: Sequence[Any], a: int, b: int, c: int, d: int) -> Iterator[RedlineStep]:
    """The steps of a part in which nothing is held fast."""
    while a < b and c < d and before[a] == after[c]:
        yield "equal", a, a + 1, c, c + 1
        a, c = a + 1, c + 1
    tail = 0
    while a < b - tail and c < d - tail and before[b - tail - 1] == after[d - tail - 1]:
        tail += 1
    b, d = b - tail, d - tail
    if (b - a) * (d - c) <= _FEW:
        for fate, i, j, k, m in SequenceMatcher(None, before[a:b], after[c:d], autojunk=False).get_opcodes():
            yield "equal" if fate == "equal" else "replace", a + i, a + j, c + k, c + m
    else:
        yield "replace", a, b, c, d
    yield from (("equal", b + n, b + n + 1, d + n, d + n + 1) for n in range(tail))


def _anchors(before: Sequence[Any], after: Sequence[Any]) -> list[tuple[int, int]]:
    """The places in two long sequences of what occurs once in each, in one order in both: as many as there can be.

    Where words come again and again, several in a row still occur once.
    """
    if len(before) * len(after) <= _FEW:
        return []
    return max((_increasing(_once_in_both(before, after, length)) for length in _ROWS), key=len)


def _once_in_both(before: Sequence[Any], after: Sequence[Any], length: int) -> list[tuple[int, int]]:
    """Where so many in a row stand that occur once in each sequence, by their places in the first one."""
    old, new = ([tuple(some[at : at + length]) for at in range(len(some) - length + 1)] for some in (before, after))
    once = {row for row, count in Counter(old).items() if count == 1}
    once &= {row for row, count in Counter(new).items() if count == 1}
    places = {row: at for at, row in enumerate(new) if row in once}
    return [(at, places[row]) for at, row in enumerate(old) if row in once]


def _increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second places rise, by patience sorting."""
    piles: list[int] = []
    tops: list[int] = []
    below: list[int | None] = []
    for number, (_at, place) in enumerate(pairs):
        pile = bisect_left(piles, place)
        piles[pile : pile + 1] = [place]
        tops[pile : pile + 1] = [number]
        below.append(tops[pile - 1] if pile else None)
    run: list[tuple[int, int]] = []
    last = tops[-1] if tops else None
    while last is not None:
        run.append(pairs[last])
        last = below[last]
    return run[::-1]


def is_changed(runs: Redline) -> bool:
    """Whether something in the runs is removed or added."""
    return any(run.fate != "same" for run in runs)


def _words(before: Sequence[str], after: Sequence[str]) -> Iterator[Passage]:
    steps = steps_between(before, after)
    same = sum(b - a for fate, a, b, _c, _d in steps if fate == "equal")
    alike = 2 * same >= _ALIKE * (len(before) + len(after))
    whole = [("replace", 0, len(before), 0, len(after))]
    for fate, a, b, c, d in steps if alike else whole:
        if fate == "equal":
            yield Passage("same", "".join(before[a:b]))
        else:
            yield from (Passage("removed", "".join(before[a:b])), Passage("added", "".join(after[c:d])))


def _merged(runs: Iterable[Passage]) -> Iterator[Passage]:
    """Runs without empty ones; changes that follow each other without a common word between them are one."""
    removed = added = same = ""
    for run in (*runs, Passage("removed", "")):
        if run.fate == "same":
            same += run.text
            continue
        if same:
            yield from _runs(removed, added, same)
            removed = added = same = ""
        removed, added = (removed + run.text, added) if run.fate == "removed" else (removed, added + run.text)
    yield from _runs(removed, added, same)


def _runs(removed: str, added: str, same: str) -> Iterator[Passage]:
    """A blank at the end of both is no part of the change."""
    if removed[-1:] == added[-1:] == " ":
        removed, added, same = removed[:-1], added[:-1], f" {same}"
    fates: tuple[tuple[Fate, str], ...] = (("removed", removed), ("added", added), ("same", same))
    yield from (Passage(fate, text) for fate, text in fates if text)
