"""Tables of objectives: every cell is one objective in normal form."""

from fractions import Fraction
from typing import Any

from sla_dsl.model.objective import Objective
from sla_dsl.model.phrases import Bound, Deadline, EventBefore, Said, Selection, Share
from sla_dsl.model.quantity import Portion, Quantity

from .models import (
    MONTHLY,
    agreement,
    at_least,
    at_most,
    business_days,
    euros,
    objectives,
    only,
    percent,
    said,
    seconds,
)

H = 3600


def cells(table: str, statements: str = "", declarations: str = "") -> dict[str, dict[str, Any]]:
    """What the cells of a table say, by their address."""
    found = objectives(f"{statements}\nobjectives {table}", declarations)
    return {path: said(one, "name", "address") for path, one in found.items()}


def bounds(found: dict[str, Objective]) -> dict[str, object]:
    return {path: one.bound for path, one in found.items()}


def test_one_key_and_two_metrics() -> None:
    found = cells(
        """handling "Handling" by urgency in 95% of cases each calendar month {
          during 24x7
          | urgency | response-time                | restore-time             |
          |---------|------------------------------|--------------------------|
          | P1      | 15 min                       | 4 h                      |
          | P2, P3  | 1 business day during office | at most 8 h timed by repair in 80% of cases |
        }"""
    )
    common = {
        "title": "Handling",
        "statistic": "share",
        "share": Share(share=percent("95"), of="cases"),
        "window": MONTHLY,
    }
    assert list(found) == [
        "handling/response-time/P1",
        "handling/restore-time/P1",
        "handling/response-time/P2",
        "handling/response-time/P3",
        "handling/restore-time/P2",
        "handling/restore-time/P3",
    ]
    assert found["handling/response-time/P1"] == common | {
        "metric": "response-time",
        "scope": (only("urgency", "P1"),),
        "bound": at_most(seconds(15 * 60)),
        "hours": "24x7",
    }
    assert found["handling/restore-time/P1"] == common | {
        "metric": "restore-time",
        "scope": (only("urgency", "P1"),),
        "bound": at_most(seconds(4 * H)),
        "hours": "24x7",
    }
    for value in ("P2", "P3"):
        assert found[f"handling/response-time/{value}"] == common | {
            "metric": "response-time",
            "scope": (only("urgency", value),),
            "bound": at_most(business_days(1)),
            "hours": "office",
        }
        assert found[f"handling/restore-time/{value}"] == common | {
            "metric": "restore-time",
            "scope": (only("urgency", value),),
            "bound": at_most(seconds(8 * H)),
            "share": Share(share=percent("80"), of="cases"),
            "clock": "repair",
        }


def test_two_and_three_keys() -> None:
    two = objectives(
        """objectives t of availability by site, urgency each calendar month {
          during 24x7
          | site  | urgency | availability |
          |-------|---------|--------------|
          | paris | P1, P2  | 99.9%        |
          | brest | P1      | none         |
        }"""
    )
    assert bounds(two) == {
        "t/paris/P1": at_least(percent("99.9")),
        "t/paris/P2": at_least(percent("99.9")),
        "t/brest/P1": None,
    }
    assert two["t/paris/P2"].scope == (only("site", "paris"), only("urgency", "P2"))
    three = objectives(
        """objectives t by site, urgency, impact {
          during 24x7
          | site         | urgency | impact | restore-time |
          |--------------|---------|--------|--------------|
          | paris, brest | P1, P2  | high   | 1 h          |
          | paris        | P3      | low    | 9 h          |
        }"""
    )
    assert bounds(three) == {
        "t/restore-time/paris/P1/high": at_most(seconds(H)),
        "t/restore-time/paris/P2/high": at_most(seconds(H)),
        "t/restore-time/brest/P1/high": at_most(seconds(H)),
        "t/restore-time/brest/P2/high": at_most(seconds(H)),
        "t/restore-time/paris/P3/low": at_most(seconds(9 * H)),
    }
    assert three["t/restore-time/brest/P2/high"].scope == (
        only("site", "brest"),
        only("urgency", "P2"),
        only("impact", "high"),
    )


def test_the_values_of_a_further_scale_are_columns() -> None:
    found = objectives(
        """objectives uptime of availability by urgency, site each calendar month {
          during 24x7
          | urgency | paris | site/brest |
          |---------|-------|------------|
          | P1      | 99.9% | 99.5%      |
          | P2      | 99%   | none       |
        }"""
    )
    assert bounds(found) == {
        "uptime/P1/paris": at_least(percent("99.9")),
        "uptime/P1/brest": at_least(percent("99.5")),
        "uptime/P2/paris": at_least(percent("99")),
        "uptime/P2/brest": None,
    }
    assert found["uptime/P1/brest"].scope == (only("urgency", "P1"), only("site", "brest"))


def test_a_value_of_two_scales_is_that_of_the_scale_by_which_the_table_goes() -> None:
    found = objectives(
        """objectives uptime of availability by urgency, plan each calendar month {
          during 24x7
          | urgency | basic | gold |
          |---------|-------|------|
          | P1      | 98%   | 99%  |
        }"""
    )
    assert found["uptime/P1/gold"].scope == (only("urgency", "P1"), only("plan", "gold"))


def test_the_first_column_holds_metrics() -> None:
    found = objectives(
        """objectives speed by urgency {
          during 24x7
          | metric                      | P1  | P2           |
          |-----------------------------|-----|--------------|
          | response-time, restore-time | 1 h | 2 h in 90% of cases each calendar month |
          | resolution-time             | 4 h | none         |
        }"""
    )
    assert bounds(found) == {
        "speed/response-time/P1": at_most(seconds(H)),
        "speed/restore-time/P1": at_most(seconds(H)),
        "speed/response-time/P2": at_most(seconds(2 * H)),
        "speed/restore-time/P2": at_most(seconds(2 * H)),
        "speed/resolution-time/P1": at_most(seconds(4 * H)),
        "speed/resolution-time/P2": None,
    }
    assert found["speed/restore-time/P2"].statistic == "share"
    assert found["speed/resolution-time/P1"].statistic == "each"


def test_a_column_of_hours_and_one_of_credit() -> None:
    one = agreement(
        """parameter fee = 100 EUR
        objectives t by urgency {
          | urgency | during | restore-time           | credit      |
          |---------|--------|------------------------|-------------|
          | P1      | nights | 4 h                    | 200 EUR     |
          | P2      | office | 8 h during extended    | 5% of fee   |
          | P3      | office | none                   | none        |
        }"""
    )
    assert [(o.address, o.hours) for o in one.objectives] == [
        ("a/t/restore-time/P1", "nights"),
        ("a/t/restore-time/P2", "extended"),
        ("a/t/restore-time/P3", "office"),
    ]
    assert [said(r) for r in one.remedies] == [
        {"kind": "credit", "amount": euros("200"), "objectives": ("t/restore-time/P1",)},
        {
            "kind": "credit",
            "amount": Portion(quantity=Quantity(amount=Fraction(5), unit="%"), of="fee"),
            "objectives": ("t/restore-time/P2",),
        },
    ]


def test_a_cell_has_a_share_hours_a_window_a_force_a_condition_and_a_deadline_of_its_own() -> None:
    found = cells(
        """t by urgency in 95% of requests each calendar month {
          during 24x7
          as a target
          | urgency | delivery-time                                                     |
          |---------|-------------------------------------------------------------------|
          | P1      | below 1 h in 80% of requests during office each calendar week as best effort when "it is day" |
          | P2      | by 18:00 the next business day if logged before 15:00 during office |
          | P3      | between 1 h and 2 h                                               |
        }"""
    )
    assert found["t/delivery-time/P1"] == {
        "metric": "delivery-time",
        "statistic": "share",
        "scope": (only("urgency", "P1"),),
        "bound": Bound(kind="below", value=seconds(H)),
        "share": Share(share=percent("80"), of="requests"),
        "hours": "office",
        "window": MONTHLY.model_copy(update={"period": "week"}),
        "force": "best-effort",
        "when": Said(text="it is day"),
    }
    assert found["t/delivery-time/P2"] == {
        "metric": "delivery-time",
        "statistic": "share",
        "scope": (only("urgency", "P2"),),
        "bound": Deadline(at=18 * 60, after=business_days(1), when=EventBefore(event="logged", at=15 * 60)),
        "share": Share(share=percent("95"), of="requests"),
        "hours": "office",
        "window": MONTHLY,
        "force": "target",
    }
    assert found["t/delivery-time/P3"]["bound"] == Bound(kind="between", value=seconds(H), upper=seconds(2 * H))
    assert found["t/delivery-time/P3"]["hours"] == "24x7"


def test_a_scope_before_the_table_and_details_hold_for_every_cell() -> None:
    found = cells(
        """t by urgency for paris {
          during 24x7
          owned by dba
          warn at 30 min
          | urgency | restore-time |
          |---------|--------------|
          | P1      | 1 h          |
        }"""
    )
    assert found == {
        "t/restore-time/P1": {
            "metric": "restore-time",
            "statistic": "each",
            "scope": (only("site", "paris"), only("urgency", "P1")),
            "bound": at_most(seconds(H)),
            "hours": "24x7",
            "owned_by": "dba",
            "warn": seconds(1800),
        }
    }


TIERS = """objectives uptime of availability by care each calendar month {
  during 24x7
  | care         | availability | credit |
  |--------------|--------------|--------|
  | bronze       | 99%          | 1 EUR  |
  | silver, gold | 99.9%        | 2 EUR  |
}
objectives handling by urgency {
  during 24x7
  | urgency | restore-time |
  |---------|--------------|
  | P1      | 1 h          |
}
objective speed for gold-grade: latency at most 1 s
"""


def test_a_tier_selects_its_values_of_every_table() -> None:
    one = agreement(f"tier gold of care\n{TIERS}", "dimension grade { gold-grade }")
    assert one.tiers == (only("care", "gold"),)
    assert [o.address for o in one.objectives] == ["a/uptime/gold", "a/handling/restore-time/P1", "a/speed"]
    assert [(r.amount, r.objectives) for r in one.remedies] == [(euros("2"), ("uptime/gold",))]


def test_without_a_tier_all_are_promised() -> None:
    one = agreement(TIERS, "dimension grade { gold-grade }")
    assert [o.scope[0] for o in one.objectives[:3]] == [
        Selection(scale="care", values=(v,)) for v in ("bronze", "silver", "gold")
    ]
    assert [r.objectives for r in one.remedies] == [("uptime/bronze",), ("uptime/silver", "uptime/gold")]


def test_parameters_stand_in_cells() -> None:
    found = objectives(
        """parameter most = 4 h
        objectives t by urgency {
          during 24x7
          | urgency | restore-time |
          |---------|--------------|
          | P1      | most         |
          | P2      | below most   |
        }"""
    )
    assert bounds(found) == {
        "t/restore-time/P1": at_most(seconds(4 * H)),
        "t/restore-time/P2": Bound(kind="below", value=seconds(4 * H)),
    }
