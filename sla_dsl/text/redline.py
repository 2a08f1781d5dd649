"""What changed between two texts, word by word, with all that stayed: nothing is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain
from typing import Literal, NamedTuple

Fate = Literal["same", "removed", "added"]
_SENTENCE = re.compile(r".+?(?:[.;:!?]+[\"')\]]*(?=\s)|$)\s*", re.DOTALL)
_WORD = re.compile(r"(?:\w+(?:[.,:/'-]\w+)*%?|[^\w\s])\s*|\s+")
"""A word with the blanks behind it: blanks alone would match everywhere, and cost minutes."""
_ALIKE = 0.4
"""Below this share of words in common, a sentence is another one, and no word of it is called the same."""


class Passage(NamedTuple):
    """Words that stand in both texts, only in the earlier one (removed), or only in the later one (added)."""

    fate: Fate
    text: str


Redline = tuple[Passage, ...]


def redline(before: str, after: str) -> Redline:
    """The runs of both texts in order: without those that are added ``before``, without those removed ``after``."""
    return tuple(_merged(chain(*blocks(before, after))))


def blocks(before: str, after: str) -> list[Redline]:
    """The same, cut into sentences that stayed, each alone, and places at which something changed.

    Sentences are compared first, and the words of those that differ then; so a long text costs little.
    """
    old, new = _SENTENCE.findall(before), _SENTENCE.findall(after)
    found: list[Redline] = []
    for word, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if word == "equal":
            found += [(Passage("same", sentence),) for sentence in old[a:b]]
        else:
            changed = _words(_WORD.findall("".join(old[a:b])), _WORD.findall("".join(new[c:d])))
            found.append(tuple(_merged(changed)))
    return found


def is_changed(runs: Redline) -> bool:
    """Whether something in the runs is removed or added."""
    return any(run.fate != "same" for run in runs)


def _words(before: Sequence[str], after: Sequence[str]) -> Iterator[Passage]:
    matcher = SequenceMatcher(None, before, after)
    alike = matcher.ratio() >= _ALIKE
    whole = [("replace", 0, len(before), 0, len(after))]
    for word, a, b, c, d in matcher.get_opcodes() if alike else whole:
        if word == "equal":
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
