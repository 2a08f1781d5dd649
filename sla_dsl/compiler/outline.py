"""Outlines of files: all that the compiler asks of each before it reads a declaration, kept where no tree is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import NamedTuple

from ..language.parsed import Parsed
from ..language.parser import parse
from ..language.terminals import language
from ..text.finding import Finding
from ..text.source import Node, Source, Span, Token
from .languages import wrong_wordings

_RESTS_ON = {"service": "needs", "calendar": "calendar"}
"""The kinds of declarations that are computed from others, and the kind of node that names these."""


_BEGINS = frozenset(
    (
        *("party", "team", "reason", "channel", "calendar", "clock", "event", "priorities", "tiers", "dimension"),
        *("fact", "metric", "service", "standard", "sla", "ola", "uc", "document", "topic", "policy", "parameter"),
    )
)
"""The words that begin declarations, and those of parameters."""


class Outlined(NamedTuple):
    """A declaration: its kind and name, and where its name stands.

    ``terms`` are the names on whose terms it stands; ``rests_on`` are the words that may name what it is computed from.
    """

    kind: str
    name: str
    span: Span
    standard: bool
    broken: bool
    terms: tuple[str, ...]
    rests_on: tuple[str, ...]


class FreeWord(NamedTuple):
    """A word that needs no declaration, with the sign before it: `each`, `to` or a number."""

    before: str
    word: str
    span: Span


@dataclass(frozen=True, slots=True)
class Outline:
    """The declarations of a file, its findings, and all that stands where it could not be read (``lost``).

    ``nameless`` are the words that begin declarations there without a name: any missing name may be theirs.
    """

    declarations: tuple[Outlined, ...]
    findings: tuple[Finding, ...]
    lost: frozenset[str]
    nameless: frozenset[str]
    free_words: tuple[FreeWord, ...]
    is_empty: bool


def outline(source: Source) -> Outline:
    """The outline of a file, which is made once and remembered."""
    known: Outline | None = source.__dict__.get("outline")
    if known is None:
        known = source.__dict__["outline"] = _outline(parse(source))
    return known


def _outline(parsed: Parsed) -> Outline:
    tokens = parsed.source.tokens
    lost = (token.text for first, last in parsed.skipped for token in tokens[first : last + 1])
    return Outline(
        tuple(_outlined(node, parsed) for node in parsed.declarations),
        (*parsed.findings, *wrong_wordings(parsed)),
        frozenset(lost),
        frozenset(_nameless(parsed)),
        tuple(one for one in _free_words(tokens) if not _is_lost(one.span, parsed)),
        not tokens,
    )


def _is_lost(span: Span, parsed: Parsed) -> bool:
    return any(first <= span.first <= last for first, last in parsed.skipped)


def _nameless(parsed: Parsed) -> Iterator[str]:
    """The words that begin a lost declaration, where no name stands behind them."""
    for first, last in parsed.skipped:
        words = parsed.source.tokens[first : last + 1]
        begins = list(takewhile(lambda one: one.text in _BEGINS, words))
        name = words[len(begins) : len(begins) + 1]
        if begins and not (name and name[0].type == "NAME" and name[0].text not in language().keywords):
            yield "agreement" if begins[-1].text in ("standard", "sla", "ola", "uc") else begins[-1].text


def _outlined(node: Node, parsed: Parsed) -> Outlined:
    name, terms = node.token("NAME"), node.node("on_terms")
    assert name is not None
    return Outlined(
        node.kind,
        name.text,
        name.span,
        node.has("STANDARD"),
        parsed.is_broken(node),
        tuple(token.text for token in terms.tokens("NAME")) if terms else (),
        _words_beneath(node, name),
    )


def _words_beneath(declaration: Node, name: Token) -> tuple[str, ...]:
    kind = _RESTS_ON.get(declaration.kind)
    node = declaration if declaration.kind == kind else declaration.node(kind) if kind else None
    if node is None:
        return ()
    tokens = name.source.tokens[node.first.index : node.last.index + 1]
    return tuple(dict.fromkeys(token.text for token in tokens if token is not name))


def _free_words(tokens: list[Token]) -> list[FreeWord]:
    """The names behind `of each`, `in proportion to` and numbers."""
    found, types = [], [token.type for token in tokens]
    for at, (before, type_) in enumerate(pairwise(types)):
        if type_ != "NAME":
            continue
        opening = types[at - 1] if at else ""
        if before == "NUMBER" or (opening, before) in (("OF", "EACH"), ("PROPORTION", "TO")):
            found.append(FreeWord(before, tokens[at + 1].text, tokens[at + 1].span))
    return found
