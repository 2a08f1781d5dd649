"""How long it takes until those behind an agreement have told of something: the chain of agreements, to its end."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..model.agreement import Agreement
from ..model.quantity import Quantity
from ..model.remedies import Duty
from .attribute import Unknown, figure_of
from .thing import Thing, View

Time = Quantity | Unknown


@dataclass(frozen=True, slots=True)
class Told:
    """The longest time until something is told, and the events from which the times in it run."""

    time: Time
    events: frozenset[str | None]


def is_obligation(duty: Duty) -> bool:
    """Whether it is owed: what must not be done is no duty to do it, and best effort or a target is no obligation."""
    return duty.must and not duty.forbidden and duty.force == "guaranteed"


def time_behind(thing: Thing) -> Any:
    """How long it takes until those behind have told about the topics of a duty; missing if none of them owes it."""
    agreement = thing.within(Agreement)
    told = _told(agreement.item, {*thing.item.about}, thing.view, ()) if agreement is not None else None
    return told.time if told is not None else None


def _told(above: Agreement, topics: set[str], view: View, seen: tuple[str, ...]) -> Told | None:
    """The longest time until an agreement is told by those right behind it, who are told by those behind them."""
    found: list[Told] = []
    for name in above.backed_by:
        behind = view.workspace.agreements.get(name)
        if behind is None or name in seen or behind.status == "ended":
            continue
        before = _told(behind, topics, view, (*seen, above.name))
        owed = [one for one in behind.duties if is_obligation(one) and one.who == "provider" and topics & {*one.about}]
        own = _longest([_own(one) for one in owed])
        found += [told for told in (_after(own, before) if own and before else own or before,) if told]
    return _longest(found)


def _own(duty: Duty) -> Told:
    time = figure_of(duty.within.time) if duty.within else None
    return Told(time or Unknown("without a time"), frozenset({duty.within.of if duty.within else None}))


def _after(own: Told, before: Told) -> Told:
    """The time of one that is told by others.

    It has their time in it if it runs from the same event and is longer. Otherwise it runs from when it is told, and
    the times add up.
    """
    one, other, events = own.time, before.time, own.events | before.events
    if not (isinstance(one, Quantity) and isinstance(other, Quantity) and one.unit_kind == other.unit_kind):
        return Told(Unknown(f"{one.text} and {other.text}"), events)
    if own.events <= before.events and one.amount > other.amount:
        return Told(one, events)
    return Told(Quantity(amount=Fraction(one.amount + other.amount), unit=one.unit), events)


def _longest(told: list[Told]) -> Told | None:
    """The longest of several times; not known if they cannot be compared."""
    if not told:
        return None
    events = frozenset(event for one in told for event in one.events)
    known = [one.time for one in told if isinstance(one.time, Quantity)]
    if len(known) < len(told) or len({time.unit for time in known}) > 1:
        return Told(Unknown(" or ".join(dict.fromkeys(one.time.text for one in told))), events)
    return Told(max(known, key=lambda time: time.amount), events)
