"""How an agreement is changed, how it was changed, and which findings it accepts for a time."""

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
    """``count`` of these parties must approve, by a signatory in this role if one is named."""

    count: Annotated[int, PolicyWord("needed")]
    of: Unordered[PartyName]
    role: Word | None = None


class Requirement(Model):
    """The requirements for a class of changes, or for a change of a subject.

    ``evidence`` says in words which proof an amendment must name.
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
    """Who may change the agreement, how, and which parts never change."""

    requirements: Unordered[Requirement] = ()
    never: Annotated[Unordered[Subject], PolicyWord("never changed")] = ()
    review_when: Unordered[WatchedName] = ()
    own_approval: bool = False
    source: Place


class Emergency(Model):
    """Why a change could not wait, and who ratified it and when."""

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
