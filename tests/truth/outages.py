"""Worlds of outages: budgets spent where they hurt, as far as all behind is just kept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from itertools import chain, combinations
from math import ceil, floor
from random import Random

from sla_dsl.algebra.intervals import Interval, Intervals, difference, intersection, measure, union
from sla_dsl.algebra.structure import needed
from sla_dsl.facts.bounds import SECONDS_OF
from sla_dsl.facts.due import later
from sla_dsl.facts.kept import conditions, texts
from sla_dsl.facts.question import Question, UnknownError, parts
from sla_dsl.facts.world import Cause, Saying, ScaleValues, ServiceOutage, World
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.quantity import Quantity
from sla_dsl.model.services import Component, Structure

from .judging import Promise, Rooms

DAY = 86400
QUESTIONS = 500
"""How often it is asked, for each effort, whether all behind is kept."""
STEPS = 24
"""How many ways of spending are tried in one world."""
PIECES = 100
"""The most pieces that a time is chopped into."""


@dataclass(frozen=True)
class Refutation:
    """A world in which all behind is kept, and the window in which the promise is missed."""

    world: World
    window: Interval


Announced = Callable[[int], int]
"""When something that begins at a moment was announced."""


def long_before(start: int) -> int:
    return start - 100 * DAY


@dataclass(frozen=True)
class Why:
    """For which reason something is down, by whom, when it was announced, and what people say meanwhile."""

    reason: str = ""
    by: str = ""
    announced: Announced | None = None
    said: str = ""
    place: ScaleValues = ()
    share: Fraction = Fraction(1)
    """Which part of the users is hit."""


@dataclass(frozen=True)
class Way:
    """What is down (together, or by turns), why, and in pieces of which length with which pauses between."""

    down: tuple[str, ...]
    why: Why = Why()
    piece: int = 0
    pause: int = 0
    backwards: bool = False

    def times(self, free: Intervals, seconds: int) -> Intervals:
        """So many seconds of the free time: the first ones, or the last ones, perhaps in pieces."""
        taken = _last(free, seconds) if self.backwards else _first(free, seconds)
        if not self.piece:
            return taken
        step = self.piece + self.pause
        pieces = (
            (at, min(at + self.piece, end)) for start, end in taken for at in list(range(start, end, step))[:PIECES]
        )
        return tuple(pieces)

    def rows(self, times: Intervals) -> World:
        why = self.why
        by_turns = bool(self.piece) and not self.pause
        outages = [
            ServiceOutage(service, start, end, why.reason, why.by, why.place, share=why.share)
            for number, (start, end) in enumerate(times)
            for service in ([self.down[number % len(self.down)]] if by_turns else self.down)
        ]
        causes, said = [], []
        if why.reason and why.announced and times:
            told = why.announced(times[0][0])
            causes = [Cause(why.reason, *each, announced=told, by=why.by, values=why.place) for each in times]
        if why.said:
            said = [Saying(why.said, start, end) for start, end in times]
        return World(outages=tuple(outages), causes=tuple(causes), occasions=tuple(said))


def both(one: World, other: World) -> World:
    """All that happens in two worlds."""
    return replace(
        one,
        outages=one.outages + other.outages,
        causes=one.causes + other.causes,
        occasions=one.occasions + other.occasions,
        cases=one.cases + other.cases,
        samples=one.samples + other.samples,
        counts=one.counts + other.counts,
    )


def _first(times: Intervals, seconds: int) -> Intervals:
    found = []
    for start, end in times:
        if seconds <= 0:
            break
        found.append((start, min(end, start + seconds)))
        seconds -= end - start
    return tuple(found)


def _last(times: Intervals, seconds: int) -> Intervals:
    turned = tuple((-end, -start) for start, end in reversed(times))
    return tuple((-end, -start) for start, end in reversed(_first(turned, seconds)))


# What may fail


def failing(promise: Promise, taking: Collection[Agreement] = ()) -> list[tuple[str, ...]]:
    """The sets of services behind which the service is down when all of one set are, smallest first.

    Cases of a service come to agreements that are ``taking`` them: these are not asked for their parts.
    """
    services = promise.workspace.services
    carried = {name for agreement in promise.behind for name in (*agreement.covers, *agreement.not_covered)}

    def lowest(name: str) -> list[str]:
        if found := [one for one in taking if name in one.covers]:
            return [name, *(leaf for one in found for part in one.not_covered for leaf in lowest(part))]
        needs = services[name].needs if name in services else None
        if name in carried and not (needs and carried & set(_all_parts(promise, name))):
            return [name]
        return [leaf for part in parts(needs) for leaf in lowest(part)] if needs else []

    covered = [name for name in promise.agreement.covers if name not in promise.agreement.not_covered]
    leaves = sorted({leaf for name in covered for leaf in lowest(name)})
    found: list[tuple[str, ...]] = []
    for size in (1, 2, 3):
        for chosen in combinations(leaves, size):
            if not any(set(one) <= set(chosen) for one in found) and any(
                _is_down(promise, name, set(chosen)) for name in covered
            ):
                found.append(chosen)
    return found


def _all_parts(promise: Promise, name: str) -> Iterator[str]:
    service = promise.workspace.services.get(name)
    for part in parts(service.needs) if service and service.needs else ():
        yield part
        yield from _all_parts(promise, part)


def _is_down(promise: Promise, name: str, down: set[str]) -> bool:
    if name in promise.agreement.not_covered:
        return False
    service = promise.workspace.services.get(name)
    return name in down or bool(service and service.needs and _lacks(promise, service.needs, down))


def _lacks(promise: Promise, structure: Structure, down: set[str]) -> bool:
    if isinstance(structure, Component):
        return _is_down(promise, structure.service, down)
    up = sum(not _lacks(promise, part, down) for part in structure.parts)
    return up < needed(structure)


# When


def groups(promise: Promise, window: Interval) -> list[Intervals]:
    """The hours of the promise in a window, in times that are alike for all agreements behind."""
    question = promise.question(World())
    start, end = max(window[0], promise.judged[0]), min(window[1], question.term[1])
    if start >= end:
        return []
    alike: list[Intervals] = [question.in_hours(((start, end),))]
    for times in _tellers(promise, (start, end)):
        inside = [intersection(each, times) for each in alike]
        outside = [difference(each, times) for each in alike]
        alike = [each for each in chain(inside, outside) if each]
    return sorted(alike)


def _tellers(promise: Promise, span: Interval) -> Iterator[Intervals]:
    """Times that an agreement behind, or the promise, treats in a way of its own."""
    question = promise.question(World())
    calendars: set[str] = set()
    for agreement in (promise.agreement, *promise.behind):
        of = promise.question(World(), agreement)
        yield (of.term,)
        yield (of.written,)
        calendars |= {one.within for one in agreement.exclusions if one.within}
        calendars |= {one.hours for one in agreement.objectives if one.hours}
        for objective in agreement.objectives:
            if objective.window is not None and agreement is not promise.agreement:
                yield from _windows(replace(of, objective=objective), span)
        for one in agreement.exclusions:
            if one.window is not None:
                yield from _windows(of, span, one)
    for name in sorted(calendars):
        yield question.open(name, (span,))


def _windows(question: Question, span: Interval, of: object = None) -> Iterator[Intervals]:
    window = getattr(of, "window", None) or question.objective.window
    if window is None:
        return
    try:
        found = question.windows(window, *span)
    except UnknownError:
        return
    if window.kind == "rolling" or window.period in ("hour", "day", "week"):
        # The borders are many: each week is one, and steps day by day find the rest.
        found = tuple((at, at + 7 * DAY) for at in range(span[0], span[1], 7 * DAY))
    for one in found[1:]:
        yield (one,)


# Why


def reasons(promise: Promise) -> list[Why]:
    """No reason, all reasons that anybody excludes, by whom they may be, texts that anybody asks for, and places."""
    found = [Why()]
    for agreement in (promise.agreement, *promise.behind):
        for one in agreement.exclusions:
            declared = promise.workspace.reasons.get(one.reason)
            blamed = "blame" in promise.tricks and declared is not None and declared.of is not None
            sides = {"", agreement.customer or "", agreement.provider or ""} if blamed else {""}
            told: list[Announced | None] = [None, long_before]
            if isinstance(one.announced, Quantity):
                told.append(partial(just_in_time, promise.question(World(), agreement), one.announced))
            found += [Why(one.reason, by, each) for by in sorted(sides) for each in told]
        for objective in agreement.objectives:
            found += [Why(place=((one.scale, value),)) for one in objective.scope for value in one.values]
            for condition in conditions(agreement, objective):
                found += [Why(said=text) for text in texts(condition)]
    if "parts" in promise.tricks:
        found += [replace(why, share=share) for why in found for share in (Fraction(1, 2), Fraction(1, 10))]
    return list(dict.fromkeys(found))


def just_in_time(question: Question, time: Quantity, start: int) -> int:
    """The last moment at which what begins then is announced so long before, by the days of an agreement."""
    low, high = long_before(start), start
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if later(question, time, middle) <= start else (low, middle)
    return low


def chopped(promise: Promise) -> list[tuple[int, int]]:
    """Lengths of pieces, with pauses, that are just too short to count somewhere, or just long enough."""
    lasting: set[int] = set()
    pauses: set[int] = {1}
    for agreement in (promise.agreement, *promise.behind):
        for objective in agreement.objectives:
            counting = objective.counting
            for rule in counting.down:
                if rule.lasting and (size := _seconds(rule.lasting.time)):
                    lasting |= {size - 1, size}
                if rule.lasting and rule.lasting.samples:
                    lasting |= {60 * (rule.lasting.samples - 1), 60 * rule.lasting.samples - 1}
            if counting.up_after and (size := _seconds(counting.up_after.time)):
                pauses |= {size, size + 1}
                lasting.add(1)
            if promise.workspace.metrics[objective.metric].population == "outages":
                lasting |= {600, 3600}
                pauses |= {600}
            if counting.up_after and counting.up_after.samples:
                pauses |= {60 * counting.up_after.samples}
                lasting.add(61)
    return [(0, 0), *((piece, pause) for piece in sorted(lasting) if piece for pause in (*sorted(pauses), 0))]


def _seconds(time: Quantity | None) -> int:
    return int(time.amount * SECONDS_OF[time.unit]) if time and time.unit in SECONDS_OF else 0


# The search


def search(promise: Promise, random: Random, effort: int) -> Refutation | None:
    """A world of outages in which all behind is kept and the promise missed, if one is found."""
    sets = failing(promise)
    if not sets:
        return None
    last = promise.asked.behind + (QUESTIONS // 10 if _is_slow(promise) else QUESTIONS) * effort
    for window in _windows_to_try(promise, random, 3 + effort):
        for _ in range(effort):
            if promise.asked.behind > last:
                return None
            world = _spent(promise, window, sets, random)
            for tried in (world, *_with_causes(promise, window, world)):
                if promise.is_refuted(window, tried):
                    return Refutation(tried, window)
    return None


def _windows_to_try(promise: Promise, random: Random, most: int) -> list[Interval]:
    """The first and the last window, the shortest, those in which something changes behind, and some more."""
    windows = promise.windows
    edges = {edge for one in promise.behind for edge in _edges(promise, one)} | set(_edges(promise, promise.agreement))
    near = [one for one in windows if any(one[0] <= edge < one[1] for edge in edges)]
    shortest = min(windows, key=lambda one: one[1] - one[0])
    others = random.sample(windows, min(most, len(windows)))
    chosen = [windows[0], windows[-1], shortest, *random.sample(near, min(2, len(near))), *others]
    return list(dict.fromkeys(chosen))[:most]


def _edges(promise: Promise, agreement: Agreement) -> Iterator[int]:
    question = promise.question(World(), agreement)
    yield from question.term
    yield from question.written


def _spent(promise: Promise, window: Interval, sets: list[tuple[str, ...]], random: Random) -> World:
    """Budgets spent in one window: in an order that chance gives, each as far as all behind is kept."""
    times = groups(promise, window)
    whys, pieces = reasons(promise), chopped(promise)
    backwards = random.random() < 0.4
    world = both(_said_before(promise, window, random), _used_before(promise, window, sets, random))
    ways = [
        (free, Way(down, why, *piece, backwards)) for free in times for down in sets for why in whys for piece in pieces
    ]
    if len(sets) > 1 and len(pieces) > 1:
        everything = tuple(sorted({name for one in sets for name in one}))
        ways += [(free, Way(everything, Why(), piece, 0, backwards)) for free in times for piece, _ in pieces[1:]]
    random.shuffle(ways)
    # A budget is a share of what is measured: what is excluded at first leaves less of it.
    order = random.choice((None, False, True))
    if order is not None:
        ways.sort(key=lambda way: bool(way[1].why.reason or way[1].piece) is order)
    fine = random.random() < 0.5 and any(_is_fine(one) for one in promise.behind)
    used: Intervals = ()
    is_slow = _is_slow(promise)
    for free, way in ways[: STEPS // 4 if is_slow else STEPS]:
        for each in _by_days(free) if fine else [free]:
            open_ = difference(each, used)
            if len(pieces) > 1:
                open_ = _first(open_, DAY // 8 if is_slow else 2 * DAY)
            seconds = _most(promise, world, way, open_)
            if seconds:
                times_ = way.times(open_, seconds)
                world = both(world, way.rows(times_))
                used = union([*used, *_hull(times_, way)])
    return world


def _is_slow(promise: Promise) -> bool:
    """Whether each outage is looked at by itself, or probe by probe."""
    objectives = [one for agreement in (promise.agreement, *promise.behind) for one in agreement.objectives]
    lasting = [each for one in objectives for each in (one.counting.up_after, *(r.lasting for r in one.counting.down))]
    is_probed = any(one is not None and one.samples for one in lasting)
    return is_probed or any(promise.workspace.metrics[one.metric].population == "outages" for one in objectives)


def _hull(times: Intervals, way: Way) -> Iterable[Interval]:
    return ((start, end + way.pause) for start, end in times)


def _is_fine(agreement: Agreement) -> bool:
    windows = [*(one.window for one in agreement.objectives), *(one.window for one in agreement.exclusions)]
    return any(one and (one.kind == "rolling" or one.period in ("hour", "day", "week")) for one in windows)


def _by_days(times: Intervals) -> list[Intervals]:
    if not times:
        return []
    start, end = times[0][0], times[-1][1]
    days = [intersection(times, ((at, at + DAY),)) for at in range(start, min(end, start + 40 * DAY), DAY)]
    return [day for day in days if day]


def _most(promise: Promise, world: World, way: Way, free: Intervals) -> int:
    """How many of these seconds may be spent with all behind kept."""

    def rooms(seconds: int) -> Rooms:
        return promise.rooms_behind(both(world, way.rows(way.times(free, seconds))))

    return furthest(rooms, measure(free), way.piece or 60)


GUESSES = 12


def furthest(rooms: Callable[[int], Rooms], high: int, least: int) -> int:
    """The largest number up to a high one that leaves room in all windows; nothing, if the least leaves none.

    Where a window is full is guessed from what is left in it (a second more leaves mostly a second less), so that few
    worlds are looked at; what guesses do not find is found by halving.
    """
    low = min(high, least)
    below = rooms(low) if high > 0 else {}
    if high <= 0 or _is_missed(below):
        return 0
    over, above, before, further, guesses = high + 1, Rooms(), (0, Rooms()), 1, 0
    while over - low > 1:
        guess = _guess((low, below), (over, above), before) if guesses < GUESSES else (low + over) // 2
        tried = min(max(guess, low + further), over - 1)
        found, guesses = rooms(tried), guesses + 1
        if _is_missed(found):
            over, above, further = tried, found, 1
        else:
            # Where there is room beyond what is told it is felt for in growing steps.
            before, low, below, further = (low, below), tried, found, 1 if tried == guess else 2 * further
    return low


def _is_missed(rooms: Rooms) -> bool:
    return any(one < 0 for one in rooms.values())


def _guess(low: tuple[int, Rooms], over: tuple[int, Rooms], before: tuple[int, Rooms]) -> int:
    """Where the first window is full, by what is left at some numbers."""
    (least, below), (most_, above) = low, over
    found = [most_ - 1] if above else [most_ - 1, 8 * least]
    for window, left in below.items():
        if above.get(window, left) < 0:
            found.append(least + floor(left * (most_ - least) / (left - above[window])))
        if (earlier := before[1].get(window, left)) > left:
            found.append(least + floor(left * (least - before[0]) / (earlier - left)))
    found += [most_ - ceil(-left) for left in above.values() if left < 0]
    return min(found)


def most(holds: Callable[[int], bool], high: int, least: int) -> int:
    """The largest number up to a high one with which something holds; nothing, if it does not with the least."""
    if high <= 0:
        return 0
    if high <= least:
        return high if holds(high) else 0
    if not holds(least):
        return 0
    # It is felt for in growing steps: what happens in a short time is quickly judged.
    low = least
    while holds(tried := min(high, low * 4)):
        if tried == high:
            return high
        low = tried
    high = tried
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def _said_before(promise: Promise, window: Interval, random: Random) -> World:
    """What people say before anything fails: texts that anybody asks for, all the time, never, or but for some days."""
    texts_ = sorted({why.said for why in reasons(promise) if why.said})
    said: list[Saying] = []
    for text in texts_:
        start, end = window
        days = random.choice((1, 2, 3)) * DAY
        at_an_end = ((start, start + days), (end - days, end))
        silent = random.choice((*at_an_end, *at_an_end, (start, start), window))
        said += [Saying(text, *piece) for piece in difference((window,), (silent,)) if silent[0] < silent[1]]
        said += [Saying(text, start, end)] if silent == (start, start) else []
    return World(occasions=tuple(said))


def _used_before(promise: Promise, window: Interval, sets: list[tuple[str, ...]], random: Random) -> World:
    """What uses up limits of the promise before a window begins: some hours of each month, told to nobody."""
    limits = [
        one
        for one in promise.agreement.exclusions
        if one.limit and one.window and one.window != promise.objective.window and one.window.kind != "occurrence"
    ]
    if not limits or random.random() < 0.3:
        return World()
    one, down = random.choice(limits), random.choice(sets)
    spans = promise.question(World()).windows(one.window, window[0], window[0] + 1) if one.window else ()
    begin = max([promise.judged[0], *(start for start, _ in spans[:1])])
    hours, world = random.choice((4, 6, 10, 24)), World()
    for at in range(begin + random.choice((0, 4 * DAY)), window[0] - DAY, random.choice((7 * DAY, 30 * DAY))):
        rows = World(outages=tuple(ServiceOutage(name, at, at + 3600 * hours, one.reason) for name in down))
        if promise.is_kept_behind(rows):
            world = both(world, rows)
    return world if promise.is_kept_behind(world) else World()


def _with_causes(promise: Promise, window: Interval, world: World) -> Iterator[World]:
    """The same, with what people say while nothing is down, and with time that is excluded though nothing is.

    What is measured shrinks.
    """
    down = union((row.start, row.end) for row in world.outages if row.end is not None)
    rest = difference((window,), down)
    for text in dict.fromkeys(why.said for why in reasons(promise) if why.said):
        yield both(world, World(occasions=tuple(Saying(text, *piece) for piece in rest)))
    if "idle" not in promise.tricks:
        return
    for why in reasons(promise):
        if why.reason:
            causes = [Cause(why.reason, *piece, announced=long_before(piece[0]), by=why.by) for piece in rest]
            yield both(world, World(causes=tuple(causes)))
