"""Windows of several whole months of the calendar: they begin with every month, and what is behind must fill them."""

from datetime import UTC, date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from sla_dsl.algebra.windows import windows
from sla_dsl.model.phrases import Window
from sla_dsl.model.quantity import CALENDAR_MONTH, Quantity
from sla_dsl.proof import prove

from .workspaces import compiled

TEXT = """
service whole {{ owner ops hours 24x7 needs part }}
service part {{ owner ops }}
sla front {{ provider norvia customer brun covers whole in force from 2026-01-01
  objective up: availability at least {ours}
  backed by behind
}}
uc behind {{ provider arc customer norvia covers part in force from 2026-01-01
  objective up: availability at least {theirs}
}}
"""
ROLLING = Window(kind="rolling", length=Quantity(amount=Fraction(3), unit=CALENDAR_MONTH))


def moment(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def test_a_window_begins_with_each_month_and_has_whole_months() -> None:
    found = windows(ROLLING, ZoneInfo("UTC"), moment("2026-05-10"), moment("2026-05-11"), date(1904, 1, 1))
    assert found == (
        (moment("2026-03-01"), moment("2026-06-01")),
        (moment("2026-04-01"), moment("2026-07-01")),
        (moment("2026-05-01"), moment("2026-08-01")),
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "right"),
    [
        ("99% each rolling 3 calendar months", "99% each rolling 3 calendar months", "backed"),
        # What loses 1 % of each month loses 1 % of three; what may lose 1 % of three may lose all of it in one.
        ("99% each rolling 3 calendar months", "99% each calendar month", "backed"),
        ("99% each calendar month", "99% each rolling 3 calendar months", "unbacked"),
        # 1 % of the 89 days from February to April, all lost in the 28 of February: 96.82 % are left.
        ("96% each calendar month", "99% each rolling 3 calendar months", "backed"),
        ("97% each calendar month", "99% each rolling 3 calendar months", "unbacked"),
        ("99.1% each rolling 3 calendar months", "99% each rolling 3 calendar months", "unbacked"),
    ],
)
def test_it_is_carried_by_what_loses_no_more_in_any_of_its_windows(ours: str, theirs: str, right: str) -> None:
    workspace = compiled(TEXT.format(ours=f"{ours} during 24x7", theirs=f"{theirs} during 24x7"), date(2026, 1, 1))
    assert workspace.findings == ()
    assert prove(workspace)["front/up"].verdict == right


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("mean of availability each calendar month at least 90%", "availability at least 99%"),
        ("availability at least 90%", "mean of availability each calendar month at least 99%"),
        ("availability at least 99.9%", "mean of availability each calendar month at least 99%"),
        # Months without measured time are left out of a mean: the same words may speak of other months.
        (
            "mean of availability each calendar month at least 99%",
            "mean of availability each calendar month at least 99%",
        ),
    ],
)
def test_a_mean_of_months_is_weighed_on_neither_side(ours: str, theirs: str) -> None:
    text = TEXT.replace("availability at least {ours}", "{ours}").replace("availability at least {theirs}", "{theirs}")
    window = "during 24x7 each rolling 3 calendar months"
    workspace = compiled(text.format(ours=f"{ours} {window}", theirs=f"{theirs} {window}"), date(2026, 1, 1))
    assert workspace.findings == ()
    found = prove(workspace)["front/up"]
    assert found.verdict == "undecidable"
    assert any("`mean of`" in one.message for one in found.grounds)


def test_a_promise_of_each_window_carries_beside_a_mean() -> None:
    text = TEXT.replace(
        "availability at least {theirs}",
        "{theirs}\n  objective more: availability at least 99.5% during 24x7 each calendar month",
    )
    theirs = "mean of availability each calendar month at least 99.9% during 24x7 each calendar quarter"
    workspace = compiled(text.format(ours="99.5% during 24x7 each calendar month", theirs=theirs), date(2026, 1, 1))
    assert prove(workspace)["front/up"].verdict == "backed"
