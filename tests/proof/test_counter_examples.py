"""Counter-examples are real: replayed by the agreements' own words all of them are met, and the promise is missed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

import pytest

from sla_dsl.algebra.availability import Outage
from sla_dsl.algebra.calendars import Almanac
from sla_dsl.algebra.guarantee import Guarantee
from sla_dsl.algebra.intervals import Intervals, clipped
from sla_dsl.algebra.windows import anchor, windows
from sla_dsl.algebra.zones import instant, zone
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.backing import Hop, HopAgreement, HopTime
from sla_dsl.model.objective import Objective
from sla_dsl.model.phrases import Bound
from sla_dsl.model.quantity import Quantity
from sla_dsl.model.services import Component, Series, Structure
from sla_dsl.model.workspace import Workspace
from sla_dsl.proof import Proof, prove
from sla_dsl.proof.verdict import LateCase, Misses

from .workspaces import NAMES, compiled, document

YEARS = (instant(datetime(2025, 12, 1, tzinfo=UTC)), instant(datetime(2028, 2, 1, tzinfo=UTC)))
"""What the cases speak of."""
Pieces = list[tuple[Fraction, Fraction]]


def amount(value: object) -> Fraction:
    assert isinstance(value, Quantity)
    return value.amount


def bound(objective: Objective) -> Fraction:
    assert isinstance(objective.bound, Bound)
    return amount(objective.bound.value)


class Replay:
    """What really happens in a workspace, told in seconds."""

    def __init__(self, workspace: Workspace, proof: Proof) -> None:
        self.workspace, self.promise = workspace, proof.objective
        self.agreement = workspace.agreements[proof.address.partition("/")[0]]
        self.behind = [workspace.agreements[name] for name in self.agreement.backed_by]
        self.almanac = Almanac(workspace.calendars, workspace.lock.holidays)

    # A case

    def opened(self, hours: str | None, since: Fraction | int, until: Fraction | int) -> Fraction:
        """The opening time between two moments, by whole seconds inside and the rest of those at the ends."""
        found = self.almanac.openings(hours or "24x7", floor(since), ceil(until))
        return sum((Fraction(min(end, until) - max(start, since)) for start, end in found), Fraction(0))

    def may_take(self, hop: Hop, since: Fraction | int, until: Fraction | int) -> bool:
        """Whether a hop that lasts from one moment to another keeps to what is promised of it."""
        if isinstance(hop, HopTime):
            return self.opened(hop.hours or self.promise.hours, since, until) <= amount(hop.time)
        if isinstance(hop, HopAgreement):
            by = self.workspace.agreements[hop.agreement]
            one = next(o for o in by.objectives if hop.objective in (None, o.name))
            return self.opened(one.hours, since, until) <= bound(one)
        return any(self.may_take(hop.routes[at][0], since, until) for at in range(len(hop.routes)))

    def assert_late(self, case: LateCase) -> None:
        """Each hop is in time, and the case is not."""
        hops = next((path.hops for path in self.agreement.paths), None)
        chain = hops or (HopAgreement(agreement=self.behind[0].name),)
        since = case.start
        for hop, end in zip(chain, case.ends, strict=True):
            assert self.may_take(hop, since, end)
            since = end
        assert self.opened(self.promise.hours, case.start, case.ends[-1]) > bound(self.promise)

    # Downtime

    def assert_down(self, found: Guarantee) -> None:
        """No agreement's window has more downtime than it allows, and the promise's window has."""
        down = schedule(found.outages)
        for by in self.behind:
            for one in by.objectives:
                for name in by.covers:
                    for span in self.windows(by, one):
                        assert self.lost(by, one, down.get(name, []), span) <= 0
        assert self.lost(self.agreement, self.promise, self.service_down(down), found.window.span) > 0

    def windows(self, agreement: Agreement, objective: Objective) -> tuple[tuple[int, int], ...]:
        first = anchor(objective.window, agreement) if objective.window else None
        assert objective.window is not None
        assert first is not None
        return windows(objective.window, zone(agreement.zone or "UTC"), *YEARS, first) or ()

    def lost(self, agreement: Agreement, objective: Objective, down: Pieces, span: tuple[int, int]) -> Fraction:
        """By how many seconds the downtime in a window is more than is allowed in it."""
        hours = self.almanac.openings(objective.hours or "24x7", *span)
        measured = Fraction(sum(end - start for start, end in hours))
        total = overlap(down, hours)
        excluded = min(sum((amount(one.limit) for one in agreement.exclusions), Fraction(0)), total)
        return total - excluded - (1 - bound(objective) / 100) * (measured - excluded)

    def service_down(self, down: dict[str, Pieces]) -> Pieces:
        """When the service is down, from edge to edge of what happens to its components."""
        service = self.workspace.services[self.agreement.covers[0]]
        structure = service.needs or Component(service=service.name)
        edges = sorted({edge for pieces in down.values() for piece in pieces for edge in piece})
        return [
            (since, until)
            for since, until in pairwise(edges)
            if not is_up(structure, {n for n, each in down.items() if any(s <= since and until <= e for s, e in each)})
        ]

    # Shares

    def assert_missed(self, misses: Misses) -> None:
        """Of this customer's cases each hop is late for others, and no more than it may be."""
        assert self.promise.share is not None
        assert sum(share for _, share in misses.late) > 1 - amount(self.promise.share.share) / 100
        for name, share in misses.late:
            by = self.workspace.agreements[name.partition("/")[0]]
            one = next(o for o in by.objectives if o.address == name)
            assert one.share is not None
            ours = 1 if one.counted_for_each else self.volume(self.agreement) / self.volume(by)
            assert share * ours <= 1 - amount(one.share.share) / 100

    def volume(self, agreement: Agreement) -> Fraction:
        return amount(agreement.volumes[0].bound.value)


def is_up(structure: Structure, down: set[str]) -> bool:
    if isinstance(structure, Component):
        return structure.service not in down
    up = sum(is_up(part, down) for part in structure.parts)
    return up >= (len(structure.parts) if isinstance(structure, Series) else structure.needed)


def schedule(outages: tuple[Outage, ...]) -> dict[str, Pieces]:
    """The outages one after the other in the times that they are said for."""
    used: dict[Intervals, Fraction] = {}
    down: dict[str, Pieces] = {}
    for outage in outages:
        skipped = used.get(outage.stratum.spans, Fraction(0))
        for piece in pieces(outage.stratum.spans, skipped, outage.seconds):
            for name in outage.down | outage.stratum.free:
                down.setdefault(name, []).append(piece)
        used[outage.stratum.spans] = skipped + outage.seconds
    return down


def pieces(spans: Intervals, skip: Fraction, seconds: Fraction) -> Iterator[tuple[Fraction, Fraction]]:
    """So many seconds of a set of spans, after so many others."""
    for start, end in spans:
        length = Fraction(end - start)
        since = min(skip, length)
        until = min(skip + seconds, length)
        if since < until:
            yield start + since, start + until
        skip, seconds = max(skip - length, Fraction(0)), seconds - (until - since)


def overlap(down: Pieces, hours: Intervals) -> Fraction:
    """For how long something is down within hours."""
    found = Fraction(0)
    for since, until in down:
        for start, end in clipped(hours, (floor(since), ceil(until))):
            found += max(min(Fraction(end), until) - max(Fraction(start), since), Fraction(0))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_counter_example_is_real(name: str) -> None:
    workspace = compiled(document(name))
    for proof in prove(workspace).values():
        if proof.verdict in ("unbacked", "expected"):
            assert_real(workspace, proof)


def assert_real(workspace: Workspace, proof: Proof) -> None:
    replay = Replay(workspace, proof)
    if isinstance(proof.counter, LateCase):
        replay.assert_late(proof.counter)
    elif isinstance(proof.counter, Misses):
        replay.assert_missed(proof.counter)
    elif isinstance(proof.counter, Guarantee):
        replay.assert_down(proof.counter)
    else:  # the figure itself, or the day after a term, is the counter-example
        assert proof.grounds[0].rule in ("backing/too-weak", "backing/term-gap")
        assert proof.example
