"""Service level objectives of OpenSLO v1 as a draft: services, and a standard with the objectives of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from pathlib import Path

from ..algebra.zones import zone_names
from ..model.quantity import number_text
from .draft import DraftFile, ImportFailedError, Remark, draft, name_of, prose, quoted
from .openslo_objects import (
    OpenSloMetadata,
    OpenSloService,
    OpenSloSli,
    OpenSloSlo,
    SliSpec,
    SloTarget,
    TimeWindow,
    openslo_object,
)
from .yaml_documents import yaml_documents

_PERIODS = {"h": "hour", "d": "day", "w": "week", "M": "month", "Q": "quarter", "Y": "year"}
_ROLLING = {"h": "h", "d": "days", "w": "weeks"}
_QUARTERS = (1, 4, 7, 10)


@dataclass
class _Contents:
    """What the files hold, and what is to be said of it."""

    slos: list[OpenSloSlo] = field(default_factory=list)
    indicators: dict[str, SliSpec] = field(default_factory=dict)
    services: dict[str, OpenSloMetadata] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True)
class _Promise:
    """A statement, the service that it is about, and the zone in which its windows begin, if it names one."""

    service: str
    zone: str
    name: str
    lines: tuple[str, ...]


def openslo(paths: Iterable[Path]) -> DraftFile:
    """The draft of the objects in these files. Raises ``ImportFailedError``."""
    those = list(paths)
    contents = _Contents()
    for path in those:
        number = 0
        for document in yaml_documents(path):
            for data in document if isinstance(document, list) else [document]:
                number += 1
                _take(contents, data, f"object {number} of `{path.name}`")
    origin = ", ".join(f"`{path.name}`" for path in those)
    if not contents.slos:
        raise ImportFailedError(f"{origin} has no service level objective")
    promises = [promise for slo in contents.slos for promise in _promises(contents, slo)]
    if not promises:
        raise ImportFailedError(
            f"nothing of {origin} can be said in the language", "; ".join(str(one) for one in contents.remarks)
        )
    contents.remarks.append(Remark("", "What measures them is not in the draft: see `measured by` and `counts`."))
    contents.remarks.append(
        Remark("", "Nobody is promised this yet: `sla new sla --on …` makes an agreement on these terms.")
    )
    return draft(origin, _declarations(contents, promises), contents.remarks)


def _take(contents: _Contents, data: object, place: str) -> None:
    found = openslo_object(data, place)
    match found:
        case OpenSloSlo():
            contents.slos.append(found)
        case OpenSloSli():
            contents.indicators[found.metadata.name] = found.spec
        case OpenSloService():
            contents.services[found.metadata.name] = found.metadata
        case _:
            contents.remarks.append(Remark(f"{found.kind} {found.metadata.name}", "is not in the draft"))


def _declarations(contents: _Contents, promises: list[_Promise]) -> Iterator[str]:
    """The services, and a standard for each service and zone."""
    taken: set[str] = set()
    names = {}
    for service in dict.fromkeys(one.service for one in promises):
        metadata = contents.services.get(service)
        names[service] = name_of(service, taken, "service")
        taken.add(names[service])
        title = f" {quoted(metadata.displayName)}" if metadata and metadata.displayName else ""
        yield f"service {names[service]}{title} {{ }}"
    for service, zone in dict.fromkeys((one.service, one.zone) for one in promises):
        name = name_of(f"{names[service]}-objectives", taken)
        taken.add(name)
        yield ""
        yield f"standard sla {name} {{"
        yield f"covers {names[service]}"
        if zone:
            yield f"time zone {zone}"
        for one in promises:
            if (one.service, one.zone) == (service, zone):
                yield from one.lines
        yield "}"


def _promises(contents: _Contents, slo: OpenSloSlo) -> Iterator[_Promise]:
    spec, place = slo.spec, f"SLO {slo.metadata.name}"

    def remark(text: str) -> None:
        contents.remarks.append(Remark(place, text))

    if spec.is_composite:
        remark("is made of several indicators, which no statement is; it is not in the draft")
        return
    indicator = spec.indicator.spec if spec.indicator else contents.indicators.get(spec.indicatorRef or "")
    if indicator is None:
        remark(f"its indicator `{spec.indicatorRef}` is not in these files; it is not in the draft")
        return
    if indicator.thresholdMetric is not None and spec.budgetingMethod == "Occurrences":
        remark("compares values of a unit that it does not name; it is not in the draft")
        return
    if spec.alertPolicies:
        remark("its alerts are not in the draft")
    zone, window = "", ""
    if spec.timeWindow:
        zone, window = _window(spec.timeWindow[0], remark)
    else:
        remark("has no window: add the one that was agreed")
    for number, target in enumerate(spec.objectives, start=1):
        name = slo.metadata.name if len(spec.objectives) == 1 else f"{slo.metadata.name}-{number}"
        title = target.displayName or slo.metadata.displayName
        figure = _figure(spec.budgetingMethod, target, remark)
        text = f" {{\ntext {prose(spec.description)}\n}}" if spec.description.strip() else ""
        named = name_of(name, (), "objective")
        line = f"objective {named}{f' {quoted(title)}' if title else ''}: {figure}{window}{text}"
        yield _Promise(spec.service, zone, named, (line,))


def _figure(method: str, target: SloTarget, remark: Callable[[str], None]) -> str:
    """The promise: an availability for shares of time, an error rate for shares of events."""
    share = Fraction(target.target) * 100 if target.target is not None else Fraction(target.targetPercent or 0)
    if method == "Occurrences":
        return f"error-rate at most {number_text(100 - share)}%"
    if method == "Timeslices":
        good = f"{number_text(Fraction(target.timeSliceTarget or 0) * 100)}%"
        remark(f"a slice of {target.timeSliceWindow} is good from {good} on: say with `down when` what counts as down")
    return f"availability at least {number_text(share)}%"


def _window(window: TimeWindow, remark: Callable[[str], None]) -> tuple[str, str]:
    """The zone, and the window as the language writes it; empty where it cannot."""
    count, unit = int(window.duration[:-1]), window.duration[-1]
    if window.isRolling:
        if unit not in _ROLLING or count == 0 or (unit == "h" and count < 24):
            remark(f"rolls by `{window.duration}`, which is no fixed time of a day or more: add a window")
            return "", ""
        word = _ROLLING[unit] if count > 1 or unit == "h" else _ROLLING[unit].removesuffix("s")
        return "", f" each rolling {count} {word}"
    calendar = window.calendar
    assert calendar is not None  # the object was read so
    where = calendar.timeZone
    if where not in zone_names():
        remark(f"its time zone `{where}` is not known: add the one that was agreed")
        where = ""
    try:
        start = datetime.strptime(calendar.startTime, "%Y-%m-%d %H:%M:%S")  # noqa: DTZ007 - in the zone beside it
    except ValueError:
        start = None
    if start is None or count != 1 or unit not in _PERIODS or not _is_a_beginning(start, unit):
        remark(f"`{window.duration}` from {calendar.startTime} is no period of the calendar: add a window")
        return where, ""
    return where, f" each calendar {_PERIODS[unit]}"


def _is_a_beginning(start: datetime, unit: str) -> bool:
    """Whether a period of the calendar begins then."""
    begins = {
        "h": True,
        "d": start.hour == 0,
        "w": start.hour == 0 and start.weekday() == 0,
        "M": start.hour == 0 and start.day == 1,
        "Q": start.hour == 0 and start.day == 1 and start.month in _QUARTERS,
        "Y": start.hour == 0 and start.day == 1 and start.month == 1,
    }
    return (start.minute, start.second) == (0, 0) and begins[unit]
