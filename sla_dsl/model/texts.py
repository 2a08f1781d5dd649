"""Texts outside of the workspace, and what statements may be about."""

from __future__ import annotations

from datetime import date

from .marks import Proper, Text, Unordered
from .wordings import Worded


class Topic(Worded):
    """Something that a statement may be about, and the words by which people call it."""

    like: Unordered[Text] = ()


class Document(Worded):
    """A text outside the workspace: its date, and the place where it is found."""

    dated: date | None = None
    at: Proper = ""
