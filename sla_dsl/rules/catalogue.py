"""The catalogue: all rules of a run by name, those of the compiler and those of the packs.

A pack is a module with a tuple ``RULES``.  It is named by its dotted name and must be
installed, outside of the workspace; nothing is searched for, and an empty pack is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path

from ..model.workspace import Policy
from ..packs import PackError, located
from ..text.finding import Finding
from ..text.nearest import nearest
from .rule import Rule, Severity

COMPILER = (
    "sla_dsl.rules.own.reading",
    "sla_dsl.rules.own.compiler",
    "sla_dsl.rules.own.policy_tests",
    "sla_dsl.rules.own.backing",
    "sla_dsl.rules.own.waivers",
)
STANDARD = "sla_dsl.validators"
GRAVITY: tuple[Severity, ...] = ("note", "warning", "error")

Catalogue = Mapping[str, Rule]


def load(packs: Iterable[str] = (), root: Path | None = None) -> Catalogue:
    """The rules of the compiler and of these packs, sorted by name.

    ``root`` is the folder of the workspace that names the packs.  Raises ``PackError`` where a pack is missing or
    empty or lies in the workspace, or two rules share a name.
    """
    rules: dict[str, Rule] = {}
    for pack in (*COMPILER, *packs):
        for rule in pack_rules(pack, root):
            if rule.name in rules:
                raise PackError(f"`{pack}` declares the rule `{rule.name}`, which exists already")
            rules[rule.name] = rule
    return dict(sorted(rules.items()))


def pack_rules(pack: str, root: Path | None = None) -> tuple[Rule, ...]:
    """The rules of one pack; raises ``PackError`` where it is missing, broken or empty, or lies in the workspace."""
    try:
        if pack not in (*COMPILER, STANDARD):
            located(pack, root)
        rules = getattr(import_module(pack), "RULES", ())
    except PackError as error:
        raise PackError(f"the pack of rules {error}") from error
    except ModuleNotFoundError as error:
        raise PackError(f"the pack of rules `{pack}` needs `{error.name}`, which is not installed") from error
    except Exception as error:
        raise PackError(f"the pack of rules `{pack}` cannot be imported: {type(error).__name__}: {error}") from error
    if not isinstance(rules, tuple) or not rules or not all(isinstance(rule, Rule) for rule in rules):
        raise PackError(f"the pack of rules `{pack}` is empty: it has no tuple `RULES` of rules")
    return rules


def with_policies(rules: Catalogue, policies: Iterable[Policy]) -> Catalogue:
    """The rules, and the policies of a workspace as rules of the family `policy`."""
    own = [
        Rule(f"policy/{p.name}", p.severity, p.title or p.sentence, _sentence(p.because or p.sentence), bad="", good="")
        for p in policies
    ]
    return dict(sorted(({rule.name: rule for rule in own} | dict(rules)).items()))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith(".") else ".")


def severities(rules: Catalogue, raised: Mapping[str, Severity]) -> tuple[dict[str, Severity], list[Finding]]:
    """The severity of each rule, raised as a workspace says; a finding where it cannot be."""
    result = {name: rule.severity for name, rule in rules.items()}
    findings = []
    for name, severity in sorted(raised.items()):
        if name not in rules:
            meant = nearest(name, rules)
            remedy = f"did you mean `{meant}`?" if meant else "`sla rule` lists the rules"
            message = f"no rule is called `{name}`"
            findings.append(Finding("config/unknown-rule", message, file="sla.toml", help=remedy, values=(name,)))
        elif GRAVITY.index(severity) < GRAVITY.index(result[name]):
            message = f"the rule `{name}` is lowered from {result[name]} to {severity}"
            remedy = "remove it from `severities`: a severity can only be raised"
            findings.append(Finding("config/lowered-severity", message, file="sla.toml", help=remedy, values=(name,)))
        else:
            result[name] = severity
    return result, findings
