"""Reasons in French: every sentence that the judge can say has its own there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import sla_dsl.facts
from sla_dsl.reports.facts.languages import FRENCH
from sla_dsl.text.translation import translated

FOLDER = Path(sla_dsl.facts.__file__ or "").parent
RAISED = ("OpenError", "UnknownError")
CONSTANTS = ("_NOTHING", "_NOT_MEASURED", "_OPEN_CASE", "_NO_SAMPLES")


def text_of(node: ast.expr) -> Iterator[str]:
    """A literal as a sentence, with a name in each place; of what is no literal nothing."""
    if isinstance(node, ast.IfExp):
        yield from (*text_of(node.body), *text_of(node.orelse))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        parts = [one.value if isinstance(one, ast.Constant) else "Xy" for one in node.values]
        yield "".join(map(str, parts))
    elif isinstance(node, ast.Tuple):
        yield from (text for one in node.elts for text in text_of(one))


def sentences() -> Iterator[str]:
    """Every sentence that `facts/` says of what is not known, or is cut."""
    for path in sorted(FOLDER.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in RAISED:
                    yield from text_of(first)
                case ast.keyword(arg="because" | "word", value=value):
                    yield from text_of(value)
                case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in (*CONSTANTS, "because", "reason"):
                    yield from text_of(value)
                case ast.Expr(value=ast.Yield(value=ast.expr() as value)) if path.name == "needs.py":
                    yield from text_of(value)


WORDS = ("in force", "partial windows count as met", "amendment", "none")
"""Phrases of the language, and what is no reason."""
PHRASES = ("for Xy", "after Xy", "excludes Xy", "excludes Xy up to Xy", "pauses while Xy Xy", "Xy samples")
"""Phrases of the language with values: they stand as the agreement has them."""


@pytest.mark.parametrize("sentence", sorted({*sentences()} - {*WORDS, *PHRASES, "Xy", ""}))
def test_each_reason_is_said_in_french(sentence: str) -> None:
    assert translated(sentence, "fr") != sentence


def test_a_reason_within_a_reason() -> None:
    said = FRENCH.reason("it is not known whether it holds: `up` has no window")
    assert said == "on ne sait pas si la condition est remplie : `up` n’a pas de période"


def test_names_are_not_translated() -> None:
    assert FRENCH.reason("for gold") == "for gold"
    assert FRENCH.reason("gold") == "gold"
