"""A list may be split into statements, joined, or name a thing twice: that is no change; twice is a finding."""

from __future__ import annotations

import pytest

from sla_dsl.changes import changes
from sla_dsl.gate.promise_hash import promise_hash
from sla_dsl.model.workspace import Workspace

from ..compiler.models import BASE
from ..documents import compiled

BEHIND = "ola b { provider desk customer norvia covers db } ola c { provider dba customer norvia covers db }"
AGREEMENT = """sla a {{
  provider norvia
  customer brun
  covers app, web
  objective up: availability at least 99% during 24x7 each calendar month
  objective fix: restore-time at most 4 h during 24x7
  {}
}}
"""
SPLIT = [
    ("credit for up, fix: 10 EUR", "credit for fix: 10 EUR credit for up: 10 EUR"),
    ("no credit for up, fix", "no credit for up no credit for fix"),
    ('customer must "call" for up, fix', 'customer must "call" for fix customer must "call" for up'),
    ('suspends up, fix while "it is dark"', 'suspends up while "it is dark" suspends fix while "it is dark"'),
    ("escalate fix at 50% to desk, at 90% to norvia", "escalate fix at 90% to norvia escalate fix at 50% to desk"),
    ("backed by b, c", "backed by c backed by b"),
    ("treat P1 as P2, P2 as P3 in b backed by b", "treat P2 as P3 in b treat P1 as P2 in b backed by b"),
    ("no promise of durability, latency", "no promise of latency no promise of durability"),
]
TWICE = [
    ("credit for up, fix: 10 EUR", "credit for up, fix, up: 10 EUR"),
    ("backed by b, c", "backed by b, c, b"),
    ("no promise of durability", "no promise of durability, durability"),
]


def workspace(said: str) -> Workspace:
    return compiled(BASE, BEHIND, AGREEMENT.format(said))


@pytest.mark.parametrize(("joined", "split"), SPLIT)
def test_a_list_that_is_split_is_no_change(joined: str, split: str) -> None:
    before, after = workspace(joined), workspace(split)
    assert [[one.rule for one in side.findings] for side in (before, after)] == [[], []]
    assert changes(before, after) == changes(after, before) == ()
    hashes = {promise_hash(side, "a") for side in (before, after)}
    assert len(hashes) == 1


@pytest.mark.parametrize(("once", "twice"), TWICE)
def test_a_name_that_stands_twice_is_found_and_is_no_change(once: str, twice: str) -> None:
    before, after = workspace(once), workspace(twice)
    assert [one.rule for one in after.findings] == ["name/duplicate"]
    assert changes(before, after) == ()


def test_a_service_that_is_covered_twice() -> None:
    before = compiled(BASE, AGREEMENT.format(""))
    after = compiled(BASE, AGREEMENT.format("").replace("covers app, web", "covers app, web, app"))
    assert [one.message for one in after.findings] == ["`app` stands twice in one list"]
    assert changes(before, after) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("credit for up, fix: 10 EUR", "credit for up: 10 EUR"),
        ("credit for up, fix: 10 EUR", "credit for up: 10 EUR credit for fix: 9 EUR"),
        # one limit for both is not one for each
        (
            "excludes maintenance up to 4 h each calendar month for up, fix",
            "excludes maintenance up to 4 h each calendar month for up",
        ),
    ],
)
def test_what_says_something_else_is_a_change(before: str, after: str) -> None:
    assert changes(workspace(before), workspace(after))
