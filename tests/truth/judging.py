"""What the proof says of a draft, and whether a world refutes it; the meaning of promises is the judge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cache, cached_property
from math import ceil, floor
from pathlib import Path
from typing import TypeVar

from sla_dsl.algebra.components import reached
from sla_dsl.algebra.days import months_after
from sla_dsl.algebra.intervals import Interval, Intervals
from sla_dsl.algebra.zones import opening, zone
from sla_dsl.compiler import compile_sources
from sla_dsl.compiler.lock import make_lock
from sla_dsl.facts.answer import Answer
from sla_dsl.facts.kept import kept, windows_of
from sla_dsl.facts.question import Question
from sla_dsl.facts.world import Cause, Count, Sample, Saying, ServiceCase, ServiceOutage, World
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.lock import Lock
from sla_dsl.model.objective import Objective
from sla_dsl.model.settings import Settings
from sla_dsl.model.workspace import Workspace
from sla_dsl.pipeline import run
from sla_dsl.proof import Proof, prove
from sla_dsl.rules.catalogue import load
from sla_dsl.text.source import Source
from sla_dsl.workspace import WorkspaceFiles

from .draft import STAGE, Draft

AS_OF = date(2026, 1, 1)
DAY = 86400
HORIZON = 14
"""Months that are judged."""


Behind = tuple[Agreement, Objective, Interval]
"""A window of a promise behind."""
Rooms = dict[tuple[str, Interval], Fraction]
"""Seconds for the windows of promises behind (by their addresses)."""
Row = TypeVar("Row", ServiceOutage, Cause, Saying, ServiceCase, Sample, Count)
ANY, ONE = Fraction(10**9), Fraction(1)


class RefusedError(Exception):
    """The compiler found mistakes in a draft: the generator does not speak the language."""


@cache
def lock() -> Lock:
    """The holidays of the years that drafts speak of."""
    return make_lock(["DE", "FR", "US"], [], range(2024, 2031))[0]


def compiled(draft: Draft) -> Workspace:
    """The model of a draft beside the stage."""
    workspace = compile_sources(_sources(draft), lock(), AS_OF, HORIZON)
    if workspace.findings:
        raise RefusedError("; ".join(f"{one.rule}: {one.message}" for one in workspace.findings))
    return workspace


def _sources(draft: Draft) -> list[Source]:
    return [Source("draft.sla", draft.text), Source("stage.sla", STAGE)]


@cache
def _rules() -> dict[str, object]:
    return dict(load())


def told_otherwise(draft: Draft) -> tuple[str, ...]:
    """The rules by which `sla check` reports errors in a draft, whatever the verdicts are."""
    files = WorkspaceFiles(Path(), Settings(as_of=AS_OF, horizon=HORIZON), lock(), tuple(_sources(draft)))
    found = run(files, AS_OF).findings
    return tuple(sorted({one.finding.rule for one in found if one.severity == "error"}))


@dataclass
class Asked:
    """How often it was asked whether all behind is kept, how many worlds were tried, and what was missed last."""

    behind: int = 0
    worlds: int = 0
    missed: Behind | None = None


@dataclass(frozen=True)
class Promise:
    """A promise in front, with its proof and all that stands behind it."""

    workspace: Workspace
    agreement: Agreement
    objective: Objective
    proof: Proof
    tricks: frozenset[str] = frozenset()
    asked: Asked = field(default_factory=Asked)
    _kept: dict[tuple[str, World], bool] = field(default_factory=dict)
    _left: dict[tuple[str, World], Rooms] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return self.objective.address

    @cached_property
    def behind(self) -> tuple[Agreement, ...]:
        """The agreements that it is backed by, whatever for."""
        known = self.workspace.agreements
        return tuple(known[name] for name in self.agreement.backed_by if name in known)

    @cached_property
    def judged(self) -> Interval:
        """The time that the proof speaks of: of the term, from the as-of day to the horizon."""
        where = zone(self.agreement.zone or "UTC")
        last = opening(months_after(AS_OF, HORIZON), 0, where)
        term = self.question(World()).term
        return max(opening(AS_OF, 0, where), term[0]), min(last, term[1])

    @cached_property
    def windows(self) -> Intervals:
        """The windows that are judged: those that the term cuts, and those that end before the horizon does."""
        found = windows_of(self.workspace, self.agreement, self.objective, *self.judged)
        ends_early = self.judged[1] == self.question(World()).term[1]
        return tuple(one for one in found if ends_early or one[1] <= self.judged[1]) or found

    def question(self, world: World, agreement: Agreement | None = None) -> Question:
        """The question of the promise, or of the first objective of another agreement."""
        asked = agreement or self.agreement
        objective = self.objective if agreement is None else asked.objectives[0]
        return Question(self.workspace, asked, objective, (0, 1), world, judge=_unasked)

    def answer(self, window: Interval, world: World) -> Answer:
        return kept(self.workspace, self.agreement, self.objective, window, world)

    def is_kept_behind(self, world: World) -> bool:
        """Whether all that stands behind is kept in a world, in each window that something happens in."""
        self.asked.behind += 1
        # What was missed last is mostly missed again.
        last = self.asked.missed
        ordered = sorted(self.behind, key=lambda one: last is None or one is not last[0])
        return all(self._is_kept_by(one, self._as_seen_by(one, world)) for one in ordered)

    def rooms_behind(self, world: World) -> Rooms:
        """How many seconds more may be down in each window behind, about; less than nothing where it is missed."""
        self.asked.behind += 1
        return {
            key: room for one in self.behind for key, room in self._rooms(one, self._as_seen_by(one, world)).items()
        }

    def _is_kept_by(self, agreement: Agreement, world: World) -> bool:
        """Whether one agreement is kept in the world as it sees it: asked once for each such world."""
        key = agreement.name, world
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = not self._is_missed(agreement, world)
        return found

    def _is_missed(self, agreement: Agreement, world: World) -> bool:
        span, last = extent(world), self.asked.missed
        is_near = last is not None and last[0] is agreement and last[2][0] <= span[1] and span[0] < last[2][1]
        if last is not None and is_near and self._room(last, world) < 0:
            return True
        for one in self.windows_in(agreement, span):
            if self._room(one, world) < 0:
                self.asked.missed = one
                return True
        return False

    def _rooms(self, agreement: Agreement, world: World) -> Rooms:
        """The rooms of one agreement in the world as it sees it: asked once for each such world."""
        key = agreement.name, world
        found = self._left.get(key)
        if found is None:
            windows = self.windows_in(agreement, extent(world))
            found = self._left[key] = {(one[1].address, one[2]): self._room(one, world) for one in windows}
        return found

    def _as_seen_by(self, agreement: Agreement, world: World) -> World:
        """What of a world is about an agreement behind: its cases, and all that happens to what it covers."""
        services = self._concerned[agreement.name]

        def seen(rows: Iterable[Row]) -> tuple[Row, ...]:
            return tuple(
                one
                for one in rows
                if one.agreement in ("", agreement.name) and (not one.service or one.service in services)
            )

        return replace(
            world,
            outages=seen(world.outages),
            causes=seen(world.causes),
            occasions=seen(world.occasions),
            cases=seen(world.cases),
            samples=seen(world.samples),
            counts=seen(world.counts),
        )

    @cached_property
    def _concerned(self) -> dict[str, frozenset[str]]:
        """The services that each agreement behind can be asked about: those that it covers, and their parts."""
        known, told = (
            self.workspace.services,
            repr((self.workspace.agreements, self.workspace.scales, self.workspace.facts)),
        )
        if "Several(" in told:  # only such a condition names services of others
            return {one.name: frozenset(known) for one in self.behind}
        return {one.name: reached(known, one.covers) for one in self.behind}

    def windows_in(self, agreement: Agreement, span: Interval) -> Iterator[Behind]:
        """The windows of all that an agreement promises that overlap a time."""
        for objective in agreement.objectives:
            if objective.bound is not None:
                for window in windows_of(self.workspace, agreement, objective, span[0], span[1] + 1):
                    yield agreement, objective, window

    def _room(self, one: Behind, world: World) -> Fraction:
        agreement, objective, window = one
        answer = kept(self.workspace, agreement, objective, window, world)
        # Before the last amendment of an agreement nothing of it is known to be promised.
        is_kept = answer.is_kept or answer.word == "amendment"
        share = objective.quantity
        if answer.down is None or answer.measured is None or share is None or share.unit != "%":
            return ANY if is_kept else -ONE
        room = (1 - share.amount / 100) * answer.measured - answer.down
        return max(room, Fraction(0)) if is_kept else min(room, -ONE)

    def is_refuted(self, window: Interval, world: World) -> bool:
        """Whether the promise is missed in a window though all behind it is kept."""
        self.asked.worlds += 1
        return self.answer(window, world).outcome == "missed" and self.is_kept_behind(world)


def _unasked(_: Question) -> Answer:
    raise AssertionError("nothing is asked of a question that only tells what it is about")


def promises(draft: Draft) -> Iterator[Promise]:
    """The promises in front of a draft."""
    workspace = compiled(draft)
    proofs = prove(workspace)
    agreement = workspace.agreements[draft.front]
    for objective in agreement.objectives:
        if objective.address in proofs:
            yield Promise(workspace, agreement, objective, proofs[objective.address], draft.tricks)


def tightened(draft: Draft) -> Draft:
    """The draft with its promise at the very figure that the proof says is guaranteed, as far as it can be written."""
    written = [one for one in draft.block(draft.front).lines if one.startswith("objective ")]
    loose = draft
    for line in written:
        # What holds at once is proved without a search for what would mend it.
        easy = _SHARE.sub("at least 1%", _TIME.sub("at most 4000 h", _OF_CASES.sub("in 1% of cases", line)))
        loose = loose.replaced_line(draft.front, line, easy)
    found = {one.objective.name: one.proof for one in promises(loose)}
    for line in written:
        proof = found.get(line.split()[1].rstrip(":"))
        figure = None if proof is None else proof.guaranteed
        if proof is None or figure is None:
            continue
        if _SHARE.search(line):
            tight = _SHARE.sub(f"at least {floor(figure.exact * 10**8) / 10**6:.6f}%", line)
        elif figure.exact >= 1:
            tight = _TIME.sub(f"at most {ceil(figure.exact)} s", line)
            if proof.shares and proof.shares.exact > 0:
                share = floor(min(proof.shares.exact, Fraction(9999, 10000)) * 10**6)
                tight = _OF_CASES.sub(f"in {share / 10**4:.4f}% of cases", tight)
        else:
            continue
        draft = draft.replaced_line(draft.front, line, tight)
    return draft


_OF_CASES = re.compile(r"in [0-9.]+% of cases")
_SHARE = re.compile(r"at least [0-9.]+%")
_TIME = re.compile(r"at most [0-9]+ (h|min)( [0-9]+ min)?(?! hour)")


def extent(world: World) -> Interval:
    """From the first thing that happens in a world to the last."""
    times = [row for rows in (world.outages, world.causes, world.occasions, world.counts) for row in rows]
    found = [one for row in times for one in (row.start, row.end) if one is not None]
    found += [event.at for case in world.cases for event in case.events]
    found += [sample.at for sample in world.samples]
    return min(found, default=0), max(found, default=0)
