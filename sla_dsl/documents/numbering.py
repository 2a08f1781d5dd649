"""The numbers of a document: every article, text and row that binds has one, and keeps the one that it was given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from .tree import Article, Block, Cell, Contract, Paragraph, Row, Run, Table, is_schedule, paired, plain, resolved

Numbered = TypeVar("Numbered", Article, Block, Row)
Numbers = Mapping[str, str]
"""The number of each article, text and row, by its key."""


@dataclass(frozen=True)
class Numbering:
    """Gives numbers; ``kept`` are those given before, ``repealed`` is said where a number is left over."""

    kept: Numbers
    repealed: str

    def articles(self, articles: Sequence[Article]) -> tuple[Article, ...]:
        """Articles and schedules, with numbers for them, their texts and rows; those that are left over among them."""
        main = [one for one in articles if not is_schedule(one.key)]
        schedules = [one for one in articles if is_schedule(one.key)]
        made = self._ordered(main, "", self._article_left)
        made += self._ordered(schedules, "", self._article_left, letters=True)
        return tuple(replace(one, blocks=self._blocks(one)) for one in made)

    def _blocks(self, article: Article) -> tuple[Block, ...]:
        made = self._ordered(article.blocks, article.number, self._paragraph_left)
        return tuple(
            replace(one, rows=self._rows(one)) if isinstance(one, Table) and one.binds else one for one in made
        )

    def _rows(self, table: Table) -> tuple[Row, ...]:
        def left(key: str, number: str) -> Row:
            return Row(key, (plain(self.repealed), *(plain("") for _ in table.head[1:])), number)

        return tuple(self._ordered(table.rows, table.number, left))

    def _ordered(
        self, parts: Sequence[Numbered], above: str, left: Callable[[str, str], Numbered], letters: bool = False
    ) -> list[Numbered]:
        """The parts below a number in the order of their numbers: kept ones, then new ones behind the last."""
        kept = {key: number for key, number in self.kept.items() if _below(number, above, letters)}
        pairs = paired(kept, [part.key for part in parts])
        last = max((_place(number) for number in kept.values()), default=0)
        made: list[Numbered] = []
        for part in parts:
            if part.key in pairs:
                number = kept[pairs[part.key]]
            else:
                last += 1
                number = _letters(last) if letters else f"{above}.{last}".lstrip(".")
            made.append(replace(part, number=number))
        made += [left(key, number) for key, number in kept.items() if key not in pairs.values()]
        return sorted(made, key=lambda one: _place(one.number))

    def _article_left(self, key: str, number: str) -> Article:
        return Article(key, plain(self.repealed), (), number)

    def _paragraph_left(self, key: str, number: str) -> Paragraph:
        return Paragraph(key, plain(""), plain(self.repealed), number)


def _below(number: str, above: str, letters: bool) -> bool:
    """Whether a number is one step below another; articles and schedules stand at the top."""
    head, _, last = number.rpartition(".")
    return head == above and (bool(above) or last.isalpha() == letters)


def _place(number: str) -> int:
    last = number.rpartition(".")[2]
    if last.isdecimal():
        return int(last)
    place = 0
    for letter in last:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place


def _letters(place: int) -> str:
    """1 is A, 26 is Z, 27 is AA."""
    text = ""
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def numbers_in(document: Contract) -> dict[str, str]:
    """The number of each article, text and row of a document, by its key."""
    return {part.key: part.number for part in _parts(document) if part.number}


def _parts(document: Contract) -> Iterator[Article | Block | Row]:
    for article in document.articles:
        yield article
        for block in article.blocks:
            yield block
            if isinstance(block, Table):
                yield from block.rows


def with_numbers(document: Contract, kept: Numbers, repealed: str) -> Contract:
    """A document with its numbers; references are still keys."""
    return replace(document, articles=Numbering(kept, repealed).articles(document.articles))


def with_references(document: Contract, before: Numbers | None = None) -> Contract:
    """A document whose references are numbers; in what a redline strikes, those of the document ``before``."""
    now = numbers_in(document)

    def cell(one: Cell) -> Cell:
        return Cell(tuple(Run(_resolved(run, now, before or {}), run.mark) for run in one.runs))

    def cells(some: Iterable[Cell]) -> tuple[Cell, ...]:
        return tuple(map(cell, some))

    def block(one: Block) -> Block:
        one = replace(one, title=cell(one.title), text=cell(one.text))
        if isinstance(one, Paragraph):
            return one
        rows = tuple(replace(row, cells=cells(row.cells)) for row in one.rows)
        return replace(one, head=cells(one.head), rows=rows)

    articles = tuple(
        replace(one, title=cell(one.title), blocks=tuple(map(block, one.blocks))) for one in document.articles
    )
    return replace(document, articles=articles, signed=cell(document.signed))


def _resolved(run: Run, now: Numbers, before: Numbers) -> str:
    numbers = {**now, **before} if run.mark == "struck" else now
    return resolved(run.text, lambda key: numbers.get(key, "–"))
