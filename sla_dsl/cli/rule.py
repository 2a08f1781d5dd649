"""``sla rule``."""

from __future__ import annotations

from pathlib import Path

import click

from ..model.lock import Lock
from ..model.settings import Settings
from ..pipeline import run
from ..reports.check.concise import unread_lines
from ..reports.rules import rule_list, rule_page
from ..text.nearest import nearest
from ..workspace import WorkspaceFiles, read_workspace, workspace_root
from . import completion
from .console import write


@click.command("rule")
@click.argument("name", required=False, shell_complete=completion.rules)
def command(name: str | None) -> int:
    """Show the catalogue of rules, the rules of one family, or one rule.

    The rules and policies of a workspace are among them where `sla` runs in one.
    """
    is_in_workspace = workspace_root(Path()) is not None
    files = read_workspace(Path()) if is_in_workspace else WorkspaceFiles(Path(), Settings(), Lock(), ())
    checked = run(files, proved=())
    click.echo(unread_lines(checked), err=True, nl=False)
    rules = checked.rules
    family = {each: rule for each, rule in rules.items() if name in (None, rule.family)}
    if name in rules:
        write(rule_page(rules[name]))
    elif family:
        write(rule_list(family))
    else:
        meant = nearest(str(name), {*rules, *(rule.family for rule in rules.values())})
        raise click.UsageError(
            f"no rule or family is called `{name}`" + (f": did you mean `{meant}`?" if meant else "")
        )
    return 2 if checked.unjudged else 0
