"""Redlines: the new document with every text as kept, struck and new runs against the old one.

They come from two documents, article by article, text by text and row by row, each by its key; never from two files.
So what changed is marked, and not what was renumbered: a reference is compared by what it refers to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from ..text.redline import Fate
from ..text.redline import redline as passages
from .tree import Article, Block, Cell, Contract, Paragraph, Row, Run, RunMark, Signing, Table, paired

Keyed = TypeVar("Keyed", Article, Block, Row, Signing)
_WHOLE = re.compile(r"(?:\ue000[^\ue001]*\ue001|[^ \n])+[ \n]*|[ \n]+")
"""Only an ordinary blank and a line end part words: a reference stays whole, and `12 345,00 €` with no-break spaces."""
_MARKS: dict[Fate, RunMark] = {"same": "kept", "removed": "struck", "added": "new"}


def redline(old: Contract, new: Contract) -> Contract:
    """The new document with what a redline marks; both have numbers, and references that are still keys.

    What is kept and new together is the new document, what is kept and struck together the old one.
    """
    return replace(
        new,
        kind=compared(old.kind, new.kind),
        title=compared(old.title, new.title),
        between=compared(old.between, new.between),
        dated=compared(old.dated, new.dated),
        status=compared(old.status, new.status),
        foot=compared(old.foot, new.foot),
        articles=_merged(old.articles, new.articles, _article, _whole_article),
        signed=compared(old.signed, new.signed),
        signings=_merged(old.signings, new.signings, _signing, _whole_signing),
        redlined=True,
    )


def compared(old: Cell, new: Cell) -> Cell:
    """A text as runs against an old one, word by word."""
    return Cell(
        tuple(Run(one.text, _MARKS[one.fate]) for one in passages(old.read("kept"), new.read("kept"), word=_WHOLE))
    )


def marked(cell: Cell, mark: RunMark) -> Cell:
    """A text that is wholly new or struck."""
    return Cell(tuple(replace(run, mark=mark) for run in cell.runs))


def _merged(
    old: Sequence[Keyed],
    new: Sequence[Keyed],
    both: Callable[[Keyed, Keyed], Sequence[Keyed]],
    whole: Callable[[Keyed, RunMark], Keyed],
) -> tuple[Keyed, ...]:
    """The new parts in their order; a struck one stands behind the part that it followed."""
    before = {one.key: one for one in old}
    pairs = paired(before, [one.key for one in new])
    merged: list[tuple[str, list[Keyed]]] = []
    for one in new:
        was = pairs.get(one.key)
        merged.append((was, list(both(before[was], one))) if was else ("", [whole(one, "new")]))
    previous = ""
    for one in old:
        if one.key not in pairs.values():
            place = next((at for at, (key, _parts) in enumerate(merged, 1) if key == previous), 0) if previous else 0
            merged.insert(place, (one.key, [whole(one, "struck")]))
        previous = one.key
    return tuple(part for _key, parts in merged for part in parts)


def _article(old: Article, new: Article) -> tuple[Article, ...]:
    blocks = _merged(old.blocks, new.blocks, _block, _whole_block)
    return (replace(new, title=compared(old.title, new.title), blocks=blocks),)


def _block(old: Block, new: Block) -> tuple[Block, ...]:
    title, text = compared(old.title, new.title), compared(old.text, new.text)
    if isinstance(old, Paragraph) and isinstance(new, Paragraph):
        return (replace(new, title=title, text=text),)
    if isinstance(old, Table) and isinstance(new, Table) and len(old.head) == len(new.head):
        head = tuple(map(compared, old.head, new.head))
        rows = _merged(old.rows, new.rows, _row, _whole_row)
        return (replace(new, title=title, text=text, head=head, rows=rows),)
    return (_whole_block(old, "struck"), _whole_block(new, "new"))


def _row(old: Row, new: Row) -> tuple[Row, ...]:
    return (replace(new, cells=tuple(map(compared, old.cells, new.cells))),)


def _signing(old: Signing, new: Signing) -> tuple[Signing, ...]:
    party, name, day = compared(old.party, new.party), compared(old.name, new.name), compared(old.day, new.day)
    return (replace(new, party=party, name=name, day=day),)


def _whole_article(one: Article, mark: RunMark) -> Article:
    blocks = tuple(_whole_block(block, mark) for block in one.blocks)
    return replace(one, title=marked(one.title, mark), blocks=blocks, mark=mark)


def _whole_block(one: Block, mark: RunMark) -> Block:
    if isinstance(one, Paragraph):
        return replace(one, title=marked(one.title, mark), text=marked(one.text, mark), mark=mark)
    rows = tuple(_whole_row(row, mark) for row in one.rows)
    head = tuple(marked(cell, mark) for cell in one.head)
    return replace(one, title=marked(one.title, mark), text=marked(one.text, mark), head=head, rows=rows, mark=mark)


def _whole_row(one: Row, mark: RunMark) -> Row:
    return replace(one, cells=tuple(marked(cell, mark) for cell in one.cells), mark=mark)


def _whole_signing(one: Signing, mark: RunMark) -> Signing:
    return replace(
        one, party=marked(one.party, mark), name=marked(one.name, mark), day=marked(one.day, mark), mark=mark
    )
