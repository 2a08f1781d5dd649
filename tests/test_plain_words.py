"""One main clause, and the thing by its name: turns of phrase that read as another language do not come back."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
TURNS = re.compile(r"\b(of which|as far as|but for)\b")
LEFT = 24
"""Places in docstrings and comments where one of these turns still stands: the number only falls."""
CLAUSES_FOR_NOUNS = 245
"""Docstrings that begin with ``What`` instead of a noun: the number only falls."""


def texts(path: Path) -> Iterator[str]:
    """The docstrings of a module, those behind values included, and its comments."""
    text = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value
    yield from re.findall(r"(?:^|  )# .*$", text, re.MULTILINE)


def all_texts() -> list[str]:
    paths = [path for folder in ("sla_dsl", "validators") for path in sorted((ROOT / folder).rglob("*.py"))]
    return [text for path in paths for text in texts(path)]


def test_no_more_sentences_hang_on_a_relative_clause() -> None:
    assert sum(len(TURNS.findall(text)) for text in all_texts()) <= LEFT


def test_no_more_things_are_called_what() -> None:
    assert sum(text.startswith("What ") for text in all_texts()) <= CLAUSES_FOR_NOUNS
