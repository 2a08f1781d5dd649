"""Worlds of requests: each passes through the parts of a service, as bad as all behind is just kept."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from random import Random

from sla_dsl.algebra.structure import leaves, needed
from sla_dsl.facts.world import Count, Sample, World
from sla_dsl.model.services import Component, Redundant, Structure

from .judging import Promise
from .outages import Refutation, most

LEAST = 100
"""Requests in each slot of time."""
SLOTS = 6
Values = Mapping[str, int]


def search(promise: Promise, random: Random, effort: int) -> Refutation | None:
    """A world of requests in which all behind is kept and the promise missed, if one is found."""
    structure = promise.workspace.services[promise.agreement.covers[0]].needs or Component(
        service=promise.agreement.covers[0]
    )
    carried = {name for agreement in promise.behind for name in agreement.covers}
    names = [name for name in leaves(structure) if name in carried]
    edges = sorted({edge for one in promise.behind for edge in promise.question(World(), one).term})
    near = [one for one in promise.windows if any(one[0] < edge < one[1] for edge in edges)]
    for _ in range(12 * effort):
        window = random.choice(near if near and random.random() < 0.5 else promise.windows)
        times = _times(promise, random, window)
        if not times:
            continue
        keys = list(product(names, range(len(times))))
        random.shuffle(keys)
        world = _spent(promise, structure, times, keys, random.choice((0, 0, LEAST * 5)))
        if promise.is_refuted(window, world):
            return Refutation(world, window)
    return None


def _spent(promise: Promise, structure: Structure, times: list[int], keys: list[tuple[str, int]], pool: int) -> World:
    """Each part at each time loses as much as all behind is kept."""
    spent = dict.fromkeys(keys, 0)
    for key in keys:

        def holds(number: int, key: tuple[str, int] = key) -> bool:
            return promise.is_kept_behind(_world(promise, structure, times, {**spent, key: number}, pool))

        spent[key] = most(holds, _highest(promise), 1)
    return _world(promise, structure, times, spent, pool)


def _highest(promise: Promise) -> int:
    """The most that may be lost at one time: bad ones of all, milliseconds, things, what is missing of a rate."""
    unit = promise.workspace.metrics[promise.objective.metric].unit
    return {"percent": LEAST, "duration": 100_000, "rate": 1000}.get(unit or "", 1000)


def _times(promise: Promise, random: Random, window: tuple[int, int]) -> list[int]:
    question = promise.question(World())
    start, end = max(window[0], promise.judged[0]), min(window[1], promise.judged[1])
    opened = question.in_hours(((start, end),)) if start < end else ()
    if not opened:
        return []
    found = [opened[0][0], opened[-1][1] - 1]
    # What begins and ends in the window makes times of its own: just before and just after.
    edges = {edge for one in promise.behind for edge in promise.question(World(), one).term}
    found += [at for edge in edges for at in (edge - 1, edge) if any(piece[0] <= at < piece[1] for piece in opened)]
    while len(found) < SLOTS:
        piece = random.choice(opened)
        found.append(random.randrange(piece[0], piece[1]))
    return sorted(found)


def _world(
    promise: Promise, structure: Structure, times: list[int], spent: Mapping[tuple[str, int], int], pool: int
) -> World:
    rows = World()
    samples: list[Sample] = []
    counts: list[Count] = []
    metric = promise.workspace.metrics[promise.objective.metric]
    front = promise.agreement.name
    for slot, at in enumerate(times):
        values = {name: spent[name, slot] for name, number in spent if number == slot}
        all_ = {**values, front: _whole(structure, values, metric.unit or "")}
        for agreement in (promise.agreement, *promise.behind):
            for service in agreement.covers:
                value = all_[front] if agreement is promise.agreement else all_.get(service, 0)
                if metric.unit == "percent":
                    counts.append(
                        Count(
                            service,
                            at,
                            at + 1,
                            Fraction(LEAST),
                            Fraction(min(value, LEAST)),
                            metric.name,
                            agreement=agreement.name,
                            carries=front,
                        )
                    )
                else:
                    samples.append(
                        Sample(
                            service,
                            at,
                            value=_measured(metric.unit or "", value),
                            metric=metric.name,
                            agreement=agreement.name,
                            carries=front,
                        )
                    )
    for agreement in promise.behind if pool else ():
        at = times[0]
        if metric.unit == "percent":
            counts.append(
                Count(
                    agreement.covers[0],
                    at,
                    at + 1,
                    Fraction(pool),
                    Fraction(0),
                    metric.name,
                    agreement=agreement.name,
                    carries="another",
                )
            )
        elif metric.unit == "duration":
            samples += [
                Sample(
                    agreement.covers[0],
                    at,
                    value=Fraction(0),
                    metric=metric.name,
                    agreement=agreement.name,
                    carries="another",
                )
            ] * (pool // 20)
    return World(rows.outages, samples=tuple(samples), counts=tuple(counts))


def _measured(unit: str, value: int) -> Fraction:
    """What is measured: seconds of milliseconds; of a rate, what is left of a thousand."""
    if unit == "duration":
        return Fraction(value, 1000)
    return Fraction(1000 - value) if unit == "rate" else Fraction(value)


def _whole(structure: Structure, values: Values, unit: str) -> int:
    """What a whole loses: in a row it adds up (of a rate the least counts); of redundant parts the worst may serve."""
    if isinstance(structure, Component):
        return values.get(structure.service, 0)
    parts = sorted(_whole(part, values, unit) for part in structure.parts)
    if not isinstance(structure, Redundant):
        return max(parts) if unit == "rate" else sum(parts)
    if unit == "rate":
        # So many of the smallest carry together what is asked for; here each rate is a thousand less its loss.
        return 1000 - sum(1000 - part for part in sorted(parts, reverse=True)[: needed(structure)])
    # A request fails only if too few of the parts serve it.
    return parts[needed(structure) - 1] if unit == "percent" else max(parts)
