"""What can stand at a place in a document: words of the language, names of the workspace, whole statements.

The words are those that the parser accepts there, and the names those that fit what a name would be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from lsprotocol import types

from ..language.begun import Begun, begun
from ..language.roles import NameRole, roles
from ..language.stack import empty
from ..language.terminals import language
from ..model.workspace import Workspace
from ..rules.rule import Rule
from .bench import OpenDocument
from .fitting import Offered, TypedPlace, fitting
from .snippets import snippets as all_snippets

_WORD = re.compile(r"[^\W\d]?[\w/-]*\Z")
_IN_BRACES = re.compile(r"(?<!\{)\{([\w/-]*)\Z")
_GIVEN = NameRole("with", "="), NameRole("parameter", "=")


def complete(
    document: OpenDocument, offset: int, workspace: Workspace | None, rules: Iterable[Rule], *, snippets: bool
) -> list[types.CompletionItem]:
    """The completions at an offset, each as an edit of the word that was begun; statements with ``snippets``."""
    text = document.positions.text
    typed = _WORD.search(text, 0, offset)
    start = typed.start() if typed else offset
    where = document.positions.range(start, offset)
    known = workspace.agreements.get(_agreement_at(document, offset)) if workspace else None
    if (braced := _IN_BRACES.search(text, 0, offset)) is not None and _in_prose(document, offset):
        names = TypedPlace(workspace, known, (), Begun(empty(), ()), braced[1]).in_prose() if workspace else ()
        return _items(document.positions.range(braced.start(1), offset), names)
    found = list(_rests(where, text[:start]))
    read = begun(text[:start])
    if read is None:
        return found
    being = roles(read.stack)
    place = TypedPlace(workspace, known, rules, read, text[start:offset]) if workspace else None
    accepted = read.stack.terminals()
    if place is not None and being.intersection(_GIVEN):
        accepted &= place.given_terminals(accepted)
    found += _words(where, accepted, snippets=snippets)
    return [*found, *(_items(where, fitting(place, being)) if place else ())]


def _in_prose(document: OpenDocument, offset: int) -> bool:
    return any(token.type == "PROSE" and token.start < offset <= token.end for token in document.source.tokens)


def _agreement_at(document: OpenDocument, offset: int) -> str:
    """The name of the agreement around an offset; empty outside of every one."""
    for node in document.parsed.declarations:
        name = node.token("NAME")
        if node.kind == "agreement" and name and node.first.start <= offset <= node.last.end + 1:
            return name.text
    # A block that is not closed may have lost its agreement: the last head before the place counts.
    heads = re.findall(
        r"^(?:standard\s+)?(?:sla|ola|uc)\s+([^\W\d][\w-]*)", document.positions.text[:offset], re.MULTILINE
    )
    return heads[-1] if heads else ""


# Words of the language


def _words(place: types.Range, accepted: Iterable[str], *, snippets: bool) -> Iterator[types.CompletionItem]:
    known = language()
    begins = "RBRACE" in accepted or "$END" in accepted
    for terminal in sorted(accepted):
        word = known.phrases.get(terminal) or known.words.get(terminal, "")
        if not word[:1].isalnum():
            continue
        yield _word(place, word)
        if begins and snippets and word in all_snippets():
            title, body = all_snippets()[word]
            yield types.CompletionItem(
                label=f"{word} …",
                detail=title,
                kind=types.CompletionItemKind.Snippet,
                sort_text=f"1{word}",
                filter_text=word,
                insert_text_format=types.InsertTextFormat.Snippet,
                insert_text_mode=types.InsertTextMode.AdjustIndentation,
                text_edit=types.TextEdit(place, body),
            )


def _rests(place: types.Range, before: str) -> Iterator[types.CompletionItem]:
    """The rest of words that belong together, such as `force` behind `in`."""
    for terminal, phrase in language().phrases.items():
        words = phrase.split()
        for size in range(1, len(words)):
            first = r"\s+".join(words[:size])
            written = re.search(rf"(?<![\w-]){first}\s+\Z", before)
            read = begun(before[: written.start()]) if written else None
            if read is not None and terminal in read.stack.terminals():
                yield _word(place, " ".join(words[size:]))


def _word(place: types.Range, word: str) -> types.CompletionItem:
    return types.CompletionItem(
        label=word,
        kind=types.CompletionItemKind.Keyword,
        sort_text=f"2{word}",
        text_edit=types.TextEdit(place, word),
    )


# Names of the workspace


def _items(place: types.Range, names: Iterable[Offered]) -> list[types.CompletionItem]:
    return [
        types.CompletionItem(
            label=name,
            label_details=types.CompletionItemLabelDetails(description=title or kind),
            detail=f"{kind} {title}".strip(),
            kind=_kinds().get(kind, types.CompletionItemKind.Reference),
            sort_text=f"0{name}",
            text_edit=types.TextEdit(place, name),
        )
        for name, title, kind in names
    ]


@cache
def _kinds() -> dict[str, types.CompletionItemKind]:
    kinds = types.CompletionItemKind
    return {
        "parameter": kinds.Variable,
        "objective": kinds.Property,
        "sla": kinds.Class,
        "ola": kinds.Class,
        "uc": kinds.Class,
        "metric": kinds.Function,
        "service": kinds.Module,
        "calendar": kinds.Event,
        "rule": kinds.Constant,
    }
