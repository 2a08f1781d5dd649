"""Rights that are used up: what there was in each window, what was carried over, used and left, and what was beyond."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla_dsl.facts.held import FactsReport, held
from sla_dsl.facts.tables.folder import Facts, read_facts
from sla_dsl.facts.texts import AgreementText
from sla_dsl.facts.used import UsedRight
from sla_dsl.reports.facts.html import facts_report_html
from sla_dsl.reports.facts.json import facts_report_json
from sla_dsl.reports.facts.languages import LANGUAGES
from sla_dsl.reports.facts.markdown import facts_report_markdown
from sla_dsl.reports.facts.text import facts_report_text

from .test_awards import AGREEMENT, UP
from .worlds import workspace

NONE_ELSE = UP + "no credit for up\n"
VISITS = NONE_ELSE + 'customer may "have an engineer in the shop" up to 10 visits each calendar year\n'
HOURS = NONE_ELSE + 'customer may "have consulting" up to 20 h each calendar quarter{}\n'


def read(place: Path, says: str, rows: Sequence[str] | None, more: str = "") -> Facts:
    """The facts of a folder with these rows of uses (without a table, if none), and another column."""
    if rows is not None:
        text = f"agreement,right,at,amount{more}\n" + "".join(f"a,{row}\n" for row in rows)
        (place / "uses.csv").write_text(text, encoding="utf-8")
    return read_facts(place, workspace(AGREEMENT.format(says)))


def report(
    place: Path,
    says: str,
    rows: Sequence[str] | None,
    first: str = "2026-01-01",
    last: str = "2026-12-31",
    now: str = "2027-01-01",
    more: str = "",
) -> FactsReport:
    facts = read(place, says, rows, more)
    moment = int(datetime.fromisoformat(now).replace(tzinfo=UTC).timestamp())
    days = date.fromisoformat(first), date.fromisoformat(last)
    return held(facts, workspace(AGREEMENT.format(says)), ["a"], days, moment, {}, {})


def told(one: UsedRight) -> str:
    numbers = (None if one.most is None else one.most.amount, one.carried, one.used, one.left, one.beyond)
    return " ".join("?" if number is None else str(number) for number in numbers)


def visit(day: str, amount: str = "") -> str:
    return f"have an engineer in the shop,2026-{day}T09:00:00Z,{amount}"


def consulting(day: str, amount: str) -> str:
    return f"have consulting,2026-{day}T09:00:00Z,{amount}"


def test_what_is_counted_is_used_one_by_one_or_by_its_amount(tmp_path: Path) -> None:
    found = report(tmp_path, VISITS, [visit("02-01"), visit("03-01", "3"), visit("04-01", "2 visits")])
    assert found.is_whole
    # Of its own, carried over, used, left, beyond: 1 + 3 + 2 of 10.
    assert [told(one) for one in found.used] == ["10 0 6 4 0"]


def test_what_is_beyond_is_told(tmp_path: Path) -> None:
    assert [told(one) for one in report(tmp_path, VISITS, [visit("02-01", "12")]).used] == ["10 0 12 0 2"]


def test_a_window_that_runs_is_told_up_to_now(tmp_path: Path) -> None:
    rows = [visit("02-01"), visit("03-01"), visit("05-01")]
    assert [told(one) for one in report(tmp_path, VISITS, rows, now="2026-04-01").used] == ["10 0 2 8 0"]
    # A window is of the period in which it ends, or in which it runs now.
    assert not report(tmp_path, VISITS, rows, "2026-04-01", "2026-04-30").used


HOUR = 3600


def in_hours(found: FactsReport) -> list[str]:
    def hours(number: object) -> str:
        return "?" if number is None else str(number / HOUR)  # type: ignore[operator]  # it is a fraction of seconds

    return [
        " ".join(map(hours, (one.most and one.most.amount, one.carried, one.used, one.left, one.beyond)))
        for one in found.used
    ]


@pytest.mark.parametrize(
    ("manner", "used", "expected"),
    [
        # Own, carried over, used, left, beyond of each quarter.
        ("", ["5 h", "25 h", "0 h", "20 h"], ["20 0 5 15 0", "20 0 25 0 5", "20 0 0 20 0", "20 0 20 0 0"]),
        # 15 h are left of the first; of the second quarter's 35 h 25 h are used, 15 of them those carried over, and 10
        # of its own are left; of the third's 30 h nothing is used: its own 20 h stay, and the 10 h are gone.
        (
            " carried over once",
            ["5 h", "25 h", "0 h", "45 h"],
            ["20 0 5 15 0", "20 15 25 10 0", "20 10 0 30 0", "20 20 45 0 5"],
        ),
        # Nothing is gone: 15 h, then 10 h, then 30 h stay.
        (
            " carried over",
            ["5 h", "25 h", "0 h", "45 h"],
            ["20 0 5 15 0", "20 15 25 10 0", "20 10 0 30 0", "20 30 45 5 0"],
        ),
        # What was beyond is not owed to the next window.
        (
            " carried over",
            ["30 h", "5 h", "90 min", "0 h"],
            ["20 0 30 0 10", "20 0 5 15 0", "20 15 3/2 67/2 0", "20 67/2 0 107/2 0"],
        ),
    ],
)
def test_what_was_not_used_is_carried_over_as_it_is_said(
    tmp_path: Path, manner: str, used: list[str], expected: list[str]
) -> None:
    rows = [consulting(f"{month:02}-15", amount) for month, amount in zip((2, 5, 8, 11), used, strict=True)]
    assert in_hours(report(tmp_path, HOURS.format(manner), rows)) == expected


def test_what_was_carried_over_follows_from_all_windows_before(tmp_path: Path) -> None:
    """Also if only the last of them is asked about."""
    says = HOURS.format(" carried over")
    found = report(tmp_path, says, [consulting("02-15", "5 h")], "2026-07-01", "2026-09-30")
    assert in_hours(found) == ["20 35 0 55 0"]


def test_times_are_counted_by_rows(tmp_path: Path) -> None:
    says = NONE_ELSE + 'customer may "have data tested" at most 2 times each calendar quarter carried over once\n'
    rows = [f"have data tested,2026-{day}T00:00:00Z," for day in ("05-01", "05-02", "05-03", "05-04", "05-05")]
    found = report(tmp_path, says, rows, last="2026-06-30")
    assert [told(one) for one in found.used] == ["2 0 0 2 0", "2 2 5 0 1"]


def test_a_right_with_both_limits_is_used_up_by_times(tmp_path: Path) -> None:
    says = NONE_ELSE + 'customer may "change the list" up to 3 products at most 2 times each calendar quarter\n'
    rows = ["change the list,2026-05-01T00:00:00Z,3", "change the list,2026-05-02T00:00:00Z,1 products"]
    assert [told(one) for one in report(tmp_path, says, rows, "2026-04-01", "2026-06-30").used] == ["2 0 2 0 0"]


def test_a_term_without_an_end_runs(tmp_path: Path) -> None:
    says = NONE_ELSE + 'customer may "have an expert" up to 3 days each contract term\n'
    found = report(tmp_path, says, ["have an expert,2026-02-01T00:00:00Z,2 days"], now="2026-06-01")
    assert [told(one) for one in found.used] == ["3 0 2 1 0"]
    assert b'customer may "have an expert", 2026-01-01 to no end: used 2 days of 3 days, 1 day left' in (
        facts_report_text(found)
    )


def test_of_rolling_windows_the_last_and_the_fullest_are_told(tmp_path: Path) -> None:
    says = NONE_ELSE + 'customer may "have data tested" at most once each rolling 10 days\n'
    rows = [f"have data tested,2026-04-{day:02}T12:00:00Z," for day in (3, 5, 25)]
    found = report(tmp_path, says, rows, "2026-04-01", "2026-04-30")
    # The first window that holds the 3rd and the 5th ends with the 5th; the last one with the 30th.
    assert [told(one) for one in found.used] == ["1 0 2 0 1", "1 0 1 0 0"]


def test_a_right_for_a_place_has_the_uses_of_that_place(tmp_path: Path) -> None:
    says = NONE_ELSE + (
        'customer may "have a visit" for lyon up to 2 visits each calendar year\n'
        'customer may "have a visit" for roanne up to 5 visits each calendar year\n'
    )
    rows = [f"have a visit,2026-04-01T0{n}:00:00Z,,{site}" for n, site in enumerate(("lyon", "lyon", "roanne"))]
    assert [told(one) for one in report(tmp_path, says, rows, more=",site").used] == ["2 0 2 0 0", "5 0 1 4 0"]
    rows.append("have a visit,2026-05-01T00:00:00Z,,")
    unknown = report(tmp_path, says, rows, more=",site").used
    assert [told(one) for one in unknown] == ["? 0 ? ? ?", "? 0 ? ? ?"]
    assert {one.because for one in unknown} == {"uses.csv, row 5 does not say its `site`"}


def test_of_two_rights_of_one_text_nobody_knows_which_was_used(tmp_path: Path) -> None:
    right = 'customer may "have consulting" up to {} h each calendar quarter carried over when site is {}\n'
    says = NONE_ELSE + right.format(20, "lyon") + right.format(10, "roanne")
    found = report(tmp_path, says, [consulting("02-15", "5 h")], last="2026-06-30").used
    assert [one.start for one in found[:2]] == [one.start for one in found[2:]]
    assert [one.used for one in found] == [None] * 4
    assert {one.because for one in found} == {"several rights have this text, and nothing says which of them was used"}


def test_of_everyone_it_is_not_known(tmp_path: Path) -> None:
    text = AGREEMENT.format(VISITS).replace("customer buyer", "customer everyone")
    (tmp_path / "uses.csv").write_text(f"agreement,right,at\na,{visit('02-01')[:-1]}\n", encoding="utf-8")
    model = workspace(text)
    moment = int(datetime(2027, 1, 1, tzinfo=UTC).timestamp())
    days = date(2026, 1, 1), date(2026, 12, 31)
    (found,) = held(read_facts(tmp_path, model), model, ["a"], days, moment, {}, {}).used
    assert (found.used, found.because) == (None, "everyone has this right, and each customer uses up his own")


def test_without_the_table_nothing_is_known(tmp_path: Path) -> None:
    (found,) = report(tmp_path, VISITS, None).used
    assert (found.used, found.left, found.because) == (None, None, "nothing tells how much was used: `uses`")


@pytest.mark.parametrize(
    ("row", "message", "help_"),
    [
        ("have engineer in the shop,2026-02-01T00:00:00Z,", 'has no right "have engineer in the shop"', "did you mean"),
        (visit("02-01", "2 h"), "the unit of this is `h`, and that of the limit is `visits`", "correct it"),
        (visit("02-01", "-1"), "an amount is not less than nothing", "correct it"),
        (consulting("02-01", "2"), "the unit of this is `none`, and that of the limit is `s`", "correct it"),
        (consulting("02-01", "1 day"), "the unit of this is `day`, and that of the limit is `s`", "correct it"),
        (consulting("02-01", ""), 'nothing says how much of "have consulting" was used', "write it in `amount`"),
        ("have data tested,2026-02-01T00:00:00Z,2", "is limited to so many times", "write a row for each time"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_and_nothing_is_known(
    tmp_path: Path, row: str, message: str, help_: str
) -> None:
    says = VISITS + (
        'customer may "have consulting" up to 20 h each calendar quarter\n'
        'customer may "have data tested" at most 2 times each calendar quarter\n'
    )
    found = report(tmp_path, says, [row])
    assert not found.is_whole
    (finding,) = found.findings
    assert message in finding.message
    assert help_ in finding.help
    assert {one.used for one in found.used} == {None}


def test_the_same_row_twice_counts_once_and_two_with_an_id_twice(tmp_path: Path) -> None:
    found = report(tmp_path, VISITS, [visit("02-01"), visit("02-01")])
    assert [one.severity for one in found.findings] == ["warning"]
    assert [told(one) for one in found.used] == ["10 0 1 9 0"]
    found = report(tmp_path, VISITS, [f"{visit('02-01')},x", f"{visit('02-01')},y"], more=",id")
    assert [told(one) for one in found.used] == ["10 0 2 8 0"]


def test_a_use_before_the_term_is_about_nothing(tmp_path: Path) -> None:
    found = report(tmp_path, VISITS, ["have an engineer in the shop,2025-12-31T00:00:00Z,"])
    assert [(one.rule, one.column) for one in found.findings] == [("facts/about-nothing", "at")]


# Amendments


def two_texts(before: str, after: str) -> list[AgreementText]:
    """Two texts of an agreement, the second from July on."""
    texts = [workspace(AGREEMENT.format(one)) for one in (before, after)]
    july = date(2026, 7, 1)
    return [
        AgreementText(texts[0], texts[0].agreements["a"], None, july),
        AgreementText(texts[1], texts[1].agreements["a"], july, None),
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # 15 h of the first quarter and 20 h of the second stay; from the third on there are 30 h.
        ("up to 20 h{}", "up to 30 h{}", ["20 0 5 15 0", "20 15 0 35 0", "30 35 0 65 0", "30 65 0 95 0"]),
        # A right of another text is another one.
        (None, "up to 30 h{}", ["30 0 0 30 0", "30 30 0 60 0"]),
    ],
)
def test_each_window_is_told_by_the_text_at_its_end(
    tmp_path: Path, before: str | None, after: str, expected: list[str]
) -> None:
    right = 'customer may "have consulting" {}\n'
    window = " each calendar quarter carried over"
    old = NONE_ELSE + (right.format(before.format(window)) if before else "")
    texts = two_texts(old, NONE_ELSE + right.format(after.format(window)))
    facts = read(tmp_path, NONE_ELSE + right.format(after.format(window)), [consulting("02-01", "5 h")])
    days, now = (date(2026, 1, 1), date(2026, 12, 31)), int(datetime(2027, 1, 1, tzinfo=UTC).timestamp())
    assert in_hours(held(facts, texts[1].workspace, ["a"], days, now, {"a": texts}, {})) == expected


def test_without_the_earlier_text_what_was_left_is_not_known(tmp_path: Path) -> None:
    says = HOURS.format(" carried over") + "amendment 1.1.0 { effective 2026-07-01 }\n"
    found = report(tmp_path, says, [consulting("08-01", "5 h")]).used
    assert [one.carried for one in found] == [None, None]
    assert found[0].because == "nothing tells what was left before"


# In print


def test_it_is_printed_in_each_form(tmp_path: Path) -> None:
    says = HOURS.format(" carried over once")
    found = report(tmp_path, says, [consulting("02-15", "5 h"), consulting("05-15", "36 h")], last="2026-06-30")
    line = 'customer may "have consulting", 2026-04-01 to 2026-06-30: used 36 h of 20 h, 15 h carried over, 0 s left'
    assert f"  {line}, 1 h beyond it\n" in facts_report_text(found).decode()
    assert line.split(": ")[1] in facts_report_markdown(found).decode()
    assert json.loads(facts_report_json(found))["used"][1] | {"by": ""} == {
        "agreement": "a",
        "party": "customer",
        "right": "have consulting",
        "start": "2026-04-01",
        "end": "2026-07-01",
        "unit": "s",
        "most": "72000",
        "carried_over": "54000",
        "used": "129600",
        "left": "0",
        "beyond": "3600",
        "because": "",
        "by": "",
    }
    english, french = (facts_report_html(found, LANGUAGES[code]).decode() for code in ("en", "fr"))
    assert "The customer may: have consulting (1 Apr 2026 to 30 June 2026): used 36 h of 20 h" in english
    assert "Le client peut : have consulting (du 1er avril 2026 au 30 juin 2026) : utilisé 36 h sur 20 h" in french


@given(
    st.lists(st.integers(min_value=0, max_value=40), min_size=1, max_size=6),
    st.integers(min_value=1, max_value=20),
    st.sampled_from(["once", "always"]),
)
@settings(max_examples=60, deadline=None)
def test_carrying_over_is_the_same_lot_by_lot(used: list[int], most: int, manner: str) -> None:
    """Each window adds a lot; the oldest lots are used up first, and of ``once`` each is good for two windows."""
    lots: list[list[int]] = []
    expected = []
    for number, uses in enumerate(used):
        lots.append([number, most])
        good = [lot for lot in lots if manner == "always" or lot[0] >= number - 1]
        there, rest = sum(lot[1] for lot in good), uses
        for lot in good:
            taken = min(lot[1], rest)
            lot[1] -= taken
            rest -= taken
        expected.append(f"{most} {there - most} {uses} {there - uses + rest} {rest}")
    over = "carried over once" if manner == "once" else "carried over"
    says = NONE_ELSE + f'customer may "have a visit" up to {most} visits each calendar month {over}\n'
    rows = [f"have a visit,2026-{month:02}-15T00:00:00Z,{uses}" for month, uses in enumerate(used, start=1)]
    with TemporaryDirectory() as folder:
        found = report(Path(folder), says, rows)
    assert [told(one) for one in found.used][: len(used)] == expected
