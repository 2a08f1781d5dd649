"""Which rows of credits, caps, exclusions and pauses no worked example reaches, as text."""

from __future__ import annotations

from collections.abc import Iterator

from ...compiler.reached import unreached
from ...pipeline import Checked
from ...text.source import Span
from ..layout import printable


def coverage_report(checked: Checked) -> bytes:
    """A line for each agreement with such rows, and one for each row that none of its examples reaches."""
    return "".join(f"{line}\n" for line in _lines(checked)).encode("utf-8", "replace")


def _lines(checked: Checked) -> Iterator[str]:
    workspace = checked.workspace
    for agreement in workspace.agreements.values():
        if agreement.is_template:
            continue
        count, left = unreached(agreement, workspace.metrics)
        if count:
            rows = "row" if count == 1 else "rows"
            yield f"{agreement.name}: its examples reach {count - len(left)} of {count} {rows}"
            yield from (f"  {_place(place)}: `{_shown(place)}` is reached by no example" for place in left)


def _place(place: Span) -> str:
    return f"{place.source.path}:{place.start.line}"


def _shown(place: Span) -> str:
    return printable(" ".join(place.text.split()))
