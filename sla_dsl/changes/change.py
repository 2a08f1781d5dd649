"""The words of comparing and weighing: differences, effects and changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Literal, NamedTuple

from ..model.agreement import Agreement
from ..text.source import Span

Relation = Literal["same", "less", "more", "other"]
"""How the later value stands to the earlier one: the same, less of it, more of it, or not comparable."""
Effect = Literal["better", "worse", "neutral", "unordered"]
Class = Literal["weakening", "strengthening", "editorial"]
CLASSES: tuple[Class, ...] = ("weakening", "strengthening", "editorial")
"""The classes of changes, the worst first."""

OPPOSITE: Mapping[Effect, Effect] = {
    "better": "worse",
    "worse": "better",
    "neutral": "neutral",
    "unordered": "unordered",
}
REVERSED: Mapping[Relation, Relation] = {"same": "same", "less": "more", "more": "less", "other": "other"}


def joined(relations: Iterable[Relation]) -> Relation:
    """The relation of a whole whose parts have these relations; less in one part and more in another is ``other``."""
    found = set(relations) - {"same"}
    return "same" if not found else found.pop() if len(found) == 1 else "other"


def combined(effects: Iterable[Effect]) -> Effect:
    """The sum of several effects on one party; better and worse together are unordered."""
    found = set(effects) - {"neutral"}
    return "neutral" if not found else found.pop() if len(found) == 1 else "unordered"


class Stake(NamedTuple):
    """Who gains and who loses if there is more of something: roles, or parties by their name."""

    gain: tuple[str, ...] = ()
    lose: tuple[str, ...] = ()

    @property
    def reversed(self) -> Stake:
        """The stake in having less of it."""
        return Stake(self.lose, self.gain)


CUSTOMER = Stake(("customer",), ("provider",))
PROVIDER = Stake(("provider",), ("customer",))
BOTH = Stake(("customer", "provider"))
NOBODY = Stake()
UNSURE = Stake(("customer", "provider"), ("customer", "provider"))
"""It is unknown who gains: every change is unordered for both sides."""


def effects(relation: Relation, stake: Stake, agreement: Agreement | None) -> dict[str, Effect]:
    """The effect on each party of an agreement; the provider comes second, a missing party is left out."""
    roles = {"customer": agreement.customer, "provider": agreement.provider} if agreement else {}
    found: dict[str, Effect] = {name: "neutral" for name in roles.values() if name}
    gain, lose = (stake.gain, stake.lose) if relation != "less" else (stake.lose, stake.gain)
    for party in dict.fromkeys((*stake.gain, *stake.lose)):
        name = roles.get(party) if party in ("customer", "provider") else party
        if name:
            sides: tuple[tuple[Effect, tuple[str, ...]], ...] = (("better", gain), ("worse", lose))
            now = combined(one for one, side in sides if party in side) if relation != "other" else "unordered"
            found[name] = combined((found.get(name, "neutral"), now))
    return found


def class_of(effect: Mapping[str, Effect], provider: str | None) -> Class:
    """The class of a change with this effect on the parties.

    An unordered effect on anybody is weakening, and so is a worse effect on anybody but the provider. Otherwise a
    better effect on anybody strengthens; an effect that is worse for the provider and better for nobody weakens.
    """
    others = {said for party, said in effect.items() if party != provider}
    theirs = effect.get(provider or "", "neutral")
    if others & {"worse", "unordered"} or theirs == "unordered":
        return "weakening"
    if "better" in others or theirs == "better":
        return "strengthening"
    return "weakening" if theirs == "worse" else "editorial"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between two models, not yet weighed.

    ``owner`` is the space and the name of the declaration that differs; ``path`` is the address of the part inside it.
    ``stake`` says who gains by more. ``value`` has both sides in normal form. ``statement`` has the sentences before
    and after in which the two texts stand, if they are only a phrase of one.
    """

    kind: str
    owner: tuple[str, str]
    path: str
    relation: Relation
    stake: Stake
    before: str
    after: str
    base: Span | None
    head: Span | None
    value: tuple[Any, Any] = (None, None)
    statement: tuple[str, str] = ("", "")

    @property
    def address(self) -> str:
        """The name of the declaration, followed by the path of the part inside it."""
        return f"{self.owner[1]}/{self.path}" if self.path else self.owner[1]


@dataclass(frozen=True, slots=True)
class Reach:
    """The effect of a change on each party of one agreement, and its class there."""

    agreement: str
    effect: Mapping[str, Effect]
    class_: Class


@dataclass(frozen=True, slots=True)
class Change:
    """One change of meaning, weighed.

    ``before`` and ``after`` are the two texts, empty where nothing stands; ``base`` and ``head`` are their places.
    ``reaches`` are the agreements that the change affects: its own agreement, or all that use a shared declaration.
    ``titles`` are what people call the thing at the address, from the outside in. ``statement`` has the sentences
    before and after, where the texts are only a phrase of them. ``parties`` are the titles of the parties affected.
    """

    kind: str
    address: str
    before: str
    after: str
    base: Span | None
    head: Span | None
    reaches: tuple[Reach, ...] = ()
    default_class: Class = "editorial"
    """The class if no agreement is reached."""
    titles: tuple[str, ...] = ()
    statement: tuple[str, str] = ("", "")
    parties: Mapping[str, str] = field(default_factory=dict)

    @property
    def told(self) -> tuple[str, str]:
        """What was and what is: the whole sentences if they tell the change, or else the two texts."""
        was, is_ = self.statement
        return self.statement if was != is_ and was and is_ else (self.before, self.after)

    @property
    def effect(self) -> dict[str, Effect]:
        """The effect on each party, over all agreements that are reached; sorted by name."""
        said: dict[str, list[Effect]] = {}
        for reach in self.reaches:
            for party, one in reach.effect.items():
                said.setdefault(party, []).append(one)
        return {party: combined(said[party]) for party in sorted(said)}

    @property
    def class_(self) -> Class:
        """The worst class over all agreements that are reached."""
        return min((reach.class_ for reach in self.reaches), key=CLASSES.index, default=self.default_class)

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal digits that survive moved lines."""
        said = "\x1f".join((self.kind, self.address, self.before, self.after))
        return sha256(said.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A promise that both sides make, with a verdict that has changed.

    ``though`` are the kinds of changes that leave something out: set if a verdict is better and nobody promises more.
    ``because`` are the changes from which a worse one follows, each by its kind and its address.
    """

    address: str
    before: str
    after: str
    worse: bool
    though: tuple[str, ...] = ()
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarginChange:
    """A promise that keeps its verdict with less slack; both texts in the unit of the promise."""

    address: str
    before: str
    after: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AssumptionChange:
    """A promise that is backed now, and what it rests on that it did not rest on before while it was backed."""

    address: str
    more: tuple[str, ...]
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CostChange:
    """An award that a worked example of an agreement comes to, by the terms before and after.

    Of what was ``measured``, ``example`` names the days and the promise.
    """

    agreement: str
    example: str
    award: str
    before: str
    after: str
    measured: bool = False


class Unread(NamedTuple):
    """A declaration or a file that could not be read as a whole on the base, on the head, or on both."""

    name: str
    base: bool
    head: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes, the worst first, then by address, and what is not compared, by name."""

    changes: tuple[Change, ...] = ()
    verdicts: tuple[VerdictChange, ...] = ()
    unread: tuple[Unread, ...] = field(default=())
    margins: tuple[MarginChange, ...] = ()
    costs: tuple[CostChange, ...] = ()
    assumed: tuple[AssumptionChange, ...] = ()

    def count(self, class_: Class) -> int:
        """How many changes are of a class."""
        return sum(change.class_ == class_ for change in self.changes)
