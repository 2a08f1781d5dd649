"""Two compiled workspaces to their changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from ..model.workspace import Workspace
from .agreement_part import AGREEMENT
from .change import Comparison, Difference
from .compare import compare
from .effect import weighed
from .renames import aligned
from .shared_parts import SHARED
from .sides import Side, Sides
from .verdicts import verdict_changes

PARTS = (*SHARED, ("agreements", AGREEMENT))
"""All that is compared, by the field of the workspace that it stands in."""
RENAMED = ("scale-value-renamed", "objective-renamed")
KINDS: Mapping[str, str] = dict(chain(((kind, kind) for kind in RENAMED), *(part.kinds() for _space, part in PARTS)))
"""Every kind of change, with its mirror: the kind of the change back."""


def diff(base: Workspace, head: Workspace) -> Comparison:
    """What changed from one workspace to another, and for whom.

    Declarations that could not be understood on one side are left out, and named in ``unread``.
    """
    unread = base.broken | head.broken
    renamed, renamings = aligned(base, head)
    sides = Sides(Side(renamed), Side(head))
    differences = [one for one in _differences(sides) if one.owner[1] not in unread]
    changes = tuple(weighed((*renamings, *differences), sides))
    return Comparison(changes, verdict_changes(base, head), tuple(sorted(unread)))


def _differences(sides: Sides) -> Iterator[Difference]:
    for space, part in PARTS:
        before, after = (getattr(side.workspace, space) for side in (sides.base, sides.head))
        for name in dict.fromkeys((*before, *after)):
            yield from compare(part, sides, (space, name), before.get(name), after.get(name), "")
