"""The catalogue: all rules of a run by name, from the compiler and from the packs.

A pack is a module with a tuple ``RULES``. A workspace names it by its dotted name. It must be installed outside the
workspace; nothing is searched for, and an empty pack is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from ..model.settings import Severity
from ..model.workspace import Policy
from ..packs import PackError, located
from ..text.finding import Finding
from ..text.nearest import nearest
from .rule import Graded, Rule

COMPILER = (
    "sla_dsl.rules.own.reading",
    "sla_dsl.rules.own.compiler",
    "sla_dsl.rules.own.policy_tests",
    "sla_dsl.rules.own.backing",
    "sla_dsl.rules.own.waivers",
    "sla_dsl.rules.own.facts",
)
STANDARD = "sla_dsl.validators"
GRAVITY: tuple[Severity, ...] = ("note", "warning", "error")
"""The severities, the mildest first."""

Catalogue = dict[str, Rule]


def load(packs: Iterable[str] = (), root: Path | None = None) -> Catalogue:
    """The rules of the compiler and of these packs, sorted by name.

    ``root`` is the folder of the workspace that names the packs. Raises ``PackError`` if a pack is missing, empty or
    inside the workspace, or if two rules share a name.
    """
    rules: Catalogue = {}
    for pack in (*COMPILER, *packs):
        rules = _with_pack(rules, pack, root)
    return rules


def rules_of(validators: Iterable[str], root: Path) -> tuple[Catalogue, list[Finding]]:
    """The rules of the compiler, the standard rules, and the rules of the packs that the workspace in ``root`` names.

    A pack that cannot be used is a finding; the other packs are still used.
    """
    rules, findings = load((STANDARD,)), []
    for pack in validators:
        try:
            rules = _with_pack(rules, pack, root)
        except PackError as error:
            help_ = "install it outside of the workspace and free of mistakes, or take it out of `validators`"
            findings.append(
                Finding("config/unusable-validators", str(error), file="sla.toml", help=help_, values=(pack,))
            )
    return rules, findings


def _with_pack(rules: Catalogue, pack: str, root: Path | None) -> Catalogue:
    found = dict(rules)
    for rule in pack_rules(pack, root):
        if rule.name in found:
            raise PackError(f"`{pack}` declares the rule `{rule.name}`, which exists already")
        found[rule.name] = rule
    return dict(sorted(found.items()))


def pack_rules(pack: str, root: Path | None = None) -> tuple[Rule, ...]:
    """The rules of one pack; raises ``PackError`` if it is missing, broken, empty or inside the workspace."""
    try:
        if pack not in (*COMPILER, STANDARD):
            located(pack, root)
        rules = getattr(import_module(pack), "RULES", ())
    except PackError as error:
        raise PackError(f"the pack of rules {error}") from error
    except ModuleNotFoundError as error:
        raise PackError(f"the pack of rules `{pack}` needs `{error.name}`, which is not installed") from error
    except (Exception, SystemExit) as error:
        raise PackError(f"the pack of rules `{pack}` cannot be imported: {type(error).__name__}: {error}") from error
    if not isinstance(rules, tuple) or not rules or not all(isinstance(rule, Rule) for rule in rules):
        raise PackError(f"the pack of rules `{pack}` is empty: it has no tuple `RULES` of rules")
    return rules


def with_policies(rules: Catalogue, policies: Iterable[Policy]) -> Catalogue:
    """The rules, together with the policies of a workspace as rules of the family `policy`."""
    own = [
        Rule(f"policy/{p.name}", p.severity, p.title or p.sentence, _sentence(p.because or p.sentence), bad="", good="")
        for p in policies
    ]
    return dict(sorted(({rule.name: rule for rule in own} | dict(rules)).items()))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith(".") else ".")


def raised(rules: Catalogue, severities: Mapping[str, Severity]) -> tuple[Catalogue, list[Finding]]:
    """The rules with the severities that a workspace raises, and a finding for each that it cannot raise."""
    result = dict(rules)
    findings = []
    for name, severity in sorted(severities.items()):
        if name not in rules:
            meant = nearest(name, rules)
            remedy = f"did you mean `{meant}`?" if meant else "`sla rule` lists the rules"
            message = f"no rule is called `{name}`"
            findings.append(Finding("config/unknown-rule", message, file="sla.toml", help=remedy, values=(name,)))
        elif GRAVITY.index(severity) < GRAVITY.index(rules[name].severity):
            message = f"the rule `{name}` is lowered from {rules[name].severity} to {severity}"
            remedy = "remove it from `severities`: a severity can only be raised"
            findings.append(Finding("config/lowered-severity", message, file="sla.toml", help=remedy, values=(name,)))
        else:
            result[name] = replace(rules[name], severity=severity)
    return result, findings


def graded(rules: Catalogue, findings: Iterable[Finding]) -> list[Graded]:
    """The findings, each once, with the severities of their rules; a finding of an undeclared rule is an error."""
    return [Graded(rules[one.rule].severity if one.rule in rules else "error", one) for one in dict.fromkeys(findings)]
