"""The catalogue of rules for people."""

from __future__ import annotations

from textwrap import fill, indent

from ..rules.catalogue import Catalogue
from ..rules.rule import Rule
from .check.text import COLUMNS


def rule_list(rules: Catalogue) -> bytes:
    """One line for each rule: name, severity, summary."""
    width = max(map(len, rules), default=0)
    return "".join(f"{name:<{width}}  {rule.severity:<7}  {rule.summary}\n" for name, rule in rules.items()).encode()


def rule_page(rule: Rule) -> bytes:
    """One rule: why it exists, a bad and a good example, and the module of its check if it has a function."""
    parts = [f"{rule.name} ({rule.severity}): {rule.summary}", fill(rule.why, COLUMNS)]
    parts += [
        f"{title}:\n\n{indent(sample.strip(chr(10)), '    ')}"
        for title, sample in (("Bad", rule.bad), ("Good", rule.good))
        if sample
    ]
    if rule.check is not None:
        parts.append(f"Checked in {rule.check.__module__}")
    return ("\n\n".join(parts) + "\n").encode()
