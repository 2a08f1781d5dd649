"""The texts that the tests of the language share."""

import re
from functools import cache
from pathlib import Path

from sla_dsl.language.parsed import Parsed
from sla_dsl.language.parser import parse
from sla_dsl.text.source import Node, Source

HERE = Path(__file__).parent
SAMPLES = (HERE / "samples.sla").read_text(encoding="utf-8")


@cache
def sections() -> dict[str, list[str]]:
    """The frames of `sentences.txt`, each with the sentences that stand in it."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for sentence in re.split(r"\n(?! )", (HERE / "sentences.txt").read_text(encoding="utf-8")):
        if sentence.startswith("== "):
            found[sentence.removeprefix("== ")] = current = []
        elif sentence and not sentence.startswith("#"):
            current.append(sentence)
    return found


SENTENCES = [frame.replace("…", sentence) for frame, sentences in sections().items() for sentence in sentences]


def read(text: str) -> Parsed:
    return parse(Source("test.sla", text))


def said(parsed: Parsed) -> list[tuple[str, str, str, str]]:
    """Of each finding its rule, the text it underlines, its message and its help."""
    return [(f.rule, f.span.text if f.span else "", f.message, f.help) for f in parsed.findings]


def outline(node: Node) -> tuple[object, ...]:
    """A tree as nested tuples: the kind of a node, then its parts; a token is its text."""
    return (node.kind, *(outline(child) if isinstance(child, Node) else child.text for child in node.children))
