"""Loads that rest on one agreement and together exceed its limit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sla_dsl.algebra.days import common, term
from sla_dsl.model.agreement import Agreement, Volume
from sla_dsl.model.quantity import Quantity
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related

from .common import by_each, concluded


def most(volume: Volume) -> Quantity | None:
    """The quantity that a volume allows, if it limits all cases from above."""
    value = volume.bound.value
    limited = volume.bound.kind in ("at-most", "below") and not volume.scope and not volume.objectives
    return value if limited and isinstance(value, Quantity) else None


def loads_promised_twice(workspace: Workspace) -> Iterator[Finding]:
    """Limits of agreements that are smaller than the load that other agreements may bring at the same time."""
    agreements = list(concluded(workspace))
    resting = by_each(agreements, lambda one: one.backed_by)
    for behind in agreements:
        for limit in behind.volumes:
            bound = most(limit)
            brought = [
                (one, volume, amount)
                for one in resting.get(behind.name, ())
                if together(one, behind)
                for volume in one.volumes
                if (amount := most(volume)) is not None
                and bound is not None
                and amount.unit_kind == bound.unit_kind
                and volume.window == limit.window
            ]
            sides = {one.name for one, _, _ in brought}
            if bound is None or len(sides) != len(brought) or not at_once([one for one, _, _ in brought]):
                continue
            total = Quantity(
                amount=sum((amount.amount for _, _, amount in brought), start=bound.amount * 0), unit=bound.unit
            )
            if total.amount > bound.amount:
                yield Finding(
                    "backing/load-promised-twice",
                    f"`{behind.name}` carries {bound.text}, and what rests on it may bring {total.text}",
                    limit.source,
                    help="agree on a higher limit, or lower those of the agreements that rest on it",
                    related=tuple(Related(volume.source, f"{amount.text} of them") for _, volume, amount in brought),
                    address=behind.name,
                )


def together(one: Agreement, other: Agreement) -> bool:
    """Whether two agreements have a day in common."""
    first, second = term(one), term(other)
    return first is not None and second is not None and common(first, second) is not None


def at_once(agreements: list[Agreement]) -> bool:
    """Whether there is a day on which all agreements hold.

    It is enough that the last of them begins before the first of them ends, because terms have no holes.
    """
    days = [term(one) for one in agreements]
    first = max((one.first or date.min for one in days if one), default=date.min)
    last = min((one.last or date.max for one in days if one), default=date.max)
    return all(days) and first <= last


_TERM = "in force from 2026-01-01"
_VOLUME = "volume at most {} each calendar month"
_ANSWER = "objective answer: response-time at most {} during office"


def _carried(limit: str) -> str:
    promise = (_ANSWER.format("2 h"), "backed by statistics")
    return (
        stage.ola(_TERM, _VOLUME.format(limit), _ANSWER.format("1 h"))
        + stage.sla(_TERM, _VOLUME.format("60 cases"), *promise, name="brun-figures")
        + stage.sla(_TERM, _VOLUME.format("50 cases"), *promise, name="arc-figures", customer="arc-telecom")
    )


RULES = (
    Rule(
        "backing/load-promised-twice",
        "warning",
        "what rests on an agreement may bring more than it carries",
        "Each promise looks carried when it is looked at alone; together they exceed the one limit that all count on.",
        bad=_carried("100 cases").replace("month\n", "month # backing/load-promised-twice\n", 1),
        good=_carried("110 cases"),
        check=loads_promised_twice,
    ),
)
