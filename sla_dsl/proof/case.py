"""A case: one promise while it is proved."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from ..model.agreement import Agreement
from ..model.objective import Objective
from ..text.finding import Related
from ..text.source import Span
from .context import Context
from .verdict import WORST_LAST, CounterExample, Figure, Ground, Proof, ProofStep, Verdict

T = TypeVar("T")


@dataclass(slots=True)
class Case:
    """The promise that is being proved, with all that is found out about it.

    The promise is an ``objective`` of an ``agreement``.  The rest collects what becomes its `Proof`.
    """

    context: Context
    agreement: Agreement
    objective: Objective
    grounds: list[Ground] = field(default_factory=list)
    steps: list[ProofStep] = field(default_factory=list)
    assumptions: list[str] = field(default_factory=list)
    mends: list[str] = field(default_factory=list)
    guaranteed: Figure | None = None
    shares: Figure | None = None
    expected: Figure | None = None
    slack: str = ""
    example: str = ""
    counter: CounterExample | None = None
    stand_ins: list[frozenset[str]] = field(default_factory=list)
    """Agreements that carry the same one after the other: together they must be in force, and not each."""

    @property
    def address(self) -> str:
        """The address of the objective."""
        return self.objective.address

    @property
    def promised(self) -> str:
        """The promise in words."""
        return self.context.promise(self.objective)

    def of_part(self, objective: Objective) -> Case:
        """The case for a part of the promise's cases; its grounds, steps and assumptions are added to this one."""
        # A copy holds the same lists, so that nothing that is found out about a part is lost to the whole.
        return replace(self, objective=objective)

    def apart(self) -> Case:
        """The case as if nothing were found out yet: to ask whether it is carried at all."""
        return Case(self.context, self.agreement, self.objective)

    def take(self, part: Case) -> None:
        """Adds what was found out about a part of the promise's cases apart."""
        self.grounds += part.grounds
        self.steps += part.steps
        self.assumptions += part.assumptions
        self.mends += part.mends
        self.stand_ins += part.stand_ins

    def alike(self, question: str, key: Hashable | None, answer: Callable[[Case], T]) -> T:
        """An answer that all promises of one key share, as long as nothing else is found out on the way to it.

        The key must hold all that the answer follows from besides the workspace; without one nothing is shared.
        """
        if key is None:
            return answer(self)

        def alone() -> tuple[T, bool]:
            case = self.apart()
            return answer(case), case == self.apart()

        found, is_silent = self.context.remembered(question, key, alone)
        return found if is_silent else answer(self)

    def assume(self, text: str) -> None:
        """Adds an assumption, once."""
        if text not in self.assumptions:
            self.assumptions.append(text)

    def add(
        self,
        verdict: Verdict,
        rule: str,
        *cause: str,
        message: str,
        help: str = "",
        example: str = "",
        related: Iterable[Related] = (),
        at: Span | None = None,
    ) -> None:
        """Adds a ground: ids (the verdict, the rule, the names of the cause) by position, words by keyword."""
        self.grounds.append(Ground(verdict, rule, message, cause, tuple(related), help, example, at))

    def standing_in(self, name: str) -> frozenset[str]:
        """The agreements that carry what one of them carries when it is not in force, with itself."""
        return next((one for one in self.stand_ins if name in one), frozenset({name}))

    def own(self, owner: str) -> None:
        """Adds that a team or party answers for the promise itself."""
        self.grounds.append(Ground("owned", "", f"`{owner}` answers for `{self.address}` itself"))

    def undecided(self, message: str) -> None:
        """Adds why nothing can be said, where another rule reports the fault."""
        self.grounds.append(Ground("undecidable", "", message))

    def take_back(self, *, but: Sequence[str]) -> None:
        """Takes back all but some rules where grounds show the promise missed: it may not count just then."""
        self.grounds[:] = [
            replace(one, verdict="undecidable") if one.verdict == "unbacked" and one.rule not in but else one
            for one in self.grounds
        ]
        if not any(one.verdict == "unbacked" for one in self.grounds):
            self.counter = None

    def has_broken(self, rule: str) -> bool:
        """Whether a ground of this rule was added."""
        return any(ground.rule == rule for ground in self.grounds)

    def proof(self) -> Proof:
        """The proof, with the worst verdict of all grounds; the worst grounds come first."""
        # Cases of several kinds may lead to one ground.
        once = dict.fromkeys(self.grounds) if len(self.grounds) > 1 else self.grounds
        verdicts: list[Verdict] = ["backed", *(ground.verdict for ground in once)]
        grounds = sorted(once, key=lambda ground: -WORST_LAST.index(ground.verdict))
        return Proof(
            self.objective,
            max(verdicts, key=WORST_LAST.index),
            self.promised,
            tuple(self.steps),
            self.guaranteed,
            self.shares,
            self.expected,
            self.slack,
            tuple(grounds),
            tuple(dict.fromkeys(self.assumptions)),
            self.example or (grounds[0].example if grounds else ""),
            tuple(self.mends),
            self.counter,
        )
