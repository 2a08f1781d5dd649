"""What is used beyond a right costs so much for every step, is capped as other charges are, and is in the ledger."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from sla_dsl.reports.facts.html import facts_report_html
from sla_dsl.reports.facts.json import facts_report_json
from sla_dsl.reports.facts.text import facts_report_text

from .test_awards import due
from .test_used import HOURS, NONE_ELSE, VISITS, consulting, report, visit

PRICED = VISITS.rstrip() + " then 400 EUR for every visit\n"
BY_HOUR = HOURS.format("{} then 150 EUR for every hour{}")


def charged(place: Path, says: str, rows: list[str] | None, **options: str) -> list[str]:
    """The charges without what they are for."""
    return [one.partition('" ')[2] for one in due(report(place, says, rows, **options))]


@pytest.mark.parametrize(
    ("says", "rows", "expected"),
    [
        (PRICED, [visit("02-01", "10")], []),
        (PRICED, [visit("02-01", "10"), visit("03-01"), visit("04-01", "2")], ["charge 1200 EUR automatic"]),
        # 22 h 30 min hours of 20: 1 h 30 min are one whole hour, and two begun.
        (
            BY_HOUR.format("", ""),
            [consulting("02-15", "21 h"), consulting("03-15", "30 min")],
            ["charge 150 EUR automatic"],
        ),
        (
            BY_HOUR.format("", " begun"),
            [consulting("02-15", "21 h"), consulting("03-15", "30 min")],
            ["charge 300 EUR automatic"],
        ),
        # 10 h are carried over: of 35 h 5 are beyond.
        (
            BY_HOUR.format(" carried over once", ""),
            [consulting("02-15", "10 h"), consulting("05-15", "35 h")],
            ["charge 750 EUR automatic"],
        ),
        (
            NONE_ELSE
            + 'customer may "have data tested" at most 2 times each calendar year then fee / 10 for every time\n',
            [f"have data tested,2026-0{month}-01T00:00:00Z," for month in (1, 2, 3, 4)],
            ["charge 180 EUR automatic"],
        ),
        # A cap of all charges holds for it; one of a promise does not, nor does that the highest only is due.
        (PRICED + "cap charge at 500 EUR each calendar year\n", [visit("02-01", "12")], ["charge 500 EUR automatic"]),
        (
            PRICED + "cap charge at 500 EUR each calendar year for up\n",
            [visit("02-01", "12")],
            ["charge 800 EUR automatic"],
        ),
        (PRICED + "one event earns the highest charge only\n", [visit("02-01", "12")], ["charge 800 EUR automatic"]),
        # Nobody claims what a right costs.
        (PRICED + "claim within 30 days of window end\n", [visit("02-01", "11")], ["charge 400 EUR automatic"]),
        (PRICED + 'charge is void when "it was free"\n', [visit("02-01", "11")], ["charge 400 EUR automatic"]),
        # What is not known is said.
        (PRICED, None, ["charge open open"]),
    ],
)
def test_what_is_beyond_costs_so_much_for_every_step(
    tmp_path: Path, says: str, rows: list[str] | None, expected: list[str]
) -> None:
    assert charged(tmp_path, says, rows) == expected


def test_a_charge_is_due_when_the_window_is_over(tmp_path: Path) -> None:
    rows = [visit("02-01", "12")]
    assert charged(tmp_path, PRICED, rows, now="2026-12-31") == []
    assert charged(tmp_path, PRICED, rows, first="2026-12-01", last="2026-12-31") == ["charge 800 EUR automatic"]
    assert charged(tmp_path, PRICED, rows, first="2026-01-01", last="2026-11-30") == []


def test_two_rights_of_one_window_are_both_charged(tmp_path: Path) -> None:
    says = PRICED + 'customer may "have a course" up to 1 day each calendar year then 900 EUR for every day\n'
    says += "one event earns the highest charge only\n"
    rows = [visit("02-01", "11"), "have a course,2026-03-01T00:00:00Z,3 days"]
    assert sorted(charged(tmp_path, says, rows)) == ["charge 1800 EUR automatic", "charge 400 EUR automatic"]


def test_it_is_told_in_each_form_and_is_in_the_ledger(tmp_path: Path) -> None:
    found = report(tmp_path, PRICED, [visit("02-01", "12")])
    assert [(one.side, one.amount, one.unit) for one in found.lines] == [("earned", Fraction(800), "EUR")]
    line = '  customer may "have an engineer in the shop", 2026-01-01 to 2026-12-31: charge 800 EUR, automatic, by '
    assert line in facts_report_text(found).decode()
    assert "have an engineer in the shop</td>" in facts_report_html(found).decode()
    (award,) = json.loads(facts_report_json(found))["awards"]
    assert (award["objective"], award["amount"]) == ('a/customer may "have an engineer in the shop"', "800 EUR")
