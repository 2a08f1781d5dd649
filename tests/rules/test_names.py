"""The catalogue and the code know the same rules, and every rule explains itself."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from sla_dsl.compiler.names import SPACES
from sla_dsl.rules.catalogue import STANDARD, pack_rules
from sla_dsl.rules.own import facts as facts_rules
from sla_dsl.rules.own import policy_tests as policy_test_rules
from sla_dsl.rules.own import reading as reading_rules
from sla_dsl.rules.rule import Rule

from .samples import CATALOGUE

ROOT = Path(__file__).parent.parent.parent
FAMILIES = {rule.family for rule in CATALOGUE.values()}
WITHOUT_SAMPLES = {rule.name for rule in (*reading_rules.RULES, *policy_test_rules.RULES, *facts_rules.RULES)} | {
    "lock/no-zone-data",
    "lock/other-prelude",
    "lock/other-zone-data",
    "lock/outdated",
}
UNKNOWN = "name/unknown-"


def sources() -> Iterator[ast.Module]:
    for folder in ("sla_dsl", "validators"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if path.parent.name != "own":
                yield ast.parse(path.read_text(encoding="utf-8"))


def reported() -> set[str]:
    """The names of rules in findings, and those that ``Reading.unknown``, ``word`` and ``name`` make."""
    found: set[str] = {f"{UNKNOWN}{space}" for space in SPACES.values() if space != "policy"}
    for call in (node for tree in sources() for node in ast.walk(tree) if isinstance(node, ast.Call)):
        called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        texts = [
            each.value
            for argument in call.args[: 2 if called in ("add", "fails") else 1]
            for each in ast.walk(argument)
            if isinstance(each, ast.Constant) and isinstance(each.value, str)
        ]
        if called in ("unknown", "word"):
            found |= {f"{UNKNOWN}{text}" for text in texts}
        elif called in ("FactFinding", "MisreadError", "ClockError", "wrong"):
            every = [each.value for each in ast.walk(call) if isinstance(each, ast.Constant)]
            found |= {each for each in every if isinstance(each, str) and each.startswith("facts/")}
        elif called in ("report", "report_once", "Finding", "add", "fails"):
            found |= {text for text in texts if text.partition("/")[0] in FAMILIES and text != UNKNOWN}
    return found


def test_what_is_reported_is_in_the_catalogue_and_the_other_way_round() -> None:
    assert reported() == set(CATALOGUE)


def test_a_module_of_the_validators_is_named_after_the_family_of_its_rules() -> None:
    modules = [import_module(f"sla_dsl.validators.{path.stem}") for path in (ROOT / "validators").glob("[!_]*.py")]
    rules = [(module.__name__.rpartition(".")[2], rule) for module in modules for rule in getattr(module, "RULES", ())]
    assert len(rules) == len(pack_rules(STANDARD))
    assert [(name, rule.name) for name, rule in rules if not name.startswith(f"{rule.family}_")] == []


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=lambda rule: str(rule.name))
def test_a_rule_explains_itself(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+/[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    assert rule.summary
    assert not rule.summary.endswith(".")
    assert rule.why.endswith((".", "`."))
    assert (rule.name in WITHOUT_SAMPLES) == (not rule.bad) == (not rule.good)
