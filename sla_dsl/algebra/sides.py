"""Sides: whom a role in a reason (`of customer`, `of provider`) means in an agreement.

Asked where a promise is judged and where it is proved, so that both mean the same.
(docs/meaning.md, Which time is measured)
"""

from __future__ import annotations

from collections.abc import Iterator

from ..model.agreement import Agreement
from ..model.workspace import Workspace


def customers(workspace: Workspace, agreement: Agreement, serving: str = "") -> frozenset[str]:
    """The houses that are the customer of an agreement.

    Between teams of one house they are those that the house serves, since no house is a customer of itself: in the
    agreement ``serving``, or, where it is not known for which one something is done, in any.
    """
    provider, customer = workspace.house(agreement.provider or ""), workspace.house(agreement.customer or "")
    if provider != customer:
        return frozenset({customer})
    known = workspace.agreements.get(serving)
    served = known and _served(workspace, known, provider)
    return frozenset({served} if served else served_by(workspace, provider))


def customer_side(workspace: Workspace, agreement: Agreement, serving: str = "") -> frozenset[str]:
    """The houses on the side of the customer: the customer, and whom he serves in turn, directly or through others.

    Everybody else is on the side of the provider.
    """
    found: set[str] = set()
    left = list(customers(workspace, agreement, serving))
    while left:
        house = left.pop()
        if house not in found:
            found.add(house)
            left += served_by(workspace, house)
    return frozenset(found)


def served_by(workspace: Workspace, house: str) -> set[str]:
    """The houses that are customers of a house."""
    return set(_all_served(workspace, house))


def _all_served(workspace: Workspace, house: str) -> Iterator[str]:
    for one in workspace.agreements.values():
        served = _served(workspace, one, house)
        if served:
            yield served


def _served(workspace: Workspace, agreement: Agreement, house: str) -> str:
    """The house that another one serves in an agreement; nothing, if it serves none there."""
    customer = workspace.house(agreement.customer or "")
    return customer if workspace.house(agreement.provider or "") == house and customer != house else ""
