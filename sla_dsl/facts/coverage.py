"""What a folder of facts has: from when to when, for which services and agreements, and what each promise lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..algebra.zones import Instant
from ..model.workspace import Workspace
from .needs import missing, unread_reasons
from .tables.cells import MICRO
from .tables.folder import Facts
from .tables.rows import FactRow
from .worlds import FactsOfAgreement


@dataclass(frozen=True, slots=True)
class TableExtent:
    """How many rows a table has, from when to when, and how many for each service; ``left_out`` are not ours."""

    table: str
    rows: int
    first: Instant | None
    last: Instant | None
    services: Mapping[str, int]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class PromiseNeeds:
    """What is missing to judge a promise; nothing, if it can be judged."""

    objective: str
    missing: tuple[str, ...]


def extents(facts: Facts) -> list[TableExtent]:
    """The extent of each table that is there, in the order of the tables."""
    return [_extent(facts, name, rows) for name, rows in facts.tables.items()]


def _extent(facts: Facts, table: str, rows: Iterable[FactRow]) -> TableExtent:
    services: dict[str, int] = {}
    times: list[int] = []
    number = 0
    for row in rows:
        number += 1
        times += _times(row)
        service = getattr(row, "service", "")
        if service:
            services[service] = services.get(service, 0) + 1
    first, last = (min(times) // MICRO, max(times) // MICRO) if times else (None, None)
    return TableExtent(table, number, first, last, dict(sorted(services.items())), facts.left_out.get(table, 0))


def _times(row: FactRow) -> list[int]:
    named = [getattr(row, name, None) for name in ("start", "end", "at")]
    found = [one for one in named if isinstance(one, int)]
    return found + [at for _, at in getattr(row, "events", ())]


def needs(facts: Facts, workspace: Workspace, now: Instant) -> list[PromiseNeeds]:
    """What each promise of the agreements lacks."""
    return [
        PromiseNeeds(objective.address, (*missing(known, objective), *unread_reasons(known, objective)))
        for agreement in workspace.agreements.values()
        if not agreement.standard
        for known in [FactsOfAgreement(facts, workspace, agreement, now)]
        for objective in agreement.objectives
        if objective.bound is not None
    ]
