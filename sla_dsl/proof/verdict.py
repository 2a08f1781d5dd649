"""What a proof says of one promise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from ..language.finding import Related
from ..model.objective import Objective

Verdict = Literal["backed", "owned", "expected", "undecidable", "unbacked"]
WORST_LAST: tuple[Verdict, ...] = ("backed", "owned", "expected", "undecidable", "unbacked")
"""Verdicts from the best to the worst; a promise has the worst of all that speaks about it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a verdict is not better: the rule that is broken, in words, with the places involved.

    ``cause`` identifies what is at fault: reasons of one cause and rule within an agreement
    are one finding, however many promises it costs.
    """

    verdict: Verdict
    rule: str
    message: str
    cause: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    help: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the proof, and those that it rests on."""

    text: str
    parts: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """What the agreements behind a promise come to: exact, and as printed (rounded against the author)."""

    exact: Fraction
    text: str


@dataclass(frozen=True, slots=True)
class Proof:
    """The verdict on one promise and how it comes about.

    ``guaranteed`` holds whatever the coincidences, for the share ``shares`` of cases, ``expected`` on average under
    ``assumptions``; ``slack`` is signed, in the unit of the promise (points for a
    percentage).  ``mends`` are, for each number involved alone, the least change that
    would suffice.
    """

    objective: Objective
    verdict: Verdict
    promised: str
    steps: tuple[Step, ...] = ()
    guaranteed: Value | None = None
    shares: Value | None = None
    expected: Value | None = None
    slack: str = ""
    reasons: tuple[Reason, ...] = ()
    assumptions: tuple[str, ...] = ()
    example: str = ""
    mends: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The address of the promise."""
        return self.objective.address


@dataclass(slots=True)
class Findings:
    """Collects what is found while one promise is proved."""

    reasons: list[Reason] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    assumptions: list[str] = field(default_factory=list)
    mends: list[str] = field(default_factory=list)
    guaranteed: Value | None = None
    shares: Value | None = None
    expected: Value | None = None
    slack: str = ""
    example: str = ""

    def add(
        self,
        verdict: Verdict,
        rule: str,
        message: str,
        *cause: str,
        help: str = "",
        example: str = "",
        related: Iterable[Related] = (),
    ) -> None:
        """Notes a reason against the promise."""
        self.reasons.append(Reason(verdict, rule, message, cause, tuple(related), help, example))

    def proof(self, objective: Objective, promised: str) -> Proof:
        """The proof with the worst verdict of all reasons."""
        verdicts: list[Verdict] = ["backed", *(reason.verdict for reason in self.reasons)]
        verdict = max(verdicts, key=WORST_LAST.index)
        reasons = sorted(self.reasons, key=lambda reason: -WORST_LAST.index(reason.verdict))
        return Proof(
            objective,
            verdict,
            promised,
            tuple(self.steps),
            self.guaranteed,
            self.shares,
            self.expected,
            self.slack,
            tuple(reasons),
            tuple(self.assumptions),
            self.example,
            tuple(self.mends),
        )
