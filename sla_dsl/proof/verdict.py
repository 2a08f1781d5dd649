"""What a proof says of one promise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from ..algebra.guarantee import Guarantee
from ..algebra.openings import Moment
from ..model.objective import Objective
from ..text.finding import Related
from ..text.source import Span

Verdict = Literal["backed", "owned", "expected", "undecidable", "unbacked"]
WORST_LAST: tuple[Verdict, ...] = ("backed", "owned", "expected", "undecidable", "unbacked")
"""Verdicts from the best to the worst; a promise has the worst of all that speaks about it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a verdict is not better: the rule that is broken, in words, with the places involved.

    ``cause`` identifies what is at fault: reasons of one cause and rule within an agreement
    are one finding, however many promises it costs.  It stands at the promise, or ``at`` another place.
    It has no rule where nothing is wrong (a team answers for it), or where another rule reports it.
    """

    verdict: Verdict
    rule: str
    message: str
    cause: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    help: str = ""
    example: str = ""
    at: Span | None = None


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
class LateCase:
    """A case that is late while every hop is in time: when it starts, is due, and when each hop ends.

    Moments are seconds since 1970; ``offset`` is by how much the start was moved from a moment that is only
    approached.
    """

    start: Moment
    due: Moment | None
    ends: tuple[Moment, ...]
    offset: Fraction = Fraction(0)

    @property
    def is_late(self) -> bool:
        """Whether the last hop ends after the case is due."""
        return self.due is not None and bool(self.ends) and self.ends[-1] > self.due


@dataclass(frozen=True, slots=True)
class Misses:
    """The shares (0 to 1) of a promise's own cases that are late at each hop, each case at one of them at most."""

    late: tuple[tuple[str, Fraction], ...]


Counter = LateCase | Misses | Guarantee
"""What shows that a promise may be missed: a late case, too many late cases, or the downtime in one window."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The verdict on one promise and how it comes about.

    ``guaranteed`` holds whatever the coincidences, for the share ``shares`` of cases, ``expected`` on average under
    ``assumptions``; ``slack`` is signed, in the unit of the promise (points for a
    percentage).  ``mends`` are, for each number involved alone, the least change that
    would suffice; ``example`` tells ``counter``.
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
    counter: Counter | None = None

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
    counter: Counter | None = None

    def add(
        self,
        verdict: Verdict,
        rule: str,
        message: str,
        *cause: str,
        help: str = "",
        example: str = "",
        related: Iterable[Related] = (),
        at: Span | None = None,
    ) -> None:
        """Notes a reason against the promise."""
        self.reasons.append(Reason(verdict, rule, message, cause, tuple(related), help, example, at))

    def own(self, owner: str, promise: str) -> None:
        """Notes that a team or party answers for the promise itself."""
        self.reasons.append(Reason("owned", "", f"`{owner}` answers for `{promise}` itself"))

    def undecided(self, message: str) -> None:
        """Notes why nothing can be said, where another rule reports it."""
        self.reasons.append(Reason("undecidable", "", message))

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
            self.example or (reasons[0].example if reasons else ""),
            tuple(self.mends),
            self.counter,
        )
