"""Words of people, compared as they are spoken: whole words, without accents, in capitals or not."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import combining, normalize

_WORD = re.compile(r"[^\W_]+")


@cache
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text without accents and capitals; hyphens and apostrophes part words."""
    plain = "".join(sign for sign in normalize("NFKD", text.casefold()) if not combining(sign))
    return tuple(_WORD.findall(plain.replace("œ", "oe").replace("æ", "ae")))


def speaks_of(text: str, wanted: str) -> bool:
    """Whether all words of ``wanted`` stand in a text, one after the other; never a part of a word."""
    words, sought = words_of(text), words_of(wanted)
    return bool(sought) and any(words[at : at + len(sought)] == sought for at in range(len(words)))
