"""The known word that a mistyped one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, words: Iterable[str], least: float = 0.6) -> str | None:
    """The known word most similar to ``word``, or none; the alphabet breaks ties.

    ``least`` is how similar it must be, from 0 to 1.
    """
    return next(iter(get_close_matches(word, sorted(words), n=1, cutoff=least)), None)
