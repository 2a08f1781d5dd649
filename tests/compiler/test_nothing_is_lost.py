"""What is written is in the model: whatever is taken out of a text changes the model, or is found."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sla_dsl.language.parser import parse
from sla_dsl.text.source import Node, Source, Token

from ..documents import compiled
from .models import BASE

EVERYTHING = (Path(__file__).parent / "everything.sla").read_text(encoding="utf-8")
REPEATED = {"by urgency": "the columns of the table say it too"}
"""Parts that say what something else says already."""

Said = tuple[object, list[tuple[str, str]]]


def said(text: str) -> Said:
    """What texts mean, wherever that stands, and what is found in them."""
    workspace = compiled(BASE, text)
    return without_places(workspace.to_json()), [(found.rule, found.message) for found in workspace.findings]


def without_places(part: Any) -> object:
    if isinstance(part, dict):
        return {name: without_places(value) for name, value in part.items() if name != "source"}
    return [without_places(value) for value in part] if isinstance(part, list) else part


def parts(node: Node) -> Iterator[Node | Token]:
    """All parts of a tree."""
    for part in node.children:
        yield part
        if isinstance(part, Node):
            yield from parts(part)


def shortened(share: int) -> dict[tuple[int, int], str]:
    """By the offsets of one part in ``share``, the text without it, where that can still be read."""
    parsed = parse(Source("everything.sla", EVERYTHING))
    offsets = dict.fromkeys(part.span.offsets for declaration in parsed.declarations for part in parts(declaration))
    texts = {(start, end): EVERYTHING[:start] + EVERYTHING[end:] for start, end in [*offsets][::share]}
    return {offsets: text for offsets, text in texts.items() if not parse(Source("shorter.sla", text)).findings}


def test_the_text_is_clean() -> None:
    assert said(EVERYTHING)[1] == []


@pytest.mark.parametrize("share", [8, pytest.param(1, marks=pytest.mark.slow)])
def test_whatever_is_taken_out_is_missed(share: int) -> None:
    """One part in eight is tried, or each of them."""
    whole, texts = said(EVERYTHING), shortened(share)
    assert len(texts) > 200 / share
    tried = {EVERYTHING[start:end] for start, end in texts}
    assert {EVERYTHING[start:end] for (start, end), text in texts.items() if said(text) == whole} == tried & set(
        REPEATED
    )
