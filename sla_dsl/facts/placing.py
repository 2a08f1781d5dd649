"""Where something belongs that does not say all that promises ask of it: it is asked in all that it may be.

A case without a priority or a site may be one of each, also of one for which nothing is promised.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache, cached_property
from itertools import product
from operator import itemgetter
from typing import Any

from ..model.phrases import Selection
from .asking import CHANNEL, channels_asked, scales_asked, starts_of, untold
from .cases import timed_cases
from .handled import Timed
from .holding import value_of
from .needs import is_of_cases
from .question import Question
from .volumes import rows_of
from .world import ServiceCase, World

Lacks = Mapping[str, frozenset[str]]
"""The things that each case does not tell: names of scales, and ``channel``."""


def lacking(question: Question) -> Lacks:
    """The cases, whenever they come, that do not tell all that an objective asks."""
    if not is_of_cases(question.metric):
        return {}
    scales = question.workspace.scales
    asked = scales_asked(question.agreement, question.objective, scales)
    channels = channels_asked(question.agreement, question.objective, question.clock)
    starts = starts_of(question.metric, question.clock)
    found = {}
    lacking_of = cache(lambda told: untold(asked, told, scales))
    for case in question.world.cases if asked or channels else ():
        lacks = lacking_of((*map(itemgetter(0), case.values), *(one.scale for one in case.changes)))
        if channels and any(one.event == starts and not one.channel for one in case.events):
            lacks |= {CHANNEL}
        if lacks:
            found[case.case] = lacks
    return found


# What a case may be


@dataclass(frozen=True, slots=True)
class _Possible:
    """One of the things that a case may be, and how it counts then."""

    case: ServiceCase
    timed: tuple[Timed, ...]

    @property
    def counting(self) -> tuple[Any, ...]:
        """All that decides how it counts."""
        return tuple((one.handled.start, one.seconds, one.in_time, one.is_open, one.beyond) for one in self.timed)

    @property
    def _late(self) -> int:
        return sum(not one.in_time for one in self.timed)

    @property
    def _open(self) -> int:
        return sum(one.is_open for one in self.timed)

    @property
    def _length(self) -> Fraction:
        return max((one.seconds or Fraction(0) for one in self.timed), default=Fraction(0))

    # What is furthest to each side: no case, one in time, one that is late, any one.

    def fewest(self) -> tuple[Any, ...]:
        return len(self.timed), self._late, self._length

    def best(self) -> tuple[Any, ...]:
        return self._late, self._open, -len(self.timed), self._length

    def worst(self) -> tuple[Any, ...]:
        return -self._late, -self._open, len(self.timed), -self._length

    def most(self) -> tuple[Any, ...]:
        return -len(self.timed), -self._late, -self._length


@dataclass(frozen=True)
class Placing:
    """The cases that may start in the window of a question, and lack something (``of_all`` are those of all time)."""

    question: Question
    of_all: Lacks

    @cached_property
    def cases(self) -> Lacks:
        """The cases, and what they lack."""
        start, end = self.question.promised
        return {
            one.case: self.of_all[one.case]
            for one in (self.question.world.cases if self.of_all else ())
            if one.case in self.of_all and any(start <= event.at < end for event in one.events)
        }

    def worlds(self) -> list[World]:
        """The worlds between which the answer lies: in each, every case is told whole."""
        sides = (_Possible.fewest, _Possible.best, _Possible.worst, _Possible.most)
        chosen = [{name: min(found, key=side).case for name, found in self._possible.items()} for side in sides]
        world = self.question.world
        different = [one for number, one in enumerate(chosen) if one not in chosen[:number]]
        return [replace(world, cases=tuple(one.get(case.case, case) for case in world.cases)) for one in different]

    @cached_property
    def _possible(self) -> dict[str, list[_Possible]]:
        """The things that each case may be: of all that count alike the first."""
        found: dict[str, dict[Any, _Possible]] = {}
        for case in self.question.world.cases:
            for each in self._completed(case) if case.case in self.cases else ():
                alone = replace(self.question, world=replace(self.question.world, cases=(each,)))
                one = _Possible(each, tuple(timed_cases(alone)))
                found.setdefault(case.case, {}).setdefault(one.counting, one)
        return {name: list(ways.values()) for name, ways in found.items()}

    def _completed(self, case: ServiceCase) -> Iterator[ServiceCase]:
        """A case with each value that it may have of what it does not tell."""
        lacks, asking = self.of_all[case.case], self.question
        scales = sorted(lacks - {CHANNEL})
        channels = sorted(channels_asked(asking.agreement, asking.objective, asking.clock)) if CHANNEL in lacks else []
        for channel, *values in product(["", *channels], *(self._values(case, one) for one in scales)):
            events = tuple(one if one.channel else replace(one, channel=channel) for one in case.events)
            yield replace(case, events=events, values=(*case.values, *zip(scales, values, strict=True)))

    def _values(self, case: ServiceCase, scale: str) -> Iterable[str]:
        """The values that a case may have: of a customer who is named, his own."""
        held = [one.values for one in self.question.agreement.held if one.scale == scale]
        if held and (case.agreement or case.customer):
            return held[0]
        return [one.name for one in self.question.workspace.scales[scale].values]

    def within(self, world: World) -> Placing:
        """The same cases in another world, in which some of them may be told whole."""
        question = replace(self.question, world=world)
        return Placing(question, lacking(question) if self.of_all else {})

    # What is said of it

    def reasons(self) -> tuple[str, ...]:
        """Which cases may belong to the window, for each thing that they do not tell."""
        found: dict[str, list[str]] = {}
        for name in (name for name, ways in self._possible.items() if len(ways) > 1):
            for one in self.cases[name]:
                found.setdefault(one, []).append(name)
        return tuple(
            f"cases without `{what}` may belong to it: {', '.join(sorted(names)[:_NAMED])}"
            f"{', …' if len(names) > _NAMED else ''}"
            for what, names in sorted(found.items())
        )


_NAMED = 5
"""How many cases a reason names."""


def ungrouped(question: Question) -> tuple[str, ...]:
    """Why figures `of each` thing are not known: something counts that does not name it."""
    thing = question.objective.each_of
    if thing is None or question.objective.statistic == "each":
        return ()
    if is_of_cases(question.metric):
        told = (value_of(question, one.handled.case, thing, one.handled.start) for one in timed_cases(question))
    else:
        told = (dict(row.values).get(thing, "") for row in rows_of(question))
    return (f"not every row says its `{thing}`",) if not all(told) else ()


def everywhere(question: Question) -> tuple[str, ...]:
    """Why samples and counts are not known to be of an objective: they do not name its values."""
    if is_of_cases(question.metric):
        return ()
    chosen = {one.scale for one in question.agreement.tiers}
    scales = [one.scale for one in question.objective.scope if one.scale not in chosen and not _is_all(question, one)]
    rows = rows_of(question) if scales else []
    return tuple(
        f"not every row says its `{one}`" for one in scales if any(one not in dict(row.values) for row in rows)
    )


def _is_all(question: Question, scope: Selection) -> bool:
    """Whether a scope names all values that there are, or all of the customer."""
    all_values = next(
        (one.values for one in question.agreement.held if one.scale == scope.scale),
        tuple(question.workspace.scales[scope.scale].names),
    )
    return set(all_values) <= set(scope.values)
