"""The versions of an agreement, one line each."""

from __future__ import annotations

from collections.abc import Iterable

from ...algebra.in_force import takes_effect
from ...changes import Change
from ...history.versions import Version
from ..diff.words import beside, kind_beside, thing, verb
from ..layout import printable

_RECORDS = ("version-", "amendment-")
"""Kinds of changes that only say that there are other changes."""
_WIDEST = 100
"""The characters that a change may take; of a longer one only its kind is told, and no text is cut."""


def log_text(versions: Iterable[Version]) -> bytes:
    """Version, day of the commit, day of effect, author and worst change, in columns."""
    rows = [
        (_number(one), one.state.commit.committed.isoformat(), _effect(one), _author(one), _what(one))
        for one in versions
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(4)]
    lines = ("  ".join((*map(str.ljust, row, widths), row[-1])) for row in rows)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _number(version: Version) -> str:
    agreement = version.state.agreement
    return agreement.version or "-" if agreement else "-"


def _effect(version: Version) -> str:
    agreement = version.state.agreement
    if agreement is None:
        return ""
    if agreement.status != "signed":
        return agreement.status
    day = takes_effect(agreement)
    return f"effective {day}" if day else "effective"


def _author(version: Version) -> str:
    return printable(version.state.commit.author)


def _what(version: Version) -> str:
    """The worst change, and the number of others."""
    if not version.state.readable:
        return "cannot be read"
    if version.state.agreement is None:
        return "is no longer there"
    if version.begins:
        return "begins"
    changes = [one for one in version.changes if not one[1].kind.startswith(_RECORDS)]
    if not changes:
        return "no effect on anybody"
    class_, worst = changes[0]
    others = f" (and {len(changes) - 1} more)" if changes[1:] else ""
    name = version.state.agreement.name
    said = told(worst, name)
    if len(said) > _WIDEST:
        where = worst.address.removeprefix(f"{name}/").removeprefix(name)
        said = f"{where} {kind_beside(where, worst.kind)}".strip()
    return printable(f"{class_}: {said}{others}")


def told(change: Change, agreement: str) -> str:
    """A change as `uptime at least 99.5% -> at least 99.4%`, or by its kind if something was added or removed."""
    where = change.address.removeprefix(f"{agreement}/").removeprefix(agreement)
    if change.before and change.after:
        return f"{where or thing(change.kind)} {change.before} -> {change.after}"
    said = change.before or change.after
    rest = beside(where, said)
    is_named = rest not in ("", said)  # the text begins with the address, so the kind would only repeat it
    happened = verb(change.kind) if is_named else kind_beside(where, change.kind)
    return f"{where} {happened}{':' if rest else ''} {rest}".strip()
