"""When what an agreement says has effect, and when it is in force."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sla_dsl.algebra.in_force import has_effect, is_in_force, takes_effect
from sla_dsl.compiler import compile_sources
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.lock import Lock
from sla_dsl.text.source import Source

from ..history.repositories import PARTIES

DAYS = [date(2026, 1, 1) + timedelta(days=day) for day in range(1200)]
EMERGENCY = 'amendment 1.1.0 { effective 2026-05-01 emergency "fire" %s }'


def agreement(
    *statements: str, status: str = "signed", term: str = "in force from 2026-02-01 to 2026-12-31"
) -> Agreement:
    text = "\n".join(("sla shop {", "provider norvia", "customer brun", f"status {status}", term, *statements, "}"))
    workspace = compile_sources((Source("a.sla", PARTIES + text),), Lock(), date(2026, 1, 1))
    assert not [finding for finding in workspace.findings if finding.rule.startswith("syntax/")]
    return workspace.agreements["shop"]


def in_force(one: Agreement) -> tuple[str, str] | None:
    """The first and the last day in force, which are one stretch."""
    found = [day for day in DAYS if is_in_force(one, day)]
    assert not found or len(found) == (found[-1] - found[0]).days + 1
    return (str(found[0]), str(found[-1])) if found else None


@pytest.mark.parametrize(
    ("statements", "day"),
    [
        ((), "2026-02-01"),
        (("amendment 1.1.0 { effective 2026-05-01 }",), "2026-05-01"),
        (("amendment 1.1.0 { effective 2026-05-01 }", "amendment 1.2.0 { effective 2026-07-01 }"), "2026-07-01"),
        (("amendment 1.2.0 { effective 2026-07-01 }", "amendment 1.1.0 { effective 2026-05-01 }"), "2026-07-01"),
        (("amendment 1.1.0 { effective 2026-01-15 }",), "2026-02-01"),
        (('amendment 1.1.0 { signed 2026-03-01 by "A" for norvia signed 2026-03-04 by "B" for brun }',), "2026-03-04"),
        (("amendment 1.1.0 { }",), "2026-02-01"),
    ],
)
def test_what_is_written_holds_once_its_last_amendment_has_taken_effect(statements: tuple[str, ...], day: str) -> None:
    assert str(takes_effect(agreement(*statements))) == day
    assert in_force(agreement(*statements)) == (day, "2026-12-31")


def test_an_agreement_without_a_first_day_always_had_effect() -> None:
    assert takes_effect(agreement(term="")) is None
    assert has_effect(agreement(term=""), date(1, 1, 1))
    assert in_force(agreement(term="")) is None


@pytest.mark.parametrize(
    ("status", "effect"), [("draft", False), ("proposed", False), ("signed", True), ("ended", True)]
)
def test_what_is_not_agreed_upon_has_no_effect(status: str, effect: bool) -> None:
    assert has_effect(agreement(status=status), date(2026, 6, 1)) == effect
    assert is_in_force(agreement(status=status), date(2026, 6, 1)) == (status == "signed")


def test_what_ended_was_in_force_until_its_last_day() -> None:
    assert in_force(agreement('ended 2026-06-30 because "sold"', status="ended")) == ("2026-02-01", "2026-06-30")
    assert in_force(agreement('ended 2026-06-30 because "sold"', status="draft")) is None


def test_renewals_count_and_an_end_cuts() -> None:
    renewal = "renews every 12 months unless either party gives 90 days notice"
    assert in_force(agreement(renewal)) == ("2026-02-01", str(DAYS[-1]))
    assert in_force(agreement(renewal, "notice given 2026-12-01 by brun")) == ("2026-02-01", "2027-12-31")
    assert in_force(agreement('ended 2026-06-30 because "sold"')) == ("2026-02-01", "2026-06-30")


@pytest.mark.parametrize(
    ("clause", "last"),
    [
        ("", "2026-05-11"),
        ("changes { emergency needs approval of norvia }", "2026-05-11"),
        ("changes { weakening needs 60 days notice }", "2026-05-11"),
        ("changes { emergency needs ratification within 3 days }", "2026-05-04"),
        ("changes { emergency needs ratification within 1 month }", "2026-06-01"),
        ("changes { emergency needs ratification within 48 h }", "2026-05-03"),
        ("changes { emergency needs ratification within 36 h }", "2026-05-02"),
        ("changes { emergency needs ratification within 1 business day }", "2026-05-04"),
        ("changes { emergency needs ratification within 6 business days }", "2026-05-11"),
    ],
)
def test_an_emergency_that_nobody_ratifies_ends_by_itself(clause: str, last: str) -> None:
    assert in_force(agreement(clause, EMERGENCY % "")) == ("2026-05-01", last)
    assert in_force(agreement(clause, EMERGENCY % f"ratified {last} by norvia")) == ("2026-05-01", "2026-12-31")
    late = date.fromisoformat(last) + timedelta(days=1)
    assert in_force(agreement(clause, EMERGENCY % f"ratified {late} by norvia")) == ("2026-05-01", last)


def test_an_amendment_on_top_does_not_ratify() -> None:
    after = "amendment 1.2.0 { effective 2026-05-04 }"
    assert in_force(agreement(EMERGENCY % "", after)) == ("2026-05-04", "2026-05-11")
