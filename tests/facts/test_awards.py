"""What is due for what was measured: each manner of the language once, and sums against a reckoning by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla_dsl.facts.held import FactsReport, held
from sla_dsl.facts.tables.folder import read_facts
from sla_dsl.model.workspace import Workspace
from sla_dsl.reports.facts.text import right_line

from ..examples import of_all
from .worlds import workspace

AGREEMENT = """
document list "Price list"
sla a {{
  provider house customer buyer covers shop status signed in force from 2026-01-01
  service hours 24x7
  parameter fee = 900 EUR
  business days follow office
  {}
}}
"""
UP = "objective up: availability at least 99% each calendar month\n"
FIX = "objective fix: restore-time for P1 at most 4 h during 24x7 each calendar month\n"
SECOND = "objective errors: error-rate at most 1% each calendar month\n"
AUTOMATIC = "credit is automatic\n"
INDEXED = "parameter rent = 50 EUR follows list each {} up to 10%\n"
AMOUNTS = "agreement,parameter,start,value\na,rent,2026-04-01,{}\n"
LAST_FEE = "parameter last-fee = fee of the month before\n"
FEES = "agreement,parameter,start,value\na,fee,{},{}\n"
CONDITIONAL = (
    "credit for up: 10% of fee\ncredit is automatic when up below 95%\n"
    "claim within 30 days of window end when up at least 95%\n"
)
TWICE = "credit for up: 10% of fee\ncredit for up when up is missed 2 times {}: 2 times the credit"
DOWN = "service,start,end\n"
CASES = "case,service,urgency,logged,restored\n"
COUNTS = "service,start,end,total,bad\n"


def outage(month: int, hours: Fraction | int, day: int = 10) -> str:
    """An outage of so many hours that begins with a day of 2026."""
    start = datetime(2026, month, day, tzinfo=UTC)
    return f"shop,{start.isoformat()},{(start + timedelta(seconds=int(hours * 3600))).isoformat()}\n"


def case(name: str, hours: Fraction | float, month: int = 4) -> str:
    start = datetime(2026, month, 5, tzinfo=UTC)
    end = start + timedelta(seconds=int(Fraction(hours) * 3600))
    return f"{name},shop,P1,{start.isoformat()},{end.isoformat()}\n"


def reported(
    says: str, tables: Mapping[str, str], first: str = "2026-04-01", last: str = "2026-04-30", now: str = "2026-12-31"
) -> FactsReport:
    model: Workspace = workspace(AGREEMENT.format(says))
    assert not [one.message for one in model.findings if one.rule.startswith(("syntax", "name"))]
    with TemporaryDirectory() as folder:
        for name, text in tables.items():
            (Path(folder) / f"{name}.csv").write_text(text, encoding="utf-8")
        facts = read_facts(Path(folder), model)
    assert facts.is_whole, facts.findings
    moment = int(datetime.fromisoformat(now).replace(tzinfo=UTC).timestamp())
    days = (date.fromisoformat(first), date.fromisoformat(last))
    return held(facts, model, ["a"], days, moment, {}, {})


def due(report: FactsReport) -> list[str]:
    """The awards in one line each."""
    return [
        f"{one.objective.partition('/')[2]} {one.kind} {one.amount.text if one.amount else 'open'} {one.state}"
        for one in report.awards
    ]


@pytest.mark.parametrize(
    ("says", "tables", "expected"),
    [
        # April has 720 hours: 1 % are 7 h 12 min.
        (
            UP + AUTOMATIC + "credit for up: 10% of fee",
            {"outages": DOWN + outage(4, 8)},
            ["up credit 90 EUR automatic"],
        ),
        (UP + AUTOMATIC + "credit for up: 10% of fee", {"outages": DOWN + outage(4, 7)}, []),
        # A step is due for a promise that was missed, and for no other.
        (
            UP + AUTOMATIC + "credit for up: 1 EUR for every hour begun of downtime",
            {"outages": DOWN + outage(4, Fraction(17, 2))},
            ["up credit 9 EUR automatic"],
        ),
        (
            UP + AUTOMATIC + "credit for up: 1 EUR for every hour begun of downtime",
            {"outages": DOWN + outage(4, 7)},
            [],
        ),
        # March is another quarter, and the same year: misses of all years and quarters were counted together.
        (
            UP + AUTOMATIC + TWICE.format("each calendar quarter"),
            {"outages": DOWN + outage(3, 8) + outage(4, 8)},
            ["up credit 90 EUR automatic"],
        ),
        (
            UP + AUTOMATIC + TWICE.format("each calendar year"),
            {"outages": DOWN + outage(3, 8) + outage(4, 8)},
            ["up credit 180 EUR automatic"],
        ),
        # Hours late are counted case by case: two cases of half an hour are two hours begun, and no whole hour.
        (
            FIX + AUTOMATIC + "credit for fix: 5 EUR for every hour begun late",
            {"cases": CASES + case("x", 4.5) + case("y", 4.5) + case("z", 4)},
            ["fix credit 10 EUR automatic"],
        ),
        (
            FIX + AUTOMATIC + "credit for fix: 5 EUR for every hour late",
            {"cases": CASES + case("x", 4.5) + case("y", 4.5)},
            [],
        ),
        (
            FIX + AUTOMATIC + "credit for fix: fee * hours-late / 100",
            {"cases": CASES + case("x", 4.5) + case("y", 5.5)},
            ["fix credit 18 EUR automatic"],
        ),
        (
            "objective fix: restore-time at most 4 h in 90% of cases during 24x7 each calendar month\n"
            + AUTOMATIC
            + "credit for fix: 5 EUR for every case late",
            {"cases": CASES + "".join(case(f"c{number}", 5 if number < 4 else 1) for number in range(23))},
            ["fix credit 10 EUR automatic"],
        ),
        # A promise without a window is held over the time that is asked about.
        (
            "objective fix: restore-time for P1 at most 4 h during 24x7\n"
            + AUTOMATIC
            + "credit for fix: 5 EUR for every hour begun late",
            {"cases": CASES + case("x", 5) + case("y", 6) + case("z", 9, 5)},
            ["fix credit 15 EUR automatic"],
        ),
        # A case that is late and open has no length yet.
        (
            FIX + AUTOMATIC + "credit for fix: 5 EUR for every hour begun late",
            {"cases": CASES + "x,shop,P1,2026-04-05T00:00:00+00:00,\n"},
            ["fix credit open open"],
        ),
        # Several promises of one window: the highest only, and a cap that cuts the last of the text.
        (
            UP
            + SECOND
            + AUTOMATIC
            + "credit for up: 10% of fee\ncredit for errors: 5% of fee\none event earns the highest credit only",
            {
                "outages": DOWN + outage(4, 8),
                "counts": COUNTS + "shop,2026-04-05T00:00:00Z,2026-04-06T00:00:00Z,100,50\n",
            },
            ["up credit 90 EUR automatic", "errors credit 0 EUR automatic"],
        ),
        (
            UP
            + SECOND
            + AUTOMATIC
            + "credit for errors: 5% of fee\ncredit for up: 10% of fee\ncap credit at 100 EUR each calendar month",
            {
                "outages": DOWN + outage(4, 8),
                "counts": COUNTS + "shop,2026-04-05T00:00:00Z,2026-04-06T00:00:00Z,100,50\n",
            },
            ["errors credit 45 EUR automatic", "up credit 55 EUR automatic"],
        ),
        # A month of the calendar after April ends with 31 May.
        *(
            (
                UP + "credit for up: 10% of fee\nclaim within 1 calendar month of window end",
                {
                    "outages": DOWN + outage(4, 8),
                    "claims": f"agreement,objective,start,at\na,up,2026-04-01,{at}T12:00:00Z\n",
                },
                [f"up credit 90 EUR {state}"],
            )
            for at, state in (("2026-05-31", "claimed"), ("2026-06-01", "lost"))
        ),
        # The most for each case: 6 h and 1 h late are 60 EUR, of which 40 EUR at most, and 10 EUR.
        (
            FIX + "credit for fix: 10 EUR for every hour late\ncredit is automatic\ncap credit at 40 EUR each case",
            {"cases": CASES + case("c1", 10) + case("c2", 5)},
            ["fix credit 50 EUR automatic"],
        ),
        (
            FIX
            + "credit for fix: 10% of fee for every case late\ncredit is automatic\ncap credit at 4% of fee each case",
            {"cases": CASES + case("c1", 10) + case("c2", 5) + case("c3", 4)},
            ["fix credit 72 EUR automatic"],
        ),
        (
            FIX + "credit for fix: hours-late * 5 EUR + cases-late * 5 EUR\ncredit is automatic\n"
            "cap credit at 20 EUR each case\ncap credit at 25 EUR each calendar month",
            {"cases": CASES + case("c1", 10) + case("c2", 5) + case("c3", 4)},
            ["fix credit 25 EUR automatic"],
        ),
        # Points, and what they are worth.
        (
            UP + AUTOMATIC + "points for up: 3\npoints is automatic\ncredit for up: points * 10 EUR",
            {"outages": DOWN + outage(4, 8)},
            ["up credit 30 EUR automatic", "up points 3 automatic"],
        ),
        (
            UP
            + "points for up: 3\npoints for up when up is missed 2 times in a row: 2 times the points\n"
            + "points is automatic",
            {"outages": DOWN + outage(3, 9) + outage(4, 8)},
            ["up points 6 automatic"],
        ),
        # The points of all promises: 3 and 4 are 7.
        (
            UP + SECOND + AUTOMATIC + "points for up: 3\npoints for errors: 4\npoints is automatic\n"
            "credit for up: points * 10 EUR\nno credit for errors",
            {
                "outages": DOWN + outage(4, 8),
                "counts": COUNTS + "shop,2026-04-05T00:00:00Z,2026-04-06T00:00:00Z,100,50\n",
            },
            ["up credit 70 EUR automatic", "up points 3 automatic", "errors points 4 automatic"],
        ),
        # Manners and claims under a condition: each is so in the windows in which it holds.
        (
            UP + CONDITIONAL,
            {"outages": DOWN + outage(4, 8)},
            ["up credit 90 EUR lost"],
        ),
        (
            UP + CONDITIONAL,
            {"outages": DOWN + outage(4, 80)},
            ["up credit 90 EUR automatic"],
        ),
        (
            UP + "credit for up: 10% of fee\nclaim within 30 days of window end when up below 95%",
            {"outages": DOWN + outage(4, 8)},
            ["up credit 90 EUR automatic"],
        ),
        (
            UP
            + "credit for up: 10% of fee\ncredit is automatic\ncredit is paid only above 90 EUR when up at least 95%",
            {"outages": DOWN + outage(4, 8)},
            ["up credit 0 EUR too-small"],
        ),
        (
            UP
            + "credit for up: 10% of fee\ncredit is automatic\ncredit is paid only above 90 EUR when up at least 95%",
            {"outages": DOWN + outage(4, 80)},
            ["up credit 90 EUR automatic"],
        ),
        # Where it is not known whether the condition holds, it is open how the award stands.
        (
            UP + SECOND + "no credit for errors\ncredit for up: 10% of fee\n"
            "credit is automatic when errors is missed\nclaim within 5 days of window end",
            {"outages": DOWN + outage(4, 8)},
            ["up credit 90 EUR open"],
        ),
        # A price that follows an index is the written one in the first window, and then what is told of it.
        (
            UP + INDEXED.format("calendar quarter") + "credit on rent for up: 10%\n" + AUTOMATIC,
            {"outages": DOWN + outage(4, 8)},
            ["up credit open open"],
        ),
        (
            UP + INDEXED.format("calendar year") + "credit for up: rent / 10\n" + AUTOMATIC,
            {"outages": DOWN + outage(4, 8)},
            ["up credit 5 EUR automatic"],
        ),
        (
            UP + INDEXED.format("calendar quarter") + "credit for up: rent / 10\n" + AUTOMATIC,
            {"outages": DOWN + outage(4, 8), "amounts": AMOUNTS.format(55)},
            ["up credit 5.5 EUR automatic"],
        ),
        # 10 % more at most: 56 EUR are more than the clause allows.
        (
            UP + INDEXED.format("calendar quarter") + "credit for up: rent / 10\n" + AUTOMATIC,
            {"outages": DOWN + outage(4, 8), "amounts": AMOUNTS.format(56)},
            ["up credit open open"],
        ),
        # What is too small, and what is void.
        (
            UP + "credit for up: 10% of fee\ncredit is automatic, paid only above 90 EUR",
            {"outages": DOWN + outage(4, 8)},
            ["up credit 0 EUR too-small"],
        ),
        (
            UP + "credit for up: 10% of fee\ncredit is automatic, paid only above 150 EUR each contract year",
            {"outages": DOWN + outage(4, 8) + outage(9, 8)},
            ["up credit 90 EUR automatic"],
        ),
        (
            UP + "credit for up: 10% of fee\ncredit is automatic, void when up is missed 2 times in a row",
            {"outages": DOWN + outage(3, 9) + outage(4, 8)},
            ["up credit 0 EUR void"],
        ),
        # A bonus is for what was kept.
        (UP + "bonus for up: 10% of fee\nbonus is automatic", {"outages": DOWN}, ["up bonus 90 EUR automatic"]),
        (UP + "bonus for up: 10% of fee\nbonus is automatic", {"outages": DOWN + outage(4, 8)}, []),
        # By the step, too: for each point on the right side of the target, or on the side that is said.
        (
            UP + "bonus for up: 70 EUR for every point\nbonus is automatic",
            {"outages": DOWN},
            ["up bonus 70 EUR automatic"],
        ),
        (
            UP + "bonus for up: 70 EUR for every point above target\nbonus is automatic",
            {"outages": DOWN},
            ["up bonus 70 EUR automatic"],
        ),
        (UP + "bonus for up: 70 EUR for every point\nbonus is automatic", {"outages": DOWN + outage(4, 8)}, []),
        (UP + "bonus for up: 70 EUR for every point below target\nbonus is automatic", {"outages": DOWN}, []),
        (
            UP + "credit for up: 70 EUR for every point above target\n" + AUTOMATIC,
            {"outages": DOWN + outage(4, 80)},
            [],
        ),
        # The day of the fee is one of the thirty days of April; the price of the downtime is as much as it lasted.
        (
            UP + AUTOMATIC + "credit for up: 1 day of fee",
            {"outages": DOWN + outage(4, 8)},
            ["up credit 30 EUR automatic"],
        ),
        (
            UP + AUTOMATIC + "credit on fee for up: 2 times the price of the downtime",
            {"outages": DOWN + outage(4, 8)},
            ["up credit 20 EUR automatic"],
        ),
        # What a parameter came to goes before what is written.
        (
            UP + AUTOMATIC + "credit for up: 10% of fee",
            {"outages": DOWN + outage(4, 8), "amounts": "agreement,parameter,start,value\na,fee,2026-04-01,500\n"},
            ["up credit 50 EUR automatic"],
        ),
        # The fee of the month before: 10 % of 500 EUR of March, and of what is written where nothing is told.
        (
            UP + AUTOMATIC + LAST_FEE + "credit for up: 10% of last-fee",
            {"outages": DOWN + outage(4, 8), "amounts": FEES.format("2026-03-01", 500)},
            ["up credit 50 EUR automatic"],
        ),
        (
            UP + AUTOMATIC + LAST_FEE + "credit on last-fee for up: 10%",
            {"outages": DOWN + outage(4, 8), "amounts": FEES.format("2026-04-01", 500)},
            ["up credit 90 EUR automatic"],
        ),
        (
            UP + AUTOMATIC + "parameter next-fee = fee of the next month\ncredit for up: 10% of next-fee",
            {"outages": DOWN + outage(4, 8), "amounts": FEES.format("2026-05-01", 700)},
            ["up credit 70 EUR automatic"],
        ),
        # What is told of the parameter itself goes before; two amounts of a month are none.
        (
            UP + AUTOMATIC + LAST_FEE + "credit for up: 10% of last-fee",
            {"outages": DOWN + outage(4, 8), "amounts": FEES.format("2026-03-01", 500) + "a,last-fee,2026-04-01,400\n"},
            ["up credit 40 EUR automatic"],
        ),
        (
            UP + AUTOMATIC + LAST_FEE + "credit for up: 10% of last-fee",
            {"outages": DOWN + outage(4, 8), "amounts": FEES.format("2026-03-01", 500) + "a,fee,2026-03-05,400\n"},
            ["up credit open open"],
        ),
        # Claims.
        (
            UP + "credit for up: 10% of fee\nclaim within 30 days of window end",
            {
                "outages": DOWN + outage(4, 8),
                "claims": "agreement,objective,start,at\na,a/up,2026-04-01,2026-05-30T23:59:59Z\n",
            },
            ["up credit 90 EUR claimed"],
        ),
        (
            UP + "credit for up: 10% of fee\nclaim within 30 days of window end",
            {
                "outages": DOWN + outage(4, 8),
                "claims": "agreement,objective,start,at\na,up,2026-04-01,2026-05-31T00:00:00Z\n",
            },
            ["up credit 90 EUR lost"],
        ),
        (
            UP
            + 'credit for up: 10% of fee\nreport "r" each calendar month within 10 days of window end to buyer\n'
            + "claim within 20 days of the report",
            {
                "outages": DOWN + outage(4, 8),
                "claims": "agreement,objective,start,at\na,up,2026-04-01,2026-05-30T12:00:00Z\n",
            },
            ["up credit 90 EUR claimed"],
        ),
        (
            UP
            + 'credit for up: 10% of fee\nreport "r" each calendar month within 10 days of window end to buyer\n'
            + "claim within 20 days of the report",
            {
                "outages": DOWN + outage(4, 8),
                "claims": "agreement,objective,start,at\na,up,2026-04-01,2026-05-30T12:00:00Z\n",
                "reports": "agreement,start,at\na,2026-04-01,2026-05-04T12:00:00Z\n",
            },
            ["up credit 90 EUR lost"],
        ),
        (
            UP + "credit for up: 10% of fee\n" + "claim within 30 days of window end then within 40 days of window end",
            {
                "outages": DOWN + outage(4, 8),
                "claims": "agreement,objective,start,at,stage\na,up,2026-04-01,2026-05-02T12:00:00Z,1\n",
            },
            ["up credit 90 EUR lost"],
        ),
    ],
)
def test_what_is_due(says: str, tables: Mapping[str, str], expected: list[str]) -> None:
    assert due(reported(says, tables)) == expected


def test_what_was_not_measured_leaves_an_award_open() -> None:
    says = UP + AUTOMATIC + "credit for up: 10% of fee"
    unknown = {"outages": DOWN, "unknown": DOWN + outage(4, 8)}
    assert due(reported(says, unknown)) == ["up credit open open"]


def test_what_is_not_known_may_be_the_highest_and_may_lift_a_sum() -> None:
    says = UP + SECOND + AUTOMATIC + "credit for up: 10% of fee\ncredit for errors: 5% of fee\n"
    missed = COUNTS + "shop,2026-04-05T00:00:00Z,2026-04-06T00:00:00Z,100,50\n"
    unknown = {"outages": DOWN, "unknown": DOWN + outage(4, 8), "counts": missed}
    # 45 EUR are known, and it is not known whether 90 EUR are due as well.
    assert due(reported(says, unknown)) == ["up credit open open", "errors credit 45 EUR automatic"]
    highest = says + "one event earns the highest credit only"
    assert due(reported(highest, unknown)) == ["up credit open open", "errors credit open open"]
    least = says + "credit is paid only above 100 EUR"
    assert due(reported(least, unknown)) == ["up credit open open", "errors credit open open"]


def test_a_right_arises_with_the_windows_that_count() -> None:
    says = UP + "customer may end with 30 days notice when up is missed 3 times in 6 months\nno credit"
    rows = DOWN + "".join(outage(month, 9) for month in (1, 4, 6, 9, 10))
    report = reported(says, {"outages": rows}, "2026-01-01", "2026-12-31")
    arose = [[datetime.fromtimestamp(one.start, UTC).month for one in right.counting] for right in report.rights]
    assert arose == [[1, 4, 6], [4, 6, 9], [6, 9, 10]]


def test_a_deep_miss_is_counted_by_its_figure() -> None:
    says = UP + "customer may end when (up below 98.8%) 2 times in 6 months\nno credit"
    # 98.8 % of a month of 30 days leave 8 h 38 min 24 s, of one of 31 days 8 h 55 min 41 s.
    rows = DOWN + "".join(outage(month, hours) for month, hours in ((1, 9), (4, 8), (5, 9), (6, 9), (12, 9)))
    report = reported(says, {"outages": rows}, "2026-01-01", "2026-12-31")
    arose = [[datetime.fromtimestamp(one.start, UTC).month for one in right.counting] for right in report.rights]
    assert arose == [[1, 5], [1, 5, 6]]


STEPS = st.lists(st.integers(0, 4), min_size=12, max_size=12)


@settings(max_examples=of_all(25), deadline=None)
@given(STEPS, st.integers(1, 12), st.integers(1, 12), st.integers(0, 800))
def test_a_cap_of_a_year_is_used_up_in_the_order_of_time(steps: list[int], since: int, until: int, cap: int) -> None:
    """Whatever months are reported, each earns what a purse that is paid from month by month still has."""
    since, until = min(since, until), max(since, until)
    says = (
        UP
        + AUTOMATIC
        + f"credit for up: 100 EUR for every 10 h begun of downtime\ncap credit at {cap} EUR each contract year"
    )
    rows = DOWN + "".join(outage(month, 10 * number, 5) for month, number in enumerate(steps, 1) if number)
    purse, expected = cap, []
    for month, number in enumerate(steps, 1):
        paid = min(100 * number, purse)
        purse -= paid
        if since <= month <= until and number:
            expected.append(Fraction(paid))
    last = date(2026, until, 28) + timedelta(days=4)
    report = reported(
        says,
        {"outages": rows},
        f"2026-{since:02}-01",
        (last - timedelta(days=last.day)).isoformat(),
        "2027-02-01",
    )
    assert [one.amount.amount for one in report.awards if one.amount] == expected
    assert sum(one.owed for one in report.totals) == sum(expected)


def test_a_right_is_open_where_a_window_that_may_count_is_not_known() -> None:
    """Two months are missed; of the third nobody knows whether it was down for long enough."""
    says = UP + "customer may end with 30 days notice when up is missed 3 times in 6 months\nno credit"
    unknown = DOWN + outage(4, 20)
    (right,) = reported(says, {"outages": DOWN + outage(2, 9) + outage(3, 9), "unknown": unknown}).rights
    assert (right.right, right.is_open, right.because) == ("end", True, "it is not known how often `a/up` was missed")
    (right,) = reported(says, {"outages": DOWN + outage(2, 9) + outage(3, 9) + outage(4, 9)}).rights
    assert (right.is_open, len(right.counting)) == (False, 3)
    assert reported(says, {"outages": DOWN + outage(3, 9), "unknown": unknown}).rights == ()


EVENT = (
    "credit for up: 10% of fee\ncredit for fix: 5 EUR for every hour begun late\nclaim within 10 days of the event\n"
)


@pytest.mark.parametrize(
    ("objective", "tables", "until"),
    [
        ("up", {"outages": DOWN + outage(4, 8, 10) + outage(4, 8, 20)}, "2026-05-01"),
        ("up", {"outages": DOWN + outage(3, 24 * 40, 5)}, "2026-04-24"),
        ("up", {"outages": DOWN + outage(4, 24 * 40, 20)}, "2026-05-11"),
        ("fix", {"cases": CASES + case("x", 8) + case("y", 1)}, "2026-04-16"),
        ("fix", {"cases": CASES + case("x", 8) + case("y", 30)}, "2026-04-17"),
    ],
)
def test_a_claim_within_days_of_the_event(objective: str, tables: dict[str, str], until: str) -> None:
    """It counts from the end of the last outage in the window, or of the last case that is late."""
    claims = "agreement,objective,start,at\n"
    at = datetime.fromisoformat(until).replace(tzinfo=UTC)
    for moment, state in ((at - timedelta(seconds=1), "claimed"), (at, "lost")):
        claimed = {"claims": f"{claims}a,{objective},2026-04-01,{moment.isoformat()}\n"}
        report = reported(UP + FIX + EVENT, tables | claimed)
        assert [one.state for one in report.awards if one.objective == f"a/{objective}"] == [state]


def test_what_a_side_must_not_do_and_what_has_to_hold_are_told_as_such() -> None:
    says = UP + (
        'provider must not "sell more" when up is missed\n'
        "provider must ensure fee at least 5 EUR when up is missed\nno credit"
    )
    report = reported(says, {"outages": DOWN + outage(3, 9)}, "2026-03-01", "2026-03-31")
    assert [right_line(one).partition(", by")[0] for one in report.rights] == [
        "  provider must not sell more: 2026-03-01",
        "  provider must ensure fee at least 5 EUR: 2026-03-01",
    ]


def test_before_the_term_there_was_no_month_of_which_an_amount_could_be() -> None:
    says = UP + AUTOMATIC + LAST_FEE + "credit for up: 10% of last-fee"
    found = reported(says, {"outages": DOWN + outage(1, 8)}, "2026-01-01", "2026-01-31")
    assert due(found) == ["up credit open open"]


def test_a_cap_of_a_window_that_began_before_the_period_was_used_up_before() -> None:
    # The week of 30 March belongs to the first quarter, whose cap the week of 9 March has used up.
    says = (
        "objective up: availability at least 99% each calendar week\n"
        "credit for up: 100 EUR\ncredit is automatic\ncap credit at 100 EUR each calendar quarter\n"
    )
    tables = {"outages": DOWN + outage(3, 10) + outage(4, 10, day=2)}
    assert due(reported(says, tables)) == ["up credit 0 EUR automatic"]
    assert due(reported(says, tables, first="2026-03-01")) == [
        "up credit 100 EUR automatic",
        "up credit 0 EUR automatic",
    ]
