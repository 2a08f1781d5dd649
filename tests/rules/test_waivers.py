"""Waivers: which findings they accept, and for how long."""

from __future__ import annotations

import pytest

from sla_dsl.pipeline import Checked, unwaived

from .samples import checked

SAMPLE = """ola statistics {{
  provider dba
  customer desk
  covers reports
  objectives handling by urgency {{
    during office
    | urgency | restore-time |
    | P1      | 4 h          |
    | P2      | 8 h          |
  }}
  backed by reports-uc
  {}
}}
uc reports-uc {{
  provider arc-telecom
  customer norvia
  covers reports
  objectives repair by urgency {{
    during office
    | urgency | restore-time |
    | P1      | 6 h          |
    | P2      | 12 h         |
  }}
}}
policy repaired "Repair within a day" {{
  every objective in uc where metric is restore-time must have target at most 8 h
  {}
}}
"""
REASON = 'because "a better contract is being agreed upon"'


def judged(waiver: str = "", policy: str = "") -> Checked:
    return checked(SAMPLE.format(waiver, policy))


def open_rules(found: Checked) -> list[str]:
    return [one.finding.rule for one in found.findings if one.waiver is None]


def test_a_waiver_accepts_what_is_found_of_its_rule_or_family() -> None:
    assert "backing/too-slow" in open_rules(judged()), open_rules(judged())
    for rule in ("backing/too-slow", "backing"):
        found = judged(f"waive {rule} until 2026-12-31 {REASON}")
        assert "backing/too-slow" not in open_rules(found)
        assert found.count("error") == sum(one.severity == "error" for one in found.findings if one.waiver is None)
        assert found.waived == sum(one.waiver is not None for one in found.findings) > 0


def test_everything_is_shown_on_demand() -> None:
    found = judged(f"waive backing until 2026-12-31 {REASON}")
    assert unwaived(found).count("error") == judged().count("error")


@pytest.mark.parametrize(("until", "rule"), [("2026-02-28", "waiver/expired"), ("2027-03-02", "waiver/too-long")])
def test_a_waiver_counts_until_its_day_and_for_a_year_at_most(until: str, rule: str) -> None:
    found = open_rules(judged(f"waive backing until {until} {REASON}"))
    assert {rule, "backing/too-slow"} <= {*found}


@pytest.mark.parametrize("until", ["2026-03-01", "2027-03-01"])
def test_both_ends_are_included(until: str) -> None:
    assert not {"waiver/expired", "waiver/too-long"} & {*open_rules(judged(f"waive backing until {until} {REASON}"))}


def test_a_waiver_of_another_agreement_accepts_nothing() -> None:
    elsewhere = f"}}\nola other {{ provider dba customer desk waive backing until 2026-12-31 {REASON}"
    found = open_rules(judged(elsewhere))
    assert {"waiver/unused", "backing/too-slow"} <= {*found}


def test_a_policy_is_waived_only_if_it_says_so() -> None:
    elsewhere = f"}}\nuc other {{ provider arc-telecom customer norvia waive policy/repaired until 2026-12-31 {REASON}"
    assert "waiver/not-waivable" in open_rules(judged(elsewhere))
    assert "waiver/not-waivable" not in open_rules(judged(elsewhere, "may be waived"))
