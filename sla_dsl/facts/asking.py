"""The values that promises ask of a row, to know where it belongs: its site, its priority, its channel.

A row that does not say it may belong to several promises, or to none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..algebra.scopes import is_at
from ..algebra.truth import conditions_in
from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.people import Clock
from ..model.phrases import Both, Condition, Either, EventThrough, Is, Longer, Missed, Not
from ..model.remedies import Exclusion, Suspension
from ..model.services import Metric, Scale

CHANNEL = "channel"
"""The column that says through which channel something was told."""


def scales_asked(agreement: Agreement, objective: Objective, scales: Mapping[str, Scale]) -> frozenset[str]:
    """The scales that decide whether a row is one of an objective, and how it counts there."""
    statements: tuple[Exclusion | Suspension, ...] = (*agreement.exclusions, *agreement.suspensions)
    ours = [one for one in statements if not one.objectives or any(is_at(objective, name) for name in one.objectives)]
    scopes = [objective.scope, *(one.scope for one in agreement.volumes), *(one.scope for one in agreement.exclusions)]
    conditions = _parts(conditions_in((objective, *ours, *filter(None, [agreement.covers_when]))))
    named = {one.scale for scope in scopes for one in scope}
    named |= {one.subject for one in conditions if isinstance(one, Is)}
    # A tier is that of the agreement, whatever a row says.
    chosen = {one.scale for one in agreement.tiers}
    return frozenset(leaf for name in named - chosen for leaf in _leaves(name, scales))


def covered_whole(
    agreement: Agreement, objective: Objective, scales: Mapping[str, Scale], is_named: bool
) -> frozenset[str]:
    """The scales that an objective covers with every value, so that it does not matter which one a row has.

    A row that is about the agreement or its customer by name has one of the values that the customer has.
    """
    held = {one.scale: one.values for one in agreement.held} if is_named else {}
    return frozenset(
        leaf
        for one in objective.scope
        if set(held.get(one.scale, scales[one.scale].names)) <= set(one.values)
        for leaf in _leaves(one.scale, scales)
    )


def channels_asked(agreement: Agreement, objective: Objective, clock: Clock | None) -> frozenset[str]:
    """The channels that decide when the clock of a case starts, or whether anything is promised for it."""
    through = clock.through.channels if clock and clock.through else ()
    conditions = _parts(conditions_in((objective, *filter(None, [agreement.covers_when]))))
    return frozenset({*through, *(one.channel for one in conditions if isinstance(one, EventThrough))})


def untold(asked: frozenset[str], told: Iterable[str], scales: Mapping[str, Scale]) -> frozenset[str]:
    """Which of the scales are not told; one that is told stands also for those from which it is derived."""
    return asked - {each for one in told for each in (one, *_leaves(one, scales))}


def _leaves(name: str, scales: Mapping[str, Scale]) -> Iterator[str]:
    """The scales that must be told so that the value of one is known; none, if conditions decide each value."""
    scale = scales.get(name)
    if scale is not None and scale.derived_from:
        for one in scale.derived_from:
            yield from _leaves(one, scales)
    elif scale is None or not all(one.when for one in scale.values):
        yield name


def objectives_asked(agreement: Agreement, objective: Objective) -> list[Objective]:
    """The objectives that decide by their own figures whether one is kept: `when fix is missed`."""
    statements: tuple[Exclusion | Suspension, ...] = (*agreement.exclusions, *agreement.suspensions)
    ours = [one for one in statements if not one.objectives or any(is_at(objective, name) for name in one.objectives)]
    conditions = _parts(conditions_in((objective, *ours, *filter(None, [agreement.covers_when]))))
    names = {one.objective for one in conditions if isinstance(one, Missed)}
    return [one for one in agreement.objectives if one.bound is not None and any(is_at(one, name) for name in names)]


def _parts(conditions: Iterable[Condition]) -> Iterator[Condition]:
    for one in conditions:
        match one:
            case Both() | Either():
                yield from _parts(one.parts)
            case Not() | Longer():
                yield from _parts([one.part])
            case _:
                yield one


def starts_of(metric: Metric, clock: Clock | None) -> str | None:
    """The event with which the clock of a case starts."""
    return (clock.starts if clock else None) or metric.starts
