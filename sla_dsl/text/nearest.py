"""The known word that a mistyped one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word most like ``word``, or nothing if none is like it; ties go to the first in the alphabet."""
    return next(iter(get_close_matches(word, sorted(words), n=1)), None)
