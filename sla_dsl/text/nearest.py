"""The known word that a mistyped one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, words: Iterable[str], least: float = 0.6) -> str | None:
    """The known word most similar to ``word``, or none: one with the same letters in capitals, or the alphabet's first.

    ``least`` is how similar it must be, from 0 to 1.
    """
    from difflib import get_close_matches  # it takes long to import, and most texts have no mistake

    known = sorted(words)
    same = (one for one in known if one.casefold() == word.casefold())
    return next(same, next(iter(get_close_matches(word, known, n=1, cutoff=least)), None))
