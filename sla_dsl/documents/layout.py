"""What all formats of a document say alike, besides what stands in the document itself."""

from __future__ import annotations

from .book import Book


def numbered_title(number: str, book: Book) -> str:
    """The number of an article, or the letter of a schedule with its word."""
    return f"{book.say('schedule/word')}\u00a0{number}" if number.isalpha() else number


def labels(book: Book) -> dict[str, str]:
    """The words of the layout."""
    return {
        "number": book.say("number"),
        "page": book.say("page"),
        "of": book.say("of-pages"),
        "signatures": book.say("signatures"),
        "name": book.say("signature/name"),
        "day": book.say("signature/day"),
        "line": book.say("signature/line"),
        "redline": book.say("redline"),
    }
