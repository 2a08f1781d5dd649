"""``sla mcp``."""

from __future__ import annotations

from pathlib import Path

import click

from ..folder import workspace_root
from .extras import needing


@click.command("mcp")
def command() -> int:
    """Answer an agent's questions about this workspace.

    An agent starts this command and speaks the Model Context Protocol with it. It can check, format a text, explain,
    look rules up, diff and report. It cannot write or approve. It needs the extra `mcp`.
    """
    root = workspace_root(Path())
    if root is None:
        raise click.ClickException("this folder is in no workspace\nhelp: start it in one, or say which with `-C`")
    with needing("mcp", "mcp", "anyio"):
        from ..server.agents import Agents
    Agents(root).server.run("stdio")
    return 0
