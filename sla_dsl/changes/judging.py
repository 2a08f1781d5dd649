"""The rules of judging: settings and lock, and which changes change these rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..model.in_json import NotWritten
from ..model.lock import Clocks, clocks_in, common_years
from ..model.outside import names_outside
from ..model.settings import Settings
from ..model.workspace import Workspace
from .agreement_part import CHANGE_CLAUSE, WAIVER
from .change import NOBODY
from .construct import ADDED, REMOVED, Construct, Part
from .shared_parts import POLICY, SIGNATORY


class Setting(NamedTuple):
    """A key of ``sla.toml`` and its value as text; the order of a list has no meaning."""

    key: str
    value: str


def settings_of(settings: Settings) -> tuple[Setting, ...]:
    """The settings that judge: those that are exported. A key that is not written has its default."""
    return tuple(
        Setting(key, _written(getattr(settings, name)))
        for key, name in names_outside(Settings).items()
        if not any(isinstance(mark, NotWritten) for mark in Settings.model_fields[name].metadata)
    )


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} = {each}" for key, each in sorted(value.items()))
    if isinstance(value, tuple):
        return ", ".join(sorted(map(str, value)))
    return "" if value is None else str(value)


SETTING = Part(
    "setting",
    settings_of,
    (Construct("setting", "value", missing=()),),
    (lambda setting: setting.key,),
    lambda setting: str(setting.key),
)
LOCK = Part(
    "lock",
    lambda workspace: (workspace.lock,),
    (
        Construct("lock-language", "language"),
        Construct("lock-prelude", "prelude", added="other"),
    ),
    (lambda _lock: "",),
    lambda _lock: "",
)
"""The versions in a lock; its holidays are compared by the calendars that name them."""


class Zone(NamedTuple):
    """A time zone and its clocks in the years that both locks hold."""

    name: str
    clocks: Clocks


def zones_of(base: Workspace, head: Workspace) -> Iterator[tuple[Zone, Zone]]:
    """The zones that both locks hold, as each lock has them.

    A zone that only one lock holds, and years that only one lock holds, are no change of clocks.
    """
    years = common_years(base.lock, head.lock)
    for name in sorted(base.lock.zones.keys() & head.lock.zones.keys()):
        old, new = (Zone(name, clocks_in(side.lock.zones[name], *years)) for side in (base, head))
        yield old, new


def _clocks(zone: Zone) -> str:
    return "; ".join(f"{offset} from {minute} UTC" for minute, offset in sorted(zone.clocks.items()))


ZONE = Part("zone", lambda _workspace: (), (Construct("zone-clocks", lambda zone: zone, show=_clocks),))
"""The clocks of a locked time zone; a change reaches the agreements that count time by them."""


def _kinds(part: Part) -> Iterator[str]:
    """The kinds of changes of a part that affect somebody."""
    if part.gains is not NOBODY:
        yield from (f"{part.name}-{word}" for word in (ADDED, REMOVED))
    for construct in part.constructs:
        if construct.gains is not NOBODY:
            yield from (kind for kind, _mirror in construct.kinds())
    for inner in part.parts:
        yield from _kinds(inner)


KEYS = {"key-added": "key-removed", "key-removed": "key-added", "key-changed": "key-changed"}
"""The kinds of changes of a file of public OpenPGP keys, with their mirrors; the gate makes them."""
JUDGING: frozenset[str] = frozenset(
    (
        *(kind for part in (CHANGE_CLAUSE, WAIVER, SIGNATORY, POLICY, SETTING, LOCK) for kind in _kinds(part)),
        *KEYS,
        "objective-may-be-weakened-added",
        "objective-may-be-weakened-removed",
        "policy-renamed",
    )
)
"""The kinds of changes that change the rules of judging."""
