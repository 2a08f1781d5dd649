"""The samples of the rules are their tests."""

import house_rules
import pytest

from sla_dsl.rules.catalogue import STANDARD, load
from sla_dsl.rules.rule import Rule
from sla_dsl.samples import announced, found

CATALOGUE = load((STANDARD, "house_rules"))
ON_STAGE = found("", CATALOGUE)
"""What the rules find in the agreements that every sample is compiled with."""


@pytest.mark.parametrize("rule", house_rules.RULES, ids=lambda rule: str(rule.name))
def test_a_bad_sample_is_found_where_it_says_so(rule: Rule) -> None:
    assert {name for name, _, _ in announced(rule.bad)} == {rule.name}
    assert found(rule.bad, CATALOGUE) == sorted(announced(rule.bad) + ON_STAGE)


@pytest.mark.parametrize("rule", house_rules.RULES, ids=lambda rule: str(rule.name))
def test_in_a_good_sample_nothing_is_found(rule: Rule) -> None:
    assert found(rule.good, CATALOGUE) == ON_STAGE
