"""A change in a line of `sla log`."""

from __future__ import annotations

import re

import pytest

from sla_dsl.changes.change import Change
from sla_dsl.changes.compare import compare_all
from sla_dsl.changes.diff import PARTS
from sla_dsl.changes.sides import Side, Sides
from sla_dsl.reports.diff.words import kind_beside
from sla_dsl.reports.history.log_text import told

from ..changes.test_kinds import things, workspace

TWICE = re.compile(r"(?<![\w-])([\w-]+)[ /:]+\1(?![\w-])")


def change(kind: str, address: str, before: str, after: str) -> Change:
    return Change(kind, address, before, after, None, None)


@pytest.mark.parametrize(
    ("kind", "address", "said", "expected"),
    [
        ("claim-added", "shop/claim", "claim through hotline", "claim added: through hotline"),
        ("claim-channel-added", "shop/claim", "through hotline", "claim channel added: through hotline"),
        ("clause-added", "shop/clause/law", 'clause law "Law"', 'clause/law added: "Law"'),
        ("remedy-added", "shop/credit", "credit on fee", "credit added: on fee"),
        ("parameter-added", "shop/fee", "fee", "fee parameter added"),
        (
            "objective-added",
            "shop/uptime",
            "availability at least 99%",
            "uptime objective added: availability at least 99%",
        ),
        ("no-maintenance-added", "shop/no-maintenance", "no maintenance from 2026", "no-maintenance added: from 2026"),
        ("covers-added", "shop", "app", "covers added: app"),
    ],
)
def test_what_came_is_named_once(kind: str, address: str, said: str, expected: str) -> None:
    assert told(change(kind, address, "", said), "shop") == expected


def test_what_has_no_address_of_its_own_is_named_by_its_kind() -> None:
    assert told(change("customer-changed", "shop", "brun", "arc"), "shop") == "customer brun -> arc"


def test_no_change_of_any_part_of_a_workspace_says_a_word_twice() -> None:
    model = workspace()
    side = Side(model)
    lines = set()
    for space, part in PARTS:
        for name, declared in getattr(model, space).items():
            for inner, thing in things(part, [declared]):
                for one in compare_all(inner, Sides(side, side), (space, name), [], [thing]):
                    address = name if inner is part else one.address
                    made = change(one.kind, address, one.before, one.after)
                    lines |= {told(made, name), f"{address} {kind_beside(address, one.kind)}"}
    assert len(lines) > 100
    assert [line for line in sorted(lines) if TWICE.search(line.partition('"')[0])] == []
    assert [line for line in sorted(lines) if "  " in line or line != line.strip()] == []
