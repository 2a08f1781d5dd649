"""How the articles of a document are written: texts and tables in order, each with a key and a mark of its origin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..model.agreement import Agreement
from ..model.workspace import Workspace
from ..text.source import Span
from .tree import Block, Cell, Paragraph, Row, Table, plain
from .words import Words


@dataclass(frozen=True)
class Origins:
    """From which terms the statements of an agreement are taken over; ``terms`` are their names, the nearest first."""

    workspace: Workspace
    agreement: Agreement

    @property
    def terms(self) -> list[str]:
        """The agreements whose terms are taken over, and the terms of these, each once."""
        return [one.name for one in self.workspace.with_terms(self.agreement)][1:]

    def mark(self, source: Span | None) -> str:
        """The mark of the terms in which a statement stands; empty for the agreement's own."""
        if source is None:
            return ""
        starts = [
            (one.source.offsets[0], one.name)
            for one in self.workspace.agreements.values()
            if one.source.source.path == source.source.path and one.source.offsets[0] <= source.offsets[0]
        ]
        name = max(starts)[1] if starts else ""
        return f"[{self.terms.index(name) + 1}]" if name in self.terms else ""


@dataclass
class ArticleDraft:
    """The blocks of one article while it is written."""

    words: Words
    origins: Origins
    blocks: list[Block] = field(default_factory=list)
    _keys: dict[str, int] = field(default_factory=dict)

    def key(self, key: str) -> str:
        """A key that no other text has: the second of one key has a number."""
        count = self._keys[key] = self._keys.get(key, 0) + 1
        return key if count == 1 else f"{key}#{count}"

    def say(self, key: str, text: str, source: Span | None = None, title: str = "") -> None:
        """A numbered text; nothing where there is no text."""
        if text:
            self.blocks.append(Paragraph(self.key(key), plain(title), self._marked(text, source)))

    def tabulate(
        self,
        key: str,
        text: str,
        head: Sequence[str],
        rows: Iterable[tuple[str, Sequence[str]]],
        widths: tuple[int, ...],
        source: Span | None = None,
        title: str = "",
        binds: bool = True,
    ) -> None:
        """A table below a numbered text; nothing where there are no rows. Each row is its key and its cells."""
        made = tuple(Row(self.key(name), tuple(map(plain, cells))) for name, cells in rows)
        if made:
            columns = tuple(map(plain, head))
            text_ = self._marked(text, source)
            self.blocks.append(Table(self.key(key), plain(title), text_, columns, made, widths, binds))

    def marked(self, text: str, source: Span | None) -> str:
        """A text with the mark of its origin behind it."""
        return " ".join(filter(None, (text, self.origins.mark(source).replace(" ", "\u00a0"))))

    def _marked(self, text: str, source: Span | None) -> Cell:
        return plain(self.marked(text, source))
