"""Until when is claimed what is due: the same day as the report tells, of every award that nobody has claimed."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from sla_dsl.register.missed import claims, claims_to_come
from sla_dsl.reports.facts.words import last_moment

from ..facts.test_awards import DOWN, UP, outage, reported

FEE = "credit for up: 10% of fee\n"
LADDER = """points for up: 3
credit on fee for points each calendar quarter {
  | points     | credit |
  | at least 3 | 5%     |
}
"""
CLAIMED = "agreement,objective,start,at,stage\na,up,2026-02-01,2026-03-02T00:00:00Z,1\n"


@pytest.mark.parametrize(
    ("says", "claimed", "expected"),
    [
        (FEE + "claim within 30 days of window end", "", [("2026-03-30", "up")]),
        ("claim within 30 days of window end\nno credit", "", []),
        (FEE + "credit is automatic\nclaim within 30 days of window end", "", []),
        # The window ends with the last day of February: a calendar month later is the last day of March.
        (FEE + "claim within 1 calendar month of window end", "", [("2026-03-31", "up")]),
        (FEE + "claim within 1 calendar month of window end", CLAIMED, []),
        (
            FEE + "claim within 5 business days of window end then within 2 months of window end",
            CLAIMED,
            [("2026-04-28", "up")],
        ),
        # Points are counted; claimed is what is due for them.
        (UP[:0] + LADDER + "claim within 30 days of window end", "", [("2026-04-30", "points")]),
        # How much it is may be open.
        (
            "parameter price is money\ncredit for up: price\nclaim within 30 days of window end",
            "",
            [("2026-03-30", "up")],
        ),
    ],
)
def test_each_claim_that_nobody_has_made_has_its_last_day(
    says: str, claimed: str, expected: list[tuple[str, str]]
) -> None:
    tables = {"outages": DOWN + outage(2, 9)} | ({"claims": claimed} if claimed else {})
    report = reported(UP + says, tables, "2026-01-01", "2026-03-31", "2026-04-02")
    found = list(claims(report.awards))
    assert [(one.until.isoformat(), one.of.partition("\n")[0]) for one in found] == expected
    told = [last_moment(one.until, ZoneInfo("UTC")) for one in report.awards if one.until is not None]
    assert [one.until.isoformat() for one in found if one.of.startswith(("up", "points")) and told] == told


@pytest.mark.parametrize(
    ("says", "hours", "expected"),
    [
        (FEE + "claim within 30 days of window end", 9, ["2026-03-30"]),
        # 28 days allow 6 h 43 min 12 s.
        (FEE + "claim within 30 days of window end", 6, []),
        (FEE + "credit is automatic\nclaim within 30 days of window end", 9, []),
        ("no credit\nclaim within 30 days of window end", 9, []),
    ],
)
def test_a_window_that_runs_and_is_missed_already_has_its_last_day(says: str, hours: int, expected: list[str]) -> None:
    report = reported(UP + says, {"outages": DOWN + outage(2, hours)}, "2026-02-01", "2026-02-28", "2026-02-20")
    assert [one.until.isoformat() for one in claims_to_come(report.windows)] == expected
    assert list(claims(report.awards)) == []
