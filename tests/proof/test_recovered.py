"""What comes back from a supplier, where nobody knows yet how much is owed."""

from datetime import date

import pytest

from sla_dsl.proof.context import Context
from sla_dsl.proof.uptime.money import recoveries

from .workspaces import compiled

TEXT = """\
service pages {{ supplied by arc hours 24x7 }}
sla pages-sla {{
  provider norvia
  customer brun
  covers pages
  parameter fee is money
  objective uptime: availability at least 99% during 24x7 each calendar month
  {ours}
  backed by pages-uc
}}
uc pages-uc {{
  provider arc
  customer norvia
  covers pages
  parameter fee is money
  objective uptime: availability at least 99.5% during 24x7 each calendar month
  {theirs}
}}
"""
CREDIT = "credit for uptime: 10% of fee"


@pytest.mark.parametrize(
    ("ours", "theirs", "is_found"),
    [
        (CREDIT, "", True),
        (CREDIT, "no credit for uptime", True),
        (CREDIT, CREDIT, False),
        ("no credit for uptime", "", False),
        ("points for uptime: 2", "", False),
    ],
)
def test_a_supplier_who_owes_nothing_is_told_even_if_the_amount_is_a_blank(
    ours: str, theirs: str, is_found: bool
) -> None:
    workspace = compiled(TEXT.format(ours=ours, theirs=theirs), as_of=date(2026, 1, 1))
    found = list(recoveries(Context(workspace), list(workspace.agreements.values())))
    assert [one.values for one in found] == ([("pages-sla/uptime", "pages-uc")] if is_found else [])


BANDS = """credit for uptime {{
    | availability | credit |
    |--------------|--------|
    | below {}     | {} EUR |
    | below {}     | {} EUR |
  }}"""


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        # Ours is due below 99 % of a month of 30 days, theirs of the same sum below 97 % only.
        (
            "credit for uptime: 10 EUR",
            BANDS.format("97%", 5, "90%", 10),
            "0 EUR comes back of the 10 EUR",
        ),
        # The greatest sums are the same; between 95 and 90 % they are not.
        (BANDS.format("99%", 5, "95%", 10), BANDS.format("99%", 5, "90%", 10), "5 EUR comes back of the 10 EUR"),
        # Steps without a cap: the more hours, the more is left.
        (
            "credit for uptime: 20 EUR for every hour begun of downtime",
            "credit for uptime: 10 EUR for every hour begun of downtime",
            "EUR comes back",
        ),
        ("credit for uptime: 10 EUR", "credit for uptime: 10 EUR for every hour begun of downtime", ""),
        (BANDS.format("99%", 5, "90%", 10), BANDS.format("99%", 5, "95%", 10), ""),
    ],
)
def test_what_is_owed_and_what_comes_back_are_compared_for_each_downtime(ours: str, theirs: str, said: str) -> None:
    workspace = compiled(TEXT.format(ours=ours, theirs=theirs), as_of=date(2026, 1, 1))
    found = list(recoveries(Context(workspace), list(workspace.agreements.values())))
    assert [one.message for one in found if said in one.message] == [one.message for one in found]
    assert bool(found) == bool(said)


def _told(ours: str, theirs: str, more: str = "") -> list[str]:
    text = TEXT.format(ours=ours, theirs=theirs).replace("parameter fee is money", "parameter fee = 100 EUR")
    text = text.replace("99% during 24x7 each calendar month", f"99% during 24x7 each calendar month{more}", 1)
    workspace = compiled(text, as_of=date(2026, 1, 1))
    return [one.message for one in recoveries(Context(workspace), list(workspace.agreements.values()))]


YEARLY = "cap credit at 30 EUR each contract year"


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        # 10 EUR in each of twelve months, of which a year gives 30 EUR back.
        (CREDIT, f"{CREDIT} {YEARLY}", "30 EUR comes back of the 120 EUR owed"),
        (f"{CREDIT} {YEARLY}", CREDIT, ""),
        (f"{CREDIT} {YEARLY}", f"{CREDIT} {YEARLY}", ""),
        (f"{CREDIT} {YEARLY.replace('30', '50')}", f"{CREDIT} {YEARLY}", "30 EUR comes back of the 50 EUR owed"),
        # A cap of each month never holds back what comes month by month.
        (CREDIT, f"{CREDIT} {YEARLY.replace('contract year', 'calendar month')}", ""),
    ],
)
def test_a_cap_of_a_year_is_used_up_by_what_fails_month_by_month(ours: str, theirs: str, said: str) -> None:
    found = _told(ours, theirs)
    assert [one for one in found if said not in one] == []
    assert bool(found) == bool(said)


MORE = """
  objective more: availability at least 98% during 24x7 each calendar month
  credit for more: 10% of fee"""


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        (CREDIT, CREDIT, "10 EUR comes back of the 20 EUR owed for `pages-sla/uptime`, `pages-sla/more`"),
        (CREDIT, "credit for uptime: 20% of fee", ""),
        (f"{CREDIT} cap credit at 10 EUR each calendar month", CREDIT, ""),
        # Only the higher is due.
        (f"{CREDIT} one event earns the highest credit only", CREDIT, ""),
    ],
)
def test_one_outage_misses_all_promises_that_rest_on_a_supplier(ours: str, theirs: str, said: str) -> None:
    found = _told(ours, theirs, MORE)
    assert [one for one in found if said not in one] == []
    assert bool(found) == bool(said)


EACH = "objective uptime: availability at least {} during 24x7 each calendar {}"
BY_POINTS = "points for uptime: 5\n  credit for points each calendar month: points * {} EUR"
FIXED = "credit for uptime: {} EUR"


@pytest.mark.parametrize(
    ("ours", "theirs", "message"),
    [
        # Three months that are each missed are a quarter that is missed once.
        (
            (EACH.format("99%", "month"), FIXED.format(100)),
            (EACH.format("99.9%", "quarter"), FIXED.format(100)),
            "for 7 h 12 min 1 s in each of 3 windows, 100 EUR comes back of the 300 EUR owed",
        ),
        ((EACH.format("99%", "month"), FIXED.format(100)), (EACH.format("99.9%", "quarter"), FIXED.format(300)), ""),
        # Half of what a quarter allows is less than a month does.
        (
            (EACH.format("99.5%", "quarter"), FIXED.format(100)),
            (EACH.format("99%", "month"), FIXED.format(100)),
            "for 5 h 27 min 36 s in each of 2 of its windows, 0 EUR comes back of the 100 EUR owed",
        ),
        ((EACH.format("99%", "quarter"), FIXED.format(100)), (EACH.format("99%", "month"), FIXED.format(100)), ""),
        # Five points are earned with the month.
        (
            (EACH.format("99%", "month"), BY_POINTS.format(20)),
            (EACH.format("99%", "month"), FIXED.format(10)),
            "for 7 h 12 min 1 s, 10 EUR comes back of the 100 EUR owed",
        ),
        ((EACH.format("99%", "month"), BY_POINTS.format(20)), (EACH.format("99%", "month"), FIXED.format(100)), ""),
        ((EACH.format("99%", "month"), FIXED.format(50)), (EACH.format("99%", "month"), BY_POINTS.format(10)), ""),
        (
            (EACH.format("99%", "month"), FIXED.format(60)),
            (EACH.format("99%", "month"), BY_POINTS.format(10)),
            "for 7 h 12 min 1 s, 50 EUR comes back of the 60 EUR owed",
        ),
    ],
)
def test_windows_of_other_lengths_and_sums_of_points_come_back_or_are_told(
    ours: tuple[str, str], theirs: tuple[str, str], message: str
) -> None:
    text = TEXT.replace(EACH.format("99%", "month"), ours[0]).replace(EACH.format("99.5%", "month"), theirs[0])
    workspace = compiled(text.format(ours=ours[1], theirs=theirs[1]), as_of=date(2026, 1, 1))
    found = list(recoveries(Context(workspace), list(workspace.agreements.values())))
    assert [message in one.message for one in found] == [True] * bool(message)
