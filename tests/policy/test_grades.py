"""The grade of a policy follows from the paragraph that asks for it; what leaves no choice nobody waives."""

from __future__ import annotations

import re

import pytest
from policy_packs import policies

from sla_dsl.model.workspace import Policy

from .test_packs import PACKS

OBLIGATORY = {
    "dora": (r"2022/2554.*, articles? (28\(\d\) and )?30\([23]\)\([a-i]\)", r"article 28\(7\)\([a-d]\)"),
    "eu-data-act": (r"2023/2854.*, article 25\(2\)",),
}
"""The paragraphs, by pack, that a contract cannot do without."""
NOT_OF_THE_TEXT = {
    "monitored-by-the-customer": "note",
    "provider-leaves-slowly": "warning",
}
"""Policies that stand at such a paragraph and ask for more than it does, with their grade; they say so themselves."""
EVERY = [(path.stem, policy) for path in PACKS for policy in policies(path)]


@pytest.mark.parametrize(("pack", "policy"), EVERY, ids=lambda one: getattr(one, "name", one))
def test_an_error_is_what_a_law_leaves_no_choice_in(pack: str, policy: Policy) -> None:
    is_obligatory = any(re.search(each, policy.origin) for each in OBLIGATORY.get(pack, ()))
    if policy.name in NOT_OF_THE_TEXT:
        assert (policy.severity, policy.may_be_waived) == (NOT_OF_THE_TEXT[policy.name], True)
        assert "of this pack" in policy.not_tested
    else:
        both = (policy.severity == "error", not policy.may_be_waived)
        assert both == (is_obligatory, is_obligatory)


@pytest.mark.parametrize("policy", [policy for _, policy in EVERY], ids=lambda one: one.name)
def test_a_policy_names_its_source_and_how_that_was_read(policy: Policy) -> None:
    assert policy.origin
    is_a_text = re.search(r"\d{4}/\d+|ISO|ITIL|CCAG|code |Act 2023|RGPD|E\.860|TM Forum", policy.origin) is not None
    assert is_a_text <= (policy.read_as is not None)
    assert policy.read_as not in ("text", "reprint") or policy.read_in


def test_no_policy_of_a_pack_looks_for_words() -> None:
    by_words = {policy.name for _, policy in EVERY if re.search(r"contains|has word", policy.sentence)}
    assert by_words == {"jours-fériés-français", "no-vague-words"}
