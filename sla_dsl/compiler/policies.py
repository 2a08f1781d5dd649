"""Policies as they are written; ``sla_dsl/policy`` compiles their sentences."""

from __future__ import annotations

from typing import cast

from ..model.settings import Severity
from ..model.workspace import Policy, ReadAs
from ..text.source import Node
from .people import named
from .reading import Reading
from .values import text


def policy(node: Node, reading: Reading) -> Policy:
    """A ``policy`` declaration."""
    severity, sentence, because = node.node("severity"), node.node("sentence"), node.node("because")
    origin, untested = node.node("origin"), node.node("untested")
    said = list(origin.tokens("STRING")) if origin else []
    read_as = origin.tokens("TEXT", "REPRINT", "SECONDARY", "MEMORY") if origin else ()
    assert sentence is not None
    return Policy(
        **(named(node) | {"name": reading.address}),
        severity=cast(Severity, severity.children[-1].text) if severity else "error",
        sentence=sentence.text,
        because=text(because.token("STRING")) if because else "",
        origin=text(said[0]) if said else "",
        read_as=next((cast(ReadAs, word.text) for word in read_as), None),
        read_in=text(said[1]) if len(said) > 1 else "",
        not_tested=text(untested.token("STRING")) if untested else "",
        may_be_waived=node.node("may_be_waived") is not None,
    )
