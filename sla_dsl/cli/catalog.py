"""``sla catalog``."""

from __future__ import annotations

from typing import Any

import click

from ..reports.catalogue import EXIT_CODES, CatalogueObject, CommandObject, OptionObject, RuleObject, catalogue_json
from ..reports.schemas import SCHEMAS
from ..version import VERSION
from .console import write
from .examples import EXAMPLES
from .rule import rules_here


@click.command("catalog")
@click.option(
    "--format", type=click.Choice(["json"]), default="json", expose_value=False, help="The form; there is one."
)
@click.pass_context
def command(context: click.Context) -> int:
    """List the commands, exit codes, rules and schemas, as JSON.

    It is for programs that call `sla`: what they may rely on is read from the code. The rules of a workspace are among
    them where it runs in one.
    """
    checked = rules_here()
    listed = CatalogueObject(
        version=VERSION,
        exit_codes=EXIT_CODES,
        commands=[_command(name, each) for name, each in _commands(context.find_root())],
        rules=[
            RuleObject(name=name, severity=rule.severity, summary=rule.summary) for name, rule in checked.rules.items()
        ],
        schemas=list(SCHEMAS),
    )
    write(catalogue_json(listed))
    return 2 if checked.unjudged else 0


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
