"""Words of people, compared as they are spoken: whole words or their forms, without accents, in capitals or not."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import combining, normalize

_WORD = re.compile(r"[^\W_]+")
_ENDINGS = ("ungen", "ung", "ings", "ing", "ies", "es", "en", "s", "y", "e")
"""Endings by which the forms of a word differ in English, French and German; the first that fits is taken off."""
_ROOT = 4
"""A root has so many letters at least. A longer one may begin a compound, behind one of four letters stands a form."""
_FORM = 3
"""The most letters of an ending behind a short root."""


@cache
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text without accents and capitals; hyphens and apostrophes part words."""
    plain = "".join(sign for sign in normalize("NFKD", text.casefold()) if not combining(sign))
    return tuple(_WORD.findall(plain.replace("œ", "oe").replace("æ", "ae")))


def speaks_of(text: str, wanted: str) -> bool:
    """Whether all words of ``wanted`` stand in a text, one after the other; never a part of a word."""
    words, sought = words_of(text), words_of(wanted)
    return bool(sought) and any(words[at : at + len(sought)] == sought for at in range(len(words)))


def places_of(text: str, like: str) -> set[int]:
    """Which words of a text are the words of ``like`` in any form, one after the other.

    `audits`, `Auditrechte` and `auditing` are forms of `audit`; `allocation` is none of `location`.
    """
    words, sought = words_of(text), words_of(like)
    starts = range(len(words) - len(sought) + 1) if sought else ()
    found = [at for at in starts if all(map(_is_form, words[at : at + len(sought)], sought))]
    return {place for at in found for place in range(at, at + len(sought))}


@cache
def _root(word: str) -> str:
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= _ROOT), "")
    return word.removesuffix(ending)


def _is_form(word: str, like: str) -> bool:
    root = _root(like)
    if len(root) < _ROOT:
        return word == like
    is_compound = len(like) > _ROOT and word.startswith(like)
    return is_compound or (word.startswith(root) and (len(root) > _ROOT or len(word) - len(root) <= _FORM))
