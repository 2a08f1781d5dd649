"""``sla rule``."""

from __future__ import annotations

from pathlib import Path

import click

from ..folder import workspace_root
from ..model.lock import Lock
from ..model.settings import Settings
from ..pipeline import Checked, run
from ..reports.check.concise import unread_lines
from ..reports.rules import policy_page, rule_list, rule_page
from ..text.nearest import nearest
from ..text.source import Source
from ..text.translation import MessageLanguage
from ..workspace import WorkspaceFiles, read_pack, read_workspace, shipped_packs
from . import completion
from .console import messages, write


@click.command("rule")
@click.argument("name", required=False, shell_complete=completion.rules)
@messages
def command(name: str | None, language: MessageLanguage | None) -> int:
    """Show the catalogue of rules, the rules of one family, or one rule.

    The rules and policies of a workspace are among them where `sla` runs in one.
    """
    checked = rules_here(language)
    rules = checked.rules
    family = {each: rule for each, rule in rules.items() if name in (None, rule.family)}
    policies = {one.rule: one for one in checked.policies}
    if name in policies:
        write(policy_page(policies[name], rules[name], checked.language))
    elif name in rules:
        write(rule_page(rules[name], checked.language))
    elif name is not None and (shipped := _shipped(name, checked.language)) is not None:
        write(shipped)
    elif family:
        write(rule_list(family, checked.language))
    else:
        meant = nearest(str(name), {*rules, *(rule.family for rule in rules.values())})
        raise click.UsageError(
            f"no rule or family is called `{name}`" + (f": did you mean `{meant}`?" if meant else "")
        )
    return 2 if checked.unjudged else 0


def rules_here(language: MessageLanguage | None = None) -> Checked:
    """A run for its rules: those of the workspace, where there is one; says what could not be read."""
    is_in_workspace = workspace_root(Path()) is not None
    files = read_workspace(Path()) if is_in_workspace else WorkspaceFiles(Path(), Settings(), Lock(), ())
    checked = run(files, proved=(), language=language)
    click.echo(unread_lines(checked), err=True, nl=False)
    return checked


def _shipped(name: str, language: MessageLanguage) -> bytes | None:
    """The page of a policy of a shipped pack that the workspace does not name (`policy/NAME` or `policy/PACK/NAME`)."""
    for pack in shipped_packs():
        sources = tuple(one for one in read_pack(Path(), pack) if isinstance(one, Source))
        checked = run(WorkspaceFiles(Path(), Settings(), Lock(), (), (), sources), proved=())
        for policy in checked.policies:
            if name in (policy.rule, f"policy/{pack}/{policy.said.name}"):
                return policy_page(policy, checked.rules[policy.rule], language)
    return None
