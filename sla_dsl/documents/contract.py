"""An agreement as a document: its articles in order, its schedules, and who signs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from ..model.agreement import Agreement, Signature
from ..model.changes import AmendmentSignature
from ..model.people import Signatory
from ..model.workspace import Workspace
from . import beginning, following, living, performing, promising
from .book import Book
from .schedules import calendars, schedule
from .tree import Article, Contract, Signing, is_schedule, plain, referring_to
from .words import Words, together
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
    ("performing", performing.performing),
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
    is_draft, is_asked = draft or agreement.status == "draft", agreement.status == "requirement"
    agreement = _draft(agreement) if is_draft else agreement
    book = book.asking() if is_asked else book
    words = Words(workspace, agreement, book)
    day = _day(workspace, agreement)
    version = agreement.version or ""
    articles = (*_articles(words), *_schedules(words))
    return Contract(
        language=book.language,
        name=name,
        version=version,
        day=day.isoformat(),
        fingerprint=fingerprint,
        watermark=book.say("watermark") if is_draft else "",
        kind=plain(book.say(_kind(agreement))),
        title=plain(words.own(agreement.title or name)),
        between=plain(_between(words)),
        dated=plain(
            (f"{book.say('version')} {version}, " if version else "") + book.say("dated-on", value=book.day(day))
        ),
        status=plain(_status(words)),
        foot=plain(f"{name}{f' {version}' if version else ''} · {book.day(day)} · SHA-256 {fingerprint}"),
        articles=articles,
        signed=plain("" if is_asked else _signed(articles, book, fingerprint)),
        signings=() if is_asked else tuple(_signings(words)),
    )


def _draft(agreement: Agreement) -> Agreement:
    """An agreement as its draft: nobody has signed it, whoever signed the text that it may become or was made from."""
    amendments = tuple(one.model_copy(update={"signatures": ()}) for one in agreement.amendments)
    status = "requirement" if agreement.status == "requirement" else "draft"
    return agreement.model_copy(update={"status": status, "signatures": (), "amendments": amendments})


def _status(words: Words) -> str:
    """The status on each page; of a signed agreement it says that its last amendment still lacks a signature."""
    agreement, book = words.agreement, words.book
    status = book.say(f"status/{agreement.status}")
    if agreement.status == "signed" and agreement.amendments and _open_sides(words):
        return book.say("status/amendment-open", status=status, version=agreement.amendments[-1].version)
    return status


def _kind(agreement: Agreement) -> str:
    if agreement.status == "requirement":
        return "kind/requirement"
    return "kind/standard" if agreement.is_template else f"kind/{agreement.kind}"


def _signed(articles: Sequence[Article], book: Book, fingerprint: str) -> str:
    """What is signed: the articles and schedules by their numbers."""
    main = [referring_to(one.key) for one in articles if not is_schedule(one.key)]
    schedules = [referring_to(one.key) for one in articles if is_schedule(one.key)]
    said = book.say("signed/articles", first=main[0], last=main[-1])
    if schedules:
        key = "signed/schedules" if len(schedules) > 1 else "signed/schedule"
        said = book.all_of((said, book.say(key, first=schedules[0], last=schedules[-1])))
    return book.say("signed", value=said, fingerprint=fingerprint)


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


def _of_text(agreement: Agreement) -> tuple[Signature | AmendmentSignature, ...]:
    """The signatures of the text as it is: of an amended one those of its last amendment."""
    return agreement.amendments[-1].signatures if agreement.amendments else agreement.signatures


def _day(workspace: Workspace, agreement: Agreement) -> date:
    """The day of the last signature; of a text that nobody has signed as it is, the day of judgement."""
    if not _of_text(agreement):
        return workspace.as_of
    days = [one.on for one in agreement.signatures]
    return max(days + [one.on for amendment in agreement.amendments for one in amendment.signatures])


def _signings(words: Words) -> Iterator[Signing]:
    """Who has signed the text as it is, and a place for each side that has not.

    Those who signed before the first amendment have signed another text, and it is said at their day.
    """
    agreement, workspace, book = words.agreement, words.workspace, words.book
    if agreement.amendments:
        first = agreement.amendments[0].version
        for earlier in agreement.signatures:
            day = book.say("signed-before", day=book.day(earlier.on), version=first)
            yield _signing(words, "", earlier.party, earlier.by, day)
    version = agreement.amendments[-1].version if agreement.amendments else ""
    for one in _of_text(agreement):
        yield _signing(words, version, one.party, one.by, book.day(one.on))
    for side in _open_sides(words):
        known = _signatories(workspace, side)
        yield _signing(words, version, side, known[0].name if len(known) == 1 else "", "")


def _open_sides(words: Words) -> list[str]:
    """The sides that have not signed the text as it is; people sign for parties, and not for teams."""
    agreement, workspace = words.agreement, words.workspace
    signed = {workspace.house(one.party) for one in _of_text(agreement)}
    sides = dict.fromkeys(filter(None, (agreement.provider, agreement.customer)))
    return [one for one in sides if workspace.house(one) in workspace.parties and workspace.house(one) not in signed]


def _signing(words: Words, version: str, party: str, name: str, day: str) -> Signing:
    """A row: ``version`` is that of the amendment that is signed, if it is one."""
    role = next((each.role for each in _signatories(words.workspace, party) if each.name == name), "")
    said = together(words.own(name), words.role(role))
    key = "/".join(filter(None, ("signing", version, party, name)))
    return Signing(key, plain(words.party(party)), plain(said), plain(day))


def _signatories(workspace: Workspace, party: str) -> tuple[Signatory, ...]:
    house = workspace.parties.get(workspace.house(party))
    return house.signatories if house else ()
