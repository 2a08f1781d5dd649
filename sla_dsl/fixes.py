"""Mechanical remedies: what a finding's help says, as changes of the text.

Editors offer them, and ``sla fix`` makes those that can only mean one thing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from itertools import chain
from typing import NamedTuple

from .changes.diff import changes
from .language.parser import parse
from .language.rhythms import is_same_time
from .pipeline import Checked, run
from .text.finding import Finding
from .text.source import Node, Source, Span
from .workspace import WorkspaceFiles

_MEANT = re.compile(r"did you mean `(?P<meant>[^`]+)`\?")
_WRITTEN = re.compile(r"write `(?P<meant>[^`]+)`")
_FIRST_ROW = re.compile(r"let the first row be `(?P<meant>[^`]+)`, or")
_CONTROL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WINDOWS = ("each calendar month", "each calendar quarter", "each calendar year")
_ALIKE = 0.75
"""How much of two words must be the same (0 to 1) so that one is taken for the other without asking."""
_PHRASES = frozenset({"syntax/misplaced-phrase", "syntax/repeated-phrase"})
"""Rules whose help is to leave out the very words that the finding points to."""
_LEFT_OUT = frozenset(
    {
        "waiver/unused",
        "agreement/nothing-removed",
        "agreement/nothing-overridden",
        "agreement/unmarked-override",
        "name/duplicate",
        "name/unused",
    }
)
"""Rules whose help is to leave the statement or the declaration out."""


class Edit(NamedTuple):
    """One change of a text: the characters from ``start`` to ``end`` (exclusive) become ``text``."""

    source: Source
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A remedy of one finding; ``certain`` if the author can have meant nothing else."""

    title: str
    edits: tuple[Edit, ...]
    certain: bool = False


def fixes(finding: Finding) -> list[Fix]:
    """The remedies of a finding that need no thought, the likeliest first."""
    span = finding.span
    if span is None or span.last < span.first:
        return []
    found = [*_respelt(finding, span), *_completed(finding, span), *_left_out(finding, span)]
    misread = parse(span.source).findings
    if finding.rule not in {one.rule for one in misread}:
        return found
    # The remedy may be a phrase, and the finding may point to one word of it: then it is no change of the text.
    return [one for one in found if len(parse(edited(span.source, one.edits)).findings) < len(misread)]


def _respelt(finding: Finding, span: Span) -> Iterator[Fix]:
    """Another word, or another spelling, in place of what is written."""
    start, _ = span.offsets
    meant = _MEANT.fullmatch(finding.help)
    if finding.rule == "name/unknown-in-prose" and meant:
        names = [found.start() for found in re.finditer(re.escape(f"{{{finding.values[0]}}}"), span.text)]
        size = len(finding.values[0]) + 2
        edits = [Edit(span.source, start + at, start + at + size, meant["meant"]) for at in names]
        yield Fix(f"write `{meant['meant']}`", tuple(edits), True)
    elif meant and (word := _typed(finding, span)) is not None:
        again = [one.span for one in finding.related if one.span.text == word.text]
        edits = [Edit(one.source, *one.offsets, meant["meant"]) for one in (word, *again)]
        certain = _resemble(word.text, meant["meant"]) or is_same_time(word.text, meant["meant"])
        yield Fix(f"write `{meant['meant']}`", tuple(edits), certain)
    elif finding.rule == "syntax/foreign-spelling":
        yield from _as_the_language_writes(finding, span)
    elif finding.rule == "syntax/direction-control":
        found = _CONTROL.search(span.source.text)
        if found is not None:
            yield Fix("remove it", (Edit(span.source, found.start(), found.end(), ""),), True)
    elif finding.rule == "remedy/gap-under-target" and (first := _FIRST_ROW.match(finding.help)):
        bound = span.text.partition("|")[0].rstrip()
        yield Fix(f"write `{first['meant']}`", (Edit(span.source, start, start + len(bound), first["meant"]),))


def _as_the_language_writes(finding: Finding, span: Span) -> Iterator[Fix]:
    """The spelling of the language in place of a habit, nothing in place of what says nothing, bars for tabs."""
    start, end = span.offsets
    typed, *rows = finding.values
    written = _WRITTEN.fullmatch(finding.help)
    if rows:
        yield Fix("put bars between the cells", (Edit(span.source, start, end, rows[0]),), True)
    elif written and span.text == typed:
        yield Fix(finding.help, (Edit(span.source, start, end, written["meant"]),), True)
    elif finding.help.startswith("leave it out") and (span.text == typed or span.source.text.count(typed) == 1):
        at = start if span.text == typed else span.source.text.find(typed)
        yield Fix("leave it out", (Edit(span.source, at, at + len(typed), ""),), True)


def _typed(finding: Finding, span: Span) -> Span | None:
    """The words that a finding is about: its place, or the one word in it that the finding names."""
    named = finding.values[0] if finding.values else finding.message.partition("`")[2].partition("`")[0]
    if span.text == named:
        return span
    words = [token for token in span.source.tokens[span.first : span.last + 1] if token.text == named]
    return words[0].span if len(words) == 1 else None


def _resemble(typed: str, meant: str) -> bool:
    """Whether a word is so like another that it is a slip of the hand."""
    return SequenceMatcher(None, typed, meant).ratio() >= _ALIKE


def _completed(finding: Finding, span: Span) -> Iterator[Fix]:
    """What is missing, added."""
    source, (start, end) = span.source, span.offsets
    if finding.rule == "value/missing-window" and "each calendar month" in finding.help:
        promise = _around(span, "promise")
        for window in _WINDOWS if promise is not None else ():
            assert promise is not None
            yield Fix(f"add `{window}`", (Edit(source, promise.last.end, promise.last.end, f" {window}"),))
    elif finding.rule == "agreement/unmarked-override":
        yield Fix("write `override` before it", (Edit(source, start, start, "override "),))
    elif finding.help == "end every row with `|`":
        yield Fix(finding.help, (Edit(source, end, end, " |"),), True)
    elif finding.rule == "syntax/unclosed-text":
        quotes = '"""' if span.text.startswith('"""') else '"'
        yield Fix(f"end it with `{quotes}`", (Edit(source, end, end, quotes),))
    elif finding.rule == "syntax/unclosed-block" and finding.related:
        line = source.line(finding.related[0].span.start.line)
        indent = line[: len(line) - len(line.lstrip())]
        yield Fix("write `}` after this", (Edit(source, end, end, f"\n{indent}}}"),))


def _left_out(finding: Finding, span: Span) -> Iterator[Fix]:
    """The statement or declaration, taken away with its line."""
    if finding.rule in _PHRASES and finding.help.startswith("leave"):
        first, last = span.offsets
        blanks = len(span.source.text[:first]) - len(span.source.text[:first].rstrip(" "))
        yield Fix("leave it out", (Edit(span.source, first - blanks, last, ""),))
    if finding.rule not in _LEFT_OUT:
        return
    spans = [span]
    if finding.rule == "name/unused":  # without its parameter a value would be given to nothing
        spans += [one.span for one in finding.related]
    edits = [_without(one.source, node) for one in spans if (node := _around(one)) is not None]
    if edits:
        yield Fix("leave it out", tuple(edits))


def _without(source: Source, node: Node) -> Edit:
    """A statement taken away, with its lines where nothing else stands on them."""
    start, end = node.first.start, node.last.end
    before, behind = source.text.rfind("\n", 0, start) + 1, source.text.find("\n", end)
    behind = len(source.text) if behind < 0 else behind + 1
    if not source.text[before:start].strip() and not source.text[end:behind].strip():
        start, end = before, behind
    return Edit(source, start, end, "")


def _around(span: Span, kind: str = "") -> Node | None:
    """The statement or declaration whose name, or whose whole, a span is; or its part of a kind."""
    for declaration in parse(span.source).declarations:
        if not declaration.first.index <= span.first <= declaration.last.index:
            continue
        statements = (
            next(child.nodes(), child) if child.kind == "override" else child for child in declaration.nodes()
        )
        for node in (*statements, declaration):
            name = node.token("NAME")
            if (node.first.index, node.last.index) == (span.first, span.last) or (name and name.index == span.first):
                return node.node(kind) if kind else node
    return None


# `sla fix`


def edited(source: Source, edits: Iterable[Edit]) -> Source:
    """A source with these changes; of two that overlap only the first one is made."""
    text, last = source.text, len(source.text)
    for edit in sorted(edits, key=lambda one: (one.start, one.end), reverse=True):
        if edit.source is source and edit.end <= last:
            text = text[: edit.start] + edit.text + text[edit.end :]
            last = edit.start
    return Source(source.path, text)


def with_edits(files: WorkspaceFiles, edits: Sequence[Edit]) -> WorkspaceFiles:
    """The files with these changes."""
    changed = {edit.source for edit in edits}
    return replace(files, sources=tuple(edited(one, edits) if one in changed else one for one in files.sources))


def fixed(
    files: WorkspaceFiles, as_of: date | None, paths: Collection[str] | None = None
) -> tuple[WorkspaceFiles, list[Finding], list[Finding]]:
    """The files with all certain remedies, the findings that these mend, and those that are left.

    A remedy is made only if fewer findings are left, and nothing means anything else but the declarations in which it
    is made and those that rest on them. ``paths`` restricts it to these files. Promises are not proved: what is left
    does not say which are not carried.
    """
    mended: list[Finding] = []
    refused: set[tuple[str, str, tuple[Edit, ...]]] = set()
    before = run(files, as_of, proved=(), language="en")  # remedies are read off English messages
    while True:
        offered = [
            (finding, fix)
            for finding in (graded.finding for graded in before.findings if graded.waiver is None)
            for fix in fixes(finding)[:1]
            if fix.certain and all(_is_ours(edit, files, paths) for edit in fix.edits)
        ]
        offered = [one for one in offered if (one[0].rule, one[0].message, one[1].edits) not in refused]
        for some in (offered, *([one] for one in offered)):
            edits = [*dict.fromkeys(chain.from_iterable(fix.edits for _, fix in some))]
            if not edits:
                continue
            tried = with_edits(files, edits)
            after = run(tried, as_of, proved=(), language="en")
            if is_better(before, after, edits):
                mended += [finding for finding, _ in some]
                files, before = tried, after
                break
            if len(some) == 1:
                refused.add((some[0][0].rule, some[0][0].message, some[0][1].edits))
        else:
            left = [one.finding for one in before.findings if one.waiver is None]
            return files, mended, [one for one in left if paths is None or one.path in paths]


def _is_ours(edit: Edit, files: WorkspaceFiles, paths: Collection[str] | None) -> bool:
    return edit.source in files.sources and (paths is None or edit.source.path in paths)


def is_better(before: Checked, after: Checked, edits: Sequence[Edit]) -> bool:
    """Whether fewer findings are left, and nothing else means another thing."""
    if len(after.findings) >= len(before.findings):
        return False
    touched = {name for edit in edits for name in _named_around(edit)}
    for workspace in (before.workspace, after.workspace):
        for agreement in workspace.agreements.values():
            if touched & {*agreement.on_terms_of}:
                touched.add(agreement.name)
    return all(one.address.partition("/")[0] in touched for one in changes(before.workspace, after.workspace))


def _named_around(edit: Edit) -> Iterator[str]:
    """The names of the declarations in which a change is made."""
    for node in parse(edit.source).declarations:
        name = node.token("NAME")
        if name is not None and node.first.start <= edit.start <= node.last.end:
            yield name.text
