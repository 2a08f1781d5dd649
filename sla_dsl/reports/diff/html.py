"""Changes as a page that stands alone: no script, nothing loaded, and good to print."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ...changes import Change, Comparison
from ...text.redline import Passage, redline
from ...wording.values import said
from ..layout import printable
from .text import LONG
from .words import RevisionName, beside_lines, kind_beside, places, reach_lines, sides, summary

_STYLE = """
body { font: 11pt/1.5 Georgia, serif; max-width: 48em; margin: 2em auto; padding: 0 1em; color: #111; }
h1 { font-size: 1.3em; } h2 { font-size: 1.05em; margin: 0; }
section { border-left: 4px solid #999; padding: .2em 0 .2em 1em; margin: 1.2em 0; break-inside: avoid-page; }
section.weakening { border-color: #b00; } section.strengthening { border-color: #080; }
code, .place { font: .85em Consolas, Menlo, monospace; color: #444; }
blockquote { margin: .5em 0; white-space: pre-wrap; overflow-wrap: anywhere; }
del { color: #a00; text-decoration: line-through; } ins { color: #060; text-decoration: underline; font-weight: bold; }
ul { margin: .2em 0; padding-left: 1.2em; }
table { border-collapse: collapse; } td, th { border: 1px solid #ccc; padding: .2em .5em; }
td, th { text-align: left; vertical-align: top; }
@media print { body { margin: 0; max-width: none; } del, ins { color: inherit; } section { border-color: #000; } }
"""
_TAGS = {"removed": "del", "added": "ins"}


def diff_html(comparison: Comparison, base: RevisionName, head: RevisionName) -> bytes:
    """All changes in UTF-8, the worst first; every text is whole."""
    title = _text(summary(comparison, base, head))
    told = [*map(_change, comparison.changes)]
    if lines := beside_lines(comparison):
        items = "".join(f"<li>{escape(line)}</li>\n" for line in lines)
        told.append(f"<section>\n<h2>What follows</h2>\n<ul>\n{items}</ul>\n</section>\n")
    top = f'<meta charset="utf-8">\n<title>{title}</title>\n<style>{_STYLE}</style>'
    body = f"<h1>{title}</h1>\n{''.join(told)}"
    page = f'<!doctype html>\n<html lang="en">\n<head>\n{top}\n</head>\n<body>\n{body}</body>\n</html>\n'
    return page.encode("utf-8", "replace")


def _change(change: Change) -> str:
    lines = "\n".join(_lines(change))
    return f'<section class="{change.class_}">\n{lines}\n</section>\n'


def _lines(change: Change) -> Iterator[str]:
    yield f"<h2>{change.class_}: {_text(' – '.join(change.titles) or change.address)}</h2>"
    yield f"<p><code>{_text(change.address)}</code> {_text(kind_beside(change.address, change.kind))}</p>"
    runs = [redline(*map(said, change.told))] if max(map(len, change.told)) > LONG else filter(None, sides(change))
    yield from (f"<blockquote>{''.join(map(_run, one))}</blockquote>" for one in runs)
    yield "<ul>"
    yield from (f"<li>{_text(line)}</li>" for line in reach_lines(change))
    yield f'</ul>\n<p class="place">{_text(" → ".join(places(change)))}</p>'


def _run(run: Passage) -> str:
    tag = _TAGS.get(run.fate)
    return f"<{tag}>{_text(run.text)}</{tag}>" if tag else _text(run.text)


def _text(text: str) -> str:
    return escape(printable(text))
