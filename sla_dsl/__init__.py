"""Service level agreements as code.

``load`` compiles a workspace into its model, ``check`` judges it as well::

    import sla_dsl

    workspace = sla_dsl.load("examples/atelier")
    for objective in workspace.agreements["atelier-payments"].objectives:
        print(objective.address, objective.bound)
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .model.workspace import Workspace
    from .pipeline import Checked

__all__ = ["check", "load"]

# What these functions need is imported when they are called: the command line stays quick to start.


def load(path: str | Path = ".", as_of: date | None = None) -> Workspace:
    """The model of the workspace to which a file or folder belongs.

    ``as_of`` is the day on which it is judged: that of ``sla.toml`` or today (UTC) if left
    out.  What could not be read or understood is in ``Workspace.findings``, and missing
    from the model; nothing is raised for a mistake of the author.
    """
    return check(path, as_of).workspace


def check(path: str | Path = ".", as_of: date | None = None) -> Checked:
    """Compiles a workspace and applies every rule and policy, those of its packs included.

    The result has the workspace and its findings with their severities, sorted by place.
    Nothing is raised for a mistake of the author: a pack of rules that cannot be used is a
    finding as well.
    """
    from .pipeline import run
    from .workspace import read_workspace

    return run(read_workspace(Path(path)), as_of)
