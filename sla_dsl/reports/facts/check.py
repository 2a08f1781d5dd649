"""What a folder of facts has, for people and as JSON (``sla.facts/1``)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from importlib.metadata import version
from itertools import groupby
from typing import Any, Literal

from pydantic import Field, TypeAdapter

from ...algebra.zones import Instant, local, zone
from ...facts.coverage import PromiseNeeds, TableExtent
from ...facts.tables.cells import MICRO
from ...facts.tables.folder import Facts
from ...text.translation import MessageLanguage, translated
from ..encoding import json_bytes
from ..strict import JsonObject
from .json import FactFindingObject, finding_object
from .text import finding_lines


class TableExtentObject(JsonObject):
    """How many rows a table has, from when to when (UTC), and how many for each service."""

    table: str
    rows: int
    first: datetime | None
    last: datetime | None
    services: dict[str, int]
    left_out: int


class PromiseNeedsObject(JsonObject):
    """What is missing to judge a promise; nothing, if it can be judged."""

    objective: str
    missing: list[str]


class FactsObject(JsonObject):
    """The output of ``sla facts check --format json``."""

    schema_: Literal["sla.facts/1"] = Field("sla.facts/1", alias="schema")
    whole: bool
    complete_until: datetime | None
    assumed: list[str]
    tables: list[TableExtentObject]
    promises: list[PromiseNeedsObject]
    findings: list[FactFindingObject]
    tool: str


def facts_check_json(facts: Facts, tables: Sequence[TableExtent], promises: Sequence[PromiseNeeds]) -> bytes:
    """All that is there, and what is not, as ``sla.facts/1``."""
    content = FactsObject(
        whole=facts.is_whole,
        complete_until=None if facts.until is None else _utc(facts.until // MICRO),
        assumed=list(facts.assumed),
        tables=[
            TableExtentObject(
                table=one.table,
                rows=one.rows,
                first=_utc(one.first),
                last=_utc(one.last),
                services=dict(one.services),
                left_out=one.left_out,
            )
            for one in tables
        ],
        promises=[PromiseNeedsObject(objective=one.objective, missing=list(one.missing)) for one in promises],
        findings=[finding_object(one) for one in facts.findings],
        tool=f"sla-dsl {version('sla-dsl')}",
    )
    return json_bytes(content.model_dump(mode="json", by_alias=True))


def facts_schema() -> dict[str, Any]:
    """The JSON Schema of the check."""
    return TypeAdapter(FactsObject).json_schema(mode="serialization", by_alias=True)


def facts_check_text(
    facts: Facts, tables: Sequence[TableExtent], promises: Sequence[PromiseNeeds], language: MessageLanguage = "en"
) -> bytes:
    """A line for each table, the promises that cannot be judged, and the findings."""
    say = partial(translated, language=language)
    lines = [say(_table_line(one)) for one in tables]
    if facts.until is not None:
        lines.append(say(f"complete until {_utc(facts.until // MICRO):%Y-%m-%d %H:%M} UTC"))
    lines += [say(f"assumed: {', '.join(facts.assumed)}")] if facts.assumed else []
    for agreement, own in groupby(promises, key=lambda one: one.objective.partition("/")[0]):
        listed = list(own)
        able = sum(not one.missing for one in listed)
        lines.append(say(f"{agreement}: {able} of {len(listed)} promises can be judged"))
        lines += [f"  {promise.objective}: {say(reason)}" for promise in listed for reason in promise.missing]
    lines += finding_lines(facts.findings, language)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _table_line(one: TableExtent) -> str:
    parts = [f"{one.table}: {one.rows} {'row' if one.rows == 1 else 'rows'}"]
    if one.first is not None and one.last is not None:
        parts.append(f"{_utc(one.first):%Y-%m-%d %H:%M} to {_utc(one.last):%Y-%m-%d %H:%M} UTC")
    parts += [", ".join(f"{name} {number}" for name, number in one.services.items())] if one.services else []
    parts += [f"{one.left_out} not ours"] if one.left_out else []
    return "; ".join(parts)


def _utc(at: Instant | None) -> datetime | None:
    return None if at is None else local(at, zone("UTC"))
