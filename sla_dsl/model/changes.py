"""How an agreement is changed, how it was changed, and what was accepted for a time."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from .base import Model, Place
from .marks import (
    Measures,
    Outside,
    PartyName,
    PolicyWord,
    RuleName,
    Subject,
    Text,
    Unbound,
    Unordered,
    WatchedName,
    Word,
)
from .phrases import Selection, Through
from .quantity import Quantity


class Approval(Model):
    """So many of these parties must approve, in this role if one is named."""

    count: Annotated[int, PolicyWord("needed")]
    of: Unordered[PartyName]
    role: Word | None = None


class Requirement(Model):
    """What a class of changes, or a change of a subject, needs.

    ``evidence`` is in words what an amendment must name before it is accepted.
    """

    subject: Subject
    approvals: Unordered[Approval] = ()
    notice: Annotated[Quantity | None, Measures(("duration",))] = None
    notice_through: Through | None = None
    evidence: Unordered[Text] = ()
    effective_at: Annotated[
        Literal["day", "week", "month", "quarter", "year", "invoice", "renewal"] | None, PolicyWord("start")
    ] = None
    ratification: Annotated[Quantity | None, Measures(("duration",))] = None
    source: Place


class ChangeClause(Model):
    """Who may change the agreement, how, and what never changes."""

    requirements: Unordered[Requirement] = ()
    never: Annotated[Unordered[Subject], PolicyWord("never changed")] = ()
    review_when: Unordered[WatchedName] = ()
    own_approval: bool = False
    source: Place


class Emergency(Model):
    """Why a change could not wait, and when and by whom it was ratified."""

    why: Text
    ratified: date | None = None
    by: PartyName | None = None


class AmendmentSignature(Model):
    """Who signed an amendment, for whom, and when."""

    on: Annotated[date, PolicyWord("date")]
    by: Annotated[Text, PolicyWord("signatory")]
    party: PartyName


class Amendment(Model):
    """A recorded change: the version it leads to, its signatures, effect, reason and evidence."""

    version: Outside
    title: Text = ""
    signatures: Annotated[Unordered[AmendmentSignature], Unbound("it records approvals, and may follow them")] = ()
    effective: date | None = None
    reason: Text = ""
    evidence: Unordered[Text] = ()
    emergency: Emergency | None = None
    source: Place


class Waiver(Model):
    """A finding that is accepted until a day, and why."""

    rule: RuleName
    scope: Unordered[Selection] = ()
    until: date
    because: Text
    source: Place
