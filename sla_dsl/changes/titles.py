"""The title of the thing at an address: of the agreement, the promise, the clause, the reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.workspace import Workspace
from .change import Difference
from .sides import Sides


def titles(one: Difference, sides: Sides) -> tuple[str, ...]:
    """The titles of a declaration and of the part of it that differs, from the outside in; those of the head first."""
    for side in (sides.head, sides.base):
        is_declared = isinstance(getattr(side.workspace, one.owner[0], None), dict)  # not the lock, nor a zone
        declared = side.declared(*one.owner) if is_declared else None
        if declared is not None:
            inside = _inside(side.workspace, declared, one.path) if isinstance(declared, Agreement) else ()
            return tuple(dict.fromkeys(filter(None, (declared.title, *inside))))
    return ()


def _inside(workspace: Workspace, agreement: Agreement, path: str) -> Iterator[str]:
    name, _, rest = path.partition("/")
    objective = next((each for each in agreement.objectives if each.address == f"{agreement.name}/{path}"), None)
    if objective is not None:
        yield from _of_objective(workspace, objective)
    elif name == "clause":
        yield from (clause.title for clause in agreement.clauses if clause.name == rest)
    elif name == "excludes" and rest in workspace.reasons:
        yield workspace.reasons[rest].title
    else:
        yield from (parameter.title for parameter in agreement.parameters if parameter.name == path)


def _of_objective(workspace: Workspace, objective: Objective) -> Iterator[str]:
    yield objective.title
    for selection in objective.scope:
        values: tuple[Any, ...] = (
            workspace.scales[selection.scale].values if selection.scale in workspace.scales else ()
        )
        yield from (value.title for value in values if value.name in selection.values)
