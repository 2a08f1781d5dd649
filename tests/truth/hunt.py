"""The hunt: drafts of a family, their verdicts, and for what is called backed a world that refutes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from random import Random

from sla_dsl.facts.world import World

from . import cases, outages, requests
from .draft import Draft
from .families import FAMILIES
from .judging import Promise, RefusedError, promises, tightened, told_otherwise
from .outages import Refutation


@dataclass(frozen=True)
class FalseVerdict:
    """A verdict that a world refutes."""

    family: str
    seed: str
    draft: Draft
    address: str
    refutation: Refutation

    @property
    def text(self) -> str:
        """The smallest text, and the world, for people."""
        title = f"{self.family}, seed {self.seed}: `{self.address}` is backed, and missed"
        return f"{title}\n\n{self.draft.text}\n{told(self.refutation)}"


def drafted(family: str, seed: str) -> Draft:
    """The draft of a seed, with promises as tight as the proof calls backed."""
    return tightened(FAMILIES[family](Random(f"{family} {seed}")))


def refuted(promise: Promise, seed: str, effort: int) -> Refutation | None:
    """A world that refutes a promise which is called backed, if one is found."""
    random = Random(f"worlds {seed}")
    metric = promise.workspace.metrics[promise.objective.metric]
    if metric.population in ("time", "outages"):
        return outages.search(promise, random, effort)
    if metric.starts:
        return cases.search(promise, random, effort)
    return requests.search(promise, random, effort)


def hunted(family: str, seed: str, effort: int, counts: Counter[str]) -> Iterator[FalseVerdict]:
    """The false verdicts of one draft; ``counts`` learns of all verdicts, and of the worlds that were tried."""
    try:
        draft = drafted(family, seed)
        found = list(promises(draft))
    except RefusedError:
        counts["refused"] += 1
        return
    for promise in found:
        counts[promise.proof.verdict] += 1
        if promise.proof.verdict != "backed":
            continue
        refutation = refuted(promise, seed, effort)
        counts["worlds"] += promise.asked.worlds
        if refutation is not None:
            told = told_otherwise(draft)
            counts["told otherwise" if told else "false"] += 1
            if told:
                continue
            yield FalseVerdict(family, seed, draft, promise.address, refutation)


def shrunk(found: FalseVerdict) -> FalseVerdict:
    """The same falsity with as few statements, and as little that happens, as possible."""
    smaller: FalseVerdict | None = found
    while smaller is not None:
        found = smaller
        smaller = next((one for draft in found.draft.smaller() if (one := _with_draft(found, draft))), None)
        smaller = smaller or next(
            (one for world in _less(found.refutation.world) if (one := _with_world(found, world))), None
        )
    return found


def _with_draft(found: FalseVerdict, draft: Draft) -> FalseVerdict | None:
    """The falsity in another draft, if it is one there."""
    promise = _promise(draft, found.address)
    if promise is None or not promise.is_refuted(found.refutation.window, found.refutation.world):
        return None
    return None if told_otherwise(draft) else replace(found, draft=draft)


def _with_world(found: FalseVerdict, world: World) -> FalseVerdict | None:
    promise = _promise(found.draft, found.address)
    if promise is None or not promise.is_refuted(found.refutation.window, world):
        return None
    return replace(found, refutation=replace(found.refutation, world=world))


def _promise(draft: Draft, address: str) -> Promise | None:
    try:
        of = next((one for one in promises(draft) if one.address == address), None)
    except (RefusedError, KeyError):
        return None
    return of if of and of.proof.verdict == "backed" else None


def _less(world: World) -> Iterator[World]:
    """The world with one thing less; a case is taken away with all who have it."""
    for name in ("outages", "causes", "occasions", "samples", "counts"):
        rows = getattr(world, name)
        if len(rows) < 30:
            for number in range(len(rows)):
                yield replace(world, **{name: rows[:number] + rows[number + 1 :]})
    names = dict.fromkeys(case.case for case in world.cases)
    for name in list(names)[:30] if len(names) > 1 else ():
        yield replace(world, cases=tuple(one for one in world.cases if one.case != name))
    if any(one.states or one.changes for one in world.cases):
        yield replace(world, cases=tuple(replace(one, states=()) for one in world.cases))
        yield replace(world, cases=tuple(replace(one, states=one.states[1:]) for one in world.cases))


# In words


def told(refutation: Refutation) -> str:
    """A world for people: what is down, and what becomes of cases; times are those of UTC."""
    world = refutation.world
    lines = [f"window {_moment(refutation.window[0])} to {_moment(refutation.window[1])} (UTC)"]
    lines += [
        f"  {row.service} down {_moment(row.start)} to {_moment(row.end)}" + _why(row.reason, row.by)
        for row in world.outages[:12]
    ]
    lines += [
        f"  {row.reason} {_moment(row.start)} to {_moment(row.end)}, announced {_moment(row.announced)}"
        + _why("", row.by)
        for row in world.causes[:8]
    ]
    lines += [f'  "{row.text}" {_moment(row.start)} to {_moment(row.end)}' for row in world.occasions[:6]]
    for case in world.cases[:14]:
        values = " ".join(value for _, value in case.values)
        events = ", ".join(
            f"{one.event} {_moment(one.at)}" + (f" by {one.channel}" if one.channel else "") for one in case.events
        )
        states = "".join(
            f"; waits for {one.reason}{_why('', one.by)} {_moment(one.start)} to {_moment(one.end)}"
            for one in case.states
        )
        changes = "".join(f"; {one.value} from {_moment(one.at)}" for one in case.changes)
        lines.append(f"  {case.case} of {case.service} ({case.agreement}) {values}: {events}{states}{changes}")
    lines += [f"  {row}" for row in (*world.samples[:8], *world.counts[:8])]
    more = sum(len(rows) for rows in _rows(world)) - len(lines) + 1
    return "\n".join([*lines, *([f"  and {more} rows more"] if more > 0 else [])])


def _rows(world: World) -> tuple[tuple[object, ...], ...]:
    return (world.outages, world.causes, world.occasions, world.cases, world.samples, world.counts)


def _why(reason: str, by: str) -> str:
    return "".join([f" for {reason}" if reason else "", f" by {by}" if by else ""])


def _moment(at: int | None) -> str:
    return "for ever" if at is None else f"{datetime.fromtimestamp(at, UTC):%a %Y-%m-%d %H:%M:%S}"
