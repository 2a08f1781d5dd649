"""A test is a document: each line with a finding names the finding at its end.

    provider nirvana  # name/unknown-party: did you mean `norvia`?

The text after the colon is the help, which a test may leave out; a line without such a comment is clean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from sla_dsl.compiler import compile_sources
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source

AS_OF = date(2026, 11, 23)
_EXPECTED = re.compile(r"# ([a-z]+/[a-z-]+)(?:: ([^#\n]*[^#\s]))?")

Found = tuple[str, int, str]
"""A rule, the line of its finding, and the help (empty if the document does not state it)."""


def compiled(*texts: str, currencies: tuple[str, ...] = ()) -> Workspace:
    """The model of texts, each a file of its own (``0.sla``, ``1.sla``, …)."""
    sources = [_source(f"{at}.sla", text) for at, text in enumerate(texts)]
    return compile_sources(sources, Lock(), AS_OF, currencies=currencies)


@lru_cache(maxsize=64)
def _source(path: str, text: str) -> Source:
    """A source that is parsed once: most documents stand beside the same one."""
    return Source(path, text)


def expected(text: str) -> list[Found]:
    """The findings that a document announces."""
    return sorted(
        (match[1], number, match[2] or "")
        for number, line in enumerate(text.splitlines(), 1)
        for match in _EXPECTED.finditer(line)
    )


def found(workspace: Workspace, path: str, said: Sequence[Found]) -> list[Found]:
    """The findings in a file; the help is left out if the document does not state it."""
    with_help = {(rule, line) for rule, line, help_ in said if help_}
    return sorted(
        (f.rule, line, f.help if (f.rule, line) in with_help else "")
        for f in workspace.findings
        if f.path == path
        for line in [f.span.start.line if f.span else 0]
    )


def assert_document(text: str, *others: str, currencies: tuple[str, ...] = ()) -> None:
    """Asserts that a document, beside other clean texts, has exactly the findings that it announces."""
    workspace = compiled(*others, text, currencies=currencies)
    path = f"{len(others)}.sla"
    said = expected(text)
    assert found(workspace, path, said) == said
    assert [f for f in workspace.findings if f.path != path] == []
