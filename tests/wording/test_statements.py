"""Statements print as the language writes them: printed and compiled again, they are the same."""

from __future__ import annotations

import pytest

from sla_dsl.changes.meaning import meaning
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.base import Model
from sla_dsl.wording.statements import statement_text

from ..compiler.models import clean

HEAD = """service hours 24x7
  objective uptime: availability at least 99% each calendar month
  objective repair: restore-time at most 4 h during office
  parameter fee = 100 EUR "Fee"
"""
FIELDS = (
    "remedies", "no_remedies", "highest_only", "caps", "traits", "claims", "rights_to_end", "duties", "suspensions",
    "exclusions", "no_maintenance", "volumes", "reports", "review", "escalations", "tests", "subcontracting",
    "subcontractors", "promised_elsewhere",
)  # fmt: skip  # as many in a line as fit
STATEMENTS = (
    'credit on fee for uptime each calendar month within 9 days of window end when "it rains": 10%',
    "penalty for repair, P1: 5 EUR for every 3 h begun late",
    "credit for uptime: (fee + 2 EUR) * points-below for every hour begun of downtime",
    "no credit for uptime, P1",
    "one event earns the highest credit only for uptime, repair",
    'cap credit at 30% of fee each calendar month for uptime when "a" or uptime is missed',
    "credit is automatic, paid on the next invoice, paid in money, the sole remedy except when shop is shut",
    'credit is paid within 9 days of window end, paid only above 5 EUR each calendar month, void when "late"',
    "credit is one remedy among others, not transferable, lost after 3 months, lost with the agreement",
    "claim through portal or email within 30 days of window end then within 10 days of the event",
    "either party may end with 30 days notice for cause breach, insolvency about exit",
    "customer may end within 20 days of the weakening through letter when uptime is missed 3 times in a row",
    'customer must "say \\"yes\\"" 2 days ahead for uptime, P1 during office about exit',
    "provider must ensure (urgency is P1 or shop is shut) and fee is set as best effort within 4 h of logged",
    "provider must not \"tell\" through phone or portal when 2 of (app, \"app\") until restored",
    'customer may "cancel" up to 3 cases at most 3 times each contract year',
    'provider must "keep the data" until 30 days after restored',
    'customer may "ask" at most once each contract year',
    'suspends uptime, repair while "a" and not "b"',
    'excludes maintenance up to 4 h each calendar month within nights announced 5 days ahead for uptime when "c"',
    "no maintenance from 2027-01-01 to 2027-01-31",
    "no maintenance during office",
    "volume at most 50 cases each calendar month for repair, P1",
    'report "R" each calendar month within 5 days of window end to brun and norvia when care is gold about exit',
    "review every 3 months next 2027-01-31",
    "escalate repair for P1 at 50% to desk, at 100% to norvia",
    'recovery tested every 12 months "Plan B"',
    "subcontracting is subject to consent announced 30 days ahead",
    "subcontractor brun for app, web in DE, EU",
    "promises durability, jitter as framework says for P1",
)  # fmt: skip  # a line each


def stated(text: str) -> list[Model]:
    agreement: Agreement = clean(f"sla a {{ provider norvia customer brun covers app {HEAD} {text}\n}}").agreements["a"]
    values = (getattr(agreement, field) for field in FIELDS)
    return [one for value in values if value for one in (value if isinstance(value, tuple) else (value,))]


@pytest.mark.parametrize("text", STATEMENTS)
def test_a_printed_statement_means_the_same(text: str) -> None:
    (one,) = stated(text)
    (again,) = stated(statement_text(one))
    assert meaning(again) == meaning(one)


def test_a_table_is_a_list() -> None:
    table = "credit on fee for uptime {\n | availability | credit |\n | below 99% | 10% |\n | below 98% | none |\n }"
    assert statement_text(*stated(table)) == "credit on fee for uptime: below 99%: 10%; below 98%: none"
