"""From agreements to the bytes of documents: the functions that the command calls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..gate.promise_hash import promise_hash
from ..model.workspace import Workspace
from .book import Book, read_book
from .contract import contract_of
from .html import html_document
from .layout import numbered_title
from .numbering import Numbers, numbers_in, with_numbers, with_references
from .pdf import pdf_document
from .redline import redline
from .returned import read_returned
from .tree import Contract
from .verify import Verified, verified
from .word import word_document

FORMATS: Mapping[str, Callable[[Contract, Book], bytes]] = {
    "html": html_document,
    "pdf": pdf_document,
    "docx": word_document,
}
"""The formats of documents."""


@dataclass(frozen=True)
class Maker:
    """Makes the document of an agreement in a language; ``draft`` marks it as one, whatever its status."""

    name: str
    language: str
    draft: bool = False

    @cached_property
    def book(self) -> Book:
        """The words of the language."""
        return read_book(self.language)

    def document(self, workspace: Workspace, before: Workspace | None = None) -> Contract:
        """The document of the agreement in a workspace, as a redline if there is one ``before``.

        Raises ``ValueError`` for what cannot be said, and for two texts with one kept number.
        """
        new = self._numbered(workspace)
        if before is None:
            return with_references(new)
        old = self._numbered(before)
        return with_references(redline(old, new), numbers_in(old))

    def numbers(self, workspace: Workspace) -> Numbers:
        """The numbers that the document gives, those of what is gone among them."""
        return numbers_in(self._numbered(workspace))

    def _numbered(self, workspace: Workspace) -> Contract:
        fingerprint = promise_hash(workspace, self.name)
        document = contract_of(workspace, self.name, self.book, fingerprint, draft=self.draft)
        kept = workspace.lock.numbers.get(self.name, {})
        if twice := [number for number, times in Counter(kept.values()).items() if times > 1]:
            keys = " and ".join(f"`{key}`" for key, number in kept.items() if number == twice[0])
            raise ValueError(f"{keys} have one number, {twice[0]}, in `sla.lock`: take the line of the newer one out")
        return with_numbers(document, kept, self.book.say("repealed"))

    def render(self, document: Contract, form: str) -> bytes:
        """A document in one of the formats; the same document gives the same bytes."""
        return FORMATS[form](document, self.book)

    def verified(self, workspace: Workspace, data: bytes) -> Verified:
        """A file that came back against the document, which is made anew in its format; raises ``UnreadableError``."""
        document = self.document(workspace)
        numbers = {numbered_title(each, self.book).replace("\u00a0", " ") for each in numbers_in(document).values()}
        parties = [one.party.read("kept") for one in document.signings]
        signatures = self.book.say("signatures")
        found = read_returned(data, numbers, signatures)
        expected = read_returned(self.render(document, found.form), numbers, signatures)
        return verified(expected, found, document.fingerprint, signatures, parties)
