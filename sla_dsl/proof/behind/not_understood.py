"""What a method of proof does not understand: where a promise and its carrier differ in it, nothing can be said.

What each method understands stands at the fields of the model (`model/marks.py`, `InProof`).  A field without that
mark is not understood, so that a new word of the language never passes unseen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from ...algebra.scopes import is_at
from ...model.agreement import Agreement
from ...model.backing import Assumption, Backing, Path, Treatment
from ...model.base import Model
from ...model.marks import InProof, Inside, Names, NotUnderstood, ProofMethod, Shape, Use, Used, shapes
from ...model.objective import Objective
from ...model.workspace import Workspace
from ...text.finding import Related
from ...text.source import Span
from ..case import Case
from ..context import Context
from .carriers import Carrier

METHODS: Mapping[str, ProofMethod] = {
    "downtime": "availability",
    "latencies": "figures",
    "figures": "figures",
    "hand-offs": "durations",
}
"""The method of proof by how a metric composes."""
_CARRYING = (Assumption, Backing, Path, Treatment)
"""What these name is no part of the promise: they say who carries it."""
_ELSEWHERE = ("agreements", "parties", "teams")
"""What is named of these is no part of what an agreement says: others carry it, or answer for it."""


@dataclass(frozen=True, slots=True)
class StatedField:
    """A statement that is not understood: its word, where it is written, and on which side alone it is harmless."""

    word: str
    source: Span
    harmless: str | None


Sayings = Mapping[tuple[str, str], StatedField]
"""Statements by their field and value: two sides say the same if their keys are the same."""


def check_understood(case: Case, carrier: Carrier) -> None:
    """What a promise and its carrier say in other ways must be understood, or be said in the same way."""
    method = METHODS[case.context.composing(case.objective).by or ""]
    ours = sayings(case.context, case.agreement, case.objective, method)
    theirs = sayings(case.context, carrier.agreement, carrier.objective, method)
    words: dict[str, list[tuple[str, StatedField]]] = {}
    for own, others, side in ((ours, theirs, "in front"), (theirs, ours, "behind")):
        for key, one in own.items():
            if key not in others and one.harmless != side:
                words.setdefault(one.word, []).append((side, one))
    for word, found in words.items():
        sides = {side for side, _ in found}
        where = {"in front": f"`{case.address}`", "behind": f"`{carrier.name}`"}
        other = carrier.objective.source if sides == {"in front"} else case.objective.source
        case.add(
            "undecidable",
            "backing/not-understood",
            carrier.name,
            word,
            message=f"`{case.address}` and `{carrier.name}` differ in `{word}`, and the proof cannot weigh that",
            related=[
                *(Related(one.source, f"`{word}` of {where[side]}") for side, one in found),
                *([Related(other, f"`{word}` is not said here")] if len(sides) == 1 else []),
            ],
            help=f"say the same of `{word}` in both",
        )


def sayings(context: Context, agreement: Agreement, objective: Objective, method: ProofMethod) -> Sayings:
    """All that is said of an objective, in its agreement and in what both name, that a method does not understand."""
    return context.remembered(
        "sayings",
        (objective.address, method),
        lambda: _Statements(context, method).about(agreement, objective),
    )


@dataclass(frozen=True, slots=True)
class _Restriction:
    """Which objectives something is about: all, or those of some names."""

    named: tuple[tuple[str, ...], ...] = ()

    def within(self, value: Any) -> _Restriction:
        """The same for what stands in a value, which may name objectives as well."""
        if not isinstance(value, Model) or isinstance(value, Objective):
            return self
        names = tuple(each for name in _naming_objectives(type(value)) for each in getattr(value, name))
        return _Restriction((*self.named, names)) if names else self

    def allows(self, objective: Objective) -> bool:
        """Whether it is about an objective."""
        return all(is_at(objective, *names) for names in self.named)


_EVERY = _Restriction()
_Declared = tuple[str, str]
"""A space of declarations, and a name in it; or the space of objectives, and an address."""
_OBJECTIVE = ("objectives", "")
"""Stands in an agreement for the objective that is asked about."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a declaration: a statement that is not understood, or the name of another declaration."""

    of: _Restriction
    key: tuple[str, str]
    field: StatedField | None = None


class _Statements:
    """Collects what a method does not understand; each declaration is read once for all that name it."""

    def __init__(self, context: Context, method: ProofMethod) -> None:
        self.context, self.method = context, method
        self.silent = context.remembered("silent", method, set[_Declared])

    def about(self, agreement: Agreement, objective: Objective) -> Sayings:
        """The statements about an objective, in the order in which they are read."""
        found: dict[tuple[str, str], StatedField] = {}
        seen: set[_Declared] = set()

        def collect(parts: Iterable[_Part]) -> None:
            for part in parts:
                if not part.of.allows(objective):
                    continue
                if part.field is not None:
                    found.setdefault(part.key, part.field)
                elif part.key not in seen:
                    seen.add(part.key)
                    collect(self.telling_of(objective) if part.key == _OBJECTIVE else self.parts(part.key))

        collect(self.telling_of(agreement))
        return found

    def telling_of(self, one: Agreement | Objective) -> list[_Part]:
        """The parts of an agreement or an objective without the names of what says nothing that is not understood."""
        return self.context.remembered(
            "telling",
            (one.address if isinstance(one, Objective) else one.name, self.method),
            lambda: [
                part
                for part in dict.fromkeys(self.read(one, one.source, _EVERY))
                if part.field is not None or part.key == _OBJECTIVE or self.says(part.key)
            ],
        )

    def says(self, declared: _Declared) -> bool:
        """Whether a declaration, or one that it names, near or far, says something that is not understood."""
        seen, left = {declared}, [declared]
        while left:
            for part in self.parts(left.pop()):
                if part.field is not None:
                    return True
                if part.key not in seen and part.key not in self.silent:
                    seen.add(part.key)
                    left.append(part.key)
        self.silent |= seen
        return False

    def parts(self, declared: _Declared) -> list[_Part]:
        """The statements of a declaration, and the names in it."""
        space, name = declared
        model = self.context.workspace.declared(space)[name]
        return self.context.remembered(
            "parts", (declared, self.method), lambda: [*self.read(model, model.source, _EVERY)]
        )

    def read(self, model: Model, place: Span, of: _Restriction) -> Iterator[_Part]:
        """What a model says, and what it names."""
        place, of = getattr(model, "source", place), of.within(model)
        for name, shape, use, default in fields_asked(type(model), self.method):
            value = getattr(model, name)
            if not isinstance(use, NotUnderstood):
                # Most fields of an agreement are empty.
                if value:
                    yield from self.follow(value, shape, place, of, not isinstance(model, _CARRYING))
                continue
            for each in value if isinstance(value, tuple) else (value,):
                # What holds where nothing is said is no statement.
                if each != default:
                    word = use.word or name.replace("_", " ")
                    said = StatedField(word, getattr(each, "source", place), use.harmless)
                    yield _Part(of.within(each), (f"{type(model).__name__}.{name}", _plain(each)), said)

    def follow(self, value: Any, shape: Shape, place: Span, of: _Restriction, names_parts: bool) -> Iterator[_Part]:
        """What stands in a value, and the declarations that it names, if these are a part of what is promised."""
        if isinstance(value, Objective):
            yield _Part(of, _OBJECTIVE)
        elif isinstance(value, Model):
            yield from self.read(value, place, of)
        elif isinstance(value, tuple):
            for part, each in shape.of_each(value) if shape.parts else ():
                yield from self.follow(each, part, place, of, names_parts)
        elif isinstance(value, str) and names_parts and (names := shape.get(Names)):
            for space in names.spaces:
                named = space, value
                # What is known to say nothing, near or far, is passed over.
                if space in _ELSEWHERE or named in self.silent:
                    continue
                if value in self.context.workspace.declared(space):
                    yield _Part(of, named)


@cache
def _naming_objectives(model: type[Model]) -> tuple[str, ...]:
    return tuple(
        name
        for name, shape in shapes(model).items()
        if any((inside := part.get(Inside)) is not None and "objective" in inside.kinds for part in shape.parts)
    )


def _plain(value: Any) -> str:
    """A value without its places and the names of objectives, which are each agreement's own."""
    if isinstance(value, Model):
        left_out = {"source", *_naming_objectives(type(value))}
        fields = (name for name in type(value).model_fields if name not in left_out)
        return f"{type(value).__name__}({', '.join(f'{name}={_plain(getattr(value, name))}' for name in fields)})"
    if isinstance(value, tuple):
        return f"({', '.join(map(_plain, value))})"
    return str(value)


# The fields of which something may not be understood


@cache
def fields_asked(model: type[Model], method: ProofMethod) -> tuple[tuple[str, Shape, Use, Any], ...]:
    """The fields of a model that a method does not understand, or in which there may be something of that kind.

    Each has with it what holds where it is not stated.
    """
    found = []
    for name, shape in shapes(model).items():
        use = use_of(shape, method)
        if isinstance(use, NotUnderstood) or (
            isinstance(use, Used)
            and not use.whole
            and any(_is_asked(each, method) for each in _within(model, name, shape))
        ):
            found.append((name, shape, use, model.model_fields[name].default))
    return tuple(found)


def use_of(shape: Shape, method: ProofMethod) -> Use:
    """What a method does with a field; without a mark it does not understand it."""
    mark = shape.get(InProof)
    return NotUnderstood() if mark is None else mark.by(method)


@cache
def _is_asked(model: type[Model], method: ProofMethod) -> bool:
    return any(
        isinstance(use_of(shape, method), NotUnderstood)
        for each in reachable(model, method)
        for shape in shapes(each).values()
    )


@cache
def reachable(model: type[Model], method: ProofMethod) -> frozenset[type[Model]]:
    """A model, and all that a method works with in it or in what it names."""
    found: set[type[Model]] = set()
    left = [model]
    while left:
        each = left.pop()
        if each not in found:
            found.add(each)
            for name, shape in shapes(each).items():
                use = use_of(shape, method)
                if isinstance(use, Used) and not use.whole:
                    left += _within(each, name, shape)
    return frozenset(found)


def _within(model: type[Model], name: str, shape: Shape) -> list[type[Model]]:
    """The models that may stand in a field, and those of the declarations that it may name."""
    found = models_in(model.model_fields[name].annotation)
    for part in _parts(shape):
        names = part.get(Names)
        for space in names.spaces if names else ():
            if space not in _ELSEWHERE:
                found += models_in(Workspace.model_fields[space].annotation)
    return found


def _parts(shape: Shape) -> Iterator[Shape]:
    yield shape
    for part in shape.parts:
        yield from _parts(part)


def models_in(annotation: Any) -> list[type[Model]]:
    """The models that a type speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return [annotation]
    return [model for part in get_args(annotation) for model in models_in(part)]
