"""An agreement as it was in force: one text, with all that it takes over in its place."""

from __future__ import annotations

from collections.abc import Iterator

from ...algebra.in_force import last_day, takes_effect
from ...compiler.compile import whole
from ...history.timeline import InForce
from ...model.agreement import Agreement
from ..layout import printable


def show_text(found: InForce) -> bytes:
    """A heading in comments, and the agreement as a whole: terms merged in and marked, prose with its braces filled."""
    heading = "".join(f"# {printable(line)}\n" for line in _heading(found))
    return f"{heading}\n{whole(found.state.workspace, found.agreement.name)}".encode("utf-8", "replace")


def _heading(found: InForce) -> Iterator[str]:
    agreement, commit, altered = found.agreement, found.recorded.commit, found.state.commit
    begins = takes_effect(agreement)
    since = f"in force from {begins}" if begins else "in force"
    yield f"{numbered(agreement)}, {since}, committed {commit.committed} in {commit.sha[:10]}"
    if altered != commit:
        yield f"altered since under the same version, last on {altered.committed} in {altered.sha[:10]}"
    for amendment in agreement.amendments:
        last = last_day(agreement, amendment)
        if last is not None:
            yield f"amendment {amendment.version} is an emergency: unless it is ratified, it ends after {last}"


def numbered(agreement: Agreement) -> str:
    """The name of an agreement, with its version if it states one."""
    return " ".join(filter(None, (agreement.name, agreement.version)))
