"""The known word that a mistyped one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, words: Iterable[str], least: float = 0.6) -> str | None:
    """The known word most similar to ``word``, or none; the alphabet breaks ties.

    ``least`` is how similar it must be, from 0 to 1.
    """
    from difflib import get_close_matches  # it takes long to import, and most texts have no mistake

    return next(iter(get_close_matches(word, sorted(words), n=1, cutoff=least)), None)
