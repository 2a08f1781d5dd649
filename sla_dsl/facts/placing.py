"""Where something belongs that does not say all that promises ask of it: it is asked in all that it may be.

A case without a priority or a site may be one of each, also of one for which nothing is promised.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import chain, product
from math import prod
from typing import Any, NamedTuple

from ..model.phrases import Selection
from ..model.quantity import Quantity
from .asking import CHANNEL, channels_asked, scales_asked, starts_of, untold
from .cases import timed_cases
from .handled import Timed
from .holding import value_of
from .needs import is_of_cases
from .question import Question
from .volumes import rows_of
from .world import REOPENED, RESTORED, CaseEvent, Sample, ServiceCase, World

Lacks = Mapping[str, frozenset[str]]
"""The things that each case does not tell: names of scales, ``channel``, and untold events."""


def lacking(question: Question) -> Lacks:
    """The cases, whenever they come, that do not tell all that an objective asks."""
    if not is_of_cases(question.metric):
        return {}
    scales = question.workspace.scales
    asked = scales_asked(question.agreement, question.objective, scales)
    if question.objective.statistic != "each" and question.objective.each_of in scales:
        asked |= {question.objective.each_of}
    channels = channels_asked(question.agreement, question.objective, question.clock)
    starts = starts_of(question.metric, question.clock)
    world, found = question.world, {}
    lacking_of = {told: untold(asked, told, scales) for told in world.told_of_cases}
    if not (any(lacking_of.values()) or channels or world.has_untold):
        return {}
    for case in world.cases:
        lacks = lacking_of[case.told]
        if channels and any(one.event == starts and not one.channel for one in case.events):
            lacks |= {CHANNEL}
        lacks |= {one for one in case.untold if one in (starts, question.metric.stops)}
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

    @property
    def is_entangled(self) -> bool:
        """Whether what one case may be decides how others count: by a volume, or as one of a group of its own."""
        return bool(self.question.objective.each_of) or may_be_beyond(self.question)

    def furthest(self) -> list[World]:
        """The worlds that are furthest to each side, if each case counts by itself."""
        sides = (_Possible.fewest, _Possible.best, _Possible.worst, _Possible.most)
        chosen = [{name: min(found, key=side).case for name, found in self._possible.items()} for side in sides]
        return [_with(self.question.world, one) for number, one in enumerate(chosen) if one not in chosen[:number]]

    @cached_property
    def _possible(self) -> dict[str, list[_Possible]]:
        """The things that each case may be: of all that count alike the first."""
        found: dict[str, dict[Any, _Possible]] = {}
        for case in self.question.world.cases:
            for each in completed([self], case) if case.case in self.cases else ():
                one = self.possible(each)
                found.setdefault(case.case, {}).setdefault(one.counting, one)
        return {name: list(ways.values()) for name, ways in found.items()}

    def ways(self) -> dict[str, list[ServiceCase]]:
        """The ways in which each case may count."""
        return {name: [one.case for one in ways] for name, ways in self._possible.items()}

    def possible(self, case: ServiceCase) -> _Possible:
        """How a case counts, alone in the world."""
        alone = replace(self.question, world=replace(self.question.world, cases=(case,)))
        return _Possible(case, tuple(timed_cases(alone)))

    def values(self, case: ServiceCase, scale: str) -> Iterable[str]:
        """The values that a case may have: of a customer who is named, his own."""
        held = [one.values for one in self.question.agreement.held if one.scale == scale]
        if held and (case.agreement or case.customer):
            return held[0]
        return [one.name for one in self.question.workspace.scales[scale].values]

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


def may_be_beyond(question: Question) -> bool:
    """Whether there are as many cases as a volume holds, so that one takes the place of another."""
    bounds = (one.bound for one in question.agreement.volumes if one.bound.kind not in ("at-least", "above"))
    limits = (bound.upper or bound.value for bound in bounds)
    return any(not isinstance(one, Quantity) or one.amount < len(question.world.cases) for one in limits)


class Worlds(NamedTuple):
    """The worlds between which an answer lies, or all that there may be."""

    worlds: list[World]
    are_all: bool


def worlds_of(own: Placing, others: Sequence[Placing]) -> Worlds | None:
    """The worlds between which an answer lies; none if it cannot be told without trying too many of them.

    ``others`` are the promises whose figures decide about it.  Few worlds are all tried.  Of many cases that count each
    by itself the worlds that are furthest to each side are enough.
    """
    is_entangled = bool(others) or own.is_entangled
    ways = _entangled_ways([own, *others]) if is_entangled else own.ways()
    world = own.question.world
    if prod(map(len, ways.values())) * max(len(world.cases), _FEW) <= _TRIED:
        return Worlds([_with(world, dict(zip(ways, one, strict=True))) for one in product(*ways.values())], True)
    return None if is_entangled else Worlds(own.furthest(), False)


def _entangled_ways(placings: Sequence[Placing]) -> dict[str, list[ServiceCase]]:
    """The ways in which each case may count for one of several promises, or stand in a group or a volume."""
    found: dict[str, dict[Any, ServiceCase]] = {}
    grouping = {one.scale for each in placings for volume in each.question.agreement.volumes for one in volume.scope}
    grouping |= {each.question.objective.each_of for each in placings if each.question.objective.each_of}
    names = {name for one in placings for name in one.cases}
    for case in placings[0].question.world.cases if names else ():
        for each in completed(placings, case) if case.case in names else ():
            counting = [one.possible(each).counting for one in placings]
            values = [value for value in each.values if value[0] in grouping]
            found.setdefault(case.case, {}).setdefault((*counting, *values), each)
    return {name: list(ways.values()) for name, ways in found.items()}


def completed(placings: Sequence[Placing], case: ServiceCase) -> Iterator[ServiceCase]:
    """A case with each value that it may have of what promises ask and it does not tell."""
    lacks = frozenset(what for one in placings for what in one.of_all.get(case.case, ()))
    scales = sorted(lacks - {CHANNEL, *case.untold})
    asking = [one.question for one in placings]
    asked_for = {name for one in asking for name in channels_asked(one.agreement, one.objective, one.clock)}
    channels = sorted(asked_for) if CHANNEL in lacks else []
    ways = _untold_ways(case, sorted(lacks.intersection(case.untold)))
    chosen = [zip(scales, one, strict=True) for one in product(*(placings[0].values(case, one) for one in scales))]
    values = [(*case.values, *one) for one in chosen]
    for told, channel, of in product(ways, ["", *channels], values):
        yield replace(
            case, events=tuple(one if one.channel else replace(one, channel=channel) for one in told), values=of
        )


def _untold_ways(case: ServiceCase, names: Sequence[str]) -> list[tuple[CaseEvent, ...]]:
    """The events of a case with those that are untold: at once or never, and any other time lies between.

    They may have come again after each reopening.  A case that was reopened was restored by then.
    """
    began = min((one.at for one in case.events), default=0)
    again = sorted(one.at for one in case.events if one.event == REOPENED)
    ways: list[list[list[CaseEvent]]] = []
    for name in names:
        told = [one.at for one in case.events if one.event == name]
        spans = zip([began, *again], [*again, None], strict=True)
        silent = [(at, end) for at, end in spans if not any(at <= one and (end is None or one < end) for one in told)]
        latest = [CaseEvent(name, end) for _, end in silent if name == RESTORED and end is not None]
        ways.append([latest, [CaseEvent(name, at) for at, _ in silent]])
    return list(dict.fromkeys((*case.events, *chain.from_iterable(one)) for one in product(*ways)))


def _with(world: World, chosen: Mapping[str, ServiceCase]) -> World:
    return replace(world, cases=tuple(chosen.get(case.case, case) for case in world.cases))


_FEW, _TRIED = 25, 6400
"""As many worlds are tried as all their cases together are no more: 256 of a few cases."""


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


def unweighed(question: Question) -> tuple[str, ...]:
    """Why a weighted mean is not known: something that was measured does not say how much it weighs."""
    if not question.objective.counting.weighted_by or question.objective.statistic != "mean":
        return ()
    values = (row for row in rows_of(question) if isinstance(row, Sample) and row.value is not None)
    return ("not every row says its `weight`",) if any(row.weight is None for row in values) else ()


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
