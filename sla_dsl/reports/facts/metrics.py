"""The figures of windows for Prometheus: text of OpenMetrics 1.0."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from ...facts.held import FactsReport
from ...facts.reported import WindowFigure
from .words import day_of_start


def facts_report_openmetrics(report: FactsReport) -> bytes:
    """A gauge for each figure, with the agreement, the promise and the first day of its window as labels."""
    lines: list[str] = []
    for name, help_, value in _FAMILIES:
        lines += [f"# TYPE {name} gauge", f"# HELP {name} {help_}", *_samples(report, name, value)]
    return ("\n".join([*lines, "# EOF"]) + "\n").encode("utf-8", "replace")


def _samples(report: FactsReport, name: str, value: Callable[[WindowFigure], Fraction | int | None]) -> Iterator[str]:
    for one in report.windows:
        number = value(one)
        if number is None:
            continue
        labels = {
            "agreement": one.agreement.name,
            "objective": one.objective.partition("/")[2],
            "start": day_of_start(one),
        }
        said = ",".join(f'{key}="{_escaped(text)}"' for key, text in labels.items())
        yield f"{name}{{{said}}} {float(number)!r}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _attained(one: WindowFigure) -> Fraction | None:
    figure = one.answer.figure
    if figure is None or one.low is not None or one.state in ("unknown", "not-judged"):
        return None
    return figure.amount / 100 if figure.unit == "%" else figure.amount


_MISSED = {"met": 0, "empty": 0, "running": 0, "missed": 1}
_FAMILIES: tuple[tuple[str, str, Callable[[WindowFigure], Fraction | int | None]], ...] = (
    ("sla_attained", "What was reached: shares of one, seconds, or plain numbers.", _attained),
    ("sla_down_seconds", "For how long it was down in measured time.", lambda one: one.answer.down),
    ("sla_budget_left_seconds", "How long more it may be down.", lambda one: one.budget_left),
    (
        "sla_missed_from_timestamp_seconds",
        "From when it is missed, if it is down until then.",
        lambda one: one.missed_from,
    ),
    ("sla_cases", "How many cases or samples count.", lambda one: one.answer.cases),
    ("sla_cases_late", "How many of them do not keep to the bound.", lambda one: one.answer.late),
    ("sla_missed", "1 if it is missed, 0 if not; missing if that is not known.", lambda one: _MISSED.get(one.state)),
)
