"""What is written is in the model: whatever is taken out of a text changes the model, or is found."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

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


def shortened() -> dict[tuple[int, int], str]:
    """By the offsets of a part, the text without it, where that can still be read."""
    parsed = parse(Source("everything.sla", EVERYTHING))
    texts = {
        (start, end): EVERYTHING[:start] + EVERYTHING[end:]
        for declaration in parsed.declarations
        for part in parts(declaration)
        for start, end in [part.span.offsets]
    }
    return {offsets: text for offsets, text in texts.items() if not parse(Source("shorter.sla", text)).findings}


def test_the_text_is_clean() -> None:
    assert said(EVERYTHING)[1] == []


def test_whatever_is_taken_out_is_missed() -> None:
    whole, texts = said(EVERYTHING), shortened()
    assert len(texts) > 200
    lost = {EVERYTHING[start:end] for (start, end), text in texts.items() if said(text) == whole}
    assert lost == set(REPEATED)
