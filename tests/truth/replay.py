"""Counter-examples as worlds: what the proof says can happen, told so that the meaning of promises can judge it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from math import floor
from random import Random

from sla_dsl.algebra.guarantee import Guarantee
from sla_dsl.algebra.intervals import Interval, Intervals
from sla_dsl.facts.world import Cause, MeasuredAmount, Saying, ScaleValues, ServiceOutage, World
from sla_dsl.model.phrases import Said, Selection
from sla_dsl.model.quantity import Quantity
from sla_dsl.model.remedies import Exclusion
from sla_dsl.proof.verdict import LateCase, Misses

from .cases import values_of
from .courses import Course, Told
from .judging import Promise
from .outages import Refutation, just_in_time, most
from .routes import Hand, Node, Routes, Values

_SHORTER = (0, 60, 120, 180, 300, 600)
"""By how many seconds outages are shorter in a world than in a counter-example, which does not round to samples."""
_TRIES = 6
"""How many of the routes that a case may take are tried."""


@dataclass(frozen=True)
class NotReplayed:
    """Why a counter-example is no world that can be judged."""

    why: str


def replayed(promise: Promise) -> Refutation | NotReplayed:
    """The world of a counter-example in which all behind is kept and the promise missed, or why there is none."""
    counter: object = promise.proof.counter
    match counter:
        case None:
            return NotReplayed("no counter-example")
        case Misses():
            return NotReplayed("a share of cases: the counter-example does not say of how many")
        case LateCase():
            return _late(promise, counter)
        case Guarantee():
            return _down(promise, counter)
        case _:
            return _told(promise, counter)


def _told(promise: Promise, counter: object) -> Refutation | NotReplayed:
    """What is down, as a counter-example that is a world says it."""
    guarantee = getattr(counter, "guarantee", None)
    assert isinstance(guarantee, Guarantee), "a counter-example of a new kind"
    outages, causes = [], []
    for one in getattr(counter, "outages", ()):
        start, end = floor(one.start), floor(one.end)
        outages.append(ServiceOutage(one.service, start, end, one.reason))
        if one.reason and one.announced is not None:
            causes.append(Cause(one.reason, start, end, one.service, floor(one.announced)))
    return _of_outages(promise, outages, causes, guarantee.window.span)


def _down(promise: Promise, counter: Guarantee) -> Refutation | NotReplayed:
    """The outages of the worst window, each as early as its times allow."""
    if not all(_is_of_long_windows(one) for agreement in promise.behind for one in agreement.exclusions):
        return NotReplayed("the counter-example does not say when something is excluded up to a limit")
    if not counter.outages:
        return NotReplayed("no outages are shown")
    if any(one.rule == "backing/term-gap" for one in promise.proof.grounds):
        return NotReplayed("where a gap is told, what is behind is taken as prolonged")
    used: dict[Intervals, int] = {}
    rows, causes = [], []
    for one in counter.outages:
        begin = used.get(one.stratum.spans, 0)
        used[one.stratum.spans] = begin + floor(one.seconds)
        keys = dict(one.reasons)
        for start, end in _between(one.stratum.spans, begin, begin + floor(one.seconds)):
            for name in sorted(one.down | one.stratum.free):
                reason = keys.get(name, "").partition("|")[0]
                rows.append(ServiceOutage(name, start, end, reason))
                causes += [
                    Cause(reason, start, end, name, announced) for announced in _announced(promise, keys, name, start)
                ]
    return _of_outages(promise, rows, causes, counter.window.span)


def _is_of_long_windows(one: Exclusion) -> bool:
    """Whether an exclusion may be used at any time of a window: it has no limit, or one in long windows."""
    return one.limit is None or (
        one.window is not None and one.window.kind != "rolling" and one.window.period in ("month", "quarter", "year")
    )


def _announced(promise: Promise, keys: Mapping[str, str], name: str, start: int) -> Iterator[int]:
    """When something was announced, if somebody behind asks for that: just so long before."""
    reason, text = (*keys.get(name, "").split("|"), "", "")[:2]
    for agreement in promise.behind if text else ():
        for one in agreement.exclusions:
            if one.reason == reason and isinstance(one.announced, Quantity) and one.announced.text == text:
                yield just_in_time(promise.question(World(), agreement), one.announced, start)
                return


def _of_outages(
    promise: Promise, outages: Sequence[ServiceOutage], causes: Sequence[Cause], window: Interval
) -> Refutation | NotReplayed:
    """The first world of some outages that refutes a promise, by where they may be and as samples can tell of them."""
    found: Refutation | NotReplayed = NotReplayed("no outages are shown")
    for shorter in _SHORTER if _is_sampled(promise) else (0,):
        for rows in _placed(promise, outages):
            told = (replace(one, end=one.end - shorter) for one in rows if one.end and one.start < one.end - shorter)
            world = World(outages=tuple(told), causes=tuple(causes))
            for amounts in _filled_in(promise, window):
                found = _judged(promise, Refutation(replace(world, amounts=amounts), window))
                if isinstance(found, Refutation):
                    return found
    return found


def _filled_in(promise: Promise, window: Interval) -> Iterator[tuple[MeasuredAmount, ...]]:
    """Each way to fill in the blanks of all sides, with one of the choices of each."""
    blanks = [
        (agreement, one.name, [each for each in one.choices if isinstance(each, Quantity)])
        for agreement in (promise.agreement, *promise.behind)
        for one in agreement.parameters
        if one.value is None and not one.rows
    ]
    # In each window a parameter comes to one amount.
    begins = {of.name: {window[0], *(span[0] for _, _, span in promise.windows_in(of, window))} for of, _, _ in blanks}
    for chosen in product(*(choices for _, _, choices in blanks)):
        filled = [(of.name, name, one.amount) for (of, name, _), one in zip(blanks, chosen, strict=True)]
        yield tuple(MeasuredAmount(of, name, at, amount) for of, name, amount in filled for at in sorted(begins[of]))


def _is_sampled(promise: Promise) -> bool:
    objectives = (one for agreement in promise.behind for one in agreement.objectives)
    return any(one.counting.measured or one.counting.down or one.counting.up_after for one in objectives)


def _placed(promise: Promise, outages: Sequence[ServiceOutage]) -> Iterator[list[ServiceOutage]]:
    """The outages at each place where those of a service may be; a part of a service is one of an objective's scope.

    The proof calls such a part by the service and the objective.
    """
    behind = [one for agreement in promise.behind for one in agreement.objectives]
    named = {one.address: one.scope for one in behind}
    scales = {one.scale for scope in named.values() for one in scope}
    places: list[ScaleValues] = [
        tuple(zip(sorted(scales), each, strict=True))
        for each in product(*(sorted(promise.workspace.scales[scale].names) for scale in sorted(scales)))
    ]
    services = sorted({one.service for one in outages if " " not in one.service})
    for each in product([(), *places] if scales else [()], repeat=len(services)):
        at = dict(zip(services, each, strict=True))
        rows = []
        for one in outages:
            service, *addresses = one.service.split(" ")
            scope = tuple(_in_all([named[address] for address in addresses], others=list(named.values())).items())
            rows.append(replace(one, service=service, values=at.get(one.service, scope)))
        yield rows


def _in_all(scopes: Sequence[tuple[Selection, ...]], others: Sequence[tuple[Selection, ...]]) -> dict[str, str]:
    """A value of each scale that stands in all of these scopes, and in as few others as may be."""
    found: dict[str, set[str]] = {}
    for one in (one for scope in scopes for one in scope):
        found[one.scale] = found.get(one.scale, set(one.values)) & set(one.values)

    def elsewhere(scale: str, value: str) -> int:
        return sum(one.scale == scale and value in one.values for scope in others for one in scope)

    return {scale: min(sorted(values), key=lambda value: elsewhere(scale, value)) for scale, values in found.items()}


def _between(times: Intervals, since: int, until: int) -> Iterator[tuple[int, int]]:
    """The seconds of some times from one number to another."""
    passed = 0
    for start, end in times:
        first, last = max(start, start + since - passed), min(end, start + until - passed)
        if first < last:
            yield first, last
        passed += end - start


def _judged(promise: Promise, found: Refutation) -> Refutation | NotReplayed:
    if not promise.is_kept_behind(found.world):
        return NotReplayed("an agreement behind is missed in it")
    outcome = promise.answer(found.window, found.world).outcome
    if outcome == "not-judged":
        return NotReplayed("the meaning does not judge the promise in it")
    if outcome == "missed":
        return found
    limits = (one for one in promise.agreement.exclusions if one.limit is not None)
    if any(one.window not in (None, promise.objective.window) for one in limits):
        return NotReplayed("the counter-example does not say what has used up a limit of the promise before")
    return NotReplayed("the promise is kept in it")


# Cases


def _late(promise: Promise, counter: LateCase) -> Refutation | NotReplayed:
    """The late case: by every route and with all values that it may have, until one is late."""
    if any(isinstance(one, Fraction) and one.denominator != 1 for one in (counter.start, *counter.ends)):
        return NotReplayed("a moment between two seconds")
    found: Refutation | NotReplayed = NotReplayed("no route takes so long")
    for number in range(_TRIES):
        routes = Routes(promise, Random(number))
        for values in values_of(promise):
            found = _of_course(promise, counter, values, routes.of(values))
            if isinstance(found, Refutation):
                return found
    return found


def _of_course(
    promise: Promise, counter: LateCase, values: Values, route: tuple[Node, ...]
) -> Refutation | NotReplayed:
    if len(route) != len(counter.ends):
        return NotReplayed("it has other hops than the path")
    course = Course(int(counter.start), values, route)
    told = Told(promise, promise.agreement.covers[0])

    # What a promise is made for must be so; what suspends it need not.
    when = promise.objective.when
    sayings = (Saying(when.text, course.start, int(counter.ends[-1]) + 1),) if isinstance(when, Said) else ()

    def world() -> World:
        return World(cases=tuple(told.cases("case", course)), occasions=sayings)

    for node, end in zip(route, counter.ends, strict=True):
        for hand in _hands(node):
            _last(promise, course, hand, int(end), world)
    window = (course.start - 1, course.start + 1)
    if promise.objective.window is not None:
        window = next((one for one in promise.windows if one[0] <= course.start < one[1]), window)
    return _judged(promise, Refutation(world(), window))


def _hands(node: Node) -> Iterator[Hand]:
    if isinstance(node, Hand):
        yield node
    for route in getattr(node, "routes", ()):
        for each in route:
            yield from _hands(each)


def _last(promise: Promise, course: Course, hand: Hand, end: int, world: Callable[[], World]) -> None:
    """A hand has the case until the end that is told, if it may."""
    base = course.until.get(hand.number, course.start)

    def holds(seconds: int) -> bool:
        course.until[hand.number] = base + seconds
        return promise.is_kept_behind(world())

    course.until[hand.number] = base + most(holds, end - base, 1)
