"""A lower level may add and strengthen; whatever `sla diff` calls a weakening is found, in every statement."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from sla_dsl.changes.levels import weakened_terms
from sla_dsl.compiler import compile_sources
from sla_dsl.compiler.terms import OWN, RESTATED
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source

from ..compiler.models import BASE
from ..rules.samples import announced, found

GRAMMAR = (Path(__file__).parents[2] / "grammar" / "agreements.lark").read_text(encoding="utf-8")
UPTIME = "objective uptime: availability at least 99% each calendar month"
TWO = f"{UPTIME} objective speed: latency at most 300 ms"
FIX = "objective fix: restore-time at most 4 h during 24x7"
CREDIT = "credit for uptime: 10 EUR"


def clause(needs: str) -> str:
    return f"changes {{ weakening needs {needs} never change parties }}"


Case = tuple[str, str]
"""What the higher level says, and what a lower one says."""
WEAKENINGS: dict[str, tuple[Case, ...]] = {
    "provider": (("", "override provider desk"),),
    "languages": (
        ("written in en and fr, of which fr prevails", "override written in en and fr, of which en prevails"),
    ),
    "precedence": (("order of precedence framework then this", "override order of precedence this then framework"),),
    "time_zone": (("time zone Europe/Paris", "override time zone Asia/Tokyo"),),
    "parameter": (("parameter fee = 5 EUR", "override parameter fee = 6 EUR"),),
    "fiscal_year": (("fiscal year starts 02-01", "override fiscal year starts 03-01"),),
    "agreement_hours": (("service hours extended", "override service hours office"),),
    "support_hours": (("support hours extended", "override support hours office"),),
    "business_days": (("business days follow extended", "override business days follow office"),),
    "volume": (
        ("volume at most 50 cases each calendar month", "override volume at most 40 cases"),
        (FIX, "volume at most 50 cases each calendar month"),
    ),
    "partial_windows": (("", "partial windows count as met"),),
    "objective": (
        (UPTIME, f"override {UPTIME.replace('99%', '98%')}"),
        (UPTIME, f"override {UPTIME.replace('month', 'quarter')}"),
        (UPTIME, f"override {UPTIME} as a target"),
        (UPTIME, "override objective uptime { rounded to 0 decimals }"),
        (UPTIME, f"override {UPTIME} when not in the first 3 months"),
        (f'{UPTIME} {{ down when "dark" }}', 'override objective uptime { down when "dark" for 5 min }'),
        (UPTIME, "override objective uptime { pauses while waiting-for-customer }"),
        (UPTIME, "override objective uptime { may be weakened }"),
        (FIX, f"override {FIX.replace('24x7', 'office')}"),
        (FIX, f"override {FIX} in 90% of cases each calendar month"),
        (UPTIME, "without objective uptime"),
    ),
    "objectives": (
        (
            "objectives cases by urgency { during 24x7 | urgency | restore-time |\n| P1 | 4 h |\n| P2 | 8 h |\n }",
            "override objectives cases by urgency { | urgency | restore-time |\n| P1 | 5 h |\n }",
        ),
        (
            "objectives cases by urgency { during 24x7 | urgency | restore-time |\n| P1 | 4 h |\n| P2 | 8 h |\n }",
            "without objectives cases",
        ),
    ),
    "no_promise": (("objective data: durability at least 99%", "no promise of durability"),),
    "promised_elsewhere": (
        ("promises durability, jitter as framework says", "override promises durability as framework says"),
    ),
    "award": (
        (f"{UPTIME} {CREDIT}", "override credit for uptime: 9 EUR"),
        (f"{UPTIME} {CREDIT}", 'override credit for uptime when "it rains"'),
        (f"{UPTIME} {CREDIT}", "without credit"),
        (UPTIME, "charge for uptime each calendar month: 5 EUR"),
    ),
    "no_award": ((f"{UPTIME} {CREDIT}", "no credit for uptime"), (f"{UPTIME} {CREDIT}", "no credit")),
    "cap": (
        (f"{UPTIME} {CREDIT} cap credit at 20 EUR each calendar month", "override cap credit at 10 EUR"),
        (f"{UPTIME} {CREDIT}", "cap credit at 20 EUR each calendar month"),
    ),
    "highest_only": ((f"{TWO} {CREDIT}", "one event earns the highest credit only"),),
    "traits": (
        (f"{UPTIME} {CREDIT} credit is automatic", "credit is the sole remedy"),
        (f"{UPTIME} {CREDIT} credit is automatic", 'credit is void when "we say so"'),
        (f"{UPTIME} {CREDIT} credit is lost after 3 months", "override credit is lost after 2 months"),
    ),
    "claim": (
        ("claim through portal within 30 days of window end", "override claim within 20 days of window end"),
        (
            "claim through portal or email within 30 days of window end",
            "override claim through portal within 30 days of window end",
        ),
        ("", "claim through portal within 30 days of window end"),
    ),
    "may_end": (
        ("customer may end with 30 days notice", "override customer may end with 60 days notice"),
        ("", "provider may end with 60 days notice"),
    ),
    "duty": (
        ("", 'customer must "call"'),
        ('provider must "call" 9 days ahead', 'override provider must "call" 2 days ahead'),
    ),
    "suspends": ((UPTIME, 'suspends uptime while "it is dark"'),),
    "excludes": (
        ("", "excludes third-party"),
        ("excludes maintenance up to 4 h each calendar month", "override excludes maintenance up to 5 h"),
    ),
    "no_maintenance": (("no maintenance during office", "override no maintenance during nights"),),
    "report": (
        ('report "R" each calendar month to brun', 'override report "R" each calendar quarter'),
        ('report "R" each calendar month to brun', "without report"),
    ),
    "review": tuple(("review every 3 months", one) for one in ("override review every 24 months", "without review")),
    "escalate": ((f"{UPTIME} escalate uptime at 50% to desk", "override escalate uptime at 90% to desk"),),
    "clause": (
        ('clause law """French."""', 'override clause law """English."""'),
        ('clause law """French."""', "without clause law"),
    ),
    "governed": (("governed by the law of FR", "override governed by the law of DE"),),
    "provided_from": (("provided from FR", "override provided from FR, IN"),),
    "data_stored": (("data stored in FR", "override data stored in FR, IN"),),
    "data_processed": (("data processed in FR", "override data processed in FR, IN"),),
    "subcontracting": (
        ("subcontracting is forbidden", "override subcontracting is subject to consent"),
        ("subcontracting is subject to consent", "override subcontracting is allowed"),
        (
            "subcontracting is allowed announced 30 days ahead",
            "override subcontracting is allowed announced 10 days ahead",
        ),
    ),
    "subcontractor": (
        ("subcontractor brun in FR", "override subcontractor brun in FR, IN"),
        ("subcontractor brun", "without subcontractor brun"),
    ),
    "tested": (("continuity tested every 6 months", "override continuity tested every 12 months"),),
    "changes": (
        (clause("90 days notice"), f"override {clause('1 day notice')}"),
        (clause("approval of norvia and brun"), f"override {clause('approval of norvia')}"),
        (clause("effective at quarter start"), f"override {clause('effective at month start')}"),
    ),
}  # fmt: skip - a table reads as one
NOTHING = {
    "example": "it binds nobody",
    "backed": "what carries it decides nothing of what is promised",
    "path": "what carries it decides nothing of what is promised",
    "treat": "what carries it decides nothing of what is promised",
    "assume": "what carries it decides nothing of what is promised",
    **dict.fromkeys(OWN, "it belongs to one agreement, and is never taken over"),
    **dict.fromkeys(RESTATED, "it says whose agreement it is"),
}
"""Statements by which a lower level weakens nothing, each with the reason."""


def compiled(higher: str, lower: str, levels: Case = ("corporate", "service")) -> Workspace:
    text = f"""
standard sla terms {{ provider norvia level {levels[0]}\n{higher}\n}}
sla a on the terms of terms {{ customer brun covers app level {levels[1]}\n{lower}\n}}
"""
    sources = [Source("base.sla", BASE), Source("a.sla", text)]
    return compile_sources(sources, Lock(), date(2026, 1, 1))


def weakened(workspace: Workspace) -> list[str]:
    assert [one.message for one in workspace.findings if one.rule != "value/missing-window"] == []
    return [one.rule for one in weakened_terms(workspace)]


CASES = [case for of in WEAKENINGS.values() for case in of]


def test_every_statement_is_here() -> None:
    rule = re.search(r"^_changeable:(.*?)\n\n", GRAMMAR, re.DOTALL | re.MULTILINE)
    assert rule is not None
    assert set(re.findall(r"\w+", rule[1])) == {*WEAKENINGS, *NOTHING}
    assert not WEAKENINGS.keys() & NOTHING.keys()


@pytest.mark.parametrize(("higher", "lower"), CASES)
def test_what_a_lower_level_weakens_is_found(higher: str, lower: str) -> None:
    assert set(weakened(compiled(higher, lower))) == {"agreement/weakened-terms"}


@pytest.mark.parametrize(("higher", "lower"), CASES)
def test_on_the_same_level_it_is_not(higher: str, lower: str) -> None:
    assert weakened(compiled(higher, lower, ("service", "service"))) == []


@pytest.mark.parametrize(
    ("higher", "lower"),
    [
        (UPTIME, f"override {UPTIME.replace('99%', '99.5%')}"),
        (UPTIME, "override objective uptime { aim at 99.9% }"),
        (f"{UPTIME} {{ may be weakened }}", f"override {UPTIME.replace('99%', '98%')}"),
        (f"{UPTIME} {{ may be weakened }} {CREDIT}", "without credit without objective uptime"),
        (f"{UPTIME} {CREDIT}", "override credit for uptime: 11 EUR"),
        # additions
        ("", UPTIME),
        ("", f"{UPTIME} no credit for uptime excludes maintenance for uptime"),
        ("", f"{UPTIME} {CREDIT} cap credit at 5 EUR each calendar month for uptime"),
        ("", 'clause law """French."""'),
        ("", "order of precedence this then framework"),
        ("", "changes { weakening needs approval of norvia }"),
        ("", 'provider must "call"'),
        # of what the terms neither promise nor give
        (UPTIME, "no promise of durability"),
        (UPTIME, "no credit for uptime"),
        (UPTIME, "volume at most 50 cases each calendar month"),
        ("", "service hours office"),
        ("credit is automatic", "credit is paid in money"),
        ("parameter fee is money", "with fee = 5 EUR"),
        ("parameter most is duration objective fix: restore-time at most most during 24x7", "with most = 4 h"),
        (
            """objectives uptime of availability by care each calendar month {
              during 24x7
              | care   | availability |
              | silver | 98%          |
              | gold   | 99%          |
            }""",
            "tier silver of care",
        ),
        ("changes { weakening needs 90 days notice }", "override changes { weakening needs 120 days notice }"),
        ("review every 3 months", "override review every 1 month"),
    ],
)
def test_a_lower_level_may_add_and_strengthen(higher: str, lower: str) -> None:
    assert weakened(compiled(higher, lower)) == []


def test_what_is_above_terms_they_are_held_against_themselves() -> None:
    text = f"""
standard sla top {{ provider norvia level corporate service hours 24x7 {UPTIME} }}
standard sla middle on the terms of top {{ level customer override {UPTIME.replace("99%", "98%")} }}
standard sla beside on the terms of middle {{ review every 3 months }}
sla a on the terms of beside {{ customer brun covers app level service override {UPTIME.replace("99%", "97%")} }}
"""
    workspace = compile_sources([Source("base.sla", BASE), Source("a.sla", text)], Lock(), date(2026, 1, 1))
    told = [(one.address, one.message) for one in weakened_terms(workspace)]
    assert told == [
        ("middle/uptime", "`uptime` says less than `top`, whose level is higher (objective bound lowered)"),
        ("a/uptime", "`uptime` says less than `middle`, whose level is higher (objective bound lowered)"),
    ]


TERMS = """\
standard ola house-terms {{
  provider dba
  level corporate
  service hours office
  objective uptime: availability at least 98% each calendar month {leave}
  objectives speed of latency by care each calendar month {{
    | care   | latency                   |
    | silver | 2 s in 95% of requests    |
    | gold   | 300 ms in 95% of requests |
  }}
}}
ola statistics on the terms of house-terms {{{found}
  customer desk
  covers reports
  level {level}
  tier gold of care
  {statement}
}}
"""
TAKEN_OUT = " # agreement/weakened-terms"


@pytest.mark.parametrize(
    ("statement", "leave", "level", "taken_out"),
    [
        ("", "", "service", ""),
        ("without objective uptime", "", "service", TAKEN_OUT),
        ("without objectives speed", "", "customer", TAKEN_OUT),
        ("without objective uptime", "{ may be weakened }", "service", ""),
        ("without objective uptime", "", "corporate", ""),
    ],
)
def test_what_is_taken_out_of_a_higher_level_is_found(statement: str, leave: str, level: str, taken_out: str) -> None:
    sample = TERMS.format(statement=statement, leave=leave, level=level, found=taken_out)
    assert found(sample) == announced(sample)
