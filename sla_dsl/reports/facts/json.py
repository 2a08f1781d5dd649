"""A report of facts as JSON, ``sla.report/1``; the models below are its schema."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from importlib.metadata import version
from typing import Any, Literal

from pydantic import Field, TypeAdapter

from ...algebra.zones import local, zone
from ...facts.alerts import Alert, AlertKind
from ...facts.award import Award
from ...facts.claims import AwardState
from ...facts.held import FactsReport
from ...facts.reported import WindowFigure, WindowState
from ...facts.rights import Right
from ...facts.tables.found import FactFinding
from ...facts.tables.rows import FactRow
from ...model.phrases import RemedyKind, Role
from ...wording.values import said
from ..encoding import json_bytes
from ..strict import JsonObject
from .json_counted import GoalObject, VolumeObject, exact_text, goal_object, volume_object
from .json_ledger import LedgerObject, ledger_object
from .used import UsedRightObject, used_object
from .words import alert_text, amount_text, day_of_start, last_moment, line_text, moment_of, printed, where_of


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


class AwardObject(JsonObject):
    """What is due for one window; without an ``amount`` it is not known, and ``because`` says why.

    ``full`` is what it came to before limits cut it; ``by`` are the lines that give and cut it.  ``claim_until`` is the
    last day, or the moment, until which the next stage is claimed.
    """

    agreement: str
    objective: str
    award: RemedyKind
    start: str
    end: str
    amount: str | None
    amount_exact: str | None
    unit: str
    full: str | None
    by: list[str]
    state: AwardState
    claim_until: str | None
    because: list[str]


class RightObject(JsonObject):
    """A right or a duty that arose with a window that ended; ``windows`` are the first days of those that count."""

    agreement: str
    party: Role
    right: str
    must: bool
    forbidden: bool
    ensures: bool
    arose: str
    windows: list[str]
    by: str


class OpenRightObject(JsonObject):
    """A right or a duty that may have arisen, and why nobody knows."""

    agreement: str
    party: Role
    right: str
    must: bool
    forbidden: bool
    ensures: bool
    because: str
    by: str


class BrokenObject(JsonObject):
    """A missed window, and the promises behind it in the same time: broken (``by``), kept, or not known."""

    objective: str
    start: str
    by: list[str]
    kept: list[str]
    unknown: list[str]


class AlertObject(JsonObject):
    """Something to see to: a moment by which a case is due, or a level that is reached.

    ``due`` is missing where no moment is known.
    """

    objective: str
    start: str
    kind: AlertKind
    case: str | None
    due: str = ""
    to: str | None
    text: str


class CorrectionObject(JsonObject):
    """A row that corrects what was measured: by whom, why, and on which day."""

    table: str
    file: str
    row: int
    author: str
    because: str
    dated: str


class OriginObject(JsonObject):
    """From what the report was made: the commit (none if files differ from it), and SHA-256 digests."""

    commit: str | None
    agreements: str
    lock: str
    facts: str


class ReportObject(JsonObject):
    """The output of ``sla report --format json``."""

    schema_: Literal["sla.report/1"] = Field("sla.report/1", alias="schema")
    first: str
    last: str
    now: datetime
    whole: bool
    origin: OriginObject
    assumed: list[str]
    corrections: list[CorrectionObject]
    windows: list[WindowObject]
    awards: list[AwardObject]
    rights: list[RightObject]
    open_rights: list[OpenRightObject]
    broken: list[BrokenObject]
    warnings: list[AlertObject]
    volumes: list[VolumeObject]
    goals: list[GoalObject]
    used: list[UsedRightObject]
    ledger: LedgerObject
    findings: list[FactFindingObject]
    tool: str


def facts_report_json(report: FactsReport) -> bytes:
    """The report as ``sla.report/1``, with the windows by agreement, objective and time."""
    facts = report.facts
    content = ReportObject(
        first=report.first.isoformat(),
        last=report.last.isoformat(),
        now=local(report.now, zone("UTC")),
        whole=report.is_whole,
        origin=OriginObject(**vars(report.origin)),
        assumed=list(facts.assumed),
        corrections=[_correction(table, one) for table, one in facts.corrections],
        windows=[window_object(one) for one in report.windows],
        awards=[_award(one) for one in report.awards],
        rights=[_right(one) for one in report.rights if not one.is_open],
        open_rights=[_open_right(one) for one in report.rights if one.is_open],
        broken=[
            BrokenObject(
                objective=one.told.objective,
                start=day_of_start(one.told),
                by=list(one.by),
                kept=list(one.kept),
                unknown=list(one.unknown),
            )
            for one in report.broken
        ],
        warnings=[_alert(one) for one in report.alerts],
        volumes=[volume_object(one) for one in report.volumes],
        goals=[goal_object(one) for one in report.goals],
        used=[used_object(one) for one in report.used],
        ledger=ledger_object(report),
        findings=[finding_object(one) for one in report.findings],
        tool=f"sla-dsl {version('sla-dsl')}",
    )
    found = content.model_dump(mode="json", by_alias=True)
    for one in found["warnings"]:
        if not one["due"]:
            del one["due"]
    return json_bytes(found)


def _correction(table: str, row: FactRow) -> CorrectionObject:
    return CorrectionObject(
        table=table,
        file=row.place.file,
        row=row.place.row,
        author=row.author,
        because=row.because,
        dated=row.dated,
    )


def _award(one: Award) -> AwardObject:
    return AwardObject(
        agreement=one.agreement.name,
        objective=one.objective,
        award=one.kind,
        start=day_of_start(one.told),
        end=moment_of(one.told.end, where_of(one.told)),
        amount=None if one.amount is None else amount_text(one.amount),
        amount_exact=None if one.amount is None else str(one.amount.amount),
        unit="" if one.amount is None else one.amount.unit,
        full=None if one.full is None else amount_text(one.full),
        by=[line_text(each) for each in one.by],
        state=one.state,
        claim_until=None if one.until is None else last_moment(one.until, where_of(one.told)),
        because=list(one.because),
    )


def _right(one: Right) -> RightObject:
    return RightObject(
        agreement=one.agreement,
        party=one.party,
        right=said(one.ensures) if one.ensures else one.right,
        must=one.must,
        forbidden=one.forbidden,
        ensures=one.ensures is not None,
        arose=moment_of(one.told.end, where_of(one.told)),
        windows=[day_of_start(each) for each in one.counting],
        by=line_text(one.by),
    )


def _open_right(one: Right) -> OpenRightObject:
    return OpenRightObject(
        agreement=one.agreement,
        party=one.party,
        right=said(one.ensures) if one.ensures else one.right,
        must=one.must,
        forbidden=one.forbidden,
        ensures=one.ensures is not None,
        because=one.because,
        by=line_text(one.by),
    )


def _alert(one: Alert) -> AlertObject:
    where = where_of(one.told)
    return AlertObject(
        objective=one.told.objective,
        start=day_of_start(one.told),
        kind=one.kind,
        case=one.case or None,
        due="" if one.due is None else local(one.due, where).isoformat(),
        to=one.to or None,
        text=alert_text(one),
    )


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


def window_object(one: WindowFigure) -> WindowObject:
    """A window as an object."""
    objective, where, answer = one.promise, zone(one.agreement.zone or "UTC"), one.answer
    figure = answer.figure if one.state not in ("unknown", "not-judged") and one.low is None else None
    return WindowObject(
        objective=one.objective,
        start=moment_of(one.start, where),
        end=moment_of(one.end, where),
        state=one.state,
        value=printed(figure, objective) if figure else None,
        value_exact=exact_text(figure),
        low=exact_text(one.low),
        high=exact_text(one.high),
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


def _number(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


def report_schema() -> dict[str, Any]:
    """The JSON Schema of the report."""
    return TypeAdapter(ReportObject).json_schema(mode="serialization", by_alias=True)
