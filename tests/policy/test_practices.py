"""The account of practices is true: what it names exists, and every policy of a pack is for one."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from policy_packs import policies

from sla_dsl.gate.judgement import Kind
from sla_dsl.language.parser import parse
from sla_dsl.rules.catalogue import STANDARD, load
from sla_dsl.text.source import Source

ROOT = Path(__file__).parent.parent.parent
GROUPS = tomllib.loads((ROOT / "docs/practices.toml").read_text(encoding="utf-8"))
PRACTICES: list[dict[str, Any]] = [practice for group in GROUPS.values() for practice in group]


@cache
def shipped() -> tuple[str, ...]:
    """The policies of all packs, as rules are named."""
    return tuple(_named())


def _named() -> Iterator[str]:
    for pack in (ROOT / "policies").glob("*.sla"):
        for node in parse(Source(pack.name, pack.read_text(encoding="utf-8"))).declarations:
            name = node.token("NAME")
            assert name is not None
            yield f"policy/{name.text}"


def of_texts() -> set[str]:
    """The policies that name the text that asks for them."""
    paths = (ROOT / "policies").glob("*.sla")
    return {f"policy/{one.name}" for path in paths for one in policies(path) if one.origin}


@cache
def known() -> frozenset[str]:
    """All that may be named."""
    return frozenset({*load((STANDARD,)), *shipped(), *(f"gate/{kind}" for kind in get_args(Kind))})


@pytest.mark.parametrize("practice", PRACTICES, ids=lambda practice: practice["says"])
def test_a_practice_is_found_by_what_exists_or_says_why_not(practice: dict[str, Any]) -> None:
    found = practice.get("found", [])
    assert set(found) - known() == set()
    assert bool(found) != bool(practice.get("otherwise"))
    assert set(practice) <= {"says", "found", "otherwise"}


def test_practices_are_told_once() -> None:
    assert [says for says, times in Counter(practice["says"] for practice in PRACTICES).items() if times > 1] == []


def test_every_policy_has_a_name_of_its_own_and_is_for_one_practice_or_for_a_text() -> None:
    policies = Counter(shipped())
    named = Counter(name for practice in PRACTICES for name in practice.get("found", []) if name[:7] == "policy/")
    assert set(policies.values()) == set(named.values()) == {1}
    assert named.keys() | of_texts() == policies.keys()


def test_many_practices_are_matters_of_policies() -> None:
    by_policies = [one for one in PRACTICES if any(name[:7] == "policy/" for name in one.get("found", []))]
    assert len(by_policies) >= 60
