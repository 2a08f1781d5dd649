"""Another name for a thing, wherever it is named: files, prose, waivers, policies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from ..fixes import Edit, with_edits
from ..language.terminals import language
from ..pipeline import Checked, run
from ..rules.rule import Graded
from ..text.source import Source
from .names import NameIndex, Occurrence

_NAME = re.compile(r"[^\W\d]\w*(-\w+)*")


class NotRenamedError(Exception):
    """Raised if a name cannot be changed; the message says why."""


def renamed(index: NameIndex, there: Occurrence, new: str) -> list[Edit]:
    """The changes of the text that give a thing another name; raises ``NotRenamedError``.

    The places are those where the compiler saw the name. If these do not suffice, because it is named where the
    compiler keeps no account (the sentence of a policy, a change clause), all words of the old name are tried with
    them. Either way the renamed workspace is compiled: it must have the same findings, and mean the same.
    """
    old, files = there.named.name, index.result.files
    if _NAME.fullmatch(new) is None:
        raise NotRenamedError(f"`{new}` is not a name: names are letters, digits and `-`, and begin with a letter")
    if new == old:
        return []
    declared = index.declaration(there.named)
    if declared is None or declared.source not in files.sources:
        raise NotRenamedError(f"`{old}` is not declared in this workspace")
    if index.is_taken(there.named, new):
        taken = next((one for one in index.occurrences if one.is_declaration and one.named.name == new), None)
        where = f", {_place(taken.source, taken.start)}" if taken is not None and taken.source in files.sources else ""
        raise NotRenamedError(f"`{old}` cannot be called `{new}`: something else has this name{where}")
    before = run(files, index.result.checked.workspace.as_of, proved=())
    seen = {(one.source, one.start, one.end) for one in index.all_of(there.named) if one.source in files.sources}
    alike = {place for source in files.sources for place in _words(source, old)}
    wanting: list[str] = []
    for places in (seen, seen | alike):
        edits = [Edit(*place, new) for place in sorted(places, key=_by_place)]
        after = run(with_edits(files, edits), before.workspace.as_of, proved=())
        if is_same(before, after, old, new):
            return edits
        wanting += _new_faults(before, after, old, new)
    left = [f"it is also named in {_place(source, start)}" for source, start, _ in sorted(alike - seen, key=_by_place)]
    why = next(iter((*wanting, *left)), "it is named where it would mean something else")
    raise NotRenamedError(f"`{old}` cannot be renamed alone: {why}")


def _new_faults(before: Checked, after: Checked, old: str, new: str) -> list[str]:
    """The findings of a renamed workspace that it did not have before, with their places."""
    either = _either(old, new)

    def told(graded: Graded) -> tuple[str, str]:
        return graded.finding.rule, either.sub("", graded.finding.address)

    known = {told(graded) for graded in before.findings}
    return [
        f"in {graded.finding.path}{f', line {span.start.line}' if span else ''}: {graded.finding.message}"
        for graded in after.findings
        if told(graded) not in known
        for span in [graded.finding.span]
    ]


def _place(source: Source, offset: int) -> str:
    return f"{source.path}, line {source.position(offset).line}"


def _by_place(place: tuple[Source, int, int]) -> tuple[str, int]:
    return place[0].path, place[1]


def is_same(before: Checked, after: Checked, old: str, new: str) -> bool:
    """Whether two results have the same findings and the same model, if two names count as one."""
    either = _either(old, new)

    def told(checked: Checked) -> Counter[tuple[str, str]]:
        findings = (graded.finding for graded in checked.findings)
        return Counter((one.rule, either.sub("", one.address)) for one in findings)

    return told(before) == told(after) and (
        _content(before.workspace.to_json(), either) == _content(after.workspace.to_json(), either)
    )


def _either(old: str, new: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{re.escape(old)}|{re.escape(new)})(?![\w-])")


def _content(data: Any, either: re.Pattern[str]) -> Any:
    """The exported model without places; texts in a list are sorted, as some lists are by name."""
    if isinstance(data, dict):
        if {*data} == {"file", "line", "column"}:
            return None
        return {either.sub("", key): _content(value, either) for key, value in data.items()}
    if isinstance(data, list):
        parts = [_content(each, either) for each in data]
        return sorted(parts) if all(isinstance(each, str) for each in parts) else parts
    return either.sub("", data) if isinstance(data, str) else data


def _words(source: Source, name: str) -> Iterable[tuple[Source, int, int]]:
    """The places of all words of a name in a source: names, parts of addresses, and names in braces."""
    word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    braced = re.compile(rf"(?<=\{{){re.escape(name)}(?=\}})")
    keywords = language().words
    for token in source.tokens:
        if token.type == "PROSE" or (token.type not in ("STRING", *keywords) and name in token.text):
            for found in (braced if token.type == "PROSE" else word).finditer(token.text):
                yield source, token.start + found.start(), token.start + found.end()
