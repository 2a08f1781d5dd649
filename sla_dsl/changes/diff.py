"""The changes from one compiled workspace to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from ..model.settings import Settings
from ..model.workspace import Workspace
from ..proof import prove
from .agreement_part import AGREEMENT
from .change import Change, Comparison, Difference, Unread
from .compare import compare, compare_all
from .costs import cost_changes
from .effect import weighed
from .judging import JUDGING, KEYS, LOCK, SETTING, ZONE, settings_of, zones_of
from .names import WORDS, Aligned, aligned
from .shared_parts import SHARED
from .sides import Side, Sides
from .verdicts import explained, margin_changes, verdict_changes

__all__ = ["JUDGING", "KINDS", "PARTS", "diff"]

PARTS = (*SHARED, ("agreements", AGREEMENT))
"""Everything that is compared, by the field of the workspace that holds it."""
RENAMED = ("scale-value-renamed", "objective-renamed", *(f"{word}-renamed" for word in WORDS.values()))
KINDS: Mapping[str, str] = dict(
    chain(
        ((kind, kind) for kind in RENAMED),
        KEYS.items(),
        *(part.kinds() for part in (SETTING, LOCK, ZONE, *dict(PARTS).values())),
    )
)
"""Every kind of change, with its mirror: the kind of the change back."""


def diff(base: Workspace, head: Workspace, settings: tuple[Settings, Settings] | None = None) -> Comparison:
    """The changes from one workspace to another, and their effect on each party.

    ``settings`` are those of both sides; without them only the compiled workspaces are compared. Declarations that
    could not be understood on one side are left out, and named in ``unread``.
    """
    both = aligned(base, head)
    declared = {name for side in (base, head) for space, _part in PARTS for name in getattr(side, space)}
    names = (base.unread | head.unread) & declared
    unread = tuple(Unread(name, name in base.unread, name in head.unread) for name in sorted(names))
    before, after = (
        {address: proof for address, proof in prove(side).items() if address.partition("/")[0] not in names}
        for side in (both.declared, head)
    )
    found = _changes(both, head, settings)
    verdicts = tuple(explained(verdict_changes(before, after), found, head))
    costs = (one for one in cost_changes(both.comparable, head) if one.agreement not in names)
    return Comparison(found, verdicts, unread, margin_changes(before, after), tuple(costs))


def changes(base: Workspace, head: Workspace, settings: tuple[Settings, Settings] | None = None) -> tuple[Change, ...]:
    """The changes alone, as ``diff`` finds them; no promise is proved."""
    return _changes(aligned(base, head), head, settings)


def _changes(both: Aligned, head: Workspace, settings: tuple[Settings, Settings] | None) -> tuple[Change, ...]:
    sides = Sides(Side(both.comparable), Side(head))
    unread = both.comparable.unread | head.unread
    differences = [one for one in _differences(sides) if one.owner[1] not in unread]
    return tuple(weighed((*both.renamings, *differences, *_beside(sides, settings)), sides))


def _differences(sides: Sides) -> Iterator[Difference]:
    for space, part in PARTS:
        before, after = (getattr(side.workspace, space) for side in (sides.base, sides.head))
        for name in dict.fromkeys((*before, *after)):
            own = sides.of(name) if space == "agreements" else sides
            yield from compare(part, own, (space, name), before.get(name), after.get(name), "")


def _beside(sides: Sides, settings: tuple[Settings, Settings] | None) -> Iterator[Difference]:
    """The differences in the lock, in the clocks of zones, and in the settings."""
    base, head = sides.base.workspace, sides.head.workspace
    yield from compare(LOCK, sides, ("lock", "sla.lock"), base.lock, head.lock, "")
    for before, after in zones_of(base, head):
        yield from compare(ZONE, sides, ("zones", before.name), before, after, "")
    if settings is not None:
        old, new = settings
        yield from compare_all(SETTING, sides, ("settings", "sla.toml"), settings_of(old), settings_of(new))
