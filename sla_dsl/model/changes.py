"""How an agreement is changed, how it was changed, and what was accepted for a time."""

from __future__ import annotations

from datetime import date
from typing import Literal

from .base import Model, Place
from .phrases import Selection, Through
from .quantity import Quantity


class Approval(Model):
    """So many of these parties must approve, in this role if one is named."""

    count: int
    of: tuple[str, ...]
    role: str | None = None


class Requirement(Model):
    """What a class of changes, or a change of a subject, needs.

    ``evidence`` is in words what an amendment must name before it is accepted.
    """

    subject: str
    approvals: tuple[Approval, ...] = ()
    notice: Quantity | None = None
    notice_through: Through | None = None
    evidence: tuple[str, ...] = ()
    effective_at: Literal["day", "week", "month", "quarter", "year", "invoice", "renewal"] | None = None
    ratification: Quantity | None = None
    source: Place


class ChangeClause(Model):
    """Who may change the agreement, how, and what never changes."""

    requirements: tuple[Requirement, ...] = ()
    never: tuple[str, ...] = ()
    review_when: tuple[str, ...] = ()
    own_approval: bool = False
    source: Place


class Emergency(Model):
    """Why a change could not wait, and when and by whom it was ratified."""

    why: str
    ratified: date | None = None
    by: str | None = None


class AmendmentSignature(Model):
    """Who signed an amendment, for whom, and when."""

    on: date
    by: str
    party: str


class Amendment(Model):
    """A recorded change: the version it leads to, its signatures, effect, reason and evidence."""

    version: str
    title: str = ""
    signatures: tuple[AmendmentSignature, ...] = ()
    effective: date | None = None
    reason: str = ""
    evidence: tuple[str, ...] = ()
    emergency: Emergency | None = None
    source: Place


class Waiver(Model):
    """A finding that is accepted until a day, and why."""

    rule: str
    scope: tuple[Selection, ...] = ()
    until: date
    because: str
    source: Place
