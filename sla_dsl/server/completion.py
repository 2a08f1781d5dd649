"""What can stand at a place in a document: words of the language, names of the workspace, whole statements.

The words are those that the parser accepts there.  Which names fit is asked of the compiler: it reads the document with
a word at this place that nobody declares, and says what it misses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from lsprotocol import types

from ..compiler import compile_sources
from ..language.parser import accepted_after, parse
from ..language.terminals import language
from ..model.lock import Lock
from ..model.workspace import Workspace
from ..rules.rule import Rule
from ..text.source import Source
from .bench import OpenDocument
from .snippets import snippets as all_snippets

UNKNOWN = "zzz-nobody-declares-this"
_WORD = re.compile(r"[^\W\d]?[\w/-]*\Z")
_TAILS = ("", ' ""', " at least 99% each calendar month", " { }", " = 1", " 1", ' until 2030-01-01 because ""')
"""What may be missing behind a name so that its statement is read: the first that fits is taken."""
_TWO_WORDS = {
    "IN_FORCE": "in force",
    "ONE_OF": "one of",
    "END_WITH": "end with",
    "BUSINESS_DAYS": "business days",
    "CALENDAR_MONTHS": "calendar months",
    "BUSINESS_DAYS_FOLLOW": "business days follow",
}
_SPACES = {
    "party": ("parties", "teams"),
    "reason": ("reasons",),
    "channel": ("channels",),
    "calendar": ("calendars",),
    "clock": ("clocks",),
    "event": ("events",),
    "topic": ("topics",),
    "scale": ("scales", "facts"),
    "fact": ("facts",),
    "metric": ("metrics",),
    "service": ("services",),
    "agreement": ("agreements",),
    "document": ("documents", "agreements"),
    "column": ("scales", "metrics"),
    "figure": ("metrics",),
}
"""The fields of the workspace whose names fit where the compiler misses such a thing."""
_IN_BRACES = re.compile(r"(?<!\{)\{([\w/-]*)\Z")
_LISTED = re.compile(r"`([^`]+)`")
_SOME_DAY = date(2026, 1, 1)


def complete(
    document: OpenDocument, offset: int, workspace: Workspace | None, rules: Iterable[Rule], *, snippets: bool
) -> list[types.CompletionItem]:
    """The completions at an offset, each as an edit of the word that was begun; statements with ``snippets``."""
    text = document.positions.text
    begun = _WORD.search(text, 0, offset)
    start = begun.start() if begun else offset
    place = document.positions.range(start, offset)
    agreement = _agreement_at(document, offset)
    if (braced := _IN_BRACES.search(text, 0, offset)) is not None and _in_prose(document, offset):
        place = document.positions.range(braced.start(1), offset)
        return _items(place, _own(workspace, agreement, "parameter", "objective"))
    accepted = accepted_after(Source("", text[:start]))
    found = list(_words(place, accepted, snippets=snippets))
    if accepted & {"NAME", "PATH"}:
        found += _items(place, _names(text, start, offset, workspace, agreement, rules))
    return found


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
        word = _TWO_WORDS.get(terminal) or known.words.get(terminal, "")
        if not word[:1].isalnum():
            continue
        yield types.CompletionItem(
            label=word,
            kind=types.CompletionItemKind.Keyword,
            sort_text=f"2{word}",
            text_edit=types.TextEdit(place, word),
        )
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


# Names of the workspace

Offered = tuple[str, str, str]
"""A name, its title, and what it is."""


def _names(
    text: str, start: int, end: int, workspace: Workspace | None, agreement: str, rules: Iterable[Rule]
) -> list[Offered]:
    """The names that fit between two offsets of a text."""
    prefix = text[start:end].rpartition("/")[0]
    line_end = text.find("\n", end)
    behind = text[end : line_end if line_end >= 0 else len(text)]
    for tail in dict.fromkeys((behind, *_TAILS)):
        source = Source(
            "completed.sla", text[:start] + UNKNOWN + tail + text[line_end if line_end >= 0 else len(text) :]
        )
        parsed = parse(source)
        word = next((token for token in source.tokens if token.text == UNKNOWN), None)
        if word is None or any(first <= word.index <= last for first, last in parsed.skipped):
            continue
        for finding in compile_sources((source,), Lock(), _SOME_DAY).findings:
            spans = [finding.span, *(related.span for related in finding.related)]
            if not any(span and span.text == UNKNOWN for span in spans):
                continue
            if finding.rule.startswith("name/unknown-") or finding.help.startswith("write one of"):
                what = finding.rule.removeprefix("name/unknown-")
                return _fitting(what, finding.help, prefix, workspace, agreement)
        before = source.tokens[word.index - 1].text if word.index else ""
        if before == "waive":
            return [(rule.name, rule.summary, "rule") for rule in rules]
        if before in ("=", "of", "on", "least", "most", "above", "below", "with"):
            return _own(workspace, agreement, "parameter")
    return []


def _fitting(what: str, help_: str, prefix: str, workspace: Workspace | None, agreement: str) -> list[Offered]:
    """The names of a kind; an address that begins with an agreement goes on with its objectives."""
    if help_.startswith("write one of"):
        return [(word, "", what) for word in _LISTED.findall(help_)]
    if workspace is None:
        return []
    if what == "agreement" and prefix in workspace.agreements:
        return [(f"{prefix}/{name}", title, kind) for name, title, kind in _own(workspace, prefix, "objective")]
    found = [
        (one.name, one.title, getattr(one, "kind", space.removesuffix("s")))
        for space in _SPACES.get(what, ())
        for one in workspace.declared(space).values()
    ]
    if what in ("scale-value", "column"):
        found += [
            (value.name, value.title, scale.name) for scale in workspace.scales.values() for value in scale.values
        ]
    if what in ("scale-value", "objective", "figure"):
        found += _own(workspace, agreement, "objective")
    if what in ("parameter", "figure"):
        found += _own(workspace, agreement, "parameter")
    return found


def _own(workspace: Workspace | None, agreement: str, *kinds: str) -> list[Offered]:
    """What an agreement, with its terms, has for itself."""
    known = workspace.agreements.get(agreement) if workspace else None
    found: list[Offered] = []
    if known is not None and "parameter" in kinds:
        found += [(one.name, one.title, "parameter") for one in known.parameters]
    if known is not None and "objective" in kinds:
        found += dict.fromkeys((one.name, one.title, "objective") for one in known.objectives)
    return found


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
