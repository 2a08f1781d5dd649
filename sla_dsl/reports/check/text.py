"""Findings for people: the text concerned, the mistake in it, and the remedy."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from textwrap import wrap
from typing import NamedTuple

from ...pipeline import Checked
from ...proof.verdict import counted as verdicts_counted
from ...proof.verdict import counts_text
from ...rules.catalogue import GRAVITY
from ...rules.rule import Graded
from ...text.finding import Finding
from ...text.source import Source, Span
from ...text.translation import MessageLanguage, translated
from ..layout import excerpt, printable

COLUMNS = 110
"""The longest line of running text."""
STYLES = {"error": "1;31", "warning": "1;33", "note": "1;36", "frame": "1;34", "plain": "1"}


class Underline(NamedTuple):
    """A span that is underlined, the message beside it, the sign, and the style."""

    span: Span
    message: str
    sign: str
    style: str


def text_report(checked: Checked, colour: bool = False) -> bytes:
    """All findings that are not waived, in UTF-8, a blank line between two; nothing if there are none."""
    shown = (_finding(graded, checked.language, colour) for graded in checked.findings if graded.waiver is None)
    return "\n".join(shown).encode("utf-8", "replace")


def summary(checked: Checked) -> str:
    """The number of findings of each severity, and of the agreements and files: one line without a line end."""
    say = partial(translated, language=checked.language)
    counts = [(checked.count(severity), severity) for severity in reversed(GRAVITY)]
    parts = [counted(count, severity) for count, severity in counts if count] or ["nothing found"]
    found = ", ".join(map(say, [*parts, f"{checked.waived} waived"] if checked.waived else parts))
    agreements, files = counted(len(checked.workspace.agreements), "agreement"), counted(checked.files, "file")
    told = f"{found} {say(f'in {agreements} ({files}), as of {checked.workspace.as_of}')}"
    if checked.proofs:
        each, assuming = verdicts_counted(checked.proofs.values())
        parts = [say(counts_text({verdict: count}, assuming)) for verdict, count in each.items()]
        promises = say(f"; {counted(len(checked.proofs), 'promise')}:")
        told += f"{promises} {', '.join(parts)}"
    # What templates and requirements leave open is found in the agreements that take them over, or meet them.
    unjudged = [one.status == "requirement" for one in checked.workspace.agreements.values() if one.is_template]
    for count, thing in ((unjudged.count(False), "template"), (unjudged.count(True), "requirement")):
        told += say(f"; {counted(count, thing)} not judged") if count else ""
    return told


def counted(count: int, thing: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _finding(graded: Graded, language: MessageLanguage, colour: bool) -> str:
    finding = graded.finding
    marks = _marks(finding, graded.severity)
    margin = len(str(max((mark.span.start.line for mark in marks), default=1)))
    head = _paint(f"{translated(graded.severity, language)}[{finding.rule}]", graded.severity, colour)
    lines = [f"{head}{_paint(f': {printable(finding.message)}', 'plain', colour)}"]
    arrow = _paint(f"{' ' * margin}-->", "frame", colour)
    if not marks and finding.file:
        lines.append(f"{arrow} {printable(finding.file)}")
    for source, group in groupby(marks, key=lambda mark: mark.span.source):
        block = list(group)
        start = next((mark for mark in block if mark.sign == "^"), block[0]).span.start
        lines.append(f"{arrow} {printable(source.path)}:{start.line}:{start.column}")
        lines += _block(source, block, margin, colour)
    for title, sentence in (
        ("example", finding.example),
        ("help", finding.help),
        ("more", f"sla rule {finding.rule}"),
    ):
        if sentence:
            lead = f"{' ' * margin} = {translated(title, language)}: "
            first, *others = wrap(
                printable(sentence), COLUMNS - len(lead), break_long_words=False, break_on_hyphens=False
            )
            lines.append(_paint(lead[:-1], "frame", colour) + f" {first}")
            lines += [" " * len(lead) + other for other in others]
    return "".join(f"{line}\n" for line in lines)


def _marks(finding: Finding, style: str) -> list[Underline]:
    """All spans of a finding: the file of the finding first, and by place in each file."""
    if finding.span is None:
        return []
    marks = [Underline(finding.span, finding.label, "^", style)]
    marks += [Underline(related.span, related.message, "-", "frame") for related in finding.related]
    paths = list(dict.fromkeys(mark.span.source.path for mark in marks))
    return sorted(marks, key=lambda mark: (paths.index(mark.span.source.path), mark.span.offsets))


def _block(source: Source, marks: list[Underline], margin: int, colour: bool) -> list[str]:
    """The marked lines of one file, with their marks, in a frame."""
    bar = _paint(f"{' ' * margin} |", "frame", colour)
    rows = [bar]
    previous_line, previous_text = marks[0].span.start.line, None
    for mark in marks:
        start, end = mark.span.start, mark.span.end
        line = source.line(start.line)
        last = end.column if end.line == start.line else len(line)
        text, first, width = excerpt(line, start.column - 1, max(last, start.column))
        if start.line > previous_line + 1:
            rows.append(_paint(f"{' ' * margin}...", "frame", colour))
        if (start.line, text) != (previous_line, previous_text):
            number = _paint(f"{start.line:>{margin}} |", "frame", colour)
            rows.append(f"{number} {text}".rstrip())
        beside = f"{mark.sign * width} {printable(mark.message)}".rstrip()
        rows.append(f"{bar} {' ' * first}{_paint(beside, mark.style, colour)}")
        previous_line, previous_text = start.line, text
    return [*rows, bar]


def _paint(text: str, style: str, colour: bool) -> str:
    return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if colour else text
