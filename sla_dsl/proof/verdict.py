"""The proof of one promise: its verdict, the grounds for it, and the figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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


NOT_IN_EFFECT = "backing/not-in-effect"
"""The rule of what is not known until an amendment takes effect."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground of a verdict: the rule that is broken, in words, with the places involved.

    ``cause`` identifies the fault: grounds of one cause and rule within an agreement are one finding, however many
    promises it costs.  The finding stands at the promise, or ``at`` another place.  A ground has no rule where
    nothing is wrong (a team answers for the promise), or where another rule reports the fault.
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
class ProofStep:
    """One line of the proof, and the lines that it rests on."""

    text: str
    parts: tuple[ProofStep, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A computed figure: exact, and as printed (``text`` is rounded to the author's disadvantage)."""

    exact: Fraction
    text: str


@dataclass(frozen=True, slots=True)
class LateCase:
    """A case that is late while every hop is in time: its start, when it is due, and the end of each hop.

    Moments are seconds since 1970.  Where the worst start is only approached, ``offset`` is the distance (in
    seconds) from it to this start.
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
    """The share (0 to 1) of a promise's own cases that is late at each hop; no case is late at two of them."""

    late: tuple[tuple[str, Fraction], ...]


CounterExample = LateCase | Misses | Guarantee
"""A way to miss the promise: a late case, too many late cases, or the downtime in one window."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The verdict on one promise and how it comes about.

    ``guaranteed`` holds whatever the coincidences, for the share ``shares`` of cases; ``expected`` holds on average
    under ``assumptions``.  ``slack`` is signed, in the unit of the promise (points for a percentage).  Each of
    ``mends`` is the least change of one number that suffices alone.  ``example`` tells ``counter`` in words.
    """

    objective: Objective
    verdict: Verdict
    promised: str
    steps: tuple[ProofStep, ...] = ()
    guaranteed: Figure | None = None
    shares: Figure | None = None
    expected: Figure | None = None
    slack: str = ""
    grounds: tuple[Ground, ...] = ()
    assumptions: tuple[str, ...] = ()
    example: str = ""
    mends: tuple[str, ...] = ()
    counter: CounterExample | None = None

    @property
    def once_in_effect(self) -> Verdict:
        """The verdict from the day on which all amendments are in effect."""
        if self.verdict != "undecidable":
            return self.verdict
        verdicts: list[Verdict] = ["backed", *(one.verdict for one in self.grounds if one.rule != NOT_IN_EFFECT)]
        return max(verdicts, key=WORST_LAST.index)

    @property
    def is_assuming(self) -> bool:
        """Whether it is backed only as long as something holds that nobody has promised."""
        return self.verdict == "backed" and bool(self.assumptions)

    @property
    def told(self) -> str:
        """The verdict as it is shown: never `backed` alone where something is assumed."""
        count = len(self.assumptions)
        return f"{self.verdict} on {count} assumption{'s'[: count != 1]}" if self.is_assuming else self.verdict

    @property
    def address(self) -> str:
        """The address of the objective."""
        return self.objective.address


def counts_text(verdicts: Mapping[Verdict, int], assuming: int) -> str:
    """How many promises have each verdict, from the best on, and how many of those that are backed assume something."""
    also = f" ({assuming} on assumptions)" if assuming else ""
    return ", ".join(
        f"{verdicts[one]} {one}{also if one == 'backed' else ''}" for one in WORST_LAST if verdicts.get(one)
    )


def counted(proofs: Iterable[Proof]) -> tuple[Mapping[Verdict, int], int]:
    """How many promises have each verdict, from the best on, and how many that are backed assume something."""
    found = list(proofs)
    each = Counter(one.verdict for one in found)
    return {one: each[one] for one in WORST_LAST if each[one]}, sum(one.is_assuming for one in found)
