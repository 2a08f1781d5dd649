"""Findings as the diagnostics of an editor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from lsprotocol import types

from ..folder import SETTINGS
from ..pipeline import in_language, said_in
from ..rules.rule import Graded
from ..text.finding import Finding
from ..text.source import Span
from ..text.translation import MessageLanguage, translated
from .bench import CheckedTexts, OpenDocument, Project

SOURCE = "sla"
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}
_START = types.Range(types.Position(0, 0), types.Position(0, 1))
MOST_SHOWN = 1000
"""The findings of one file that an editor is shown: they go out in one message, and nothing is answered meanwhile."""
_GRADES = tuple(_SEVERITIES)
OF_THE_TEXT = "syntax"
"""The family of findings that are seen in one document alone."""


def of_project(project: Project, result: CheckedTexts, encoding: str) -> dict[str, list[types.Diagnostic]]:
    """The diagnostics of a workspace by the paths of its files; what is waived is left out.

    A finding in a pack that is not part of the workspace stands in ``sla.toml``, which names the pack.
    """
    language = result.files.settings.messages
    by_path: dict[str, list[tuple[Graded, bool]]] = defaultdict(list)
    for graded in in_language(result.checked, language).findings:
        if graded.waiver is None:
            span = graded.finding.span
            is_outside = span is not None and span.source in result.files.packs
            path = SETTINGS if is_outside else graded.finding.path
            by_path[path].append((graded, is_outside))
    found = {}
    for path, some in by_path.items():
        gravest = sorted(some, key=lambda one: _GRADES.index(one[0].severity))[:MOST_SHOWN]
        found[path] = [_diagnostic(project, result, graded, is_outside, encoding) for graded, is_outside in gravest]
        found[path] += _left_out(len(some), language)
    return found


def _left_out(number: int, language: MessageLanguage) -> list[types.Diagnostic]:
    """The diagnostic that says how many of a file's findings are not shown, if there are too many."""
    if number <= MOST_SHOWN:
        return []
    text = f"findings that are not shown here: {number - MOST_SHOWN}; `sla check` lists all"
    return [types.Diagnostic(_START, translated(text, language), _SEVERITIES["note"], source=SOURCE)]


def _diagnostic(
    project: Project, result: CheckedTexts, graded: Graded, is_outside: bool, encoding: str
) -> types.Diagnostic:
    finding = graded.finding
    place = _START if finding.span is None or is_outside else _range(result, finding.span, encoding)
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(project.uri(one.span.source.path), _range(result, one.span, encoding)), one.message
        )
        for one in finding.related
        if one.span.source in result.files.sources
    ]
    return types.Diagnostic(
        range=place,
        message=told(finding, result.files.settings.messages),
        severity=_SEVERITIES[graded.severity],
        code=finding.rule,
        source=SOURCE,
        related_information=related or None,
        tags=[types.DiagnosticTag.Unnecessary] if finding.rule == "name/unused" else None,
    )


def _range(result: CheckedTexts, span: Span, encoding: str) -> types.Range:
    source = span.source
    if source.path.endswith(".sla"):
        return result.places(source, encoding).of(span)
    start, end = span.offsets  # of `sla.toml`, which is no source of the workspace
    first, last = source.position(start), source.position(end)
    return types.Range(types.Position(first.line - 1, first.column - 1), types.Position(last.line - 1, last.column - 1))


def told(finding: Finding, language: MessageLanguage) -> str:
    """A finding in words: what is wrong, an example, and who must do what."""
    more = (("example", finding.example), ("help", finding.help))
    lines = [finding.message, finding.label]
    lines += [f"{translated(word, language)}: {said}" for word, said in more if said]
    return "\n".join(filter(None, lines))


def of_text(document: OpenDocument, language: MessageLanguage) -> list[types.Diagnostic]:
    """What is wrong with the text of a document, whatever the rest of its workspace says."""
    if document.is_too_large:
        return []
    findings = document.parsed.findings
    shown = [
        types.Diagnostic(
            range=document.positions.of(finding.span) if finding.span else _START,
            message=told(said_in(finding, language), language),
            severity=types.DiagnosticSeverity.Error,
            code=finding.rule,
            source=SOURCE,
        )
        for finding in findings[:MOST_SHOWN]
    ]
    return [*shown, *_left_out(len(findings), language)]


def moved(known: Iterable[types.Diagnostic], before: OpenDocument, now: OpenDocument) -> list[types.Diagnostic]:
    """Diagnostics of an earlier text that are not of the text alone, where their words stand now.

    What stands in the changed lines is left out, until the next check.
    """
    old, new = before.raw.split("\n"), now.raw.split("\n")
    same = next(
        (at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new))
    )
    left = min(len(old), len(new)) - same
    behind = next((at for at in range(left) if old[-1 - at] != new[-1 - at]), left)
    shift = len(new) - len(old)
    kept = []
    for one in known:
        if one.code is None or str(one.code).partition("/")[0] == OF_THE_TEXT:
            continue  # without a code it says how many are not shown
        if one.range.end.line < same:
            kept.append(one)
        elif one.range.start.line >= len(old) - behind:
            kept.append(
                types.Diagnostic(
                    range=types.Range(
                        types.Position(one.range.start.line + shift, one.range.start.character),
                        types.Position(one.range.end.line + shift, one.range.end.character),
                    ),
                    message=one.message,
                    severity=one.severity,
                    code=one.code,
                    source=one.source,
                    related_information=one.related_information,
                    tags=one.tags,
                )
            )
    return kept
