"""Sides: whom a role in a reason (`of customer`, `of provider`) means in an agreement.

Asked where a promise is judged and where it is proved, so that both mean the same.
(docs/meaning.md, Which time is measured)
"""

from __future__ import annotations

from collections.abc import Mapping

from ..model.agreement import Agreement
from ..model.workspace import Workspace

Served = Mapping[str, frozenset[str]]
"""The houses that are customers of a house, by the house; one that serves none is missing."""


def houses_served(workspace: Workspace) -> Served:
    """Whom each house serves, in any agreement, in this part of a workspace or beside it."""
    found: dict[str, set[str]] = {}
    for provider, customer in (
        *(_houses(workspace, agreement) for agreement in workspace.agreements.values()),
        *workspace.serving,
    ):
        if customer and customer != provider:
            found.setdefault(provider, set()).add(customer)
    return {house: frozenset(customers) for house, customers in found.items()}


def customers(
    workspace: Workspace, agreement: Agreement, serving: str = "", served: Served | None = None
) -> frozenset[str]:
    """The houses that are the customer of an agreement.

    Between teams of one house they are those that the house serves, since no house is a customer of itself: in the
    agreement ``serving``, or, where it is not known for which one something is done, in any.  ``served`` is
    ``houses_served(workspace)``, if it is known.
    """
    provider, customer = _houses(workspace, agreement)
    if provider != customer:
        return frozenset({customer})
    known = workspace.agreements.get(serving)
    if known is not None:
        by, to = _houses(workspace, known)
        if by == provider and to and to != provider:
            return frozenset({to})
    return (houses_served(workspace) if served is None else served).get(provider, frozenset())


def customer_side(
    workspace: Workspace, agreement: Agreement, serving: str = "", served: Served | None = None
) -> frozenset[str]:
    """The houses on the side of the customer: the customer, and whom he serves in turn, directly or through others.

    Everybody else is on the side of the provider.
    """
    served = houses_served(workspace) if served is None else served
    found: set[str] = set()
    left = list(customers(workspace, agreement, serving, served))
    while left:
        house = left.pop()
        if house not in found:
            found.add(house)
            left += served.get(house, ())
    return frozenset(found)


def _houses(workspace: Workspace, agreement: Agreement) -> tuple[str, str]:
    """The houses of the provider and of the customer."""
    return workspace.house(agreement.provider or ""), workspace.house(agreement.customer or "")
