"""An agreement as a document: its articles in order, its schedules, and who signs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..model.agreement import Agreement
from ..model.people import Signatory
from ..model.workspace import Workspace
from . import beginning, following, living, promising
from .book import Book
from .schedules import calendars, schedule
from .tree import Article, Contract, Signing, plain
from .words import Words
from .writing import ArticleDraft, Origins

ARTICLES: tuple[tuple[str, Callable[[ArticleDraft], None]], ...] = (
    ("parties", beginning.parties),
    ("definitions", beginning.definitions),
    ("term", beginning.term),
    ("hours", beginning.hours),
    ("promises", promising.promises),
    ("exclusions", promising.exclusions),
    ("remedies", following.remedies),
    ("duties", living.duties),
    ("reports", living.reports),
    ("ending", living.ending),
    ("changes", living.changes),
    ("clauses", living.clauses),
    ("examples", following.examples),
    ("history", living.history),
)
"""The articles of a document, in order; one that says nothing is left out."""


def contract_of(workspace: Workspace, name: str, book: Book, fingerprint: str, *, draft: bool = False) -> Contract:
    """The document of an agreement, without numbers; ``draft`` marks it as one, whatever its status.

    Raises ``UnsayableError`` for what the language of the book cannot say.
    """
    agreement = workspace.agreements[name]
    words = Words(workspace, agreement, book)
    is_draft = draft or agreement.status == "draft"
    return Contract(
        language=book.language,
        name=name,
        kind=book.say("kind/standard" if agreement.is_template else f"kind/{agreement.kind}"),
        title=words.own(agreement.title or name),
        between=_between(words),
        status=book.say("status/draft" if is_draft else f"status/{agreement.status}"),
        watermark=book.say("watermark") if is_draft else "",
        version=agreement.version or "",
        day=_day(workspace, agreement),
        fingerprint=fingerprint,
        articles=(*_articles(words), *_schedules(words)),
        signings=tuple(_signings(words)),
    )


def _articles(words: Words) -> Iterator[Article]:
    origins = Origins(words.workspace, words.agreement)
    for key, write in ARTICLES:
        draft = ArticleDraft(words, origins)
        write(draft)
        if draft.blocks:
            yield Article(f"article/{key}", plain(words.book.say(f"article/{key}")), tuple(draft.blocks))


def _schedules(words: Words) -> Iterator[Article]:
    for one in calendars(words):
        draft = ArticleDraft(words, Origins(words.workspace, words.agreement))
        schedule(draft, one)
        title = words.book.say("schedule/title", name=words.name("calendars", one.name))
        yield Article(f"schedule/{one.name}", plain(title), tuple(draft.blocks))


def _between(words: Words) -> str:
    agreement = words.agreement
    sides = [words.party(name) for name in (agreement.provider, agreement.customer) if name]
    return words.book.say("between-parties", value=words.book.all_of(sides)) if sides else ""


def _day(workspace: Workspace, agreement: Agreement) -> str:
    days = [one.on for one in agreement.signatures]
    days += [one.on for amendment in agreement.amendments for one in amendment.signatures]
    return max(days, default=workspace.as_of).isoformat()


def _signings(words: Words) -> Iterator[Signing]:
    """Who has signed, and a place for each side that has not."""
    agreement, workspace = words.agreement, words.workspace
    for one in agreement.signatures:
        role = next((s.role for s in _signatories(workspace, one.party) if s.name == one.by), "")
        yield Signing(words.party(one.party), words.own(one.by), _role(role), words.book.day(one.on))
    signed = {workspace.house(one.party) for one in agreement.signatures}
    for side in dict.fromkeys(filter(None, (agreement.provider, agreement.customer))):
        if workspace.house(side) in workspace.parties and workspace.house(side) not in signed:
            signatories = _signatories(workspace, side)
            known = signatories[0] if len(signatories) == 1 else None
            yield Signing(words.party(side), words.own(known.name) if known else "", _role(known.role) if known else "")


def _signatories(workspace: Workspace, party: str) -> tuple[Signatory, ...]:
    house = workspace.parties.get(workspace.house(party))
    return house.signatories if house else ()


def _role(role: str) -> str:
    return role.replace("-", " ")
