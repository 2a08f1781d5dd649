"""The declarations that decide what an agreement says, found by their words alone: nothing is compiled."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from ..language.parser import parse
from ..language.source import Node, Source

_WORD = re.compile(r"\w+(?:-\w+)*")


def wording(sources: Iterable[Source], name: str) -> tuple[Node, ...]:
    """The agreement of a name, the terms that it is on, and whatever their words name, and so on.

    An agreement that is only named, as one that carries a promise, is none of them.  A word of a text that happens to
    be a name is followed too: where two wordings are the same, nothing that the agreement says can differ.
    """
    agreements, others = defaultdict[str, list[Node]](list), defaultdict[str, list[Node]](list)
    for source in sources:
        for node in parse(source).declarations:
            declared = next(node.tokens("NAME"))
            (agreements if node.kind == "agreement" else others)[declared.text].append(node)
    found: list[Node] = []
    left = agreements.pop(name, [])
    while left:
        node = left.pop(0)
        found.append(node)
        terms = node.node("on_terms")
        for token in terms.tokens("NAME") if terms else ():
            left += agreements.pop(token.text, [])
        for word in _WORD.findall(node.text):
            left += others.pop(word, [])
    return tuple(found)
