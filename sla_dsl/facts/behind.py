"""Backwards: of each missed window, which promises behind it were broken in the same time, which kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..algebra.intervals import Interval
from ..algebra.zones import Instant
from ..model.objective import Objective
from ..model.workspace import Workspace
from .reported import WindowFigure, windows_reported
from .tables.cells import MICRO
from .tables.folder import Facts
from .texts import AgreementText, Histories, is_judged_by, texts_of
from .worlds import FactsOfAgreement

Behind = Mapping[str, Sequence[str]]
"""The promises that carry a promise, all by their addresses."""


@dataclass(frozen=True, slots=True)
class BrokenWindow:
    """A missed window, and the promises behind it: broken in the same time (``by``), kept, or not known."""

    told: WindowFigure
    by: tuple[str, ...]
    kept: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def contradicts(self) -> bool:
        """Whether everything behind was kept: then the promise should have been, if it is backed."""
        return bool(self.kept) and not (self.by or self.unknown)


@dataclass
class WindowsBehind:
    """The states of the promises behind, each asked once."""

    facts: Facts
    workspace: Workspace
    histories: Histories
    behind: Behind
    now: Instant

    def __post_init__(self) -> None:
        self._asked: dict[tuple[str, Interval], str] = {}

    def of(self, told: WindowFigure) -> BrokenWindow | None:
        """What stood behind a missed window; none if nothing does."""
        names = self.behind.get(told.objective, ())
        if told.state != "missed" or not names:
            return None
        span = told.start, told.end
        states = {name: self._state(name, span) for name in sorted(set(names))}
        by, met, unknown = (
            tuple(name for name, state in states.items() if state == which) for which in ("missed", "met", "unknown")
        )
        return BrokenWindow(told, by, met, unknown)

    def _state(self, address: str, span: Interval) -> str:
        if (address, span) not in self._asked:
            self._asked[address, span] = self._worst(address, span)
        return self._asked[address, span]

    def _worst(self, address: str, span: Interval) -> str:
        """How a promise was kept in the windows that meet a time."""
        texts = texts_of(self.workspace, address.partition("/")[0], self.histories)
        windows = [
            one
            for number, text in enumerate(texts)
            for objective in text.agreement.objectives
            if objective.address == address and is_judged_by(texts, number, objective)
            for one in self._windows(text, objective, span)
            if one.start < span[1] and span[0] < one.end
        ]
        if any(one.state == "missed" for one in windows):
            return "missed"
        # That nothing came is known of facts that are complete; of others only that nothing is told.
        until = self.facts.until
        is_complete = until is not None and max((one.end for one in windows), default=0) * MICRO <= until
        quiet = ("met", "empty") if is_complete else ("met",)
        return "met" if windows and all(one.state in quiet for one in windows) else "unknown"

    def _windows(self, text: AgreementText, objective: Objective, span: Interval) -> list[WindowFigure]:
        known = FactsOfAgreement.of(self.facts, text, self.now)
        return list(windows_reported(known, objective, (span[0], max(span[1], self.now))))
