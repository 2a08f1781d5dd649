"""Every rule finds its bad sample, there and nowhere else, and nothing in the good one."""

import pytest

from sla_dsl.rules.rule import Rule

from .samples import CATALOGUE, announced, checked, found

SAMPLED = [rule for rule in CATALOGUE.values() if rule.bad or rule.good]


def test_the_stage_is_clean() -> None:
    assert [graded.finding for graded in checked("").findings] == []


@pytest.mark.parametrize("rule", SAMPLED, ids=lambda rule: str(rule.name))
def test_a_bad_sample_is_found_where_it_says_so(rule: Rule) -> None:
    assert found(rule.bad) == announced(rule.bad)
    of_the_sample = {"policy/house"}  # what a policy of the sample finds itself
    assert {name for name, _, _ in announced(rule.bad)} - of_the_sample == {rule.name}


@pytest.mark.parametrize("rule", SAMPLED, ids=lambda rule: str(rule.name))
def test_a_good_sample_is_clean(rule: Rule) -> None:
    unwaived = [graded.finding for graded in checked(rule.good).findings if graded.waiver is None]
    assert [(finding.rule, finding.message) for finding in unwaived] == []


def test_a_cell_of_a_table_of_objectives_that_is_computed_is_found() -> None:
    sample = """\
ola statistics {
  provider dba
  customer desk
  covers reports
  parameter limit = 1 h
  objectives handling by urgency {
    during office
    | urgency    | response-time |
    | P1, P2, P3 | 50% of limit  | # value/wrong-dimension
  }
}
"""
    assert found(sample) == announced(sample)


def test_what_agreements_lack_whose_terms_are_a_circle_is_not_missing() -> None:
    sample = """\
ola statistics on the terms of archive { provider dba customer desk covers reports }
ola archive on the terms of statistics { }
"""
    assert [one[0] for one in found(sample)] == ["agreement/cyclic-terms"]
