"""Worlds of cases: handed on as the paths say, each hop as late as all behind is just kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise, product
from random import Random

from sla_dsl.algebra.intervals import Interval
from sla_dsl.algebra.zones import Instant
from sla_dsl.facts.kept import conditions, texts
from sla_dsl.facts.world import CaseEvent, Cause, Saying, ServiceCase, ServiceOutage, ValueChange, Waiting, World
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.people import Pause
from sla_dsl.model.phrases import Condition, EventThrough, Several
from sla_dsl.model.quantity import Quantity
from sla_dsl.model.services import Scale

from .assumed import assumed_least, is_as_assumed
from .courses import AGAIN, Course, Told
from .judging import Promise
from .outages import DAY, Refutation, both, most
from .routes import Routes, Values, hands

AHEAD = 150 * DAY
"""How long a hop is tried to take at most."""
QUESTIONS = 800
MANY = 5
"""Of more cases than this most are only late or at once done."""


def search(promise: Promise, random: Random, effort: int) -> Refutation | None:
    """A world of cases in which all behind is kept and the promise missed, if one is found."""
    routes = Routes(promise, random)
    last = promise.asked.behind + QUESTIONS * effort
    moments = starts(promise)
    everything = list(values_of(promise))
    services = [one for one in promise.agreement.covers if one not in promise.agreement.not_covered]
    blamed = _blamed(promise)
    least = assumed_least(promise)
    if not (moments and everything and services):
        return None
    while promise.asked.behind < last:
        told = Told(promise, random.choice(services))
        number = _how_many(promise, random)
        more, reason = _excused(promise, random)
        first = random.choice(moments)
        courses = []
        for each in range(number + more):
            values = random.choice(everything)
            start = first if number == 1 or each < least or random.random() < 0.7 else random.choice(moments)
            course = Course(start + each * random.choice((0, 1)), values, routes.of(values))
            _twisted(promise, course, random)
            course.reason = (reason if each >= number else "") if reason or each < least else course.reason
            course.by = random.choice(blamed) if course.reason else ""
            courses.append(course)
        beside = World(
            cases=tuple(_others(promise, courses, random)),
            occasions=tuple(_sayings(promise, courses, random)),
            causes=tuple(_causes(promise, courses, random)),
            outages=tuple(_outages(promise, courses, random)),
        )
        promise.asked.behind += 1
        found = _stretched(promise, told, courses, beside, random)
        if found:
            return found
    return None


def _stretched(promise: Promise, told: Told, courses: list[Course], beside: World, random: Random) -> Refutation | None:
    """Each hop of each case in turn takes as long as all behind is kept, whatever happens beside."""

    def world() -> World:
        rows = [row for number, course in enumerate(courses) for row in told.cases(f"case {number + 1}", course)]
        return both(World(cases=tuple(rows)), beside)

    window = _window(promise, courses[0].start)
    if window is None or not promise.is_kept_behind(world()):
        return None
    order = list(courses)
    random.shuffle(order)
    for course in order:
        numbers = [hand.number for hand in hands(course.route)]
        for number in [*numbers, *([AGAIN] if course.again else [])]:
            _stretch(promise, course, number, world, many=len(courses) > MANY and random.random() < 0.7)
        if promise.is_refuted(window, world()):
            return Refutation(world(), window) if is_as_assumed(promise, window, world()) else None
    return None


def _stretch(promise: Promise, course: Course, number: int, world: Callable[[], World], *, many: bool) -> None:
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
    # Where a share of cases may be late, one may be as late as it likes; of many the others need not be just in time.
    if is_shared(promise) and (holds(ahead) or many):
        put(ahead if holds(ahead) else 0)
    else:
        put(most(holds, ahead, 1))


def is_shared(promise: Promise) -> bool:
    """Whether anything is promised of many cases together."""
    agreements = (promise.agreement, *promise.behind)
    return any(one.statistic != "each" for agreement in agreements for one in agreement.objectives)


def _window(promise: Promise, start: Instant) -> Interval | None:
    if promise.objective.window is None:
        return (start - 1, start + 40 * DAY)
    return next((one for one in promise.windows if one[0] <= start < one[1]), None)


def values_of(promise: Promise) -> Iterator[Values]:
    """All values that cases of the promise can have; of a scale that it does not name they may have none as well."""
    scope = {one.scale: one.values for one in promise.objective.scope}
    scales = [one for one in promise.workspace.scales.values() if one.name in ("urgency", "site")]

    def choices(scale: Scale) -> tuple[str, ...]:
        is_assumed = f"every case has a value of `{scale.name}` from its start" in promise.proof.assumptions
        every = tuple(value.name for value in scale.values)
        return scope.get(scale.name, every if is_assumed else (*every, ""))

    for chosen in product(*map(choices, scales)):
        yield {scale.name: value for scale, value in zip(scales, chosen, strict=True) if value} | {
            name: values[0] for name, values in scope.items() if name not in ("urgency", "site")
        }


def starts(promise: Promise) -> list[Instant]:
    """The moments near which something changes: openings, borders of windows and terms, changes of the clocks."""
    since, until = promise.judged
    edges = {since, until}
    spans = [
        (since, since + 12 * DAY),
        (until - 20 * DAY, until),
        *((at, at + 8 * DAY) for at in _odd_days() if since < at < until),
    ]
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
    edges |= _before_long_closures(promise)
    cut_offs = {one.cut_off for one in promise.workspace.clocks.values() if one.cut_off is not None}
    near = {edge + off for edge in edges for off in (-3600, -1, 0, 1, 1800)}
    near |= {
        edge + minutes * 60 + off for edge in edges for minutes in cut_offs for off in (-1, 0, 1) if edge % 3600 == 0
    }
    hard = {edge + off for edge in _before_long_closures(promise) for off in (-1, 0, 1)}
    # What comes before a long closure is the hardest, and tried as often as all else together.
    found = sorted(one for one in near if since <= one < until)
    rare = sorted(one for one in hard if since <= one < until)
    return [*found, *rare * (len(found) // max(len(rare), 1))]


def _before_long_closures(promise: Promise) -> set[Instant]:
    """The edges of the hours, of all sides, in the day before the longest closures of each."""
    since, until = promise.judged
    names = {one.hours for agreement in (promise.agreement, *promise.behind) for one in agreement.objectives}
    names |= {one.hours for one in promise.workspace.clocks.values()}
    question = promise.question(World())
    opened = [question.open(name, ((since, until),)) for name in sorted(one for one in names if one)]
    every = {edge for times in opened for piece in times for edge in piece}
    found: set[Instant] = set()
    for times in opened:
        closures = sorted(pairwise(times), key=lambda pair: pair[0][1] - pair[1][0])[:5]
        for (_, closing), _after in closures:
            found |= {edge for edge in every if closing - DAY <= edge <= closing + DAY}
    return found


def _odd_days() -> list[Instant]:
    """Days before which something is odd: Easter, May, Christmas of 2026 and both changes of the clocks."""
    return [1774573200, 1775116800, 1777507200, 1792713600, 1798070400]


def _how_many(promise: Promise, random: Random) -> int:
    """How many cases: one where each counts alone, else at least as many as the author counts upon.

    No more than we promise; one more than anybody behind does, if that is not too many, and if the proof does not say
    that it assumes no more.
    """
    ours = volume(promise.agreement)
    theirs = [limit for agreement in promise.behind if (limit := volume(agreement)) is not None]
    ours_end = f"`{promise.agreement.name}`"
    if theirs and any(
        text.startswith("no more than ") and not text.endswith(ours_end) for text in promise.proof.assumptions
    ):
        return min(*theirs, _as_counted_upon(promise, random))
    limits = [
        limit + random.choice((1, 3))
        for agreement in promise.behind
        if (limit := volume(agreement)) is not None and limit < 60
    ]
    found = max(limits) if limits and random.random() < 0.5 else _as_counted_upon(promise, random)
    return found if ours is None else max(1, min(found, ours))


def volume(agreement: Agreement) -> int | None:
    """The most cases of which an agreement promises anything."""
    limits = [
        int(one.bound.value.amount)
        for one in agreement.volumes
        if one.bound.kind == "at-most" and isinstance(one.bound.value, Quantity)
    ]
    return min(limits, default=None)


def _as_counted_upon(promise: Promise, random: Random) -> int:
    agreements = (promise.agreement, *promise.behind)
    if all(one.statistic == "each" for agreement in agreements for one in agreement.objectives):
        return 1
    return max(assumed_least(promise), random.choice((1, 2, 5, 10, 20)))


def _excused(promise: Promise, random: Random) -> tuple[int, str]:
    """How many cases come beside those of the promise for one reason that somebody excludes; mostly none."""
    reasons = excusing(promise)
    if not reasons or random.random() < (0.5 if is_shared(promise) else 0.95):
        return 0, ""
    return random.choice((1, 5, 15)), random.choice(reasons)


def excusing(promise: Promise) -> list[str]:
    """The reasons for which somebody excludes all cases, and nobody a part of them, of which the meaning knows none."""
    found = [one for agreement in (promise.agreement, *promise.behind) for one in agreement.exclusions]
    in_part = {one.reason for one in found if one.limit or one.within or one.announced or one.scope}
    return sorted({one.reason for one in found} - in_part)


def _blamed(promise: Promise) -> tuple[str, ...]:
    """Who may be said to have caused something, if worlds say so."""
    providers = (one.provider or "" for one in (promise.agreement, *promise.behind))
    return ("", promise.agreement.customer or "", *providers, "stranger") if "blame" in promise.tricks else ("",)


def _others(promise: Promise, courses: list[Course], random: Random) -> list[ServiceCase]:
    """Cases of other customers that agreements behind count, all done at once."""
    if all(
        one.share is None and one.statistic == "each" for agreement in promise.behind for one in agreement.objectives
    ):
        return []
    found = []
    for agreement in promise.behind:
        metrics = [promise.workspace.metrics[one.metric] for one in agreement.objectives]
        # Others leave room for ours in a volume: the proof says that it assumes so.
        limit = volume(agreement)
        for number in range(min(random.choice((0, 0, 19, 40)), 40 if limit is None else max(0, limit - len(courses)))):
            at = courses[number % len(courses)].start
            names = sorted({name for one in metrics for name in (one.starts, one.stops) if name})
            values = random.choice(courses).values
            found.append(
                ServiceCase(
                    f"other {number + 1}",
                    agreement.covers[0],
                    tuple(CaseEvent(name, at) for name in names),
                    values=tuple(sorted(values.items())),
                    agreement=agreement.name,
                    carries="another",
                )
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


def _outages(promise: Promise, courses: list[Course], random: Random) -> Iterator[ServiceOutage]:
    """Some of the services are down of which anybody asks how many are."""
    found = (each for one in (promise.agreement, *promise.behind) for each in _asked(one))
    for name in sorted({name for one in found if isinstance(one, Several) for name in one.of}):
        start = courses[0].start + random.choice((-DAY, -600, 0, 600, 3600))
        if random.random() < 0.6:
            yield ServiceOutage(name, start, start + random.choice((900, 1800, DAY)))


def _asked(agreement: Agreement) -> Iterator[Condition]:
    for objective in agreement.objectives:
        yield from conditions(agreement, objective)


def _causes(promise: Promise, courses: list[Course], random: Random) -> list[Cause]:
    """Something that somebody excludes happens now and then, to any service that anybody covers."""
    if any(" has left of its limit of " in text for text in promise.proof.assumptions):
        return []
    agreements = (promise.agreement, *promise.behind)
    reasons = sorted({one.reason for agreement in agreements for one in agreement.exclusions})
    services = sorted({name for one in agreements for name in promise.question(World(), one).services})
    found = []
    for _ in range(random.choice((0, 1, 2, 3)) if reasons else 0):
        start = random.choice(courses).start + random.choice((-DAY, -7200, 0, 0, 600, 4 * 3600))
        end = start + random.choice((3600, 2 * 3600, 4 * 3600, 5 * DAY))
        found.append(Cause(random.choice(reasons), start, end, random.choice(services), announced=start - 100 * DAY))
    return found


def _twisted(promise: Promise, course: Course, random: Random) -> None:
    """What else may happen to a case: it waits, is opened again, begins anew, gets more urgent, comes another way."""
    agreements = (promise.agreement, *promise.behind)
    objectives = [one for agreement in agreements for one in agreement.objectives]
    clocks = [promise.workspace.clocks[one.clock] for one in objectives if one.clock]
    pauses: list[Pause] = [pause for objective in objectives for pause in objective.pauses]
    pauses += [pause for clock in clocks for pause in clock.pauses]
    reasons = {pause.reason for pause in pauses}
    reasons |= {one.reason for agreement in agreements for one in agreement.exclusions}
    for _ in range(random.choice((0, 1, 1, 2, 3)) if reasons else 0):
        start = course.start + random.choice((0, 0, 600, 3600, 5 * 3600, 9 * 3600, DAY, 3 * DAY))
        length = random.choice((600, 3600, 2 * 3600, 4 * 3600, 10 * 3600, DAY, 2 * DAY, 5 * DAY, 30 * DAY))
        by = random.choice(_blamed(promise))
        course.waits.append(Waiting(random.choice(sorted(reasons)), start, start + length, by))
    if excused := excusing(promise):
        course.reason = random.choice(("", "", random.choice(excused)))
    channels = sorted({name for clock in clocks if clock.through for name in clock.through.channels})
    if any(isinstance(one, EventThrough) for agreement in agreements for one in _asked(agreement)):
        channels += ["", "email", "phone"]
    course.channel = random.choice(channels) if channels else ""
    restarts = sorted({clock.restarts for clock in clocks if clock.restarts})
    if restarts and random.random() < 0.6:
        course.events.append(
            CaseEvent(random.choice(restarts), course.start + random.choice((1, 600, 3599, 7200, DAY)))
        )
    if any(clock.reopened_within for clock in clocks) and random.random() < 0.6:
        course.again = (random.choice((1, 3600, DAY, 4 * DAY)), course.start)
    if any(clock.raised_from for clock in clocks) and random.random() < 0.6 and course.values.get("urgency") == "P1":
        course.values = {**course.values, "urgency": random.choice(("P2", "P3"))}
        course.changes.append(
            ValueChange("urgency", "P1", course.start + random.choice((1, 600, 3600, 4 * 3600, 8 * 3600, DAY)))
        )
