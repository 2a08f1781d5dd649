"""The command ``sla``: one module for each of its commands, loaded when it is called."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from errno import EACCES, EBUSY, EDQUOT, EFBIG, EIO, EMFILE, ENFILE, ENOSPC, EPERM, EROFS
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..text.nearest import nearest
from .console import MistakesError, completed, lenient

if TYPE_CHECKING:
    from ..recall import CheckCall

COMMANDS = {
    "amend": "Write the amendment that a proposal lacks.",
    "approve": "Approve an amendment, with a signature, in a commit of its own.",
    "cache": "Show, or clear, what is kept to be quick.",
    "catalog": "List the commands, exit codes, rules and schemas, as JSON.",
    "check": "Compile the workspace and apply every rule.",
    "compare": "Hold agreements against the first one, promise by promise.",
    "diff": "Show what changed, and for whom.",
    "document": "Make an agreement a document that people sign.",
    "due": "Tell what must be done by when, and by whom.",
    "explain": "Show what a promise means, and the proof of its verdict.",
    "export": "Export the compiled model, or promises for monitoring.",
    "facts": "Work on facts: what was measured.",
    "fix": "Make the remedies that can only mean one thing.",
    "fmt": "Write the one canonical form; comments stay.",
    "gate": "Judge whether the amendments of a proposal are lawful.",
    "graph": "Draw who backs whom, what is covered, and what services need.",
    "import": "Make a draft of tables and of the files of other tools.",
    "init": "Make a workspace that checks clean.",
    "lock": "Write the days, clocks and versions that compilation reads.",
    "log": "List the versions of an agreement, and what changed in each.",
    "lsp": "Answer an editor's questions while somebody types.",
    "mcp": "Answer an agent's questions about this workspace.",
    "new": "Make something new of what there is.",
    "policy": "Work on the policies of the house.",
    "register": "Write the register of all agreements.",
    "report": "Hold what was measured against what was promised.",
    "review": "Judge a proposal and show what it changes, in one comment.",
    "rule": "Show the catalogue of rules, the rules of one family, or one rule.",
    "schema": "Print the JSON Schema of a JSON output.",
    "show": "Show an agreement as it was in force on a day.",
    "site": "Write the catalogue as pages that need no server.",
    "watch": "Print what changes in the windows that run.",
}


class Commands(click.Group):
    """The commands; a command is imported when it is called, so that help and errors come at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """A command, from the module with its name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f".{cmd_name}", __name__).command
        return completed(cmd_name, command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name; for an unknown name the nearest one is offered."""
        meant = None if args[0] in COMMANDS or args[0].startswith("-") else nearest(args[0], COMMANDS)
        if meant:
            raise click.UsageError(f"no command is called `{args[0]}`: did you mean `{meant}`?", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """The list of commands in the help."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group("sla", cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sla-dsl", prog_name="sla")
def sla() -> None:
    """Service level agreements as code."""


def in_words(error: click.UsageError) -> str:
    """What is wrong with a command line, in one sentence that marks what was typed as our own errors do."""
    asked = error.ctx.command_path if error.ctx else "sla"
    if isinstance(error, click.NoSuchOption):
        meant = nearest(error.option_name, error.possibilities or ())
        remedy = f": did you mean `{meant}`?" if meant else ""
        if not remedy and error.ctx is not None and error.ctx.parent is None:
            remedy = ": an option stands behind its command, as in `sla check -C DIR`"
        return f"`{asked}` has no option `{error.option_name}`{remedy}"
    if isinstance(error, click.MissingParameter) and error.param:
        return f"`{asked}` needs `{error.param.make_metavar(error.ctx) if error.ctx else error.param.name}`"
    if isinstance(error, click.BadParameter) and error.param:
        name = (
            max(error.param.opts, key=len) if isinstance(error.param, click.Option) else error.param.human_readable_name
        )
        return f"`{name}`: {_unquoted(error.message)}"
    if too_many := re.fullmatch(r"Got unexpected extra arguments? \((.*)\)", error.message):
        return f"`{asked}` takes no `{too_many[1]}`"
    return _unquoted(error.message)


def _unquoted(sentence: str) -> str:
    """A sentence of click as ours are: it begins small, ends without a full stop, and marks what is typed."""
    marked = re.sub(r"(?<!\w)'([^']*)'(?!\w)", r"`\1`", sentence).removesuffix(".")
    return marked[:1].lower() + marked[1:]


_OF_THE_MACHINE = frozenset((EACCES, EPERM, EROFS, ENOSPC, EDQUOT, EIO, EFBIG, EMFILE, ENFILE, EBUSY))
"""What an operating system refuses that is no fault of the program: permissions, a full disk, one that only reads."""


def main(arguments: Sequence[str] | None = None, call: CheckCall | None = None) -> int:
    """Runs a command line (by default that of the process) and returns the exit code.

    ``call`` is what the command line asks, if what it prints may be kept.

    0: clean. 1: findings of severity error. 2: could not judge. 3: a fault of the program. 130: interrupted.
    """
    if arguments is None:
        sys.stdout, sys.stderr = lenient(sys.stdout), lenient(sys.stderr)
    try:
        return int(sla.main(arguments, prog_name="sla", standalone_mode=False, obj=call) or 0)
    except click.UsageError as error:
        click.UsageError(in_words(error), error.ctx).show()
        return 2
    except click.ClickException as error:
        error.show()
        return 1 if isinstance(error, MistakesError) else 2
    except click.Abort:
        return 130
    except Exception as error:  # noqa: BLE001 - the last resort, which says that it is one
        if isinstance(error, OSError) and error.errno in _OF_THE_MACHINE:
            click.echo(f"Error: `{error.filename}` cannot be used: {error.strerror}", err=True)
            return 2
        from traceback import extract_tb  # it takes long to import, and is needed once

        place = extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        click.echo(f"internal error: {type(error).__name__}: {error} ({where})", err=True)
        click.echo("This is a fault of `sla`, not of your files. Please report this line, `sla --version`", err=True)
        click.echo("and, if you may, the files to the maintainers of sla-dsl.", err=True)
        return 3
