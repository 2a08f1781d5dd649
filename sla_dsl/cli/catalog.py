"""``sla catalog``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ..folder import workspace_root
from ..reports.catalogue import EXIT_CODES, CatalogueObject, CommandObject, OptionObject, RuleObject, catalogue_json
from ..reports.check.concise import concise_line
from ..reports.schemas import SCHEMAS
from ..rules.catalogue import rules_of
from ..version import VERSION
from ..workspace import read_workspace
from .console import write
from .examples import EXAMPLES


@click.command("catalog")
@click.pass_context
def command(context: click.Context) -> int:
    """List the commands, exit codes, rules and schemas, as JSON.

    It is for programs that call `sla`: what they may rely on is read from the code. The rules of a workspace are among
    them where it runs in one.
    """
    root = workspace_root(Path())
    files = read_workspace(root) if root else None
    rules, unusable = rules_of(files.settings.validators if files else (), root or Path())
    unread = [*(files.findings if files else ()), *unusable]
    for finding in unread:
        click.echo(concise_line("error", finding), err=True)
    listed = CatalogueObject(
        version=VERSION,
        exit_codes=EXIT_CODES,
        commands=[_command(name, each) for name, each in _commands(context.find_root())],
        rules=[RuleObject(name=name, severity=rule.severity, summary=rule.summary) for name, rule in rules.items()],
        schemas=list(SCHEMAS),
    )
    write(catalogue_json(listed))
    return 2 if unread else 0


def _commands(context: click.Context) -> list[tuple[str, click.Command]]:
    """Every command that can be called, with its whole name; groups are none."""
    found: list[tuple[str, click.Command]] = []
    top = context.command
    for name in top.list_commands(context) if isinstance(top, click.Group) else ():
        command = top.get_command(context, name) if isinstance(top, click.Group) else None
        if isinstance(command, click.Group):
            found += [(f"{name} {below}", each) for below, each in command.commands.items()]
        elif command:
            found.append((name, command))
    return found


def _command(name: str, command: click.Command) -> CommandObject:
    context = click.Context(command, info_name=f"sla {name}")
    usage = " ".join((f"sla {name}", *command.collect_usage_pieces(context)))
    options = [_option(param) for param in command.params if isinstance(param, click.Option)]
    summary = (command.help or "").partition("\n")[0]
    return CommandObject(name=name, usage=usage, summary=summary, options=options, examples=[*EXAMPLES.get(name, ())])


def _option(option: click.Option) -> OptionObject:
    kind: Any = option.type
    choices = [str(choice) for choice in kind.choices] if isinstance(kind, click.Choice) else []
    return OptionObject(
        names=[*option.opts], help=option.help or "", flag=option.is_flag, multiple=option.multiple, choices=choices
    )
