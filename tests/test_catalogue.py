"""The catalogue of rules: what it loads, and what it refuses."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sla_dsl.packs import PackError
from sla_dsl.rules import catalogue
from sla_dsl.rules.catalogue import load, raised
from sla_dsl.rules.own import reading as reading_rules

from . import rules_pack

PACK = rules_pack.__name__
RULE = rules_pack.RULES[0]


@pytest.fixture(autouse=True)
def _only_rules_of_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "COMPILER", (reading_rules.__name__,))


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Installs a pack with this text."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def install(text: str) -> str:
        (tmp_path / "pack.py").write_text(f"from tests.rules_pack import RULES as OTHERS\n{text}", encoding="utf-8")
        return "pack"

    yield install
    sys.modules.pop("pack", None)


def test_the_rules_are_sorted_by_name() -> None:
    rules = load([PACK])
    assert list(rules) == sorted([*(rule.name for rule in reading_rules.RULES), "house/remark"])
    assert rules["house/remark"] is RULE


@pytest.mark.parametrize("text", ["", "RULES = ()", "RULES = list(OTHERS)", "RULES = (*OTHERS, 'rule')"])
def test_a_pack_without_rules_is_refused(installed: Callable[[str], str], text: str) -> None:
    with pytest.raises(PackError, match=r"^the pack of rules `pack` is empty: it has no tuple `RULES` of rules$"):
        load([installed(text)])


def test_two_rules_of_one_name_are_refused(installed: Callable[[str], str]) -> None:
    with pytest.raises(PackError, match=r"^`pack` declares the rule `house/remark`, which exists already$"):
        load([PACK, installed("RULES = OTHERS")])


@pytest.mark.parametrize("name", ["absent_pack", "absent_pack.rules", "sla_dsl.absent"])
def test_a_missing_pack_is_refused(name: str) -> None:
    with pytest.raises(PackError, match=f"^the pack of rules `{name}` is not installed where `sla` runs$"):
        load([name])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("import absent_module", "needs `absent_module`, which is not installed"),
        ("1 / 0", "cannot be imported: ZeroDivisionError: division by zero"),
    ],
)
def test_a_broken_pack_is_refused(installed: Callable[[str], str], text: str, reason: str) -> None:
    with pytest.raises(PackError, match=f"^the pack of rules `pack` {reason}$"):
        load([installed(text)])


def test_severities_are_raised_only() -> None:
    rules = load([PACK])
    changed, found = raised(rules, {"house/remark": "warning"})
    assert (changed, found) == (rules | {"house/remark": replace(RULE, severity="warning")}, [])
    changed, found = raised(rules, {"file/not-text": "note", "house/remarc": "error", "zzz": "error"})
    assert changed == rules
    assert [(finding.rule, finding.message, finding.help) for finding in found] == [
        (
            "config/lowered-severity",
            "the rule `file/not-text` is lowered from error to note",
            "remove it from `severities`: a severity can only be raised",
        ),
        ("config/unknown-rule", "no rule is called `house/remarc`", "did you mean `house/remark`?"),
        ("config/unknown-rule", "no rule is called `zzz`", "`sla rule` lists the rules"),
    ]
