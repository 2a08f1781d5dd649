"""How an agreement is changed, how it was changed, and which findings it accepts for a time."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from .base import Model, Place
from .marks import (
    PLACE,
    PROSE,
    RECORDED,
    Completes,
    Measures,
    Outside,
    OwnWord,
    PartyName,
    PolicyWord,
    Proper,
    RuleName,
    Subject,
    Text,
    Unbound,
    Unordered,
    WatchedName,
    used,
)
from .phrases import Selection, Through
from .quantity import Quantity


class Approval(Model):
    """``count`` of these parties must approve, by a signatory in this role if one is named."""

    count: Annotated[int, PolicyWord("needed")]
    of: Unordered[PartyName]
    role: OwnWord | None = None


class Requirement(Model):
    """The requirements for a class of changes, or for a change of a subject.

    ``evidence`` says in words which proof an amendment must name.
    """

    subject: Annotated[Subject, used("proof.behind.notice.notices")]
    approvals: Annotated[Unordered[Approval], RECORDED] = ()
    notice: Annotated[Quantity | None, Measures(("duration",)), used("proof.behind.notice.notices")] = None
    notice_through: Annotated[Through | None, RECORDED] = None
    evidence: Annotated[Unordered[Text], RECORDED] = ()
    effective_at: Annotated[
        Literal["day", "week", "month", "quarter", "year", "invoice", "renewal"] | None, PolicyWord("start"), RECORDED
    ] = None
    ratification: Annotated[Quantity | None, Measures(("duration",)), used("algebra.in_force.ratification_ends")] = None
    source: Annotated[Place, PLACE]


class ChangeClause(Model):
    """Who may change the agreement, how, and which parts never change."""

    requirements: Annotated[Unordered[Requirement], Completes(), used("proof.behind.notice.notices")] = ()
    never: Annotated[Unordered[Subject], PolicyWord("never changed"), RECORDED] = ()
    review_when: Annotated[Unordered[WatchedName], RECORDED] = ()
    own_approval: Annotated[bool, RECORDED] = False
    source: Annotated[Place, PLACE]


class Emergency(Model):
    """Why a change could not wait, and who ratified it and when."""

    why: Annotated[Text, PROSE]
    ratified: Annotated[date | None, used("algebra.in_force.last_day")] = None
    by: Annotated[PartyName | None, RECORDED] = None


class Request(Model):
    """Who asked for what an agreement says, for which party, and on which day."""

    on: Annotated[date, PolicyWord("date")]
    by: Annotated[Proper, PolicyWord("person")]
    party: PartyName
    source: Place


class AmendmentSignature(Model):
    """Who signed an amendment, for whom, and when."""

    on: Annotated[date, PolicyWord("date"), used("algebra.in_force.effective_day")]
    by: Annotated[Proper, PolicyWord("signatory"), RECORDED]
    party: Annotated[PartyName, RECORDED]


class Amendment(Model):
    """A recorded change: the version it leads to, its signatures, effect, reason and evidence."""

    version: Annotated[Outside, RECORDED]
    title: Annotated[Text, PROSE] = ""
    signatures: Annotated[
        Unordered[AmendmentSignature],
        Unbound("it records approvals, and may follow them"),
        used("algebra.in_force.effective_day"),
    ] = ()
    effective: Annotated[date | None, used("algebra.in_force.effective_day")] = None
    reason: Annotated[Text, PROSE] = ""
    evidence: Annotated[Unordered[Text], RECORDED] = ()
    emergency: Annotated[Emergency | None, used("algebra.in_force.last_day")] = None
    source: Annotated[Place, PLACE]


class Waiver(Model):
    """A finding that is accepted until a day, and why."""

    rule: RuleName
    scope: Unordered[Selection] = ()
    until: date
    because: Text
    source: Place
