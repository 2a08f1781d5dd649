"""Where an agreement is performed, under which law, and through whom."""

from __future__ import annotations

from typing import Any, cast

from ..model.performing import Governing, PlannedTest, Subcontracting, Subcontractor
from ..model.places import is_country, is_place
from ..text.source import Node, Token, TreePart
from .phrases import phrases
from .reading import Reading
from .values import positive, text

_BY_HABIT = {"UK": "GB", "EL": "GR"}
"""Codes that people write, and those of ISO 3166."""


def _code(part: TreePart) -> str:
    assert isinstance(part, Token)
    return text(part) if part.type == "STRING" else part.text


def country(part: TreePart, reading: Reading) -> str | None:
    """The code of a country, or of a part of one; none (reported) for anything else."""
    code = _code(part)
    if is_country(code):
        return code
    reading.unknown(
        "place",
        cast(Token, part),
        _BY_HABIT.get(code),
        "write the code of a country (`FR`) or of a part of one (`GB-ENG`)",
    )
    return None


def places(node: Node, reading: Reading) -> tuple[str, ...]:
    """The codes of a list of places; one that is no place, or stands there twice, is reported."""
    found: dict[str, None] = {}
    for part in _listed(node):
        code = _code(part)
        if not is_place(code):
            help_ = "write the code of a country (`FR`) or of a part of one (`GB-ENG`), or `EU` or `EEA`"
            reading.unknown("place", part, _BY_HABIT.get(code), help_)
        elif code in found:
            message = f"`{code}` stands twice in one list"
            reading.report("name/duplicate", message, part, help="leave one out")
        else:
            found[code] = None
    return tuple(found)


def _listed(node: Node) -> list[Token]:
    """The codes behind the last `from` or `in` of a statement."""
    at = max(n for n, part in enumerate(node.children) if isinstance(part, Token) and part.type in ("FROM", "IN"))
    return [part for part in node.children[at + 1 :] if isinstance(part, Token) and part.type in ("NAME", "STRING")]


def governing(node: Node, reading: Reading) -> Governing | None:
    """``governed by the law of FR, courts of FR "Lyon"``."""
    codes = [child for child in node.children if isinstance(child, Token) and child.type in ("NAME", "STRING")]
    law = country(codes[0], reading)
    courts = country(codes[1], reading) if node.has("COURTS") else None
    court = text(codes[2]) if len(codes) > 2 else ""
    return Governing(law=law, courts=courts, court=court, source=node.span) if law else None


def subcontracting(node: Node, reading: Reading) -> Subcontracting:
    """``subcontracting is subject to consent announced 60 days ahead``."""
    said = phrases(node, reading, "announced")
    word = "consent" if node.has("CONSENT") else "forbidden" if node.has("FORBIDDEN") else "allowed"
    return Subcontracting(permission=cast(Any, word), announced=said.announced, source=node.span)


def subcontractor(node: Node, reading: Reading) -> Subcontractor | None:
    """``subcontractor arc-telecom for link in FR``."""
    codes = _listed(node) if node.has("IN") else []
    first, *of = [token for token in node.tokens("NAME") if token not in codes]
    party = reading.name("party", first)
    services = reading.all_names("service", of)
    where = places(node, reading) if codes else ()
    return Subcontractor(party=party, services=services, places=where, source=node.span) if party else None


def planned_test(node: Node, reading: Reading) -> PlannedTest | None:
    """``continuity tested every 12 months "Switch to Brest"``."""
    every = positive(node.after("EVERY"), reading, "duration")
    what = cast(Any, node.first.text)
    return PlannedTest(what=what, every=every, title=text(node.token("STRING")), source=node.span) if every else None
