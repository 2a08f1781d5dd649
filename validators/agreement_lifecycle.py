"""The statuses of an agreement: each needs something, and rests on something."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.algebra.lifecycle import lacks
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related

from .agreement_state import EVERYONE
from .common import understood


def without_source(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Requirements that do not say who asked for them."""
    if agreement.status == "requirement" and not agreement.requests:
        yield Finding(
            "agreement/requirement-without-source",
            f"`{agreement.name}` is a requirement, and does not say who asked for it",
            agreement.source,
            help='write `asked 2026-01-31 by "…" for` and the name of the party',
            address=agreement.name,
        )


def incomplete_proposals(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Proposed agreements that could not be signed as they are."""
    if agreement.status == "proposed" and not agreement.is_template:
        missing = [one for one in lacks(workspace, agreement) if not one.startswith("signed")]
        if missing:
            yield Finding(
                "agreement/proposed-incomplete",
                f"`{agreement.name}` is proposed, and before it can be signed it needs {_listed(missing)}",
                agreement.source,
                help="write it before the other side decides",
                address=agreement.name,
                values=tuple(missing),
            )


def _listed(missing: list[str]) -> str:
    return ", ".join(f"`{one}`" for one in missing)


def ended_without_day(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Agreements that have ended nobody knows when, or not yet."""
    if agreement.status != "ended":
        return
    term_end = agreement.term.last if agreement.term else None
    last = agreement.ended.on if agreement.ended else term_end
    if last is not None and last > workspace.as_of:
        yield Finding(
            "agreement/ended-without-day",
            f"`{agreement.name}` has ended, and its last day, {last}, is still to come",
            agreement.ended.source if agreement.ended else agreement.source,
            help='write `status signed` until then; or on which day it ended: `ended 2026-01-31 because "…"`',
            address=agreement.name,
            values=(str(last),),
        )
    if last is None:
        yield Finding(
            "agreement/ended-without-day",
            f"`{agreement.name}` has ended, and does not say when",
            agreement.source,
            help='write `ended 2026-01-31 because "…"`, or the last day of its term',
            address=agreement.name,
        )


def rests_on_ended(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Agreements that take over the terms of one that has ended, or meet a requirement that is withdrawn."""
    if agreement.status == "ended":
        return
    for name in (*agreement.on_terms_of, *agreement.meets):
        other = workspace.agreements.get(name)
        if other is not None and other.status == "ended":
            yield Finding(
                "agreement/rests-on-ended",
                f"`{agreement.name}` rests on `{name}`, which has ended",
                agreement.source,
                help=f"name what took the place of `{name}`, or end `{agreement.name}` as well",
                related=(Related(other.source, "it has ended"),),
                address=agreement.name,
                values=(name,),
            )


def requests_of_others(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Requests for somebody who is neither side of the agreement, or whose requirement another customer has met."""
    sides = {workspace.house(side) for side in (agreement.provider, agreement.customer) if side is not None}
    for request in agreement.requests:
        is_side = workspace.house(request.party) in sides or EVERYONE in sides
        if agreement.provider and agreement.customer and not is_side and request.party not in workspace.unread:
            yield Finding(
                "agreement/request-of-another",
                f"`{request.party}` is neither provider nor customer of `{agreement.name}`",
                request.source,
                help=f"write for which of them it was asked: `for {agreement.customer}`",
                address=agreement.name,
                values=(request.party,),
            )
    customer = agreement.customer
    if customer is None or customer == EVERYONE or customer in workspace.unread:
        return
    for name in agreement.meets:
        asked = workspace.agreements.get(name)
        asks = asked.customer if asked is not None and asked.status == "requirement" else None
        if asked is None or asks is None or asks == EVERYONE or asks in workspace.unread:
            continue
        if workspace.house(asks) != workspace.house(customer):
            yield Finding(
                "agreement/request-of-another",
                f"`{name}` is a request of `{asks}`, and `{agreement.name}` is made for `{customer}`",
                agreement.source,
                help=f"name a requirement of `{customer}`, or take `meets {name}` out",
                related=(Related(asked.source, f"`{asks}` asks here"),),
                address=agreement.name,
                values=(name,),
            )


_ASKED = 'asked 2026-01-31 by "Jo Lindqvist" for atelier-brun'
_WISH = stage.sla("status requirement", _ASKED, stage.UPTIME, "no credit", name="wish")
_MEETS = "meets wish"
_PROPOSED = ("status proposed", stage.OWNED, "no credit")
_ENDED = ("status ended", "in force from 2020-01-01", stage.UPTIME)
_TERMS = "standard ola old-terms {{ status ended {} service hours office }}\n"

RULES = (
    Rule(
        "agreement/ended-without-day",
        "error",
        "an agreement has ended, and nobody says when",
        "Until the last day it is owed; what is reported, claimed or taken over depends on that day.",
        bad=stage.ola(*_ENDED, found="agreement/ended-without-day"),
        good=stage.ola(*_ENDED, 'ended 2026-01-31 because "it was replaced"'),
        check=Each(understood, ended_without_day, once=False),
    ),
    Rule(
        "agreement/proposed-incomplete",
        "warning",
        "a proposed agreement could not be signed as it is",
        "The other side decides on what it reads. What is added after that was never proposed.",
        bad=stage.sla(*_PROPOSED, found="agreement/proposed-incomplete"),
        good=stage.sla("version 1.0.0", "in force from 2026-04-01", *_PROPOSED),
        check=Each(understood, incomplete_proposals, once=False),
    ),
    Rule(
        "agreement/requirement-without-source",
        "error",
        "a requirement does not say who asked for it",
        "A wish that nobody has is met by nobody, and a wish can only be changed with who has it.",
        bad=stage.sla("status requirement", stage.UPTIME, name="wish", found="agreement/requirement-without-source")
        + stage.sla(stage.OWNED, "no credit", _MEETS),
        good=_WISH + stage.sla(stage.OWNED, "no credit", _MEETS),
        check=Each(understood, without_source, once=False),
    ),
    Rule(
        "agreement/request-of-another",
        "warning",
        "a request is of somebody else than the sides of the agreement",
        "Whoever asks gets what is asked for only from an agreement of his own. A request for somebody else is a slip "
        "of the name, and an agreement with somebody else meets nothing.",
        bad=stage.sla(
            "status requirement",
            'asked 2026-01-31 by "Jo Lindqvist" for arc-telecom # agreement/request-of-another',
            stage.UPTIME,
            "no credit",
            name="wish",
        )
        + stage.sla(stage.OWNED, "no credit", _MEETS),
        good=_WISH + stage.sla(stage.OWNED, "no credit", _MEETS),
        check=Each(understood, requests_of_others),
    ),
    Rule(
        "agreement/rests-on-ended",
        "warning",
        "an agreement rests on one that has ended",
        "Whoever ends terms or withdraws a wish must know which agreements go on to say that they rest on it. Of what "
        "carries a promise the proof says so itself.",
        bad=_TERMS.format('ended 2026-01-31 because "replaced"')
        + stage.ola(stage.UPTIME).replace(
            "ola statistics {", "ola statistics on the terms of old-terms { # agreement/rests-on-ended"
        ),
        good=_TERMS.format("").replace("status ended", "")
        + stage.ola(stage.UPTIME).replace("ola statistics {", "ola statistics on the terms of old-terms {"),
        check=Each(understood, rests_on_ended, once=False),
    ),
)
