"""What is called like a topic and has no mark is pointed at, in any form of the word; what has its mark is not."""

from __future__ import annotations

from datetime import date

import pytest

from sla_dsl.compiler import compile_sources
from sla_dsl.model.lock import Lock
from sla_dsl.policy import View, compiled, unmarked
from sla_dsl.policy.examples import stage
from sla_dsl.policy.spoken import places_of
from sla_dsl.text.source import Source


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("Annual audits of the site", "audit"),
        ("Auditing", "audit"),
        ("Auditrechte des Kunden", "audit"),
        ("Prüfungsrechte", "Prüfung"),
        ("Kündigungsfristen", "Kündigung"),
        ("IKT-Vorfälle", "Vorfall"),
        ("Sicherheitsanforderungen", "Sicherheit"),
        ("Unterauftragnehmern", "Unterauftrag"),
        ("Réversibilités", "réversibilité"),
        ("Policies", "policy"),
        ("Pricing", "price"),
        ("subcontracted work", "subcontracting"),
        ("tests de penetration", "test de pénétration"),
    ],
)
def test_forms_of_a_word(text: str, like: str) -> None:
    assert places_of(text, like)


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("allocation of costs", "location"),
        ("database licences", "data protection"),
        ("lieutenant", "lieu"),
        ("best practice", "PRA"),
        ("exercise", "exit"),
        ("", "exit"),
        ("exit", ""),
    ],
)
def test_other_words(text: str, like: str) -> None:
    assert not places_of(text, like)


POLICY = """
policy asked "Incidents are told" {{
  severity error
  every sla must have some clause where about is incident-notice or some duty where about is incident-notice
  {waivable}
}}
"""
NOTED = {
    'clause c "Sicherheitsvorfälle" """X."""': 1,
    'clause c "Sicherheitsvorfälle" about incident-help """X."""': 0,
    'clause c "Incidents and breaches" about incident-help """X."""': 1,
    'provider must "tell of incidents"': 1,
    'report "Incidents" each calendar month': 0,
    'clause c "Coincidence" """X."""': 0,
    'clause c "Incidents" about incident-notice """X."""': 0,
}


def pointed_at(statements: str, waivable: str = "") -> int:
    head = "provider norvia customer atelier-brun covers payments\n"
    text = POLICY.format(waivable=waivable) + f"sla a {{ {head}{statements} }}"
    workspace = compile_sources([stage(), Source("a.sla", text)], Lock(), date(2026, 3, 1))
    assert [f.message for f in workspace.findings] == []
    found, findings = compiled([one.source.source for one in workspace.policies.values()], workspace)
    assert findings == []
    return len(list(unmarked(found, View(workspace))))


@pytest.mark.parametrize(("statements", "times"), NOTED.items())
def test_a_statement_without_the_mark_is_pointed_at(statements: str, times: int) -> None:
    assert pointed_at(statements) == times


def test_what_is_waived_is_not_missed() -> None:
    statement = 'provider must "tell of incidents"'
    waiver = ' waive policy/asked until 2026-06-01 because "a pilot"'
    assert pointed_at(statement + waiver, "may be waived") == 0
    assert pointed_at(statement + waiver) == 1
    assert pointed_at(statement + waiver.replace("2026-06-01", "2026-02-01"), "may be waived") == 1
