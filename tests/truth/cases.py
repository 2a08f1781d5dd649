"""Worlds of cases: handed on as the paths say, each hop as late as all behind is just kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from random import Random
from typing import Literal

from sla_dsl.algebra.intervals import Interval
from sla_dsl.algebra.scopes import is_at
from sla_dsl.algebra.zones import Instant
from sla_dsl.facts.bounds import SECONDS_OF
from sla_dsl.facts.kept import conditions, texts
from sla_dsl.facts.question import parts
from sla_dsl.facts.world import CaseEvent, Saying, ServiceCase, ValueChange, Waiting, World
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.backing import Hop, HopAgreement, HopTime, Path
from sla_dsl.model.objective import Objective
from sla_dsl.model.phrases import Selection
from sla_dsl.model.quantity import Quantity

from .judging import Promise
from .outages import DAY, Refutation, failing, most

AHEAD = 150 * DAY
"""How long a hop is tried to take at most."""
QUESTIONS = 400
Values = dict[str, str]


@dataclass(frozen=True)
class Hand:
    """A hop that agreements answer for: of whom, in which objective's words, for what."""

    number: int
    agreements: tuple[str, ...]
    service: str
    starts: str
    stops: str


@dataclass(frozen=True)
class Own:
    """A time of one's own, in its hours."""

    seconds: int
    hours: str | None


@dataclass(frozen=True)
class Never:
    """A hop that nobody carries."""


@dataclass(frozen=True)
class Together:
    """Routes side by side: until all are done, or the first one is."""

    routes: tuple[tuple[Node, ...], ...]
    until: Literal["all", "first"]


Node = Hand | Own | Never | Together


@dataclass
class Course:
    """What becomes of one case: how long each hand has it, and what happens meanwhile."""

    start: Instant
    values: Values
    route: tuple[Node, ...]
    channel: str = ""
    waits: list[Waiting] = field(default_factory=list)
    events: list[CaseEvent] = field(default_factory=list)
    changes: list[ValueChange] = field(default_factory=list)
    until: dict[int, Instant] = field(default_factory=dict)
    again: tuple[int, Instant] | None = None
    """How long after its end it is opened again, and until when it is worked on then."""


AGAIN = -1
"""The number of the hand that has a case that was opened again."""


def hands(route: Sequence[Node]) -> Iterator[Hand]:
    for node in route:
        if isinstance(node, Hand):
            yield node
        elif isinstance(node, Together):
            for each in node.routes:
                yield from hands(each)


# Who has a case


class Routes:
    """The routes that cases of a promise take."""

    def __init__(self, promise: Promise, random: Random) -> None:
        self.promise, self.random, self.count = promise, random, 0
        self.workspace = promise.workspace

    def root(self, metric: str) -> str:
        while (of := self.workspace.metrics[metric].is_) is not None:
            metric = of
        return metric

    def of(self, values: Values) -> tuple[Node, ...]:
        self.count = 0
        metric = self.root(self.promise.objective.metric)
        paths = [one for one in self.promise.agreement.paths if self.root(one.metric) == metric and fits(one.scope, values)]
        paths = [one for one in paths if one.metric == self.promise.objective.metric] or paths
        if paths:
            return self.along(max(paths, key=lambda one: (len(one.scope), -sum(len(each.values) for each in one.scope))))
        return self.without_path(values)

    def along(self, path: Path) -> tuple[Node, ...]:
        return tuple(self.hop(one) for one in path.hops)

    def hop(self, hop: Hop) -> Node:
        if isinstance(hop, HopTime):
            assert isinstance(hop.time, Quantity)
            return Own(int(hop.time.amount * SECONDS_OF[hop.time.unit]), hop.hours or self.promise.question(World()).hours)
        if isinstance(hop, HopAgreement):
            return self.by([hop.agreement], self.promise.agreement.covers, hop.objective)
        routes = tuple(tuple(self.hop(one) for one in route) for route in hop.routes)
        if hop.kind == "whichever":
            routes = (self.random.choice(routes),)
        return Together(routes, "all")

    def without_path(self, values: Values) -> tuple[Node, ...]:
        names = [name for one in self.promise.agreement.backing if fits(one.scope, values) for name in one.by]
        related = [name for name in dict.fromkeys(names) if self.objectives(name)]
        if len(related) == 1:
            return (self.by(related, self.promise.agreement.covers, None),)
        sets = [one for one in failing(self.promise) if all(self.covering(related, leaf) for leaf in one)]
        if not sets:
            return (Never(),)
        routes = tuple((self.by(self.covering(related, leaf), (leaf,), None),) for leaf in self.random.choice(sets))
        return (Together(routes, "first"),)

    def covering(self, names: list[str], leaf: str) -> list[str]:
        return [name for name in names if leaf in self.workspace.agreements[name].covers]

    def objectives(self, name: str) -> list[Objective]:
        agreement, metric = self.workspace.agreements[name], self.promise.objective.metric
        bounded = [one for one in agreement.objectives if one.bound is not None]
        same = [one for one in bounded if self.root(one.metric) == self.root(metric)]
        later = {"answered": ("restored", "fixed", "confirmed"), "restored": ("fixed", "confirmed"), "fixed": ("confirmed",)}
        stops = self.workspace.metrics[metric].stops or ""
        return same or [one for one in bounded if self.workspace.metrics[one.metric].stops in later.get(stops, ())]

    def by(self, names: Sequence[str], of: Sequence[str], objective: str | None) -> Node:
        """The hand of these agreements, if they take cases of one of these services."""
        agreements = [self.workspace.agreements[name] for name in names]
        covers = [self.related(agreement, of) for agreement in agreements]
        pool = [one for one in agreements[0].objectives if one.bound and is_at(one, objective)] if objective else self.objectives(names[0])
        pool = [one for one in pool if self.root(one.metric) == self.root(self.promise.objective.metric)] or pool
        if not all(covers) or not pool:
            return Never()
        metric = self.workspace.metrics[pool[0].metric]
        clock = self.workspace.clocks.get(pool[0].clock or "")
        self.count += 1
        starts = (clock.starts if clock else None) or metric.starts or "logged"
        return Hand(self.count, tuple(names), self.random.choice(covers[0]), starts, metric.stops or "restored")

    def related(self, agreement: Agreement, of: Sequence[str]) -> list[str]:
        """What an agreement covers of some services, of their parts, and of what they are parts of."""
        ours = {name for one in of for name in (one, *self.below(one))}
        covered = [name for name in agreement.covers if name not in agreement.not_covered]
        return [name for name in covered if name in ours or set(of) & set(self.below(name))]

    def below(self, name: str) -> set[str]:
        service = self.workspace.services.get(name)
        found = set(parts(service.needs)) if service and service.needs else set()
        return found | {each for one in found for each in self.below(one)}


def fits(scope: Sequence[Selection], values: Values) -> bool:
    return all(values.get(one.scale) in one.values for one in scope)


# The world of some courses


class Told:
    """The cases of a promise, and of the agreements behind it, that some courses come to."""

    def __init__(self, promise: Promise, service: str) -> None:
        self.promise, self.service = promise, service
        self.metric = promise.workspace.metrics[promise.objective.metric]
        clock = promise.workspace.clocks.get(promise.objective.clock or "")
        self.starts = (clock.starts if clock else None) or self.metric.starts or "logged"
        self.stops = self.metric.stops or "restored"

    def cases(self, name: str, course: Course) -> list[ServiceCase]:
        rows: list[ServiceCase] = []
        end = self.walk(name, course, course.route, course.start, rows)
        events = [CaseEvent(self.starts, course.start, course.channel), *course.events]
        if end is not None:
            events.append(CaseEvent(self.stops, end))
            if course.again is not None:
                after, until = course.again
                again = [CaseEvent("reopened", end + after), CaseEvent(self.stops, max(end + after, until))]
                events += again
                rows = [self.opened_again(row, end, again) for row in rows]
        front = self.promise.agreement.name
        return [*rows, self.row(name, front, self.service, course, events)]

    def opened_again(self, row: ServiceCase, end: Instant, again: list[CaseEvent]) -> ServiceCase:
        """A case of the last hand, which has it once more."""
        last = row.events[-1]
        if last.at != end:
            return row
        more = (again[0], CaseEvent(last.event, again[1].at))
        return ServiceCase(row.case, row.service, row.events + more, row.states, row.changes, row.values, agreement=row.agreement, carries=row.carries)

    def row(self, name: str, agreement: str, service: str, course: Course, events: list[CaseEvent]) -> ServiceCase:
        values = dict(course.values)
        changes = list(course.changes)
        for one in self.promise.agreement.treatments:
            if one.agreement == agreement:
                called = dict(one.pairs)
                theirs = self.promise.workspace.scales
                for value in list(values.values()):
                    for scale in theirs.values():
                        if value in called and scale.has(called[value]):
                            values[scale.name] = called[value]
                changes += [
                    ValueChange(scale.name, called[change.value], change.at)
                    for change in course.changes
                    for scale in theirs.values()
                    if change.value in called and scale.has(called[change.value])
                ]
        return ServiceCase(
            name, service, tuple(events), tuple(course.waits), tuple(changes), tuple(sorted(values.items())),
            agreement=agreement, carries=self.promise.agreement.name,
        )

    def walk(self, name: str, course: Course, route: Sequence[Node], start: Instant, rows: list[ServiceCase]) -> Instant | None:
        at: Instant | None = start
        for node in route:
            if at is None:
                return None
            at = self.step(name, course, node, at, rows)
        return at

    def step(self, name: str, course: Course, node: Node, at: Instant, rows: list[ServiceCase]) -> Instant | None:
        match node:
            case Never():
                return None
            case Own():
                return self.own(node, at)
            case Together():
                ends = [self.walk(name, course, route, at, rows) for route in node.routes]
                known = [one for one in ends if one is not None]
                if node.until == "first":
                    return min(known, default=None)
                return max(known) if len(known) == len(ends) else None
        end = max(at, course.until.get(node.number, at))
        for agreement in node.agreements:
            events = [CaseEvent(node.starts, at, course.channel), *self.others(agreement, node, at), *course.events]
            rows.append(self.row(name, agreement, node.service, course, [*events, CaseEvent(node.stops, end)]))
        return end

    def others(self, agreement: str, hand: Hand, at: Instant) -> list[CaseEvent]:
        """What else the agreement promises of a case comes at once."""
        metrics = self.promise.workspace.metrics
        stops = {metrics[one.metric].stops for one in self.promise.workspace.agreements[agreement].objectives}
        return [CaseEvent(one, at) for one in sorted(stop for stop in stops if stop and stop != hand.stops)]

    def own(self, own: Own, at: Instant) -> Instant:
        question, left = self.promise.question(World()), own.seconds
        for start, end in question.open(own.hours, ((at, at + 60 * DAY),)):
            if left <= end - start:
                return start + left
            left -= end - start
        raise AssertionError("sixty days hold every time of one's own")


# The search


def search(promise: Promise, random: Random, effort: int) -> Refutation | None:
    """A world of cases in which all behind is kept and the promise missed, if one is found."""
    routes = Routes(promise, random)
    last = promise.asked[0] + QUESTIONS * effort
    moments = starts(promise)
    everything = list(values_of(promise))
    services = [one for one in promise.agreement.covers if one not in promise.agreement.not_covered]
    if not (moments and everything and services):
        return None
    while promise.asked[0] < last:
        told = Told(promise, random.choice(services))
        number = _how_many(promise, random)
        first = random.choice(moments)
        courses = []
        for each in range(number):
            values = random.choice(everything)
            start = first if number == 1 or random.random() < 0.7 else random.choice(moments)
            course = Course(start + each * random.choice((0, 1)), values, routes.of(values))
            _twisted(promise, course, random)
            courses.append(course)
        others = _others(promise, courses, random)
        said = _sayings(promise, courses, random)
        promise.asked[0] += 1
        found = _stretched(promise, told, courses, others, said, random)
        if found:
            return found
    return None


def _stretched(promise: Promise, told: Told, courses: list[Course], others: list[ServiceCase], said: list[Saying], random: Random) -> Refutation | None:
    """Each hop of each case in turn takes as long as all behind is kept."""

    def world() -> World:
        rows = [row for number, course in enumerate(courses) for row in told.cases(f"case {number + 1}", course)]
        return World(cases=(*rows, *others), occasions=tuple(said))

    window = _window(promise, courses[0].start)
    if window is None or not promise.is_kept_behind(world()):
        return None
    order = list(courses)
    random.shuffle(order)
    for course in order:
        numbers = [hand.number for hand in hands(course.route)]
        for number in [*numbers, *([AGAIN] if course.again else [])]:
            _stretch(promise, course, number, world)
        if promise.answer(window, world()).outcome == "missed" and promise.is_kept_behind(world()):
            return Refutation(world(), window)
    return None


def _stretch(promise: Promise, course: Course, number: int, world: object) -> None:
    assert callable(world)
    begins = max((event.at for case in world().cases for event in case.events if case.case), default=course.start)
    base = course.again[1] if number == AGAIN and course.again else course.until.get(number, course.start)
    base = max(base, course.start)

    def put(seconds: int) -> None:
        if number == AGAIN and course.again:
            course.again = (course.again[0], base + seconds)
        else:
            course.until[number] = base + seconds

    def holds(seconds: int) -> bool:
        put(seconds)
        return promise.is_kept_behind(world())

    ahead = max(AHEAD, begins - base)
    # Where a share of cases may be late, one may be as late as it likes.
    put(ahead if is_shared(promise) and holds(ahead) else most(holds, ahead, 1))


def is_shared(promise: Promise) -> bool:
    """Whether anything is promised of many cases together."""
    agreements = (promise.agreement, *promise.behind)
    return any(one.statistic != "each" for agreement in agreements for one in agreement.objectives)


def _window(promise: Promise, start: Instant) -> Interval | None:
    if promise.objective.window is None:
        return (start - 1, start + 40 * DAY)
    return next((one for one in promise.windows if one[0] <= start < one[1]), None)


def values_of(promise: Promise) -> Iterator[Values]:
    """All values that cases of the promise can have."""
    scope = {one.scale: one.values for one in promise.objective.scope}
    scales = [one for one in promise.workspace.scales.values() if one.name in ("urgency", "site")]
    for chosen in product(*(scope.get(one.name, tuple(value.name for value in one.values)) for one in scales)):
        yield {scale.name: value for scale, value in zip(scales, chosen, strict=True)} | {
            name: values[0] for name, values in scope.items() if name not in ("urgency", "site")
        }


def starts(promise: Promise) -> list[Instant]:
    """The moments near which something changes: openings, borders of windows and terms, changes of the clocks."""
    since, until = promise.judged
    edges = {since, until}
    spans = [(since, since + 12 * DAY), (until - 20 * DAY, until), *((at, at + 8 * DAY) for at in _odd_days() if since < at < until)]
    for agreement in (promise.agreement, *promise.behind):
        question = promise.question(World(), agreement)
        edges |= {*question.term, *question.written}
        hours = {one.hours for one in agreement.objectives} | {
            promise.workspace.clocks[one.clock].hours for one in agreement.objectives if one.clock
        }
        for name in sorted(one for one in hours if one):
            for span in spans:
                edges |= {edge for piece in question.open(name, (span,)) for edge in piece}
        for one in agreement.objectives:
            if one.window is not None and one.window.kind != "rolling" and one.window.period not in ("day", "hour"):
                edges |= {edge for span in question.windows(one.window, since, until) for edge in span}
    cut_offs = {one.cut_off for one in promise.workspace.clocks.values() if one.cut_off is not None}
    near = {edge + off for edge in edges for off in (-3600, -1, 0, 1, 1800)}
    near |= {edge + minutes * 60 + off for edge in edges for minutes in cut_offs for off in (-1, 0, 1) if edge % 3600 == 0}
    return sorted(one for one in near if since <= one < until)


def _odd_days() -> list[Instant]:
    """Days before which something is odd: Easter, May, Christmas of 2026 and both changes of the clocks."""
    return [1774573200, 1775116800, 1777507200, 1792713600, 1798070400]


def _how_many(promise: Promise, random: Random) -> int:
    """How many cases: one where each counts alone, else at least as many as the author counts upon."""
    averages = [one for agreement in (promise.agreement, *promise.behind) for one in agreement.objectives if one.statistic != "each"]
    if not averages:
        return 1
    least = [int(one.bound.value.amount) for one in promise.agreement.volumes if one.bound.kind == "at-least" and isinstance(one.bound.value, Quantity)]
    return max(max(least, default=1), random.choice((1, 2, 5, 10, 20))) if max(least, default=1) < 40 else max(least)


def _others(promise: Promise, courses: list[Course], random: Random) -> list[ServiceCase]:
    """Cases of other customers that agreements behind count, all done at once."""
    if all(one.share is None and one.statistic == "each" for agreement in promise.behind for one in agreement.objectives):
        return []
    found = []
    for agreement in promise.behind:
        metrics = [promise.workspace.metrics[one.metric] for one in agreement.objectives]
        for number in range(random.choice((0, 0, 19, 40))):
            at = courses[number % len(courses)].start
            names = sorted({name for one in metrics for name in (one.starts, one.stops) if name})
            values = random.choice(courses).values
            found.append(
                ServiceCase(f"other {number + 1}", agreement.covers[0], tuple(CaseEvent(name, at) for name in names),
                            values=tuple(sorted(values.items())), agreement=agreement.name, carries="another")
            )
    return found


def _sayings(promise: Promise, courses: list[Course], random: Random) -> list[Saying]:
    """Some of the texts that anybody asks for are said for some time."""
    found = []
    for agreement in (promise.agreement, *promise.behind):
        for objective in agreement.objectives:
            for text in sorted({text for one in conditions(agreement, objective) for text in texts(one)}):
                start = courses[0].start + random.choice((-DAY, 0, 0, 600, 3600))
                if random.random() < 0.6:
                    found.append(Saying(text, start, start + random.choice((1800, DAY, 40 * DAY))))
    return list(dict.fromkeys(found))


def _twisted(promise: Promise, course: Course, random: Random) -> None:
    """What else may happen to a case: it waits, is opened again, begins anew, gets more urgent, comes another way."""
    agreements = (promise.agreement, *promise.behind)
    objectives = [one for agreement in agreements for one in agreement.objectives]
    clocks = [promise.workspace.clocks[one.clock] for one in objectives if one.clock]
    reasons = {pause.reason for one in (*objectives, *clocks) for pause in one.pauses}
    reasons |= {one.reason for agreement in agreements for one in agreement.exclusions}
    for _ in range(random.choice((0, 1, 1, 2, 3)) if reasons else 0):
        start = course.start + random.choice((0, 0, 600, 3600, 5 * 3600, 9 * 3600, DAY, 3 * DAY))
        length = random.choice((600, 3600, 2 * 3600, 4 * 3600, 10 * 3600, DAY, 2 * DAY, 5 * DAY, 30 * DAY))
        blamed = ("", promise.agreement.customer or "", promise.agreement.provider or "")
        by = random.choice(blamed) if "blame" in promise.tricks else ""
        course.waits.append(Waiting(random.choice(sorted(reasons)), start, start + length, by))
    channels = sorted({name for clock in clocks if clock.through for name in clock.through.channels})
    course.channel = random.choice(channels) if channels else ""
    restarts = sorted({clock.restarts for clock in clocks if clock.restarts})
    if restarts and random.random() < 0.6:
        course.events.append(CaseEvent(random.choice(restarts), course.start + random.choice((1, 600, 3599, 7200, DAY))))
    if any(clock.reopened_within for clock in clocks) and random.random() < 0.6:
        course.again = (random.choice((1, 3600, DAY, 4 * DAY)), course.start)
    if any(clock.raised_from for clock in clocks) and random.random() < 0.6 and course.values.get("urgency") == "P1":
        course.values = {**course.values, "urgency": random.choice(("P2", "P3"))}
        course.changes.append(ValueChange("urgency", "P1", course.start + random.choice((1, 600, 3600, 4 * 3600, DAY))))
