"""Whether each offered service is agreed once, and whether somebody answers for the services it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from sla_dsl.algebra.days import common, gaps, months_after, term
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.phrases import Days
from sla_dsl.model.services import Offer, Service
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related

from .backing_hand_offs import agreements_in
from .common import by_each, concluded, understood
from .service_circles import services_in

EVERYONE = "everyone"


def uncovered_services(workspace: Workspace) -> Iterator[Finding]:
    """Services that are offered on a day within the horizon on which no agreement with the customer is in force."""
    horizon = Days(first=workspace.as_of, last=months_after(workspace.as_of, workspace.horizon))
    slas = by_each((one for one in workspace.agreements.values() if one.kind == "sla"), lambda one: one.covers)
    unreadable = with_unreadable(workspace)
    for service in workspace.services.values():
        covering = slas.get(service.name, [])
        by_customer = by_each(covering, lambda one: [one.customer] if one.customer else [])
        places = {one.name: place for place, one in enumerate(covering)}
        for offer in service.offers:
            wanted = common(offer.days, horizon)
            for customer in offer.to if wanted else ():
                if wanted and not unreadable & {customer, None}:
                    sides = dict.fromkeys((customer, EVERYONE))
                    agreements = [one for side in sides for one in by_customer.get(side, ())]
                    agreements.sort(key=lambda one: places[one.name])
                    yield from uncovered(service, offer, customer, wanted, agreements)


def reversed_offers(workspace: Workspace) -> Iterator[Finding]:
    """Offers that end before they begin: they offer nothing."""
    for service in workspace.services.values():
        for offer in service.offers:
            first, last = offer.days.first, offer.days.last
            if first and last and last < first:
                yield Finding(
                    "catalogue/dates-out-of-order",
                    f"the offer of `{service.name}` ends on {last}, before it begins on {first}",
                    offer.source,
                    help="put right the day that is wrong",
                    address=service.name,
                    values=(f"{first}", f"{last}"),
                )


def uncovered(
    service: Service, offer: Offer, customer: str, wanted: Days, agreements: list[Agreement]
) -> Iterator[Finding]:
    """The first gap in the agreements about a service with a customer, if there is one."""
    terms = [found for one in agreements if holds(one) and (found := term(one))]
    missing = next(iter(gaps(terms, wanted)), None)
    if missing is None or missing.first is None or any(is_reversed(one) for one in agreements):
        return
    until = f" to {missing.last}" if missing.last != wanted.last else " on"
    yield Finding(
        "catalogue/uncovered-service",
        f"`{service.name}` is offered to `{customer}` and no agreement is in force from {missing.first}{until}",
        offer.source,
        help="sign or renew an `sla` that covers it, or end the offer with `until …`",
        related=tuple(Related(one.source, said_of(one)) for one in agreements),
        address=service.name,
        values=(customer,),
    )


def is_reversed(agreement: Agreement) -> bool:
    """Whether a term ends before it begins.

    Another rule reports it; the intended days are not known.
    """
    days = agreement.term
    return bool(days and days.first and days.last and days.last < days.first)


def holds(agreement: Agreement) -> bool:
    """Whether an agreement is or was signed, or is published for everyone."""
    return agreement.status in ("signed", "ended") or (agreement.standard and agreement.customer == EVERYONE)


def said_of(agreement: Agreement) -> str:
    """Why an agreement does not cover all days."""
    if not holds(agreement):
        return f"this agreement is not signed, its status is `{agreement.status}`"
    days = term(agreement)
    if days is None:
        return "this agreement does not say from when on it holds"
    return " ".join(
        ["this agreement is in force"]
        + ([f"from {days.first}"] if days.first else [])
        + ([f"to {days.last}"] if days.last else [])
    )


def with_unreadable(workspace: Workspace) -> set[str | None]:
    """The customers with an agreement that could not be understood; None where nobody knows the customer."""
    read = {agreement.name for agreement in understood(workspace)}
    return {one.customer for one in workspace.agreements.values() if one.name not in read}


def two_agreements(workspace: Workspace) -> Iterator[Finding]:
    """Pairs of SLAs of one level about the same service, for the same customer, on the same day."""
    slas = [one for one in concluded(workspace) if one.kind == "sla" and one.customer and one.status == "signed"]
    alike: dict[tuple[object, ...], list[int]] = {}
    for number, one in enumerate(slas):
        for service in dict.fromkeys(one.covers):
            alike.setdefault((one.level, one.customer, service), []).append(number)
    pairs = sorted({pair for numbers in alike.values() for pair in combinations(numbers, 2)})
    for one, other in ((slas[first], slas[second]) for first, second in pairs):
        services = [service for service in other.covers if service in one.covers]
        if one.name in other.on_terms_of or other.name in one.on_terms_of:
            continue
        first, second = term(one), term(other)
        both = common(first, second) if first and second else None
        if both is not None:
            yield Finding(
                "catalogue/two-agreements",
                f"`{one.name}` and `{other.name}` are both about `{services[0]}` for `{other.customer}`"
                + (f" from {both.first} on" if both.first else ""),
                other.source,
                help="end one of them, or give them different levels and write `on the terms of`",
                related=(Related(one.source, "the other agreement"),),
                address=other.name,
                values=(one.name, services[0]),
            )


def components_without_owner(workspace: Workspace) -> Iterator[Finding]:
    """Services that others need and that nobody answers for."""
    covered = {service for agreement in workspace.agreements.values() for service in agreement.covers}
    needed = {name: user for user in workspace.services.values() for name in services_in(user.needs)}
    for name, service in workspace.services.items():
        if name in needed and name not in covered and not service.owner and not service.supplied_by:
            yield Finding(
                "catalogue/component-without-owner",
                f"`{needed[name].name}` needs `{name}`, and nobody answers for it",
                service.source,
                help="write its `owner`, or who it is `supplied by`, or cover it by an `ola` or `uc`",
                related=(Related(needed[name].source, "this service needs it"),),
                address=name,
                values=(),
            )


def backing_nothing(workspace: Workspace) -> Iterator[Finding]:
    """OLAs and contracts about a sold service or a part of one that back no agreement."""
    agreements = list(concluded(workspace))
    sold = parts_of(workspace, (name for one in agreements if one.kind == "sla" for name in one.covers))
    used = {name for one in workspace.agreements.values() for name in one.backed_by}
    used |= {hop.agreement for one in agreements for path in one.paths for hop in agreements_in(path.hops)}
    for one in agreements:
        if one.kind != "sla" and one.status != "ended" and one.name not in used and sold & set(one.covers):
            yield Finding(
                "catalogue/backs-nothing",
                f"no agreement is backed by `{one.name}`",
                one.source,
                help=f"write `backed by {one.name}` where it carries something, or end it",
                address=one.name,
                values=(),
            )


def parts_of(workspace: Workspace, services: Iterable[str]) -> set[str]:
    """Services, together with all services that they need."""
    found: set[str] = set()
    left = list(services)
    while left:
        name = left.pop()
        if name in workspace.services and name not in found:
            found.add(name)
            left += services_in(workspace.services[name].needs)
    return found


RULES = (
    Rule(
        "catalogue/backs-nothing",
        "warning",
        "an agreement about something that is sold carries no promise",
        "Either somebody is paid for what no promise counts on, or a promise counts on it and does not say so.",
        bad="""\
uc link-uc { # catalogue/backs-nothing
  provider arc-telecom
  customer norvia
  covers link
  objective uptime: availability at least 99% during 24x7 each calendar month
}
""",
        good="""\
sla lines {
  provider norvia
  customer atelier-brun
  covers link
  objective uptime: availability at least 99% during 24x7 each calendar month
  no credit for uptime
  backed by link-uc
}
uc link-uc {
  provider arc-telecom
  customer norvia
  covers link
  objective uptime: availability at least 99% during 24x7 each calendar month
}
""",
        check=backing_nothing,
    ),
    Rule(
        "catalogue/component-without-owner",
        "error",
        "a service that others need has neither an agreement, an owner nor a supplier",
        "When it fails, a promise to a customer fails with it, and nobody is bound to do anything about it.",
        bad="""\
service shop { owner dba needs search }
service search # catalogue/component-without-owner
""",
        good="""\
service shop { owner dba needs search }
service search { owner dba }
""",
        check=components_without_owner,
    ),
    Rule(
        "catalogue/dates-out-of-order",
        "error",
        "a service is offered until a day before the first one",
        "The offer is of no day, so that nobody asks whether an agreement covers it.",
        bad="""\
service archive {
  owner dba
  offered to atelier-brun from 2026-07-01 until 2026-06-30 # catalogue/dates-out-of-order
}
""",
        good="""\
service archive { owner dba offered to atelier-brun from 2030-06-30 until 2030-07-01 }
""",
        check=reversed_offers,
    ),
    Rule(
        "catalogue/two-agreements",
        "error",
        "two SLAs of one level are about the same service, customer and day",
        "Nobody can say which of two promises holds.",
        bad="""\
sla second-payments { # catalogue/two-agreements
  provider norvia
  customer atelier-brun
  covers payments
  level service
  version 1.0.0
  status signed
  signed 2025-12-10 by "Camille Roy" for norvia
  signed 2025-12-11 by "Jo Lindqvist" for atelier-brun
  in force from 2026-01-01
  objective answer: response-time at most 8 h during office as a target { owned by desk }
}
""",
        good="""\
sla second-payments {
  provider norvia
  customer atelier-brun
  covers reports
  level service
  version 1.0.0
  status signed
  signed 2025-12-10 by "Camille Roy" for norvia
  signed 2025-12-11 by "Jo Lindqvist" for atelier-brun
  in force from 2026-01-01
  objective answer: response-time at most 8 h during office as a target { owned by desk }
}
""",
        check=two_agreements,
    ),
    Rule(
        "catalogue/uncovered-service",
        "error",
        "a service is offered to a customer on a day on which no agreement is in force",
        "A service that is provided without an agreement is provided with the customer's expectations instead. An "
        "offer counts from its first day to its last, within the horizon; a renewal is expected until notice is given.",
        bad="""\
service archive {
  owner dba
  hours office
  offered to atelier-brun from 2026-01-01 # catalogue/uncovered-service
}
sla archiving {
  provider norvia
  customer atelier-brun
  covers archive
  version 1.0.0
  status signed
  signed 2025-12-10 by "Camille Roy" for norvia
  signed 2025-12-11 by "Jo Lindqvist" for atelier-brun
  in force from 2026-01-01 to 2026-12-31
  objective uptime: availability at least 98% each calendar month as a target { owned by dba }
}
""",
        good="""\
service archive {
  owner dba
  hours office
  offered to atelier-brun from 2026-01-01
}
sla archiving {
  provider norvia
  customer atelier-brun
  covers archive
  version 1.0.0
  status signed
  signed 2025-12-10 by "Camille Roy" for norvia
  signed 2025-12-11 by "Jo Lindqvist" for atelier-brun
  in force from 2026-01-01 to 2026-12-31
  renews every 12 months unless either party gives 90 days notice
  objective uptime: availability at least 98% each calendar month as a target { owned by dba }
}
""",
        check=uncovered_services,
    ),
)
