"""Parties: an agreement behind carries only what is promised to us, by whoever answers for what it covers.

(docs/backing.md, Who promised whom)
"""

from __future__ import annotations

from collections.abc import Iterator

from ...algebra.sides import customer_side, customers
from ...algebra.structure import leaves
from ...model.agreement import Agreement
from ...model.workspace import Workspace
from ...text.finding import Related
from ..case import Case

EVERYONE = "everyone"
MAINTENANCE = "maintenance"


def check_parties(case: Case, behind: Agreement) -> None:
    """Its customer must be who relies on it, and its provider who owns or supplies what it covers."""
    _check_customer(case, behind)
    for name in behind.covers:
        _check_provider(case, behind, name)


def _check_customer(case: Case, behind: Agreement) -> None:
    if is_promised_to_us(case, behind):
        return
    agreement = case.agreement
    case.add(
        "undecidable",
        "backing/promised-to-others",
        behind.name,
        message=f"`{behind.name}` is a promise to {_named(behind.customer)}, and `{agreement.name}` is one of "
        f"{_named(agreement.provider)}",
        related=[Related(behind.source, f"{_named(behind.provider)} promises it to {_named(behind.customer)}")],
        example=f"`{behind.name}` is not kept, and {_named(agreement.provider)} has no claim from it",
        help=f"name an agreement that is made with {_named(agreement.provider)}; who buys through another one says so "
        "in a `waive`",
    )


def is_promised_to_us(case: Case, behind: Agreement) -> bool:
    """Whether the customer of an agreement behind is the provider in front, or of one house with him."""
    if behind.customer == EVERYONE:
        return True
    house = case.context.workspace.house
    ours, theirs = case.agreement.provider, behind.customer
    return ours is not None and theirs is not None and house(ours) == house(theirs)


def _check_provider(case: Case, behind: Agreement, covered: str) -> None:
    workspace, provider = case.context.workspace, behind.provider
    service = workspace.services.get(covered)
    if service is None or provider is None:
        return
    answering = case.context.remembered(
        "answering", covered, lambda: list(dict.fromkeys(_answering(workspace, covered)))
    )
    houses = {workspace.house(one) for one in answering}
    if provider in answering or (provider in workspace.parties and provider in houses):
        return
    said = service.supplied_by
    if said is None and workspace.house(provider) not in houses:
        # Nobody is said to supply it: whoever promises it to us is taken to.
        _assume(case, f"`{provider}` supplies `{covered}`")
        return
    if workspace.house(provider) in houses:
        # A house is one party: its teams answer for each other, and cases go from hand to hand among them.
        if case.context.composing(case.objective).by != "hand-offs":
            _assume(case, f"`{provider}` answers for `{covered}`, which `{service.owner or said}` owns")
        return
    names = " and ".join(f"`{one}`" for one in answering)
    case.add(
        "undecidable",
        "backing/provided-by-others",
        behind.name,
        covered,
        message=f"`{behind.name}` is a promise of `{provider}`, and `{covered}` is in the hands of {names}",
        related=[
            Related(behind.source, f"`{provider}` promises it"),
            Related(service.source, f"{names} {'answers' if len(answering) == 1 else 'answer'} for it"),
        ],
        example=f"{names} lets `{covered}` fail, for which `{provider}` cannot answer",
        help=f"name an agreement of {names}, or say that `{covered}` is `supplied by {provider}`",
    )


def _answering(workspace: Workspace, service: str) -> Iterator[str]:
    """Who owns or supplies a service, or a part of it."""
    seen: set[str] = set()
    left = [service]
    while left:
        name = left.pop()
        declared = workspace.services.get(name)
        if declared is not None and name not in seen:
            seen.add(name)
            yield from (one for one in (declared.owner, declared.supplied_by) if one is not None)
            left += leaves(declared.needs) if declared.needs is not None else ()


def _assume(case: Case, text: str) -> None:
    if text not in case.assumptions:
        case.assumptions.append(text)


def _named(party: str | None) -> str:
    return f"`{party}`" if party is not None else "nobody"


# Whose doing it is


def is_excused(case: Case, behind: Agreement, reason: str) -> bool:
    """Whether whoever is excused behind for a reason is excused for it in front as well.

    A role in a reason (`of customer`) means a side of the agreement that names the reason (`algebra/sides.py`).  In a
    chain the customer behind is the provider in front: what he causes himself excuses him from nothing.
    """
    if reason == MAINTENANCE and not set(_frozen(case.agreement)) <= set(_frozen(behind)):
        return False
    return is_excused_by_role(case, behind, reason)


def is_excused_by_role(case: Case, behind: Agreement, reason: str) -> bool:
    """The same, whenever it happens: maintenance at a time in which there must be none is not looked at."""
    workspace, agreement = case.context.workspace, case.agreement
    declared = workspace.reasons.get(reason)
    role = declared.of if declared is not None else None
    # A case is handed on for the promise; what happens to a service happens to all that rest on it.
    serving = agreement.name if case.context.composing(case.objective).by == "hand-offs" else ""
    if role == "provider":
        served = case.context.served
        # Whoever works for us behind is on our side in front.
        ours = customer_side(workspace, agreement, served=served)
        return is_promised_to_us(case, behind) and ours <= customer_side(workspace, behind, serving, served)
    if role == "customer":
        served = case.context.served
        return customers(workspace, behind, serving, served) <= customers(workspace, agreement, served=served)
    return True


def whose(case: Case, behind: Agreement, reason: str) -> str:
    """Who is excused behind for a reason, in words, if another one is excused for it in front; else nothing."""
    declared = case.context.workspace.reasons.get(reason)
    if declared is None or declared.of != "customer" or is_excused(case, behind, reason):
        return ""
    return f" of its customer, {_named(behind.customer)}"


def _frozen(agreement: Agreement) -> Iterator[tuple[object, ...]]:
    """When an agreement allows no maintenance: what is done then is not excluded."""
    return ((one.first, one.last, one.hours) for one in agreement.no_maintenance)
