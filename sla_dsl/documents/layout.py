"""What all formats of a document say alike, besides its articles."""

from __future__ import annotations

from datetime import date

from .book import Book
from .tree import Contract


def dated(document: Contract, book: Book) -> str:
    """The version and the day of a document."""
    version = f"{book.say('version')} {document.version}, " if document.version else ""
    return version + book.say("dated-on", value=book.day(date.fromisoformat(document.day)))


def foot(document: Contract, book: Book) -> str:
    """What stands at the foot of each page: the agreement, its version, its day, and its fingerprint."""
    day = book.day(date.fromisoformat(document.day))
    version = f" {document.version}" if document.version else ""
    return f"{document.name}{version} · {day} · SHA-256 {document.fingerprint}"


def signed(document: Contract, book: Book) -> str:
    """What is signed: it stands with the signatures, so that nobody signs a page that says nothing."""
    numbers = [article.number for article in document.articles]
    articles, schedules = [n for n in numbers if n.isdecimal()], [n for n in numbers if n.isalpha()]
    said = book.say("signed/articles", first=articles[0], last=articles[-1])
    if schedules:
        key = "signed/schedules" if len(schedules) > 1 else "signed/schedule"
        said = book.all_of((said, book.say(key, first=schedules[0], last=schedules[-1])))
    return book.say("signed", value=said, fingerprint=document.fingerprint)


def numbered_title(number: str, book: Book) -> str:
    """The number of an article, or the letter of a schedule with its word."""
    return f"{book.say('schedule/word')}\u00a0{number}" if number.isalpha() else number
