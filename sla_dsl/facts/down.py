"""When a service is down: outages, samples and what people say, by the rules of the objective."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from itertools import pairwise
from operator import itemgetter

from ..algebra.components import sole_parts
from ..algebra.intervals import Interval, Intervals, difference, together, union
from ..algebra.structure import needed
from ..algebra.zones import Instant
from ..model.phrases import Condition, Lasting
from ..model.quantity import Quantity
from ..model.services import Component, Down, Structure
from .bounds import SECONDS_OF
from .question import FOR_EVER, Question, UnknownError, time
from .world import Sample, ServiceOutage

Holding = Callable[[Condition], Intervals]
"""When a condition holds, at any time."""
Probes = list[tuple[Instant, bool]]
"""Probes in order, and whether each found the service up."""


def downtime(question: Question, holding: Holding) -> Intervals:
    """When what the agreement covers is down: when one of its services is."""
    return together(downs(question, holding).values())


def downs(question: Question, holding: Holding) -> dict[frozenset[str], Intervals]:
    """When each of the services that the agreement covers is down; a service is told with all that it needs."""
    return {question.parts_of([name]): _of_service(question, name, holding) for name in question.covered}


def single_outages(question: Question, holding: Holding) -> list[Interval]:
    """The outages one by one; two at the same time are one if the text says so.

    A service that needs one part alone has the outages of this part.  What is known of several parts, of probes and of
    occasions is one outage wherever it is down without a break, with all outages of that time.
    """
    merged = downtime(question, holding)
    if question.objective.counting.overlaps_once:
        return list(merged)
    covered = {_told_of(question, name) for name in question.covered}
    rows = [time(row.start, row.end) for row in _rows(question, covered)]
    told = [row for row in rows if any(start <= row[0] and row[1] <= end for start, end in merged)]
    filled = union(told)
    # Where it is down for longer than outages tell, something else is known of the same time.
    longer = [piece for piece in merged if difference((piece,), filled)]
    return sorted([*longer, *(row for row in told if not any(_meet(row, piece) for piece in longer))])


def _told_of(question: Question, service: str) -> str:
    """The service of whose outages those of a service consist: its own, or those of the one part that it needs."""
    found = service
    for name in sole_parts(question.workspace.services, service):
        if _has_facts(question, found):
            break
        found = name
    return found


def _meet(one: Interval, other: Interval) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def outages(question: Question, service: str) -> Intervals:
    """When a service is down by its outages, or those of what it needs; whatever counts as down."""
    return _by_needs(question, service, lambda name: _times(question, name))


def _of_service(question: Question, service: str, holding: Holding) -> Intervals:
    return _by_needs(question, service, lambda name: _counted(question, name, holding))


def _by_needs(question: Question, service: str, own: Callable[[str], Intervals]) -> Intervals:
    """When a service is down: by its own facts; if it has none, as what it needs is, and while it is said to be."""
    if service in question.agreement.not_covered:
        return ()
    found = own(service)
    declared = question.workspace.services.get(service)
    if _has_facts(question, service) or declared is None or declared.needs is None:
        return found
    below = _structure(question, declared.needs, lambda name: _by_needs(question, name, own))
    return union([*found, *below])


def _has_facts(question: Question, service: str) -> bool:
    return service in question.world.with_facts


def _structure(question: Question, structure: Structure, own: Callable[[str], Intervals]) -> Intervals:
    """A structure is down while fewer of its parts are up than it needs."""
    if isinstance(structure, Component):
        return own(structure.service)
    parts = [_structure(question, part, own) for part in structure.parts]
    edges = sorted({edge for part in parts for piece in part for edge in piece})
    least = needed(structure)
    return union(
        (start, end) for start, end in pairwise(edges) if sum(not _is_in(start, part) for part in parts) < least
    )


def _is_in(at: Instant, times: Intervals) -> bool:
    number = bisect_right(times, at, key=itemgetter(0))
    return number > 0 and at < times[number - 1][1]


def _rows(question: Question, services: Collection[str]) -> Iterator[ServiceOutage]:
    return (row for row in question.world.outages if question.concerns(row, services))


def _times(question: Question, service: str, rule: Down | None = None) -> Intervals:
    """When a service is down by its outages, of those that a rule is for."""
    for_all = _down_for_all(question, service) if rule is None or _is_for(question, rule, ()) else ()
    rows = [row for name in {"", service} for row in question.world.sorted_outages.for_some.get(name, ())]
    for_some = [
        time(row.start, row.end)
        for row in rows
        if question.concerns(row, {service}) and (rule is None or _is_for(question, rule, row.values))
    ]
    return union([*for_all, *for_some]) if for_some else for_all


def _down_for_all(question: Question, service: str) -> Intervals:
    """When a service is down for everyone and everywhere."""
    outages = question.world.sorted_outages
    if service not in outages.known:
        rows = (row for name in {"", service} for row in outages.for_all.get(name, ()))
        outages.known[service] = union(time(row.start, row.end) for row in rows)
    return outages.known[service]


# What counts as down


def _counted(question: Question, service: str, holding: Holding) -> Intervals:
    """The outages of a service that count, by each rule of the objective that is for it; by any, if it has none."""
    rules = question.objective.counting.down
    if not rules:
        return _lasting(question, None, _times(question, service), _probes(question, service, None))
    found: list[Interval] = []
    for rule in rules:
        said = _said(question, service, rule, holding)
        times = union([*_times(question, service, rule), *said]) if said else _times(question, service, rule)
        found += _lasting(question, rule.lasting, times, _probes(question, service, rule))
    return union(found)


def _said(question: Question, service: str, rule: Down, holding: Holding) -> Intervals:
    """When a condition holds what it speaks of is down: said of no service, it is that which is covered."""
    if service not in question.covered:
        return ()
    return holding(rule.when)


def _is_for(question: Question, rule: Down, values: tuple[tuple[str, str], ...]) -> bool:
    """Whether a rule is for the objective, and for the place of a row."""
    named = dict(values)
    for scale, of in rule.scope:
        ours = next((one.values for one in question.scope if one.scale == scale), of)
        if not {*ours} & {*of} or (scale in named and named[scale] not in of):
            return False
    return True


def _probes(question: Question, service: str, rule: Down | None) -> Probes:
    """The probes of a service, in order."""
    return [(row.at, bool(row.ok)) for row in _probe_rows(question, service, rule)]


def _probe_rows(question: Question, service: str, rule: Down | None) -> list[Sample]:
    if not question.world.samples:
        return []
    names = {"", *question.lineage(question.objective.metric)}
    found = (
        row
        for row in question.world.samples
        if row.ok is not None
        and row.metric in names
        and question.concerns(row, {service})
        and (rule is None or _is_for(question, rule, row.values))
    )
    return sorted(found, key=lambda row: (row.at, bool(row.ok)))


def _lasting(question: Question, lasting: Lasting | None, times: Intervals, probes: Probes) -> Intervals:
    """Of times in which something is down those that last long enough, each until it counts as up again."""
    up = question.objective.counting.up_after
    if not probes and lasting is None and up is None:
        return times
    found = list(_sampled(lasting, up, probes, question.known_until))
    if times and ((lasting and lasting.samples) or (up and up.samples)):
        found += _sampled(lasting, up, _probed(question, times, lasting, up), question.known_until)
    else:
        found += _unbroken(times, _time(lasting), _time(up))
    return union(found)


def _seconds(time: Quantity | None) -> int:
    if time is None:
        return 0
    size = SECONDS_OF.get(time.unit)
    if size is None or (time.amount * size).denominator != 1:
        raise UnknownError(time.text)
    return int(time.amount * size)


def _time(lasting: Lasting | None) -> int:
    return _seconds(lasting.time if lasting else None)


def _unbroken(times: Intervals, least: int, up: int) -> list[Interval]:
    """Times that last so long, each until it has been up for so long again: what is down before goes on with it."""
    found: list[Interval] = []
    for start, end in times:
        # Up for just so long is long enough: a failure in the next second is another outage.
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], end + up)
        # An outage that lasts just so long counts, from its first second (docs/meaning.md, What is down).
        elif end - start >= least:
            found.append((start, end + up))
    return found


_SEEN = 1000
"""How many more looks of the probe an outage without an end is seen for: more than any rule asks for."""


def _probed(question: Question, times: Intervals, lasting: Lasting | None, up: Lasting | None) -> Probes:
    """What the probe of the objective finds, which looks at whole multiples of its interval since 1970."""
    every = next((one.every for one in question.objective.counting.measured if one.every), None)
    if every is None:
        named = lasting if lasting and lasting.samples else up
        raise UnknownError(f"{named.samples if named else ''} samples")
    step, good = _seconds(every), (up.samples if up else None) or 1
    found: set[Instant] = set()
    for start, end in times:
        last = end if end < FOR_EVER else max(start, question.window[1]) + step * _SEEN
        found |= {at * step for at in range(start // step, last // step + good + 1)}
    return [(at, not _is_in(at, times)) for at in sorted(found)]


def _sampled(lasting: Lasting | None, up: Lasting | None, probes: Probes, until: Instant) -> Iterator[Interval]:
    """The outages that probes show up to a moment: each from the first bad one that counts until it is up again.

    Between two probes it is as the earlier one found it; what no good probe ends goes on.
    """
    bad: list[Instant] = []
    good: list[Instant] = []
    since: Instant | None = None
    for at, ok in [*probes, (until, True)]:
        if since is None and bad and _has_lasted(lasting, bad[0], at):
            since = bad[0]
        if since is not None and (ended := _up_at(up, good, at)) is not None:
            yield since, ended
            since, bad = None, []
        good = _with(good, at) if ok else []
        bad = _bad(lasting, bad, at, ok)
        if since is None and not ok and lasting and lasting.samples and len(bad) >= lasting.samples:
            since = bad[-lasting.samples]
        if since is not None and len(good) == _good_probes(up):
            yield since, at
            since, bad = None, []
    if since is not None:
        yield since, until


def _has_lasted(lasting: Lasting | None, since: Instant, at: Instant) -> bool:
    """Whether what was bad since a moment counts as down at another, if that is a matter of time."""
    return not (lasting and lasting.samples) and at - since >= _time(lasting)


def _bad(lasting: Lasting | None, bad: list[Instant], at: Instant, ok: bool) -> list[Instant]:
    """The bad probes that count together: in a row, or within the time that is named."""
    if lasting is None or lasting.within is None:
        return [] if ok else _with(bad, at)
    least = at - _seconds(lasting.within)
    # The first probe still counts if the last comes just when the time is over (docs/meaning.md, What is down).
    return [one for one in (bad if ok else [*bad, at]) if one >= least]


def _with(moments: list[Instant], at: Instant) -> list[Instant]:
    """The list itself with a moment more: copies for all probes of an outage would take the square of its length."""
    moments.append(at)
    return moments


def _good_probes(up: Lasting | None) -> int | None:
    """How many good probes in a row say that it is up again; none if that is a matter of time."""
    if up is None:
        return 1
    return up.samples


def _up_at(up: Lasting | None, good: list[Instant], now: Instant) -> Instant | None:
    """When it was up for the time that is named, if it was before a moment."""
    if up is None or not up.time or not good:
        return None
    at = good[0] + _seconds(up.time)
    return at if at <= now else None


def unknown(question: Question) -> Intervals:
    """When nothing was measured: between two probes of one service that are more than twice their interval apart."""
    every = next((one.every for one in question.objective.counting.measured if one.every), None)
    if every is None:
        return ()
    found: list[Interval] = []
    for service in question.services:
        for one, other in pairwise(_probe_rows(question, service, None)):
            before = one.at if other.since is None else other.since
            # One probe may fail to come; what a longer silence hides is unknown (docs/meaning.md, What is down).
            if other.at - before > 2 * _seconds(every):
                found.append((before, other.at))
    return union(found)


# Figures in the course of time


def valued(question: Question, metric: str) -> list[tuple[Interval, Quantity]]:
    """What was measured of a metric: each sample until the next one, and each count for its own time."""
    names, better = question.lineage(metric), question.workspace.metrics[metric].better
    rows = [row for row in question.world.samples if row.metric in names and row.value is not None]
    rows = sorted((row for row in rows if question.concerns(row, question.services)), key=lambda row: row.at)
    ends = [*(row.at for row in rows[1:]), question.known_until]
    found = [((row.at, end), question.figure(metric, row.value)) for row, end in zip(rows, ends, strict=False)]
    for count in question.world.counts:
        if count.metric in names and question.concerns(count, question.services) and count.total:
            bad = 100 * count.bad / count.total
            figure = question.figure(metric, 100 - bad if better == "higher" else bad)
            found.append(((count.start, count.end), figure))
    return found
