"""Tables of targets become drafts that compile, and what cannot be carried is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sla_dsl.drafts.cells import duration_cell, percentage, unit_of_title
from sla_dsl.drafts.draft import DraftFile, ImportFailedError
from sla_dsl.drafts.sheets import Sheet, SheetCell, read_sheet
from sla_dsl.drafts.targets import matrix, targets, tiers
from sla_dsl.model.phrases import Bound

from ..examples import of_all
from .compiling import compiled, file

TARGETS = """\
Priority;Name;Description;Response time;Resolution (h);Hours
1;Critical;"Everything is down";15 minutes;4;24x7
2;Major;;1h;8.5;office
P3 - Minor;;;NBD;n/a;office
4;;;4 business hours;;
"""


def test_times_by_priority(tmp_path: Path) -> None:
    made = targets(read_sheet(file(tmp_path, "targets.csv", TARGETS)))
    workspace = compiled(made)
    scale = workspace.scales["priority"]
    assert [(one.name, one.title) for one in scale.values] == [
        ("P1", "Critical"),
        ("P2", "Major"),
        ("P3", "Minor"),
        ("P4", ""),
    ]
    assert 'P1 "Critical" when "Everything is down"' in made.text
    promised = {
        one.address.removeprefix("targets/cases/"): one.bound.value.text if isinstance(one.bound, Bound) else None
        for one in workspace.agreements["targets"].objectives
    }
    assert promised == {
        "response-time/P1": "15 min",
        "response-time/P2": "1 h",
        "response-time/P3": "p3-response-time",
        "response-time/P4": "p4-response-time",
        "resolution-time/P1": "4 h",
        "resolution-time/P2": "8 h 30 min",
        "resolution-time/P3": None,
        "resolution-time/P4": None,
    }
    assert [(one.name, one.title) for one in workspace.agreements["targets"].parameters] == [
        ("p3-response-time", "NBD"),
        ("p4-response-time", "4 business hours"),
    ]
    assert [str(one) for one in made.remarks] == [
        "column `Hours`: is not in the draft",
        "row 4, `Response time`: `NBD` is no time of the language; `p3-response-time` is blank until you say it",
        "row 5, `Response time`: `4 business hours` is no time of the language; `p4-response-time` is blank until you say it",  # noqa: E501 - one line, as it is told
        "row 5, `Resolution (h)`: is empty, and is taken for no promise: `none`",
        "The rows are taken to go from the most urgent to the least.",
        "The table does not say in which hours these times run: see `support hours` and `timed by`.",
        "Each case is promised its time; a share of them is `in 90% of cases each calendar month`.",
    ]


def workbook(folder: Path) -> Path:
    """A workbook as people keep it: empty rows above, times as times, shares as percentages."""
    path = folder / "sla.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        percent, clock = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "[h]:mm"})
        sheet = book.add_worksheet("Targets")
        sheet.write_row(2, 1, ["Severity", "Response", "Resolution in days"])
        for number, (name, response, days) in enumerate([("S1", time(0, 30), 1), ("S2", timedelta(hours=30), 2.5)]):
            sheet.write(3 + number, 1, name)
            sheet.write_datetime(3 + number, 2, response, clock)
            sheet.write(3 + number, 3, days)
        sheet = book.add_worksheet("Tiers")
        sheet.write_row(0, 0, ["Tier", "Availability per year"])
        for number, (name, share) in enumerate([("Gold", 0.9995), ("Silver", 0.99)], start=1):
            sheet.write(number, 0, name)
            sheet.write(number, 1, share, percent)
    return path


def test_a_workbook_is_read_as_it_is_shown(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    with pytest.raises(ImportFailedError) as failed:
        read_sheet(path)
    assert failed.value.message == "`sla.xlsx` has several sheets: `Targets`, `Tiers`"
    made = targets(read_sheet(path, "Targets"))
    compiled(made)
    assert "| S1       | 30 min        | 1 day" in made.text
    assert "| S2       | 30 h " in made.text
    made = tiers(read_sheet(path, "Tiers"))
    workspace = compiled(made)
    assert [(one.name, one.title) for one in workspace.scales["tier"].values] == [
        ("silver", "Silver"),
        ("gold", "Gold"),
    ]
    assert "each calendar year" in made.text
    assert "| gold   | 99.95%" in made.text


def test_availability_by_tier_without_a_window(tmp_path: Path) -> None:
    text = "Plan,Uptime\nGold,99.9\nSilver,0.995\nBronze,-\n"
    made = tiers(read_sheet(file(tmp_path, "tiers.csv", text)))
    compiled(made, "value/missing-window")
    assert [str(one) for one in made.remarks] == [
        "row 2, `Uptime`: `99.9` is read as 99.9%",
        "row 3, `Uptime`: `0.995` is read as 99.5%",
        "The table does not say over which window: add `each calendar month` or the like.",
        "The table does not say in which hours it counts: see `service hours`.",
    ]
    assert "| bronze | none " in made.text


def test_priorities_by_impact_and_urgency(tmp_path: Path) -> None:
    text = "Urgency \\ Impact,Low,High\nLow,4 - Low,3\nHigh,2,1 - Critical\n"
    made = matrix(read_sheet(file(tmp_path, "matrix.csv", text)))
    workspace = compiled(made)
    assert [one.name for one in workspace.scales["urgency"].values] == ["high", "low"]
    assert [one.name for one in workspace.scales["impact"].values] == ["high", "low"]
    assert [(one.name, one.title) for one in workspace.scales["priority"].values] == [
        ("P1", "Critical"),
        ("P2", ""),
        ("P3", ""),
        ("P4", "Low"),
    ]
    assert {row.key: row.value for row in workspace.scales["priority"].matrix} == {
        ("high", "high"): "P1",
        ("high", "low"): "P2",
        ("low", "high"): "P3",
        ("low", "low"): "P4",
    }
    assert made.remarks == ()


def test_what_is_guessed_of_a_matrix_is_said(tmp_path: Path) -> None:
    text = ",wide,narrow\nhere,red,blue\nthere,blue,red\n"
    made = matrix(read_sheet(file(tmp_path, "matrix.csv", text)))
    compiled(made)
    assert [str(one) for one in made.remarks] == [
        "The rows are taken for the impact and the columns for the urgency.",
        "The priorities are taken as they first stand, from the most urgent to the least.",
        "The values of `impact` are taken to go from the most urgent to the least.",
        "The values of `urgency` are taken to go from the most urgent to the least.",
    ]


@pytest.mark.parametrize(
    ("text", "unit", "written"),
    [
        ("15 minutes", "", "15 min"),
        ("4 hrs", "", "4 h"),
        ("within 4 h", "", "4 h"),
        ("3 business days", "", "3 business days"),
        ("30", "min", "30 min"),
        ("30", "", None),
        ("4 h | 5 h", "", None),
        ("4 business hours", "", None),
        ("4 h } party x {", "", None),
        ("tomorrow", "", None),
        ("99%", "", None),
        ("at least 4 h", "", None),
        ("4 h in 90% of cases", "", None),
        ("none", "", None),
    ],
)
def test_a_time_is_what_the_compiler_reads_as_one(text: str, unit: str, written: str | None) -> None:
    assert duration_cell(SheetCell(text), unit) == written


@pytest.mark.parametrize(
    ("title", "unit"), [("Response (min)", "min"), ("Fix, in hours", "h"), ("Response", ""), ("Tage", "")]
)
def test_the_unit_of_a_column(title: str, unit: str) -> None:
    assert unit_of_title(title) == unit


@pytest.mark.parametrize(
    ("text", "share"),
    [("99.9%", "99.9"), ("99,9 %", "99.9"), (">= 99.5 %", "99.5"), ("0.999", "99.9"), ("100%", "100"), ("0.5%", "0.5")],
)
def test_a_share_in_percent(text: str, share: str) -> None:
    found = percentage(SheetCell(text))
    assert found is not None
    assert float(found) == float(share)


@pytest.mark.parametrize("text", ["", "abc", "101%", "0%", "99.9.9", "-5"])
def test_what_is_no_share(text: str) -> None:
    assert percentage(SheetCell(text)) is None


@pytest.mark.parametrize(
    ("kind", "text", "message"),
    [
        (targets, "a,b\n1,2\n", "`x.csv` has no column of times"),
        (tiers, "a,b\n1,2\n", "`x.csv` has no column of availability"),
        (tiers, "tier,uptime\ngold,much\n", "row 2, `uptime` of `x.csv`: `much` is no percentage"),
        (matrix, "a,b\n1,\n", "row 2 of `x.csv` has no priority for `b`"),
        (targets, "", "`x.csv` has no table: a row of titles, and rows below it"),
        (targets, "a,b\n", "`x.csv` has no table: a row of titles, and rows below it"),
        (targets, "a,b\n1,2,3\n", "row 2 of `x.csv` has more cells than there are titles"),
    ],
)
def test_what_is_no_table_is_refused(kind: object, text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ImportFailedError) as failed:
        kind(read_sheet(file(tmp_path, "x.csv", text)))  # type: ignore[operator]  # one of the three
    assert failed.value.message == message


CELLS = st.one_of(
    st.sampled_from(["P1", "none", "sla", "4 h", "99%", "high", "-", "NBD", '"', "|", "{x}", "#", "\\", "1 - a : b"]),
    st.text(max_size=12),
)
TITLED = st.sampled_from(["Priority", "Response time", "Resolution", "Availability", "Tier", "Description", "", "none"])


@settings(max_examples=of_all(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(TITLED, min_size=2, max_size=4), st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=4)
)
def test_every_table_becomes_a_draft_that_compiles_or_is_refused(titles: list[str], rows: list[list[str]]) -> None:
    width = len(titles)
    body = tuple(
        (number, tuple(SheetCell(" ".join(cell.split())) for cell in row[:width])) for number, row in enumerate(rows, 2)
    )
    for kind in (targets, matrix, tiers):
        try:
            made = kind(Sheet("`x`", tuple(titles), body))
        except ImportFailedError:
            continue
        compiled(made, "value/missing-window")


@pytest.mark.parametrize(
    ("read", "text", "remark"),
    [
        (targets, "Priority,Response time\nlow,1 h\nLow,2 h\n", "row 3, `Priority`: `Low`"),
        (tiers, "Tier,Uptime\nlow,99%\nlow,98%\n", "row 3, `Tier`: `low`"),
        (matrix, "Impact / Urgency,high,low\nlow,P1,P2\nlow,P1,P2\n", "row 3: `low`"),
        (matrix, "Impact / Urgency,low,low\nhigh,P1,P2\nlow,P1,P2\n", "column `low`: `low`"),
    ],
)
def test_a_value_that_stands_twice_is_told(
    tmp_path: Path, read: Callable[[Sheet], DraftFile], text: str, remark: str
) -> None:
    told = [str(one) for one in read(read_sheet(file(tmp_path, "twice.csv", text))).remarks]
    assert f"{remark} stands there a second time; it is `low-2` in the draft" in told
