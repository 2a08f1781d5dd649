"""``sla lsp``."""

from __future__ import annotations

from importlib.util import find_spec

import click

NEEDED = ("pygls", "lsprotocol")
"""The libraries of the extra ``lsp``."""


@click.command("lsp")
@click.option("--stdio", is_flag=True, help="Speak over standard input and output, which is what it always does.")
def command(stdio: bool) -> int:  # noqa: ARG001 - editors add it by habit
    """Answer an editor's questions while somebody types.

    An editor starts this command and speaks the Language Server Protocol with it. It needs the extra `lsp`.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise click.ClickException(
            f"the language server needs {' and '.join(missing)}: run `pip install 'sla-dsl[lsp]'`"
        )
    from ..server.serve import serve

    serve()
    return 0
