"""A report of facts as JSON, ``sla.report/1``; the models below are its schema."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from importlib.metadata import version
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, TypeAdapter

from ...algebra.zones import Instant, local, zone
from ...facts.reported import WindowFigure, WindowState
from ...facts.tables.folder import Facts
from ...facts.tables.found import FactFinding
from ...model.quantity import Quantity
from ...model.workspace import Workspace
from ..encoding import json_bytes
from ..strict import JsonObject
from .words import printed


class ExcludedObject(JsonObject):
    """For how many seconds of a window something is excluded, and for which reason."""

    reason: str
    seconds: int


class WindowObject(JsonObject):
    """One window of an objective.

    ``value`` is as it is printed, ``value_exact`` a fraction: a share of one, seconds, or a plain number.  ``low`` and
    ``high`` are what it may be, where something was not measured; ``because`` says why the state is not known.
    ``budget_left_seconds`` is how long more it may be down, ``missed_from`` from when a window that runs is missed, if
    it is down from now on.
    """

    objective: str
    start: str
    end: str
    state: WindowState
    value: str | None
    value_exact: str | None
    low: str | None
    high: str | None
    measured_seconds: str | None
    down_seconds: str | None
    excluded: list[ExcludedObject]
    budget_left_seconds: str | None
    missed_from: str | None
    cases: int | None
    late: int | None
    worst: str
    because: list[str]
    not_judged: list[str]


class FactFindingObject(JsonObject):
    """One thing that is wrong with the facts; ``row`` is 0 for what is about a whole file."""

    rule: str
    severity: Literal["error", "warning", "note"]
    message: str
    file: str
    row: int
    column: str
    help: str


class ReportObject(JsonObject):
    """The output of ``sla report --format json``."""

    schema_: Literal["sla.report/1"] = Field("sla.report/1", alias="schema")
    now: datetime
    whole: bool
    assumed: list[str]
    windows: list[WindowObject]
    findings: list[FactFindingObject]
    tool: str


def facts_report_json(facts: Facts, workspace: Workspace, windows: Sequence[WindowFigure], now: Instant) -> bytes:
    """The report as ``sla.report/1``, with the windows by agreement, objective and time."""
    content = ReportObject(
        now=local(now, zone("UTC")),
        whole=facts.is_whole,
        assumed=list(facts.assumed),
        windows=[_window(one, workspace) for one in windows],
        findings=[finding_object(one) for one in facts.findings],
        tool=f"sla-dsl {version('sla-dsl')}",
    )
    return json_bytes(content.model_dump(mode="json", by_alias=True))


def finding_object(one: FactFinding) -> FactFindingObject:
    """A finding as an object."""
    return FactFindingObject(
        rule=one.rule,
        severity=one.severity,
        message=one.message,
        file=one.place.file,
        row=one.place.row,
        column=one.column,
        help=one.help,
    )


def _window(one: WindowFigure, workspace: Workspace) -> WindowObject:
    agreement = workspace.agreements[one.objective.partition("/")[0]]
    objective = next(each for each in agreement.objectives if each.address == one.objective)
    where, answer = zone(agreement.zone or "UTC"), one.answer
    known = one.state not in ("unknown", "not-judged") or one.low is None
    figure = answer.figure if known and one.low is None else None
    return WindowObject(
        objective=one.objective,
        start=_moment(one.start, where),
        end=_moment(one.window[1], where),
        state=one.state,
        value=printed(figure, objective) if figure else None,
        value_exact=_exact(figure),
        low=_exact(one.low),
        high=_exact(one.high),
        measured_seconds=_number(answer.measured),
        down_seconds=_number(answer.down),
        excluded=[ExcludedObject(reason=reason, seconds=int(seconds)) for reason, seconds in answer.excluded],
        budget_left_seconds=_number(one.budget_left),
        missed_from=None if one.missed_from is None else local(one.missed_from, where).isoformat(),
        cases=answer.cases,
        late=answer.late,
        worst=answer.worst,
        because=[*one.because, *([answer.word] if one.state == "not-judged" else [])],
        not_judged=list(answer.unsaid),
    )


def _moment(at: Instant, where: ZoneInfo) -> str:
    """A day for its midnight, else the moment."""
    moment = local(at, where)
    return f"{moment:%Y-%m-%d}" if f"{moment:%H:%M:%S}" == "00:00:00" else moment.isoformat()


def _exact(figure: Quantity | None) -> str | None:
    """A figure as a fraction; shares are shares of one."""
    return None if figure is None else str(figure.amount / 100 if figure.unit == "%" else figure.amount)


def _number(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


def report_schema() -> dict[str, Any]:
    """The JSON Schema of the report."""
    return TypeAdapter(ReportObject).json_schema(mode="serialization", by_alias=True)
