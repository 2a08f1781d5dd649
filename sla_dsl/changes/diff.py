"""The changes from one compiled workspace to another."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import replace
from itertools import chain

from ..model.settings import Settings
from ..model.workspace import Workspace
from ..proof import prove
from ..proof.verdict import Proof
from ..text.source import Span
from .agreement_part import AGREEMENT
from .change import Change, Comparison, Difference, Unread
from .compare import compare, compare_all
from .effect import weighed
from .judging import JUDGING, KEYS, LOCK, SETTING, ZONE, settings_of, zones_of
from .names import WORDS, Aligned, aligned
from .settled import settled
from .shared_parts import SHARED
from .sides import Side, Sides
from .verdicts import assumption_changes, caused, explained, margin_changes, verdict_changes

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


def diff(
    base: Workspace,
    head: Workspace,
    settings: tuple[Settings, Settings] | None = None,
    reached: Collection[str] | None = None,
    alone: Collection[str] = (),
) -> Comparison:
    """The changes from one workspace to another, and their effect on each party.

    ``settings`` are those of both sides; without them only the compiled workspaces are compared. Declarations that
    could not be understood on one side are left out, and named in ``unread``.

    ``reached`` are the agreements whose promises can have another verdict, if that is known: no other is proved.  Those
    of them ``alone`` rest on nothing that changed: of their promises only those are proved that may have another proof.
    """
    both = aligned(base, head)
    found = _changes(both, head, settings)
    same = settled(both.declared, head, alone)
    proofs = [prove(side, reached, but=same) for side in (both.declared, head)]
    return comparison(both.comparable, head, found, *proofs)


def comparison(
    base: Workspace,
    head: Workspace,
    found: tuple[Change, ...],
    before: Mapping[str, Proof],
    after: Mapping[str, Proof],
) -> Comparison:
    """The changes between two workspaces with what follows from them: verdicts, margins, assumptions, examples.

    ``before`` and ``after`` are the proofs of both sides. Of what could not be understood on one side, nothing follows.
    """
    declared = {name for side in (base, head) for space, _part in PARTS for name in side.declared(space)}
    names = (base.unread | head.unread) & declared
    unread = tuple(Unread(name, name in base.unread, name in head.unread) for name in sorted(names))
    old, new = (
        {address: proof for address, proof in proofs.items() if address.partition("/")[0] not in names}
        for proofs in (before, after)
    )
    verdicts = tuple(explained(verdict_changes(old, new), found, head))
    from .costs import cost_changes  # facts take long to import, and a check asks this module for kinds of changes only

    costs = (one for one in cost_changes(base, head) if one.agreement not in names)
    margins = tuple(caused(margin_changes(old, new), found, head))
    assumed = tuple(caused(assumption_changes(old, new), found, head))
    return Comparison(found, verdicts, unread, margins, tuple(costs), assumed)


def without(comparison: Comparison, base: Set[str], head: Set[str]) -> Comparison:
    """A comparison without the changes of what stands in files that could not be read on the base, or on the head."""
    if not base | head:
        return comparison
    unread = tuple(Unread(path, path in base, path in head) for path in sorted(base | head))
    changes = (one for one in comparison.changes if not {_path(one.base), _path(one.head)} & (base | head))
    return replace(comparison, changes=tuple(changes), unread=(*comparison.unread, *unread))


def _path(span: Span | None) -> str:
    return span.source.path if span else ""


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
        before, after = (side.workspace.declared(space) for side in (sides.base, sides.head))
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
