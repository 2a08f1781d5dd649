"""The facts about a field besides its type: marks that stand at the field, in ``Annotated``.

Each class of marks answers one question about a field. Code that needs the answer reads it here; no table elsewhere
names fields. A new question is a new class, and one more mark at each field that has an answer.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin

if TYPE_CHECKING:
    from .base import Model

T = TypeVar("T")
Mark = TypeVar("Mark")

# Does the order of a tuple matter?


@dataclass(frozen=True, slots=True)
class Order:
    """Whether the order of a tuple has a meaning; if ``kinds`` are named, only in models of these kinds."""

    counts: bool
    kinds: tuple[str, ...] = ()

    def counts_in(self, model: Model) -> bool:
        """Whether the order has a meaning in this model."""
        return self.counts and (not self.kinds or getattr(model, "kind", "") in self.kinds)


Ordered = Annotated[tuple[T, ...], Order(True)]
"""A list whose order has a meaning."""
Unordered = Annotated[tuple[T, ...], Order(False)]
"""A list that means the same in any order."""


@dataclass(frozen=True, slots=True)
class Joins:
    """Statements that differ in this list alone say the same as one statement with all their lists together."""

    field: str


@dataclass(frozen=True, slots=True)
class Completes:
    """Statements of one kind complete each other: several that each say a part say the same as one with all of it."""


# Which thing does a text name?


@dataclass(frozen=True, slots=True)
class Names:
    """The text names something declared in one of these spaces of the workspace: the first that knows the name.

    ``uses`` is true if the named thing becomes part of the model that names it, and false if it is only mentioned.
    """

    spaces: tuple[str, ...]
    uses: bool = True


InsideKind = Literal["objective", "parameter", "scale value", "subject", "rule"]
"""A kind of things that are declared inside a declaration."""


@dataclass(frozen=True, slots=True)
class Inside:
    """The text names something that is declared inside a declaration: one of these kinds.

    A ``subject`` is an objective of the agreement, or any declaration; a ``rule`` may be a policy.
    """

    kinds: tuple[InsideKind, ...]


@dataclass(frozen=True, slots=True)
class Free:
    """The text names nothing in the workspace, and why; beside ``Names``, that it may also name nothing."""

    why: str


@dataclass(frozen=True, slots=True)
class InLanguage:
    """The text is written in a language: a document in another one needs it in that one as well.

    ``is_name`` is true of a name for which the language may have words itself (`cases`), or which may be a unit.
    """

    is_name: bool = False


AgreementName = Annotated[str, Names(("agreements",))]
CalendarName = Annotated[str, Names(("calendars",))]
HoursName = Annotated[str, Names(("calendars",)), Inside(("parameter",))]
"""The name of a calendar, or in a template that of a parameter of hours which has no value yet."""
ChannelName = Annotated[str, Names(("channels",))]
ClockName = Annotated[str, Names(("clocks",))]
DocumentName = Annotated[str, Names(("documents",))]
EventName = Annotated[str, Names(("events",))]
FactName = Annotated[str, Names(("facts",))]
HouseName = Annotated[str, Names(("parties",))]
MetricName = Annotated[str, Names(("metrics",))]
PartyName = Annotated[str, Names(("parties", "teams"))]
ReasonName = Annotated[str, Names(("reasons",))]
TopicName = Annotated[str, Names(("topics",))]
ScaleName = Annotated[str, Names(("scales",))]
ServiceName = Annotated[str, Names(("services",))]
AssumedName = Annotated[str, Names(("services", "agreements"), uses=False)]
WatchedName = Annotated[str, Names(("services",), uses=False)]
RankedName = Annotated[str, Names(("documents", "agreements"))]
ObjectiveName = Annotated[str, Inside(("objective",))]
FigureName = Annotated[str, Inside(("objective",)), Names(("metrics",))]
"""The name of an objective of the agreement, or of a metric."""
ComparedName = Annotated[str, Inside(("objective", "parameter")), Names(("metrics",))]
"""The name of an objective or a parameter of the agreement, or of a metric."""
GivenName = Annotated[FigureName, Free("or a parameter or the downtime: the example itself says its value")]
ResultName = Annotated[ObjectiveName, Free("or a remedy or a parameter: the example itself says its value")]
MomentName = Annotated[str, Names(("events",)), Free("or a moment that the language knows, such as `window-end`")]
ParameterName = Annotated[str, Inside(("parameter",))]
ScaleValueName = Annotated[str, Inside(("scale value",))]
StateName = Annotated[str, Free("a state of the fact beside it")]
Subject = Annotated[str, Inside(("subject",))]
RuleName = Annotated[str, Inside(("rule",))]
OwnName = Annotated[str, Free("its own name")]
Text = Annotated[str, Free("words of people"), InLanguage()]
Proper = Annotated[str, Free("a proper name, an address, or the name of a program: the same in every language")]
Outside = Annotated[str, Free("not declared in a workspace")]
Word = Annotated[str, Free("a word of the language, or one of its author's own")]

OwnWord = Annotated[
    str, Free("what people call a thing or a role: a word of the language, or an own one"), InLanguage(is_name=True)
]

# Who gains if there is more of it?


@dataclass(frozen=True, slots=True)
class LongerIsFor:
    """The side that gains by a longer calendar in this field; without the mark it is unknown."""

    side: Literal["customer", "provider"]


# Is an approval bound to it?


@dataclass(frozen=True, slots=True)
class Unbound:
    """No approval is bound to the field, and why: a change of it needs no new approval."""

    why: str


@dataclass(frozen=True, slots=True)
class FollowsFrom:
    """The field follows from other fields (``of`` names them), so it never changes alone."""

    of: str


# Is it said in the document that people sign?


@dataclass(frozen=True, slots=True)
class NotInDocuments:
    """The document of an agreement does not say it, nor what is in it, and why."""

    why: str


# How do policies read it?


@dataclass(frozen=True, slots=True)
class PolicyWord:
    """The word for the field in policies, if it is not the field's name with blanks."""

    word: str


@dataclass(frozen=True, slots=True)
class NotInPolicies:
    """Policies have no attribute for the field, or ``policy/further.py`` defines it."""


@dataclass(frozen=True, slots=True)
class ReadThrough:
    """Policies read the parts of the field's model as if they were fields of the outer model."""


@dataclass(frozen=True, slots=True)
class Measures:
    """The dimensions that the field's quantity may have; without the mark, any."""

    dimensions: tuple[str, ...]


# What does the proof do with it?

ProofMethod = Literal["availability", "figures", "durations"]
"""A method of proof: shares of time, figures that compose part by part, durations of cases."""


@dataclass(frozen=True, slots=True)
class Used:
    """The proof works with it, in this function or class below ``sla_dsl``.

    What is in it has marks of its own, unless it is taken as a ``whole``.
    """

    by: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class CannotMatter:
    """It changes no verdict, nor does what is in it, and why."""

    why: str


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """The proof cannot work with it: where it differs between a promise and what carries it, nothing can be said.

    ``word`` is how the language says it.  Where it only lessens what is promised, it is ``harmless`` on the side in
    front; where it only adds to it, behind.
    """

    word: str = ""
    harmless: Literal["in front", "behind"] | None = None


Use = Used | CannotMatter | NotUnderstood


@dataclass(frozen=True, slots=True)
class InProof:
    """What each method of proof does with it; a field without this mark is not understood by any."""

    availability: Use
    figures: Use
    durations: Use

    def by(self, method: ProofMethod) -> Use:
        """What a method does with it."""
        use: Use = getattr(self, method)
        return use


def used(by: str, *, whole: bool = False) -> InProof:
    """Every method of proof works with it."""
    return InProof(*[Used(by, whole)] * 3)


def no_matter(why: str) -> InProof:
    """It changes no verdict."""
    return InProof(*[CannotMatter(why)] * 3)


def of_cases(use: Use) -> InProof:
    """Only durations work with it, or cannot: nothing else has cases."""
    return InProof(CannotMatter("only cases have it"), CannotMatter("only cases have it"), use)


def of_clocks(use: Use, word: str, harmless: Literal["in front", "behind"] | None = None) -> InProof:
    """Durations work with it; where the time of a case composes as other figures do, it must be the same."""
    return InProof(CannotMatter("only cases have it"), NotUnderstood(word, harmless), use)


def not_understood(word: str, harmless: Literal["in front", "behind"] | None = None) -> InProof:
    """No method of proof can work with it."""
    return InProof(*[NotUnderstood(word, harmless)] * 3)


# What stands at more than one field

BEHIND = NotInDocuments("the other side is not shown what carries a promise")
PROSE = no_matter("words of people")
PLACE = no_matter("where it is written")
RECORDED = no_matter("how the text comes about, and not what it says")
STANDS = no_matter("it stands in whatever is said by it")
FOLLOWS = no_matter("what follows when a promise is missed; money is weighed by itself")
BESIDE = no_matter("beside the promise, and kept or not by itself")
ANSWERS = no_matter("it says what the statement is about, and promises nothing")
ONE_VALUE = no_matter("a case has one value of a scale, whoever asks for it")
KIND = used("proof.prove.prove")
"""Of another kind it is another thing: whoever works with it asks for it first."""
OPEN = used("algebra.calendars.Almanac")
ALONG = of_cases(Used("proof.durations.legs.LegFinder"))

# Reading marks


@dataclass(frozen=True, slots=True)
class Shape:
    """The marks of a field or of a part of its type, and the shapes of the parts if it is a tuple.

    A tuple of any length has one part. A tuple of fixed length has a part for each place, and its order always has a
    meaning.
    """

    marks: tuple[object, ...] = ()
    parts: tuple[Shape, ...] = ()
    fixed: bool = False
    is_text: bool = False
    _by_class: dict[type[object], object] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The first mark of each class: every comparison of two models asks for some at each of their fields."""

    def __post_init__(self) -> None:
        for mark in self.marks:
            self._by_class.setdefault(type(mark), mark)

    def get(self, kind: type[Mark]) -> Mark | None:
        """The mark of a class, if the field has one."""
        return cast("Mark | None", self._by_class.get(kind))

    def has(self, kind: type[object]) -> bool:
        """Whether the field has a mark of a class."""
        return kind in self._by_class

    def of_each(self, value: tuple[Any, ...]) -> Iterator[tuple[Shape, Any]]:
        """The members of a value, each with its shape."""
        return zip(self.parts if self.fixed else self.parts * len(value), value, strict=True)

    def texts(self, value: Any) -> Iterator[tuple[Shape, str]]:
        """The texts in a value, each with its shape; texts inside models are left out."""
        if isinstance(value, tuple) and self.parts:
            for shape, each in self.of_each(value):
                yield from shape.texts(each)
        elif isinstance(value, str):
            yield self, value


@cache
def shapes(model: type[Model]) -> Mapping[str, Shape]:
    """The fields of a model, each with its shape."""
    return {name: _shape(info.annotation, info.metadata) for name, info in model.model_fields.items()}


def _shape(annotation: Any, marks: tuple[object, ...]) -> Shape:
    """The shape of a type; ``marks`` are those that stand around it."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(arguments[0], (*arguments[1:], *marks))
    if origin in (Union, types.UnionType):
        alternatives = [each for each in arguments if each is not type(None)]
        return _shape(alternatives[0], marks) if len(alternatives) == 1 else Shape(marks)
    if origin is tuple:
        fixed = arguments[-1] is not Ellipsis
        return Shape(marks, tuple(_shape(each, ()) for each in (arguments if fixed else arguments[:1])), fixed)
    return Shape(marks, is_text=annotation is str)
