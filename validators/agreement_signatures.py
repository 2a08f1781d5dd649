"""Signatures, versions and reviews, held against days, signatories and amendments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sla_dsl.algebra.days import later
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.quantity import Quantity
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding
from sla_dsl.text.source import Span

from .agreement_state import EVERYONE
from .common import understood


class Signed(NamedTuple):
    """A line that says who signed for whom and when, of an agreement or of an amendment."""

    agreement: str
    on: date
    by: str
    party: str
    source: Span


def lines(agreement: Agreement) -> Iterator[Signed]:
    """All lines of an agreement that say who signed."""
    for one in agreement.signatures:
        yield Signed(agreement.name, one.on, one.by, one.party, one.source)
    for amendment in agreement.amendments:
        for said in amendment.signatures:
            yield Signed(agreement.name, said.on, said.by, said.party, amendment.source)


def in_future(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Signatures, and requests, of days that are still to come."""
    for line in (one for one in lines(agreement) if one.on > workspace.as_of):
        yield Finding(
            "agreement/signed-in-future",
            f"`{line.by}` is said to have signed on {line.on}, which is after {workspace.as_of}",
            line.source,
            help="put the day right, or add the line when it was signed",
            address=line.agreement,
            values=(f"{line.on}", line.by),
        )
    for request in (one for one in agreement.requests if one.on > workspace.as_of):
        yield Finding(
            "agreement/signed-in-future",
            f"`{request.by}` is said to have asked on {request.on}, which is after {workspace.as_of}",
            request.source,
            help="put the day right",
            address=agreement.name,
            values=(f"{request.on}", request.by),
        )


def after_begin(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Agreements that were signed after their term began."""
    return (
        Finding(
            "agreement/signed-after-begin",
            f"`{line.party}` signed on {line.on}, after the term began on {agreement.term.first}",
            line.source,
            help="put the day that is wrong right, or let the term begin when it was signed",
            address=agreement.name,
            values=(f"{line.on}", line.party),
        )
        for line in agreement.signatures
        if agreement.term and agreement.term.first and agreement.term.first < line.on <= workspace.as_of
    )


def strangers(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Signatures by people who are no signatory of the party for which they signed."""
    for line in lines(agreement):
        party = workspace.parties.get(line.party)  # teams have no signatories of their own
        known = [one.name for one in party.signatories] if party else []
        if not known or line.by in known:
            continue
        others = [each.name for each in workspace.parties.values() if line.by in {x.name for x in each.signatories}]
        whose = f"signs for `{others[0]}`" if others else f"is no signatory of `{line.party}`"
        yield Finding(
            "agreement/signed-by-stranger",
            f"`{line.by}` {whose}, and is said to have signed for `{line.party}`",
            line.source,
            help=f"who signs for `{line.party}`: {', '.join(known)}; for somebody who has left, keep the line "
            "`signatory` without a key",
            address=agreement.name,
            values=(line.by, line.party),
        )


def by_one_person(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Agreements that one person has signed for both parties; two teams of one house are one party."""
    return (
        Finding(
            "agreement/signed-by-one-person",
            f"`{line.by}` is said to have signed for `{other.party}` and for `{line.party}`",
            line.source,
            help="name who signed for each party",
            address=agreement.name,
            values=(line.by,),
        )
        for at, line in enumerate(agreement.signatures)
        for other in agreement.signatures[:at]
        if other.by == line.by and workspace.house(other.party) != workspace.house(line.party)
    )


def version_of_no_amendment(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Agreements whose version is not that of their last amendment."""
    if agreement.version and agreement.amendments:
        last = max(agreement.amendments, key=lambda one: _numbers(one.version))
        if _numbers(agreement.version) != _numbers(last.version):
            yield Finding(
                "agreement/version-of-no-amendment",
                f"`{agreement.name}` is version {agreement.version}, and its last amendment is {last.version}",
                last.source,
                help=f"write `version {last.version}`, or add the amendment that led to {agreement.version}",
                address=agreement.name,
                values=(agreement.version, last.version),
            )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(each) for each in version.split(".") if each.isdigit())


def review_overdue(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Signed agreements whose next review should have been held before the one after it."""
    review = agreement.review
    if review is None or review.next is None or agreement.status != "signed" or agreement.customer == EVERYONE:
        return
    over = later(review.next, review.every) if isinstance(review.every, Quantity) else None
    if over is not None and over <= workspace.as_of:
        yield Finding(
            "agreement/review-overdue",
            f"the next review was to be held on {review.next}, and the one after it has passed as well",
            review.source,
            help="hold it, and write the day of the next one",
            address=agreement.name,
            values=(f"{review.next}",),
        )


_SIGNED = 'status signed\n  signed 2025-12-01 by "Sam Okoro" for dba'
_DESK = 'signed 2025-12-02 by "Camille Roy" for desk'
_TERM = "version 1.0.0 in force from 2026-01-01"
_PARTY = """\
party ferme "Ferme du Lac" {
  time zone Europe/Paris
  signatory "Lea Sommer" as owner
}
"""
_FERME = 'signed 2025-12-01 by "{}" for {} {}'


def _sale(*signed: str) -> str:
    return stage.sla(_TERM, "status signed", *signed, stage.OWNED, "no credit", customer="ferme", name="sale")


def _amended(version: str, found: str = "") -> str:
    block = f"amendment 2.0.0 {{ effective 2026-03-01 }}{found}"
    return stage.ola("in force from 2026-01-01", f"version {version}", block, stage.UPTIME)


def _reviewed(day: str, found: str = "") -> str:
    signed = 'status signed signed 2024-12-01 by "Sam Okoro" for dba signed 2024-12-02 by "Camille Roy" for desk'
    term = "version 1.0.0 in force from 2025-01-01"
    return stage.ola(term, signed, stage.UPTIME, f"review every 3 months next {day}{found}")


RULES = (
    Rule(
        "agreement/signed-in-future",
        "error",
        "somebody is said to have signed, or asked, on a day that is still to come",
        "A signature records what happened, and so does a request. With a day that is still to come it is a slip, or "
        "was written before anybody signed.",
        bad=stage.ola(
            _TERM, _SIGNED, 'signed 2027-11-24 by "Camille Roy" for desk # agreement/signed-in-future', stage.UPTIME
        ),
        good=stage.ola(_TERM, _SIGNED, _DESK, stage.UPTIME),
        check=Each(understood, in_future),
    ),
    Rule(
        "agreement/signed-after-begin",
        "warning",
        "an agreement was signed after its term began",
        "What was owed in the time between is open to dispute: nobody had agreed to it yet. Mostly one of the "
        "days is wrong.",
        bad=stage.ola(
            _TERM, _SIGNED, 'signed 2026-01-20 by "Camille Roy" for desk # agreement/signed-after-begin', stage.UPTIME
        ),
        good=stage.ola(_TERM, _SIGNED, _DESK, stage.UPTIME),
        check=Each(understood, after_begin),
    ),
    Rule(
        "agreement/signed-by-stranger",
        "warning",
        "an agreement was signed for a party by somebody who is no signatory of it",
        "Whoever has no power to sign binds nobody. It is a slip of the name, the wrong party, or a `signatory` "
        "that nobody wrote down. "
        "A party for which no signatory is known, or a team, is not held against it.",
        bad=_PARTY
        + _sale(
            'signed 2025-12-01 by "Camille Roy" for norvia',
            _FERME.format("Lea Sonner", "ferme", "# agreement/signed-by-stranger"),
        ),
        good=_PARTY + _sale('signed 2025-12-01 by "Camille Roy" for norvia', _FERME.format("Lea Sommer", "ferme", "")),
        check=Each(understood, strangers),
    ),
    Rule(
        "agreement/signed-by-one-person",
        "warning",
        "one person signed an agreement for both parties",
        "An agreement has two sides. Whoever signs for both agrees with himself, which most laws allow only where"
        " both parties consent.",
        bad=stage.sla(
            _TERM,
            'status signed signed 2025-12-01 by "Camille Roy" for norvia',
            'signed 2025-12-01 by "Camille Roy" for atelier-brun # agreement/signed-by-one-person',
            stage.OWNED,
            "no credit",
        ),
        good=stage.sla(
            _TERM,
            'status signed signed 2025-12-01 by "Camille Roy" for norvia',
            'signed 2025-12-01 by "Jo Lindqvist" for atelier-brun',
            stage.OWNED,
            "no credit",
        ),
        check=Each(understood, by_one_person),
    ),
    Rule(
        "agreement/version-of-no-amendment",
        "warning",
        "the version of an agreement is not that of its last amendment",
        "The version says which text somebody approved. If the two differ, one of them was forgotten, and nobody "
        "can tell what is in force.",
        bad=_amended("1.0.0", " # agreement/version-of-no-amendment"),
        good=_amended("2.0.0"),
        check=Each(understood, version_of_no_amendment, once=False),
    ),
    Rule(
        "agreement/review-overdue",
        "warning",
        "the day of the next review has long passed",
        "A review that nobody held, or a day that nobody wrote on. By the interval that was agreed, even the "
        "review after it is over.",
        bad=_reviewed("2025-10-01", " # agreement/review-overdue"),
        good=_reviewed("2026-12-01"),
        check=Each(understood, review_overdue, once=False),
    ),
)
