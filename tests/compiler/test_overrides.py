"""``override`` changes what it says and keeps the rest; what it would leave out is told; a completion needs none."""

from __future__ import annotations

import pytest

from sla_dsl.changes.meaning import meaning_of
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.base import Model
from sla_dsl.model.marks import shapes
from sla_dsl.model.phrases import Within

from ..documents import compiled
from .models import BASE, clean, days, seconds

TERMS = """
standard sla base {
  provider norvia
  service hours 24x7
  parameter fee is money = 5 EUR one of 5 EUR, 6 EUR "Fee"
  objective uptime: availability at least 99% each calendar month
  objectives handling by urgency in 90% of cases each calendar month {
    during office
    owned by desk
    | urgency | restore-time | credit |
    | P1      | 4 h          | 10 EUR |
    | P2      | 8 h          | 5 EUR  |
  }
  credit for uptime when "it rains" within 9 days of window end: 5 EUR for every hour begun of downtime
  cap credit at 30% of fee each calendar month for uptime
  credit is paid on the next invoice, the sole remedy, lost after 3 months
  claim through portal within 30 days of window end
  customer may end with 30 days notice through letter when uptime is missed
  provider may end with 90 days notice
  customer must "call" 2 days ahead for uptime
  provider must "answer" as best effort during nights until restored about exit
  customer may "cancel" up to 3 cases at most 3 times each contract year
  provider must ensure urgency is P1 within 4 h of logged
  continuity tested every 12 months "Plan B"
  subcontracting is subject to consent announced 30 days ahead
  subcontractor brun for app in DE
  governed by the law of FR, courts of FR "Paris"
  parameter rate is money = 5 EUR one of 5 EUR, 6 EUR "Rate" about exit
  excludes maintenance up to 4 h each calendar month within nights announced 5 days ahead
  volume at most 50 cases each calendar month
  report "R" each calendar month within 5 days of window end to brun
  review every 3 months next 2027-01-31
  escalate handling/restore-time for P1 at 50% to desk, at 100% to norvia
  clause law "Law" \"\"\"French.\"\"\"
  changes {
    editorial needs approval of norvia
    weakening needs approval of norvia and brun, 90 days notice, effective at quarter start
    never change parties
  }
  no maintenance from 2027-01-01 to 2027-01-31
}
"""


def on_base(statements: str) -> Agreement:
    text = f"sla a on the terms of base {{ customer brun\n covers app\n in force from 2026-01-01\n {statements}\n}}"
    return clean(TERMS, text).agreements["a"]


def rules(statements: str, terms: str = TERMS) -> list[str]:
    text = f"sla a on the terms of base {{ customer brun {statements} }}"
    return [one.rule for one in compiled(BASE, terms, text).findings]


def changed(old: Model, new: Model) -> set[str]:
    """The fields in which two models differ, but for their places."""
    return {
        name
        for name in shapes(type(old))
        if name not in ("source", "used_parameters") and meaning_of(old, name) != meaning_of(new, name)
    }


OVERRIDES: list[tuple[str, str, set[str]]] = [
    ("override credit is automatic", "traits", {"automatic"}),
    ("override credit is one remedy among others", "traits", {"sole", "among_others"}),
    ("override credit is paid within 9 days of window end", "traits", {"paid_within", "paid_on_next_invoice"}),
    ("override credit is lost after 2 months", "traits", {"lost_after"}),
    ("override excludes maintenance up to 2 h each calendar month", "exclusions", {"limit"}),
    ("override excludes maintenance announced 9 days ahead", "exclusions", {"announced"}),
    ("override cap credit at 20% of fee for uptime", "caps", {"amount"}),
    ("override claim within 60 days of window end", "claims", {"stages"}),
    ("override claim through email within 30 days of window end", "claims", {"through"}),
    ("override report \"R\" to norvia", "reports", {"to"}),
    ("override review every 6 months", "review", {"every"}),
    ("override clause law \"\"\"English.\"\"\"", "clauses", {"prose"}),
    ("override customer may end with 9 days notice", "rights_to_end", {"notice"}),
    ("override customer may end when \"it rains\"", "rights_to_end", {"when"}),
    ("override provider may end with 9 days notice", "rights_to_end", {"notice"}),
    ("override customer must \"call\" 9 days ahead", "duties", {"ahead"}),
    ("override provider must \"answer\" within 4 h of logged", "duties", {"within"}),
    ("override customer may \"cancel\" up to 5 cases", "duties", {"limit"}),
    ("override provider must ensure urgency is P2", "duties", {"ensures"}),
    ("override continuity tested every 6 months", "tests", {"every"}),
    ("override subcontracting is forbidden", "subcontracting", {"permission"}),
    ("override subcontractor brun in FR", "subcontractors", {"places"}),
    ("override subcontractor brun for web", "subcontractors", {"services"}),
    ("override governed by the law of DE", "governing", {"law"}),
    ("override parameter rate = 6 EUR", "parameters", {"value"}),
    ("override volume at most 90 cases", "volumes", {"bound"}),
    ("override escalate handling/restore-time for P1 at 80% to desk", "escalations", {"steps"}),
    ("override credit for uptime: 9 EUR", "remedies", {"amount"}),
    ("override credit for uptime when \"it snows\"", "remedies", {"when"}),
    ("override parameter fee = 6 EUR", "parameters", {"value"}),
    ("override parameter fee is money one of 5 EUR, 7 EUR", "parameters", {"choices"}),
    ("override no maintenance during office", "no_maintenance", {"first", "last", "hours"}),
    ("override changes { weakening needs 10 days notice }", "changes", {"requirements"}),
    ("override changes { never change clause/law }", "changes", {"never"}),
]  # fmt: skip  # a line each
"""A statement that changes the terms, the field of the agreement that it changes, and what of it."""


@pytest.mark.parametrize(("statement", "field", "says"), OVERRIDES)
def test_an_override_changes_what_it_says_and_keeps_the_rest(statement: str, field: str, says: set[str]) -> None:
    before, after = on_base(""), on_base(statement)
    assert changed(before, after) == {field}
    one, other = getattr(before, field), getattr(after, field)
    if not isinstance(one, tuple):
        assert changed(one, other) == says
        return
    pairs = [pair for pair in zip(sorted(one, key=order), sorted(other, key=order), strict=True) if changed(*pair)]
    assert [changed(*pair) for pair in pairs] == [says]


def order(one: Model) -> str:
    """An overridden statement stands behind the others; they are sorted by what they are about."""
    return str([getattr(one, name, "") for name in ("who", "kind", "objectives", "name", "text")])


def test_each_need_of_a_change_clause_is_a_phrase() -> None:
    clause = on_base("override changes { weakening needs 10 days notice never change clause/law }").changes
    assert clause is not None
    assert clause.never == ("clause/law", "parties")
    weakening = next(one for one in clause.requirements if one.subject == "weakening")
    assert (weakening.notice, weakening.effective_at) == (days(10), "quarter")
    assert [one.of for one in weakening.approvals] == [("norvia", "brun")]
    assert [one.subject for one in clause.requirements] == ["weakening", "editorial"]


def test_a_table_changes_its_cells_and_keeps_the_others() -> None:
    table = """override objectives handling by urgency {
      | urgency | restore-time |
      | P1      | 2 h          |
    }"""
    before, after = on_base(""), on_base(table)
    found = {o.address: changed(old, o) for old, o in zip(before.objectives, after.objectives, strict=True)}
    assert found == {
        "a/uptime": set(),
        "a/handling/restore-time/P1": {"bound"},
        "a/handling/restore-time/P2": set(),
    }
    assert changed(before, after) == {"objectives"}


def test_a_table_of_another_form_would_leave_the_cells_out() -> None:
    table = "override objectives handling by impact { during office | impact | restore-time |\n| high | 2 h |\n }"
    assert rules(table) == ["agreement/unclear-override"]


SEVERAL = TERMS.replace(
    "claim through portal within 30 days of window end",
    "claim through portal within 30 days of window end\n  claim through email within 20 days of window end",
)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("override claim through email within 60 days of window end", []),
        ("override claim through phone within 60 days of window end", ["agreement/unclear-override"]),
        ("override claim within 60 days of window end", ["agreement/unclear-override"]),
        ("override excludes force-majeure", ["agreement/nothing-overridden"]),
    ],
)
def test_of_several_it_must_be_clear_which_one_changes(statement: str, found: list[str]) -> None:
    assert rules(statement, SEVERAL) == found


def test_one_of_several_claims_changes() -> None:
    text = "sla a on the terms of base { customer brun override claim through email within 60 days of window end }"
    found = {
        one.through.channels[0]: one.stages
        for one in clean(SEVERAL, text).agreements["a"].claims
        if one.through is not None
    }
    assert found == {
        "portal": (Within(time=days(30), of="window-end"),),
        "email": (Within(time=days(60), of="window-end"),),
    }


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        # what completes the terms
        ("credit is automatic", []),
        ("claim through email within 60 days of window end", []),
        ('credit for uptime when "it snows": 9 EUR', []),
        ('customer may end when "it snows"', []),
        ("cap credit at 50 EUR for uptime each calendar year", []),
        ('customer must "write"', []),
        ("no maintenance from 2027-03-01 to 2027-03-31", []),
        # what says it otherwise
        ("credit is one remedy among others", ["agreement/unmarked-override"]),
        ("claim through portal within 60 days of window end", ["agreement/unmarked-override"]),
        ('credit for uptime when "it rains" within 9 days of window end: 9 EUR', ["agreement/unmarked-override"]),
        ("customer may end with 9 days notice when uptime is missed", ["agreement/unmarked-override"]),
        ('customer must "call" 9 days ahead', ["agreement/unmarked-override"]),
        ("excludes maintenance", ["agreement/unmarked-override"]),
        ("excludes maintenance up to 9 h each calendar month for uptime", ["agreement/unmarked-override"]),
        ("excludes maintenance within nights announced 5 days ahead", ["agreement/unmarked-override"]),
        ("escalate handling/restore-time for P1 at 80% to desk", ["agreement/unmarked-override"]),
    ],
)
def test_what_completes_its_terms_needs_no_override(statement: str, found: list[str]) -> None:
    assert rules(statement) == found


def test_an_override_stands_at_its_own_place() -> None:
    (claim,) = on_base("override claim within 60 days of window end").claims
    assert claim.source.text == "claim within 60 days of window end"
    assert claim.through is not None


def test_an_override_of_an_override() -> None:
    middle = "standard sla middle on the terms of base { override excludes maintenance up to 2 h each calendar month }"
    last = "sla a on the terms of middle { customer brun override excludes maintenance announced 9 days ahead }"
    (one,) = clean(TERMS, middle, last).agreements["a"].exclusions
    assert (one.limit, one.announced, one.within) == (
        seconds(7200),
        days(9),
        "nights",
    )
