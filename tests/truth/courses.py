"""Courses: what becomes of a case, and the rows that everybody who has it writes down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sla_dsl.algebra.zones import Instant
from sla_dsl.facts.world import CaseEvent, ServiceCase, ValueChange, Waiting, World

from .judging import Promise
from .outages import DAY
from .routes import Hand, Never, Node, Own, Together, Values


@dataclass
class Course:
    """What becomes of one case: how long each hand has it, and what happens meanwhile."""

    start: Instant
    values: Values
    route: tuple[Node, ...]
    channel: str = ""
    reason: str = ""
    by: str = ""
    waits: list[Waiting] = field(default_factory=list)
    events: list[CaseEvent] = field(default_factory=list)
    changes: list[ValueChange] = field(default_factory=list)
    until: dict[int, Instant] = field(default_factory=dict)
    again: tuple[int, Instant] | None = None
    """How long after its end it is opened again, and until when it is worked on then."""


AGAIN = -1
"""The number of the hand that has a case that was opened again."""


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
        return ServiceCase(
            row.case,
            row.service,
            row.events + more,
            row.states,
            row.changes,
            row.values,
            reason=row.reason,
            by=row.by,
            agreement=row.agreement,
            carries=row.carries,
        )

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
            name,
            service,
            tuple(events),
            tuple(course.waits),
            tuple(changes),
            tuple(sorted(values.items())),
            reason=course.reason,
            by=course.by,
            agreement=agreement,
            carries=self.promise.agreement.name,
        )

    def walk(
        self, name: str, course: Course, route: Sequence[Node], start: Instant, rows: list[ServiceCase]
    ) -> Instant | None:
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
            # What is used up at a closing is kept until the next opening.
            if left < end - start:
                return start + left
            left -= end - start
        raise AssertionError("sixty days hold every time of one's own")
