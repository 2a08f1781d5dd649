"""Days in an order that cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sla_dsl.algebra.days import term
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each, each_once
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding
from sla_dsl.text.source import Span

from .common import written


class DatePair(NamedTuple):
    """Two days and the words for them; the first must not come after the second."""

    earlier: date | None
    earlier_is: str
    later: date | None
    later_is: str
    where: Span


def orders(agreement: Agreement) -> Iterator[DatePair]:
    """The pairs of days of an agreement that must follow each other."""
    first = agreement.term.first if agreement.term else None
    last = agreement.term.last if agreement.term else None
    yield DatePair(first, "the term begins", last, "it ends", agreement.source)
    whole = term(agreement)
    # A term that renews goes on: a later day is no mistake, unless notice ends it before.
    last = max(last, whole.last) if last and whole and whole.last else None
    for signature in agreement.signatures:
        yield DatePair(signature.on, f"`{signature.party}` signed", last, "the term ended", signature.source)
    if agreement.ended is not None:
        yield DatePair(first, "the term begins", agreement.ended.on, "the agreement ended", agreement.ended.source)
    if agreement.review is not None:
        yield DatePair(
            first, "the term begins", agreement.review.next, "the next review is held", agreement.review.source
        )
    for notice in agreement.notices:
        yield DatePair(first, "the term begins", notice.on, "notice was given", notice.source)
    for quiet in agreement.no_maintenance:
        yield DatePair(quiet.first, "it begins", quiet.last, "the time without maintenance ends", quiet.source)
    for amendment in agreement.amendments:
        effective = amendment.effective
        yield DatePair(first, "the term begins", effective, "the amendment takes effect", amendment.source)
        yield DatePair(effective, "the amendment takes effect", last, "the term ends", amendment.source)
        # An emergency amendment takes effect at once (docs/gate.md), so it may be signed later.
        if amendment.emergency is None:
            for signed in amendment.signatures:
                yield DatePair(
                    signed.on, f"`{signed.party}` signed", effective, "the amendment took effect", amendment.source
                )


def out_of_order(_: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Terms that end before they begin, and signatures, amendments and reviews outside them."""
    return (
        Finding(
            "agreement/dates-out-of-order",
            f"{order.later_is} on {order.later}, before {order.earlier_is} on {order.earlier}",
            order.where,
            help="put right the day that is wrong",
            address=agreement.name,
            values=(f"{order.earlier}", f"{order.later}"),
        )
        for order in orders(agreement)
        if order.earlier is not None and order.later is not None and order.earlier > order.later
    )


def nothing_to_renew(workspace: Workspace) -> Iterator[Finding]:
    """Renewals of terms that do not end."""
    return each_once(
        Finding(
            "agreement/nothing-to-renew",
            f"`{agreement.name}` renews a term that never ends",
            agreement.renewal.source,
            help="say when the first term ends (`in force from … to …`), or leave the renewal out",
            address=agreement.name,
        )
        for agreement in written(workspace)
        if agreement.renewal and agreement.term and agreement.term.last is None
    )


_RENEWS = "renews every 12 months unless customer gives 90 days notice"

RULES = (
    Rule(
        "agreement/dates-out-of-order",
        "error",
        "a day of an agreement comes before one that it must follow",
        "Everything that is judged over time starts from these days: a term that ends before it begins covers no day, "
        "and an amendment cannot bind before it is signed unless it was an emergency.",
        bad=stage.ola("in force from 2027-01-01 to 2026-12-31", stage.UPTIME, found="agreement/dates-out-of-order")
        + stage.ola(
            "in force from 2026-01-01",
            stage.UPTIME,
            "review every 6 months next 2025-07-01 # agreement/dates-out-of-order",
            name="archive",
        ),
        good=stage.ola("in force from 2026-01-01 to 2026-12-31", stage.UPTIME, "review every 6 months next 2026-07-01")
        + stage.ola(
            "in force from 2024-01-01 to 2024-12-31",
            _RENEWS,
            stage.UPTIME,
            'version 1.1.0 amendment 1.1.0 { effective 2025-03-01 reason "A new archive" }',
            name="archive",
        ),
        check=Each(written, out_of_order),
    ),
    Rule(
        "agreement/nothing-to-renew",
        "error",
        "an agreement renews a term that never ends",
        "Either the end was forgotten, and with it the day by which notice must be given, or the renewal says nothing.",
        bad=stage.ola("in force from 2026-01-01", f"{_RENEWS} # agreement/nothing-to-renew", stage.UPTIME),
        good=stage.ola("in force from 2026-01-01 to 2026-12-31", _RENEWS, stage.UPTIME),
        check=nothing_to_renew,
    ),
)
