"""What the proof says of a draft, and whether a world refutes it; the meaning of promises is the judge."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from math import ceil, floor
from pathlib import Path

from sla_dsl.algebra.days import months_after
from sla_dsl.algebra.intervals import Interval, Intervals
from sla_dsl.algebra.zones import opening, zone
from sla_dsl.compiler import compile_sources
from sla_dsl.compiler.lock import make_lock
from sla_dsl.facts.answer import Answer
from sla_dsl.facts.kept import kept, windows_of
from sla_dsl.facts.question import Question
from sla_dsl.facts.world import World
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
HORIZON = 14
"""Months that are judged."""


class RefusedError(Exception):
    """The compiler found mistakes in a draft: the generator does not speak the language."""


@cache
def lock() -> Lock:
    """The French holidays of the years that drafts speak of."""
    return make_lock(["FR"], [], range(2024, 2031))[0]


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


@dataclass(frozen=True)
class Promise:
    """A promise in front, with its proof and all that stands behind it."""

    workspace: Workspace
    agreement: Agreement
    objective: Objective
    proof: Proof
    tricks: frozenset[str] = frozenset()
    asked: list[int] = field(default_factory=lambda: [0])
    """How often it was asked whether all behind is kept."""

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

    def is_kept_behind(self, world: World, among: Collection[str] | None = None) -> bool:
        """Whether all that stands behind is kept in a world, in each window that something happens in."""
        since, until = extent(world)
        self.asked[0] += 1
        return all(
            is_kept(self.workspace, agreement, objective, window, world)
            for agreement in self.behind
            if among is None or agreement.name in among
            for objective in agreement.objectives
            if objective.bound is not None
            for window in windows_of(self.workspace, agreement, objective, since, until + 1)
        )

    def is_refuted(self, window: Interval, world: World) -> bool:
        """Whether the promise is missed in a window though all behind it is kept."""
        return self.answer(window, world).outcome == "missed" and self.is_kept_behind(world)


def _unasked(_: Question) -> Answer:
    raise AssertionError("nothing is asked of a question that only tells what it is about")


def is_kept(workspace: Workspace, agreement: Agreement, objective: Objective, window: Interval, world: World) -> bool:
    """Whether an objective is kept; before the last amendment of an agreement nothing of it is known to be promised."""
    answer = kept(workspace, agreement, objective, window, world)
    return answer.is_kept or answer.word == "amendment"


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
    for promise in promises(draft):
        figure, objective = promise.proof.guaranteed, promise.objective
        lines = draft.block(draft.front).lines
        line = next((one for one in lines if one.startswith(f"objective {objective.name}:")), None)
        if figure is None or line is None:
            continue
        if objective.quantity is not None and objective.quantity.unit == "%":
            wanted = f"at least {floor(figure.exact * 10**8) / 10**6:.6f}%"
            found = re.sub(r"at least [0-9.]+%", wanted, line)
        elif figure.exact >= 1:
            found = re.sub(r"at most [0-9]+ (h|min)( [0-9]+ min)?(?! hour)", f"at most {ceil(figure.exact)} s", line)
        else:
            continue
        draft = draft.replaced_line(draft.front, line, found)
    return draft


def extent(world: World) -> Interval:
    """From the first thing that happens in a world to the last."""
    times = [row for rows in (world.outages, world.causes, world.occasions, world.counts) for row in rows]
    found = [one for row in times for one in (row.start, row.end) if one is not None]
    found += [event.at for case in world.cases for event in case.events]
    found += [sample.at for sample in world.samples]
    return min(found, default=0), max(found, default=0)
