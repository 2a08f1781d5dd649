"""``sla rule``."""

from __future__ import annotations

from pathlib import Path

import click

from ..language.nearest import nearest
from ..model.settings import Settings
from ..reports.rules import rule_list, rule_page
from ..workspace import read_settings, workspace_root
from .run import rules_of, write


@click.command("rule")
@click.argument("name", required=False)
def command(name: str | None) -> int:
    """Show the catalogue of rules, or one rule.

    The rules of a workspace are among them where `sla` runs in one.
    """
    root = workspace_root(Path())
    rules = rules_of(read_settings(root)[0] if root else Settings())
    if name is None:
        write(rule_list(rules))
    elif name in rules:
        write(rule_page(rules[name]))
    else:
        meant = nearest(name, rules)
        raise click.UsageError(f"no rule is called `{name}`" + (f": did you mean `{meant}`?" if meant else ""))
    return 0
