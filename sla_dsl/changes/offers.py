"""Two agreements of different names held against each other, promise by promise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.workspace import Workspace
from .change import Comparison
from .diff import changes
from .meaning import meaning
from .names.new_names import NewNames

_OF_EACH = (
    "title",
    "kind",
    "standard",
    "on_terms_of",
    "provider",
    "customer",
    "level",
    "version",
    "status",
    "signatures",
    "amendments",
    "backing",
    "paths",
    "treatments",
    "assumptions",
)
"""Fields that each agreement has of its own, or that promise nothing: they are not compared.  A new field is."""


def compare_agreements(workspace: Workspace, first: str, second: str) -> Comparison:
    """The changes that would make the first agreement of the second one, weighed for the parties of the first.

    Promises with one name are one; of the others, those that alone are about one figure for the same cases.
    """
    one, other = workspace.agreements[first], workspace.agreements[second]
    names = NewNames({("agreements", second): first}, addresses=same_promises(one, other))
    own = {field: getattr(one, field) for field in _OF_EACH}
    offered = names.within(other, second).model_copy(update={"name": first, **own})
    base, head = (workspace.model_copy(update={"agreements": {first: each}}) for each in (one, offered))
    return Comparison(changes(base, head))


def same_promises(one: Agreement, other: Agreement) -> Mapping[str, str]:
    """The addresses of the second agreement's promises, each with that of the promise that is about the same."""
    ours, theirs = ({_inner(each): each for each in side.objectives} for side in (one, other))
    about: dict[object, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for at, (own, others) in enumerate(((ours, theirs), (theirs, ours))):
        for inner, objective in own.items():
            if inner not in others:
                about[objective.metric, meaning(objective.scope)][at].append(inner)
    return {f"{other.name}/{two[0]}": one_[0] for one_, two in about.values() if len(one_) == len(two) == 1}


def _inner(objective: Objective) -> str:
    return objective.address.partition("/")[2]
