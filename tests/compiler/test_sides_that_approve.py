"""A change clause speaks of its sides: a standard can have one for all who will be its customers."""

from __future__ import annotations

import pytest

from ..documents import compiled
from .models import BASE, clean

CLAUSE = "changes {{ weakening needs approval of {}, 9 days notice never change parties }}"


Needed = tuple[int, tuple[str, ...], str | None]
"""How many must approve, of which parties, in which role."""


def approvals(needs: str) -> list[Needed]:
    """Who must approve in an agreement of Norvia with Brun whose terms have this clause."""
    terms = f"standard sla terms {{ {CLAUSE.format(needs)} }}"
    text = "sla a on the terms of terms { provider norvia customer brun covers app }"
    clause = clean(terms, text).agreements["a"].changes
    assert clause is not None
    return [(one.count, one.of, one.role) for one in clause.requirements[0].approvals]


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        ("both parties", (2, ("brun", "norvia"), None)),
        ("both parties as service-level-manager", (2, ("brun", "norvia"), "service-level-manager")),
        ("customer", (1, ("brun",), None)),
        ("provider", (1, ("norvia",), None)),
        ("provider and customer", (2, ("norvia", "brun"), None)),
        ("1 of customer and provider", (1, ("brun", "norvia"), None)),
        ("customer and desk", (2, ("brun", "desk"), None)),
        ("customer and brun", (1, ("brun",), None)),
        ("norvia as provider", (1, ("norvia",), "provider")),
    ],
)
def test_the_sides_are_those_of_the_agreement(needs: str, expected: Needed) -> None:
    assert approvals(needs) == [expected]


def test_teams_are_sides_of_an_ola() -> None:
    terms = f"standard ola terms {{ {CLAUSE.format('both parties')} }}"
    clause = (
        clean(terms, "ola a on the terms of terms { provider dba customer desk covers app }").agreements["a"].changes
    )
    assert clause is not None
    assert [one.of for one in clause.requirements[0].approvals] == [("desk", "dba")]


def test_a_template_keeps_the_word_and_everyone_approves_nothing() -> None:
    one = clean(f"standard sla one {{ provider norvia {CLAUSE.format('both parties')} }}").agreements["one"].changes
    every = f"standard sla every {{ provider norvia customer everyone {CLAUSE.format('both parties')} }}"
    other = clean(every).agreements["every"].changes
    assert one is not None
    assert other is not None
    assert [(each.count, each.of) for each in one.requirements[0].approvals] == [(2, ("customer", "norvia"))]
    assert [(each.count, each.of) for each in other.requirements[0].approvals] == [(1, ("norvia",))]


def test_more_approvals_than_sides() -> None:
    text = f"sla a {{ provider norvia customer brun {CLAUSE.format('3 of customer and provider')} }}"
    assert [one.rule for one in compiled(BASE, text).findings] == ["value/out-of-range"]
