"""A list with a member twice, split or joined says the same: no change is told, and no approval ends."""

from __future__ import annotations

import pytest

from sla_dsl.changes import diff
from sla_dsl.gate.promise_hash import promise_hash
from sla_dsl.model.workspace import Workspace

from ..compiler.models import BASE
from ..documents import compiled

TEXT = """sla a {{ provider norvia customer brun covers app, web service hours 24x7 support hours office
  parameter fee = 100 EUR
  objective uptime: availability at least 99% each calendar month
  objective lost: restore-time at most 4 h
  {} }}
ola b {{ provider desk customer norvia covers app }}
ola c {{ provider dba customer norvia covers web }}
"""
SAME = (
    ("credit for uptime, lost: 10 EUR", "credit for uptime: 10 EUR credit for lost: 10 EUR"),
    ("no credit for uptime, lost", "no credit for lost no credit for uptime"),
    ('customer must "call" for uptime, lost', 'customer must "call" for uptime customer must "call" for lost'),
    ("escalate lost at 50% to desk, at 100% to norvia", "escalate lost at 100% to norvia escalate lost at 50% to desk"),
    ("backed by b, c", "backed by c backed by b"),
    ("no credit for uptime", "no credit for uptime, uptime"),
    ('suspends uptime while "x" and "y"', 'suspends uptime, uptime while "y" and "x" and "x"'),
    ("credit is automatic, paid in money", "credit is paid in money credit is automatic"),
    ('suspends uptime, lost while "x"', 'suspends lost while "x" suspends uptime while "x"'),
    (
        "customer may end for cause breach, insolvency",
        "customer may end for cause insolvency customer may end for cause breach",
    ),
    (
        "changes { weakening needs approval of norvia, approval of brun, 30 days notice }",
        "changes { weakening needs 30 days notice, approval of brun weakening needs approval of norvia }",
    ),
    ('report "R" to brun each calendar month', 'report "R" to brun and brun each calendar month'),
)
OTHER = (
    ("credit for uptime, lost: 10 EUR", "credit for uptime: 10 EUR credit for lost: 11 EUR"),
    (
        "credit for uptime: 10 EUR",
        "credit for uptime: 10 EUR credit for uptime: 10 EUR for every hour begun of downtime",
    ),
    ("credit is automatic, paid in money", "credit is paid in money credit is automatic, the sole remedy"),
    ("customer may end for cause breach", "customer may end"),
    (
        "changes { weakening needs 30 days notice }",
        "changes { weakening needs 30 days notice weakening needs 9 days notice }",
    ),
    ("cap credit at 5 EUR for uptime, lost", "cap credit at 5 EUR for uptime cap credit at 5 EUR for lost"),
)


def workspace(statements: str) -> Workspace:
    found = compiled(BASE, TEXT.format(statements))
    assert [one.message for one in found.findings if one.rule.startswith(("syntax/", "name/unknown"))] == []
    return found


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_in_other_lists(one: str, other: str) -> None:
    before, after = workspace(one), workspace(other)
    assert diff(before, after).changes == diff(after, before).changes == ()
    assert promise_hash(before, "a") == promise_hash(after, "a")


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_what_is_more_than_another_list_is_told(one: str, other: str) -> None:
    assert diff(workspace(one), workspace(other)).changes
    assert promise_hash(workspace(one), "a") != promise_hash(workspace(other), "a")
