"""A report of facts in Markdown, for an issue, a pull request or a wiki."""

from __future__ import annotations

from collections.abc import Iterator

from ...facts.held import FactsReport
from ...facts.reported import WindowFigure
from .text import award_line, counted_lines, finding_lines, notes_of, reached, right_line, totals_of, window_days
from .words import alert_text


def facts_report_markdown(report: FactsReport) -> bytes:
    """A section for each agreement with a table of its windows, and what follows from them as a list."""
    lines = [f"# Service report, {report.first} to {report.last}"]
    for name in report.names:
        lines += ["", f"## {_cell(report.workspace.agreements[name].title or name)}", ""]
        lines += ["| promise | window | reached | state |", "|---|---|---|---|"]
        lines += [_row(one) for one in report.of(name)]
        follows = list(_follows(report, name))
        lines += ["", *follows] if follows else []
    totals = [f"- {one}" for one in totals_of(report)]
    lines += ["", "## Ledger", "", *totals] if totals else []
    notes = [f"- {_cell(line)}" for group in notes_of(report) for line in group]
    lines += ["", "## Notes", "", *notes] if notes else []
    found = [f"- {_cell(line.strip())}" for line in finding_lines(report.findings)]
    lines += ["", "## Findings", "", *found] if found else []
    origin = report.origin
    lines += ["", f"Commit {origin.commit or 'none'}, facts `{origin.facts}`, agreements `{origin.agreements}`."]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _row(one: WindowFigure) -> str:
    cells = (one.objective.partition("/")[2], window_days(one), ", ".join(reached(one)), one.state)
    return f"| {' | '.join(map(_cell, cells))} |"


def _follows(report: FactsReport, name: str) -> Iterator[str]:
    for told in report.of(name):
        yield from (f"- {told.objective}, {window_days(told)}: {_cell(why)}" for why in told.because)
    yield from (
        f"- {_cell(one.objective)}: {_cell(award_line(one))}" for one in report.awards if one.agreement.name == name
    )
    for one in report.broken:
        if one.told.agreement.name == name:
            parts = [("broken", one.by), ("kept", one.kept), ("not known", one.unknown)]
            yield f"- behind {one.told.objective}: " + "; ".join(f"{word} {', '.join(n)}" for word, n in parts if n)
    yield from (f"- {_cell(right_line(one).strip())}" for one in report.rights if one.agreement == name)
    yield from (f"- {_cell(line)}" for line in counted_lines(report, name))
    for alert in report.alerts:
        if alert.told.agreement.name == name:
            yield f"- {alert.told.objective}: {_cell(alert_text(alert))}"


def _cell(text: str) -> str:
    """A text of other people in a cell: no line end, no bar, no markup of its own."""
    for sign in "\\|<>*_`[]":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())
