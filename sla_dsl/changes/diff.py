"""Two compiled workspaces to their changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from ..model.settings import Settings
from ..model.workspace import Workspace
from ..proof import prove
from .agreement_part import AGREEMENT
from .change import Change, Comparison, Difference
from .compare import compare, compare_all
from .effect import weighed
from .judging import JUDGING, LOCK, SETTING, ZONE, settings_of, zones_of
from .redeclared import WORDS, with_names_of
from .renames import aligned
from .shared_parts import SHARED
from .sides import Side, Sides
from .verdicts import verdict_changes

__all__ = ["JUDGING", "KINDS", "PARTS", "diff"]

PARTS = (*SHARED, ("agreements", AGREEMENT))
"""All that is compared, by the field of the workspace that it stands in."""
RENAMED = ("scale-value-renamed", "objective-renamed", *(f"{word}-renamed" for word in WORDS.values()))
KINDS: Mapping[str, str] = dict(
    chain(((kind, kind) for kind in RENAMED), *(part.kinds() for part in (SETTING, LOCK, ZONE, *dict(PARTS).values())))
)
"""Every kind of change, with its mirror: the kind of the change back."""


def diff(base: Workspace, head: Workspace, settings: tuple[Settings, Settings] | None = None) -> Comparison:
    """What changed from one workspace to another, and for whom.

    ``settings`` are those of both; without them what is compiled is all that is compared.  Declarations that could
    not be understood on one side are left out, and named in ``unread``.
    """
    named, renamings = with_names_of(base, head)
    changes = _changes(named, renamings, head, settings)
    return Comparison(changes, verdict_changes(prove(named), prove(head)), tuple(sorted(base.broken | head.broken)))


def changes(base: Workspace, head: Workspace, settings: tuple[Settings, Settings] | None = None) -> tuple[Change, ...]:
    """The changes alone, as ``diff`` finds them: no promise is proved."""
    return _changes(*with_names_of(base, head), head, settings)


def _changes(
    base: Workspace, renamings: Iterable[Difference], head: Workspace, settings: tuple[Settings, Settings] | None
) -> tuple[Change, ...]:
    comparable, inner_renamings = aligned(base, head)
    sides = Sides(Side(comparable), Side(head))
    unread = base.broken | head.broken
    differences = [one for one in _differences(sides) if one.owner[1] not in unread]
    return tuple(weighed((*renamings, *inner_renamings, *differences, *_beside(sides, settings)), sides))


def _differences(sides: Sides) -> Iterator[Difference]:
    for space, part in PARTS:
        before, after = (getattr(side.workspace, space) for side in (sides.base, sides.head))
        for name in dict.fromkeys((*before, *after)):
            own = sides.of(name) if space == "agreements" else sides
            yield from compare(part, own, (space, name), before.get(name), after.get(name), "")


def _beside(sides: Sides, settings: tuple[Settings, Settings] | None) -> Iterator[Difference]:
    """Differences in what stands beside the declarations: the lock, and the settings."""
    base, head = sides.base.workspace, sides.head.workspace
    yield from compare(LOCK, sides, ("lock", "sla.lock"), base.lock, head.lock, "")
    for before, after in zones_of(base, head):
        yield from compare(ZONE, sides, ("zones", before.name), before, after, "")
    if settings is not None:
        old, new = settings
        yield from compare_all(SETTING, sides, ("settings", "sla.toml"), settings_of(old), settings_of(new))
