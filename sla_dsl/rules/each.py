"""A check that asks each agreement by itself: what it finds in one follows from that one, and from what it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

from ..model.agreement import Agreement
from ..model.workspace import Workspace
from ..text.finding import Finding
from ..text.source import Span

T = TypeVar("T")


def _itself(workspace: Workspace) -> Workspace:
    return workspace


def _nothing(_: Workspace) -> Iterable[Finding]:
    return ()


@dataclass(frozen=True, slots=True, eq=False)
class Each:
    """The check of a rule, agreement by agreement, so that a language server asks only those that may have changed.

    ``among`` are the agreements that are asked, in order; whether one is among them follows from it alone, and from
    whether it was read in full. ``of`` finds what is wrong with one: it looks at that one, at agreements that it names,
    near or far, and at all that is no agreement. It is given what ``prepare`` makes of the workspace without looking at
    agreements; without it, the workspace. ``once`` tells that a statement that several agreements take over is one
    mistake: of the findings at one place the first counts; where ``of`` finds what several rules are about, ``rule`` is
    the one that tells its own. ``beside`` finds what is wrong with all that is no
    agreement.
    """

    among: Callable[[Workspace], Iterable[Agreement]]
    of: Callable[[Any, Agreement], Iterable[Finding]]
    prepare: Callable[[Workspace], Any] = _itself
    once: bool = True
    rule: str = ""
    beside: Callable[[Workspace], Iterable[Finding]] = _nothing

    def __call__(self, workspace: Workspace) -> Iterator[Finding]:
        """The findings in a workspace."""
        return self.told(workspace, Asking(workspace).found(self))

    def told(self, workspace: Workspace, of_each: Iterable[Finding]) -> Iterator[Finding]:
        """The findings of a workspace, given the findings of each agreement."""
        findings: Iterator[Finding] = chain(self.beside(workspace), of_each)
        told = each_once(findings) if self.once else findings
        return (one for one in told if one.rule == self.rule) if self.rule else told


class Asking:
    """The checks of one workspace; what several of them ask is worked out once."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._answers: dict[tuple[object, ...], Any] = {}

    def check(self, check: Callable[[Workspace], Iterable[Finding]]) -> Iterable[Finding]:
        """The findings of a check."""
        return check.told(self.workspace, self.found(check)) if isinstance(check, Each) else check(self.workspace)

    def found(self, check: Each) -> list[Finding]:
        """The finds of a check in each of its agreements, for all rules that tell them."""
        return self._once(
            (check.among, check.prepare, check.of),
            lambda: [found for one in self.among(check) for found in check.of(self.prepared(check), one)],
        )

    def among(self, check: Each) -> tuple[Agreement, ...]:
        """The agreements that a check asks, in order."""
        return self._once((check.among,), lambda: tuple(check.among(self.workspace)))

    def prepared(self, check: Each) -> Any:
        """The things that a check is given with each agreement."""
        return self._once((check.prepare,), lambda: check.prepare(self.workspace))

    def _once(self, question: tuple[object, ...], answer: Callable[[], T]) -> T:
        if question not in self._answers:
            self._answers[question] = answer()
        found: T = self._answers[question]
        return found


def each_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of the first agreement at each place: a statement that several take over is one mistake."""
    first: dict[Span | None, str] = {}
    for finding in findings:
        if first.setdefault(finding.span, finding.address) == finding.address:
            yield finding
