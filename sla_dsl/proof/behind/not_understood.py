"""What a method of proof does not understand: where a promise and its carrier differ in it, nothing can be said.

What each method understands stands at the fields of the model (`model/marks.py`, `InProof`).  A field without that
mark is not understood, so that a new word of the language never passes unseen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    key = (agreement.name, objective.address, objective.scope, method)
    return context.remembered(
        "sayings", key, lambda: _StatementReader(context.workspace, agreement, objective, method).found
    )


class _StatementReader:
    """Walks an agreement, and what it names, and collects what is not understood."""

    def __init__(self, workspace: Workspace, agreement: Agreement, objective: Objective, method: ProofMethod) -> None:
        self.workspace, self.objective, self.method = workspace, objective, method
        self.found: dict[tuple[str, str], StatedField] = {}
        self.seen: set[tuple[str, str]] = set()
        self.read(agreement, agreement.source)

    def read(self, model: Model, place: Span) -> None:
        """What a model says, and what it names."""
        place = getattr(model, "source", place)
        if not _is_about(model, self.objective):
            return
        for name, shape, use in fields_asked(type(model), self.method):
            value = getattr(model, name)
            if isinstance(use, NotUnderstood):
                for each in value if isinstance(value, tuple) else (value,):
                    self.said(f"{type(model).__name__}.{name}", model, name, each, use, place)
            else:
                self.follow(value, shape, place, not isinstance(model, _CARRYING))

    def said(self, field: str, model: Model, name: str, value: Any, use: NotUnderstood, place: Span) -> None:
        """A statement, unless it is what holds where nothing is said, or is about other objectives."""
        if value == type(model).model_fields[name].default or not _is_about(value, self.objective):
            return
        word = use.word or name.replace("_", " ")
        self.found.setdefault((field, _plain(value)), StatedField(word, getattr(value, "source", place), use.harmless))

    def follow(self, value: Any, shape: Shape, place: Span, names_parts: bool) -> None:
        """What stands in a value, and the declarations that it names, if these are a part of what is promised."""
        if isinstance(value, Model):
            # Of the objectives of an agreement one is asked about.
            if not isinstance(value, Objective) or value.address == self.objective.address:
                self.read(value, place)
        elif isinstance(value, tuple):
            for part, each in shape.of_each(value) if shape.parts else ():
                self.follow(each, part, place, names_parts)
        elif isinstance(value, str) and names_parts and (names := shape.get(Names)):
            for space in names.spaces:
                declared = self.workspace.declared(space).get(value)
                if declared is not None and (space, value) not in self.seen and space not in _ELSEWHERE:
                    self.seen.add((space, value))
                    self.read(declared, declared.source)


def _is_about(value: Any, objective: Objective) -> bool:
    """Whether a statement is about an objective: it names it, or no objective at all."""
    if not isinstance(value, Model) or isinstance(value, Objective):
        return True
    named = [each for name in _naming_objectives(type(value)) for each in getattr(value, name)]
    return not named or is_at(objective, *named)


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
def fields_asked(model: type[Model], method: ProofMethod) -> tuple[tuple[str, Shape, Use], ...]:
    """The fields of a model that a method does not understand, or in which there may be something of that kind."""
    found = []
    for name, shape in shapes(model).items():
        use = use_of(shape, method)
        if isinstance(use, NotUnderstood) or (
            isinstance(use, Used)
            and not use.whole
            and any(_is_asked(each, method) for each in _within(model, name, shape))
        ):
            found.append((name, shape, use))
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
