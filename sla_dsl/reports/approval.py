"""Everything that an approval is bound to, as it is written: whoever signs reads it here, and nothing is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..algebra.calendars import day_lists
from ..changes.judging import settings_of
from ..changes.uses import approvers, used, zones
from ..gate.promise_hash import reached
from ..language.pieces import pieces
from ..model.base import Declared
from ..model.settings import Settings
from ..model.workspace import Workspace
from .layout import shown


def bound_text(workspace: Workspace, name: str, settings: Settings) -> bytes:
    """The agreement, all that it reaches, what the lock says of it, and the rules by which it is judged, in UTF-8."""
    lines = [f"what an approval of {name} is bound to:", ""]
    for declared in _declarations(workspace, name):
        lines += [f"# {declared.source.source.path}:{declared.source.start.line}", *_written(declared), ""]
    lines += [*_locked(workspace, name), "", "# sla.toml"]
    lines += [f"{key} = {value}" for key, value in settings_of(settings)]
    return "".join(f"{_plain(line)}\n" for line in lines).encode("utf-8", "replace")


def _declarations(workspace: Workspace, name: str) -> Iterator[Declared]:
    """The agreement, the agreements that it reaches, what these use, and the policies: what the hash is made of."""
    agreements = [
        workspace.agreements[each] for each in sorted(reached(workspace, name), key=lambda each: each != name)
    ]
    yield from agreements
    shared = sorted({each for one in agreements for each in used(workspace, one) | approvers(workspace, one)})
    yield from (workspace.declared(space)[each] for space, each in shared)
    yield from (workspace.policies[each] for each in sorted(workspace.policies))


def _written(declared: Declared) -> list[str]:
    """The lines of a declaration, with the comments in it."""
    at = declared.source.offsets[0]
    piece = next(one for one in pieces(declared.source.source) if one.start <= at < one.end)
    return piece.text.rstrip().split("\n")


def _locked(workspace: Workspace, name: str) -> Iterator[str]:
    """What the lock says: its versions, the days of lists, and the clocks of zones."""
    yield "# sla.lock"
    yield f"language = {workspace.lock.language}, standard metrics = {workspace.lock.prelude or 'not locked'}"
    lock, agreements = workspace.lock, [workspace.agreements[each] for each in sorted(reached(workspace, name))]
    uses = [used(workspace, one) for one in agreements]
    calendars = [each for references in uses for space, each in references if space == "calendars"]
    lines = [line for each in sorted(set(calendars)) for line in workspace.calendars[each].lines]
    for code in _once(listed for line in lines for listed in day_lists(line)):
        yield f"{code}: {', '.join(str(day) for day in sorted(lock.holidays.get(code, ()))) or 'no days'}"
    for zone in _once(
        each for one, of_it in zip(agreements, uses, strict=True) for each in zones(workspace, one, of_it)
    ):
        clocks = sorted(lock.zones.get(zone, {}).items())
        yield f"{zone}: {', '.join(f'{offset} from {minute} UTC' for minute, offset in clocks) or 'not locked'}"


def _once(names: Iterable[str]) -> list[str]:
    return sorted(set(names))


def _plain(line: str) -> str:
    return "".join(map(shown, line))
