"""Worlds in one line each, and the agreement that is asked of them: March 2026 in UTC, whose first day is a Sunday."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import lru_cache
from typing import Any

from sla_dsl.compiler import compile_sources
from sla_dsl.facts.answer import Answer
from sla_dsl.facts.kept import kept, windows_of
from sla_dsl.facts.world import (
    CaseEvent,
    Cause,
    Count,
    Sample,
    Saying,
    ServiceCase,
    ServiceOutage,
    ValueChange,
    Waiting,
    World,
)
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source

STAGE = """
party house { time zone UTC }
party buyer { time zone UTC }
party vendor { time zone UTC }
team desk of house
team ops of house
calendar office { time zone UTC open Mon-Fri 08:00-18:00 }
calendar sunday-night { time zone UTC open Sun 22:00-04:00 }
priorities urgency { P1 P2 P3 }
tiers care { silver gold }
dimension site { lyon roanne }
service shop { owner desk }
service app { owner ops }
service node-1 { owner ops }
service node-2 { owner ops }
service web { owner desk needs app and (node-1 or node-2) }
"""
USUAL = {
    "provider": "provider house",
    "customer": "customer buyer",
    "covers": "covers shop",
    "status": "status signed",
    "in force": "in force from 2026-01-01",
    "service hours": "service hours 24x7",
}
"""What an agreement says unless the row says it otherwise."""


@dataclass(frozen=True)
class Row:
    """An agreement, a world, and what is right.

    The first objective is asked in that of its windows that holds the moment ``at``.  ``says`` are statements of the
    agreement, ``declares`` what stands beside it.
    """

    title: str
    says: str
    world: World
    outcome: str
    declares: str = ""
    at: str = "2 00:00"
    expected: Mapping[str, Any] = field(default_factory=dict)
    span: tuple[int, int] | None = None
    written_since: date | None = None
    despite: tuple[str, ...] = ()
    """The rules by which something is found in it."""


def row(title: str, says: str, world: World, outcome: str, **more: Any) -> Row:
    """A row of the tables: what is right besides the outcome is named as the fields of a judgement are."""
    own = {name: more.pop(name) for name in ("declares", "at", "span", "written_since", "despite") if name in more}
    return Row(title, says, world, outcome, expected=more, **own)


def text_of(row: Row) -> str:
    usual = [said for word, said in USUAL.items() if not f"\n{row.says}".replace("\n  ", "\n").count(f"\n{word} ")]
    return f"{row.declares}\nsla a {{\n" + "\n".join([*usual, row.says]) + "\n}\n"


@lru_cache(maxsize=600)
def workspace(text: str) -> Workspace:
    return compile_sources([Source("a.sla", text), Source("stage.sla", STAGE)], Lock(), date(2026, 1, 1))


def judgement(row: Row) -> Answer:
    """What is said of a row."""
    compiled = workspace(text_of(row))
    assert tuple(found.rule for found in compiled.findings) == row.despite
    agreement = compiled.agreements["a"]
    objective = next(one for one in agreement.objectives)
    at = m(row.at)
    spans = [row.span] if row.span else windows_of(compiled, agreement, objective, at, at + 1)
    assert spans, "no window"
    return kept(compiled, agreement, objective, spans[-1], row.world, row.written_since)


def differences(row: Row) -> list[str]:
    """What a judgement has otherwise than is right."""
    found = judgement(row)
    right = {"outcome": row.outcome, **row.expected}
    return [
        f"{name} is {_plain(found, name)!r}, not {value!r}"
        for name, value in right.items()
        if _plain(found, name) != value
    ]


def _plain(found: Answer, name: str) -> Any:
    if name == "unit":
        return None if found.figure is None else found.figure.unit
    value = getattr(found, name)
    if name == "figure":
        return None if value is None else value.amount
    return dict(value) if name == "excluded" else value


# Worlds


def m(text: str) -> int:
    """A moment of March 2026: ``2 10:00``, ``2 10:00:30``; other months as ``04-01 00:00``."""
    day, _, time = text.partition(" ")
    month, _, number = day.rpartition("-")
    hour, minute, *second = map(int, time.split(":"))
    moment = datetime(2026, int(month or 3), int(number), tzinfo=UTC).timestamp()
    return int(moment) + hour * 3600 + minute * 60 + (second[0] if second else 0)


def end_of(text: str | None) -> int | None:
    return None if text is None else m(text)


def pairs(values: Mapping[str, str] | None) -> tuple[tuple[str, str], ...]:
    return tuple((values or {}).items())


def down(start: str, end: str | None = None, service: str = "shop", values: Any = None, **more: Any) -> ServiceOutage:
    return ServiceOutage(service, m(start), end_of(end), values=pairs(values), **more)


def cause(reason: str, start: str, end: str | None = None, announced: str | None = None, **more: Any) -> Cause:
    return Cause(reason, m(start), end_of(end), announced=end_of(announced), **more)


def said(text: str, start: str = "1 00:00", end: str | None = None, **more: Any) -> Saying:
    return Saying(text, m(start), end_of(end), **more)


def case(
    *events: str, waits: Any = (), changes: Any = (), service: str = "shop", values: Any = None, **more: Any
) -> ServiceCase:
    """A case by its events (``logged 2 10:00``, ``logged phone 2 10:00``), states and changes."""
    rows = []
    for one in events:
        words = one.split()
        rows.append(CaseEvent(words[0], m(" ".join(words[-2:])), words[1] if len(words) == 4 else ""))
    states = tuple(Waiting(reason, m(start), end_of(end), *by) for reason, start, end, *by in waits)
    moved = tuple(ValueChange(scale, value, m(at)) for scale, value, at in changes)
    return ServiceCase(more.pop("case", "c"), service, tuple(rows), states, moved, pairs(values), **more)


def sample(at: str, value: Any = None, ok: bool | None = None, **more: Any) -> Sample:
    number = None if value is None else Fraction(value)
    return Sample(more.pop("service", "shop"), m(at), ok, number, values=pairs(more.pop("values", None)), **more)


def probes(start: str, every: int, pattern: str, **more: Any) -> tuple[Sample, ...]:
    """Probes one after the other: ``+`` found the service up, ``-`` down."""
    return tuple(Sample("shop", m(start) + every * n, sign == "+", **more) for n, sign in enumerate(pattern))


def count(start: str, end: str, total: int, bad: int, **more: Any) -> Count:
    values = pairs(more.pop("values", None))
    return Count("shop", m(start), m(end), Fraction(total), Fraction(bad), values=values, **more)


def world(*rows: Any, until: str | None = None, **more: Any) -> World:
    """A world of rows of any kind."""
    kinds = {
        ServiceOutage: "outages",
        Cause: "causes",
        Saying: "occasions",
        ServiceCase: "cases",
        Sample: "samples",
        Count: "counts",
    }
    tables: dict[str, tuple[Any, ...]] = {
        table: tuple(one for one in rows if type(one) is kind) for kind, table in kinds.items()
    }
    return World(**{**tables, **more}, until=end_of(until))
