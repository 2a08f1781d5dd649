"""``sla rule``."""

from __future__ import annotations

from pathlib import Path

import click

from ..compiler import compile_sources
from ..model.settings import Settings
from ..reports.rules import rule_list, rule_page
from ..rules.catalogue import with_policies
from ..text.nearest import nearest
from ..workspace import read_workspace, workspace_root
from .run import day_of_judgement, rules_of, write


@click.command("rule")
@click.argument("name", required=False)
def command(name: str | None) -> int:
    """Show the catalogue of rules, or one rule.

    The rules and policies of a workspace are among them where `sla` runs in one.
    """
    rules = rules_of(Settings(), Path())
    if workspace_root(Path()) is not None:
        files = read_workspace(Path())
        day = day_of_judgement(None, files.settings)
        workspace = compile_sources((*files.sources, *files.packs), files.lock, day)
        rules = with_policies(rules_of(files.settings, files.root), workspace.policies.values())
    if name is None:
        write(rule_list(rules))
    elif name in rules:
        write(rule_page(rules[name]))
    else:
        meant = nearest(name, rules)
        raise click.UsageError(f"no rule is called `{name}`" + (f": did you mean `{meant}`?" if meant else ""))
    return 0
