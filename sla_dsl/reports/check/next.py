"""The statements that each agreement lacks for its next status, as text."""

from __future__ import annotations

from collections.abc import Iterator

from ...algebra.lifecycle import NEXT, lacks
from ...model.agreement import Agreement, Status
from ...pipeline import Checked
from ...text.translation import translated
from .text import counted


def next_report(checked: Checked) -> bytes:
    """A line for each agreement that is not made for others to take over."""
    lines = (translated(_line(checked, one), checked.language) for one in _told(checked))
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def next_summary(checked: Checked) -> str:
    """How many drafts, proposals and requirements lack statements for their next status: a line, or nothing.

    That a signed agreement has no end is no lack.
    """
    language = checked.language
    statuses = [one.status for one in _told(checked) if one.status in _LACKING and lacks(checked.workspace, one)]
    said = [
        translated(
            f"{counted(count, thing)} {'lack' if count > 1 else 'lacks'} something to be {NEXT[status]}", language
        )
        for status, thing in _LACKING.items()
        if (count := statuses.count(status))
    ]
    return f"{', '.join(said)} (`sla check --next`)" if said else ""


_LACKING: dict[Status, str] = {"requirement": "requirement", "draft": "draft", "proposed": "proposal"}


def _told(checked: Checked) -> Iterator[Agreement]:
    return (
        one
        for one in checked.workspace.agreements.values()
        if not one.is_template or one.status in ("requirement", "ended")
    )


def _line(checked: Checked, agreement: Agreement) -> str:
    name, status = agreement.name, agreement.status
    if status == "ended":
        return f"`{name}` has ended: nothing follows"
    is_ = {"requirement": "a requirement", "draft": "a draft"}.get(status, status)
    missing = ", ".join(f"`{one}`" for one in lacks(checked.workspace, agreement))
    if not missing:
        return f"`{name}` is {is_}, and lacks nothing to be {NEXT[status]}"
    return f"`{name}` is {is_}; to be {NEXT[status]} it needs {missing}"
