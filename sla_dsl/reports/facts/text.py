"""Facts for people: what was reached in each window, and what is wrong with the facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from ...facts.award import Award
from ...facts.held import FactsReport
from ...facts.needs import is_of_cases
from ...facts.reported import WindowFigure
from ...facts.rights import END, Right
from ...facts.tables.found import FactFinding
from ...model.quantity import number_text
from ...text.translation import MessageLanguage, translated
from ...wording.figures import exact_moment, seconds_text
from ...wording.values import said
from .used import used_line
from .words import (
    alert_text,
    amount_text,
    amounts_of,
    bound_text,
    day_of_start,
    days_of,
    last_moment,
    line_text,
    printed,
    where_of,
    where_of_agreement,
)

_SHOWN = 20
"""How many findings of one rule and file are shown."""


def facts_report_text(report: FactsReport) -> bytes:
    """A block for each agreement, with a line for each window and what follows from it; then the findings."""
    lines: list[str] = []
    for name in report.names:
        lines += ["", report.workspace.agreements[name].title or name]
        for one in report.of(name):
            lines += _window_lines(one)
            lines += _consequences(report, one)
        apart = [one for one in report.awards if not one.is_of_a_promise and one.agreement.name == name]
        lines += [apart_line(one) for one in apart]
        lines += [right_line(one) for one in report.rights if one.agreement == name]
        lines += [f"  {line}" for line in counted_lines(report, name)]
    lines += _ledger_lines(report)
    for notes in notes_of(report):
        lines += ["", *notes] if notes else []
    found = list(finding_lines(report.findings))
    lines += ["", *found] if found else []
    return ("\n".join(lines).lstrip("\n") + "\n").encode("utf-8", "replace") if lines else b""


def notes_of(report: FactsReport) -> list[list[str]]:
    """The texts taken not to have happened, the assumptions and the corrections: a list of lines for each."""
    unsaid = sorted({text for one in report.windows for text in one.answer.unsaid})
    return [
        [f"not judged, and taken not to have happened: {text}" for text in unsaid],
        [f"assumed: {', '.join(report.facts.assumed)}"] if report.facts.assumed else [],
        [
            f"corrected by {row.author} on {row.dated}: {row.place.text}: {row.because}"
            for _, row in report.facts.corrections
        ],
    ]


_INDENT = " " * 13


def _consequences(report: FactsReport, told: WindowFigure) -> Iterator[str]:
    """What follows from a window: what is due, who broke what behind it, and what is to be seen to."""
    for award in report.awards:
        if award.told is told or (award.objective == told.objective and award.told.start == told.start):
            yield f"{_INDENT}{award_line(award)}"
    for one in report.broken:
        if one.told is told:
            parts = [("broken", one.by), ("kept", one.kept), ("not known", one.unknown)]
            behind = "; ".join(f"{word}: {', '.join(names)}" for word, names in parts if names)
            yield f"{_INDENT}behind it {behind}"
    for alert in report.alerts:
        if alert.told is told:
            yield f"{_INDENT}{alert_text(alert)}"


def award_line(one: Award) -> str:
    """What is due, how it stands, and by which lines."""
    amount = "not known" if one.amount is None else amount_text(one.amount)
    until = "" if one.until is None else f" until {last_moment(one.until, where_of(one.told))}"
    state = f", {one.state}{until if one.state == 'claimable' else ''}" if one.amount is not None else ""
    why = f" ({'; '.join(one.because)})" if one.because else ""
    return f"{one.kind} {amount}{state}{why}, by {', '.join(line_text(each) for each in one.by)}"


def apart_line(one: Award) -> str:
    """The award for the points of all promises together in a window, or for what was used beyond a right."""
    return f"  {one.objective.partition('/')[2]}, {window_days(one.told)}: {award_line(one)}"


def right_line(one: Right) -> str:
    """The rights and duties that arose, and the windows that they arose from."""
    verb = "must not" if one.forbidden else "must" if one.must else "may"
    right = f"ensure {said(one.ensures)}" if one.ensures else one.right
    does = "may end the agreement" if one.right == END else f"{verb} {right}"
    windows = ", ".join(day_of_start(each) for each in one.counting)
    counts = f": {windows}" if windows else ""
    if one.is_open:
        return f"  not known whether the {one.party} {does} ({one.because}), by {line_text(one.by)}"
    return f"  {one.party} {does}{counts}, by {line_text(one.by)}"


def counted_lines(report: FactsReport, name: str) -> Iterator[str]:
    """How much there was of its volumes, what was used of its rights, and what became of the goals of its services."""
    for one in report.volumes:
        if one.known.agreement.name == name:
            where = where_of_agreement(one.known.agreement)
            days = days_of(one.start, one.end, where)
            number = "not known" if one.number is None else number_text(one.number)
            beyond = " beyond it" if one.is_within is False else ""
            yield f"volume {bound_text(one.volume.bound)}, {days}: {number}{beyond}"
    yield from (used_line(one) for one in report.used if one.known.agreement.name == name)
    for goal in report.goals:
        if goal.told.agreement.name == name:
            figures = ", ".join(reached(goal.told))
            yield f'goal "{goal.goal.text}", {window_days(goal.told)}: {goal.told.state}, {figures}'.removesuffix(", ")


def _ledger_lines(report: FactsReport) -> Iterator[str]:
    if report.totals or report.open:
        yield ""
    yield from totals_of(report)


def totals_of(report: FactsReport) -> Iterator[str]:
    """The sums in each currency, and how many awards are in none of them."""
    for owed, back, house in amounts_of(report):
        yield f"owed {owed}, to recover {back}, stays with the house {house}"
    if report.open:
        yield f"awards in no sum, since it is not known what they come to: {report.open}"


def window_days(one: WindowFigure) -> str:
    """The first and the last day of a window that are measured, or its moments where it is not one of whole days."""
    return days_of(one.start, one.end, where_of(one))


def reached(one: WindowFigure) -> list[str]:
    """What was reached in a window, and what is left of it."""
    parts = []
    if one.low is not None and one.high is not None and one.low != one.high:
        parts.append(f"between {printed(one.low, one.promise)} and {printed(one.high, one.promise)}")
    elif one.answer.figure is not None and one.state != "unknown":
        parts.append(printed(one.answer.figure, one.promise))
    if one.answer.cases is not None:
        of_cases = is_of_cases(one.known.workspace.metrics[one.promise.metric])
        parts.append(f"{one.answer.late or 0} of {one.answer.cases} {'late' if of_cases else 'not good enough'}")
    if one.state == "running" and one.budget_left is not None:
        parts.append(f"{seconds_text(one.budget_left)} left")
        if one.missed_from is not None:
            until = exact_moment(one.missed_from, one.agreement.zone)
            parts.append(f"missed from {until} on, if it is down until then")
    if one.answer.word and one.state == "not-judged":
        parts.append(one.answer.word)
    return parts


def _window_lines(one: WindowFigure) -> list[str]:
    line = f"  {one.state:10} {one.objective.partition('/')[2]}, {window_days(one)}"
    parts = reached(one)
    return [f"{line}: {', '.join(parts)}" if parts else line, *(f"{_INDENT}{why}" for why in one.because)]


def finding_lines(findings: Iterable[FactFinding], language: MessageLanguage = "en") -> Iterable[str]:
    """A line for each finding, and one for its remedy; of many alike the first ones."""
    say = partial(translated, language=language)
    shown: dict[tuple[str, str], int] = {}
    for one in findings:
        key = one.rule, one.place.file
        shown[key] = shown.get(key, 0) + 1
        if shown[key] > _SHOWN:
            continue
        row = f", {say('row')} {one.place.row}" if one.place.row else ""
        column = f", {say('column')} {one.column}" if one.column else ""
        yield f"{say(one.severity)}[{one.rule}]: {one.place.file}{row}{column}: {say(one.message)}"
        if one.help:
            yield f"  {say('help')}: {say(one.help)}"
    for (rule, file), number in shown.items():
        if number > _SHOWN:
            yield say(f"{file}: {number - _SHOWN} more of {rule}; `--format json` has all")
