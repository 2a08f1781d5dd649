"""The way of an agreement from a wish to its end: what it lacks for the next status."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ..model.agreement import Agreement, Status
from ..model.workspace import Workspace

NextStatus = Literal["met", "proposed", "signed", "ended"]
NEXT: dict[Status, NextStatus] = {"requirement": "met", "draft": "proposed", "proposed": "signed", "signed": "ended"}
"""The status after each; a requirement is met by another agreement, and nothing follows the end."""


def lacks(workspace: Workspace, agreement: Agreement) -> list[str]:
    """The statements that are to be written before it can have its next status, in the words of the language."""
    if agreement.status == "requirement":
        return [*_unmet(workspace, agreement)]
    return [*_missing(workspace, agreement)] if agreement.status in NEXT and not agreement.is_template else []


def _unmet(workspace: Workspace, agreement: Agreement) -> Iterator[str]:
    """The statements that a requirement lacks; `meets` stands in another agreement."""
    if not agreement.requests:
        yield 'asked DATE by "…" for …'
    if not any(agreement.name in one.meets and one.status != "ended" for one in workspace.agreements.values()):
        yield f"meets {agreement.name}"


def _missing(workspace: Workspace, agreement: Agreement) -> Iterator[str]:
    if agreement.status == "signed":
        if agreement.ended is None and not (agreement.term and agreement.term.last):
            yield "ended DATE because …"
        return
    for side in ("provider", "customer"):
        if getattr(agreement, side) is None:
            yield f"{side} …"
    if agreement.version is None:
        yield "version 1.0.0"
    if agreement.term is None:
        yield "in force from …"
    yield from (f"parameter {one.name} = …" for one in agreement.parameters if one.value is None and not one.rows)
    if agreement.status == "proposed" and agreement.customer != "everyone":
        signers = {workspace.house(one.party) for one in agreement.signatures}
        sides = (one for one in (agreement.provider, agreement.customer) if one is not None)
        yield from (f'signed DATE by "…" for {one}' for one in sides if workspace.house(one) not in signers)
