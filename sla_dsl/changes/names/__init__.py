"""Things that have another name in the head: the base gets the new names before the two are compared."""

from __future__ import annotations

from typing import NamedTuple

from ...model.workspace import Workspace
from ..change import Difference
from .declarations import WORDS, with_declared_names
from .inside import with_names_inside
from .new_names import NewNames, Reference

__all__ = ["WORDS", "Aligned", "NewNames", "Reference", "aligned"]


class Aligned(NamedTuple):
    """The base with the names of the head, and the renamings.

    ``declared`` has the new names of declarations; its promises can be proved.  ``comparable`` also has the new names
    of values and objectives, and of a tier if an agreement selects another one, so that it is only for comparing.
    """

    declared: Workspace
    comparable: Workspace
    renamings: tuple[Difference, ...]


def aligned(base: Workspace, head: Workspace) -> Aligned:
    """The base with the names that its declarations, values and objectives have in the head."""
    declared, declarations = with_declared_names(base, head)
    comparable, inside = with_names_inside(declared, head)
    return Aligned(declared, comparable, (*declarations, *inside))
