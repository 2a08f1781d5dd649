"""Whole statements with places to fill in, by their first word (``snippets.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Snippet(NamedTuple):
    """A statement in one line, and its text, in which ``${1:name}`` is a place to fill in."""

    says: str
    body: str


@cache
def snippets() -> dict[str, Snippet]:
    """The snippets by the words that begin them."""
    table = tomllib.loads(files("sla_dsl.server").joinpath("snippets.toml").read_text(encoding="utf-8"))
    return {word: Snippet(**row) for word, row in table.items()}
