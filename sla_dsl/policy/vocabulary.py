"""The vocabulary of policies: kinds of things, their attributes, and which things stand in which."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..model.base import Model
from .attribute import Attribute, generated
from .further import FURTHER
from .thing import DECLARED, Thing, View
from .words import KINDS, NARROWER


@cache
def attributes(model: type[Model]) -> dict[str, Attribute]:
    """The attributes of a kind of thing, by their words."""
    return {one.words: one for one in (*generated(model), *FURTHER.get(model, ()))}


@cache
def owners(model: type[Model]) -> tuple[tuple[type[Model], Attribute], ...]:
    """The kinds of things around things of a kind, each with the attribute that holds them."""
    return tuple(
        (owner, attribute)
        for owner in all_models()
        for attribute in attributes(owner).values()
        if attribute.contained and attribute.kind is model
    )


@cache
def all_models() -> tuple[type[Model], ...]:
    """The models of all kinds, and the models that only stand in them."""
    found: dict[type[Model], None] = dict.fromkeys(KINDS.values())
    left = list(found)
    while left:
        for attribute in attributes(left.pop()).values():
            if attribute.kind is not None and attribute.kind not in found:
                found[attribute.kind] = None
                left.append(attribute.kind)
    return tuple(found)


@cache
def around(model: type[Model]) -> tuple[type[Model], ...]:
    """A kind, and all kinds around its things, the nearest first."""
    found = {model: None}
    left = [model]
    while left:
        for owner, _ in owners(left.pop(0)):
            if owner not in found:
                found[owner] = None
                left.append(owner)
    return tuple(found)


def is_kind(word: str) -> bool:
    """Whether a word names a kind of things that policies judge."""
    return word in KINDS or word in NARROWER


def model_of(word: str) -> type[Model]:
    """The model of a kind of thing, by its word."""
    return KINDS[NARROWER[word][0] if word in NARROWER else word]


def is_of(word: str) -> Callable[[Thing], bool]:
    """A test whether a thing is of the narrower kind that a word names; for a wide kind it is always true."""
    if word not in NARROWER:
        return lambda _thing: True
    _, field, value = NARROWER[word]
    return lambda thing: getattr(thing.item, field) == value


def things(view: View, model: type[Model]) -> list[Thing]:
    """All judged things of a kind, in the order of writing; made once for a view."""
    if model not in view.inner:
        view.inner[model] = [
            *(t for space in DECLARED for t in view.judged(space) if isinstance(t.item, model)),
            *(each for owner, held in owners(model) for t in things(view, owner) for each in held_by(t, held)),
        ]
    return view.inner[model]


def chosen(view: View, what: str, outer: str) -> list[Thing]:
    """The things that `every WHAT in OUTER` names (all if ``outer`` is empty); made once for a view."""
    if (what, outer) not in view.chosen:
        is_what, is_outer, around = is_of(what), is_of(outer), model_of(outer) if outer else Model
        view.chosen[what, outer] = [
            thing
            for thing in things(view, model_of(what))
            if is_what(thing) and (owner := thing.within(around)) is not None and is_outer(owner)
        ]
    return view.chosen[what, outer]


def held_by(thing: Thing, attribute: Attribute) -> Iterator[Thing]:
    """The things that an attribute contains or names."""
    value = attribute.read(thing)
    if value is None:
        return
    if attribute.sort == "name":
        named = thing.view.named[attribute.space]
        names = value[:1] if attribute.space == "metric" and not attribute.many else value
        yield from (named[name] for name in ((names,) if isinstance(names, str) else names) if name in named)
    elif isinstance(value, tuple):
        yield from value
    else:
        yield value


def kinds_held(attribute: Attribute) -> tuple[type[Model], ...]:
    """The models of the things that an attribute contains or names; none for plain values."""
    if attribute.kind is not None:
        return (attribute.kind,)
    return {"party": (KINDS["party"], KINDS["team"])}.get(
        attribute.space, (KINDS[attribute.space],) if attribute.space in DECLARED else ()
    )


# Ways from a thing to a value


@dataclass(frozen=True, slots=True)
class Way:
    """A chain of attributes, each of a model, from a thing to a value (``customer house``)."""

    words: str
    steps: tuple[tuple[type[Model], Attribute], ...]

    @property
    def last(self) -> Attribute:
        """The attribute at the end."""
        return self.steps[-1][1]

    @property
    def many(self) -> bool:
        """Whether the way leads to several values."""
        return any(attribute.many for _, attribute in self.steps)


def way(models: tuple[type[Model], ...], words: list[str], *, climbs: bool = True) -> Way | None:
    """The way that words name from things of these models, or from the things around them."""
    for model in models:
        for start in around(model) if climbs else (model,):
            for size in range(len(words), 0, -1):
                attribute = attributes(start).get(" ".join(words[:size]))
                if attribute is None:
                    continue
                if size == len(words):
                    return Way(" ".join(words), ((start, attribute),))
                rest = way(kinds_held(attribute), words[size:], climbs=False)
                if rest is not None:
                    return Way(" ".join(words), ((start, attribute), *rest.steps))
    return None


def reader(found: Way) -> Callable[[Thing], Any]:
    """A function that reads the value at the end of a way; it never raises."""
    model, first = found.steps[0]
    if len(found.steps) > 1:
        return _following(found)

    def read(thing: Thing) -> Any:
        if isinstance(thing.item, model):
            return first.read(thing)
        outer = thing.within(model)
        return None if outer is None else first.read(outer)

    return read


def _following(found: Way) -> Callable[[Thing], Any]:
    last = found.last.words
    reached = holder(Way("", found.steps[:-1]))

    def read(thing: Thing) -> Any:
        those = ((one, attributes(one.item.__class__).get(last)) for one in reached(thing))
        read_there = (attribute.read(one) for one, attribute in those if attribute is not None)
        values = [value for value in read_there if value not in (None, "", ())]
        if not found.many:
            return values[0] if values else None
        return tuple(each for value in values for each in (value if isinstance(value, tuple) else (value,)))

    return read


def holder(found: Way) -> Callable[[Thing], tuple[Thing, ...]]:
    """A function that finds the things at the end of a way; it never raises."""
    model = found.steps[0][0]

    def held(thing: Thing) -> tuple[Thing, ...]:
        outer = thing.within(model)
        reached: tuple[Thing, ...] = () if outer is None else (outer,)
        for kind, attribute in found.steps:
            reached = tuple(each for one in reached if isinstance(one.item, kind) for each in held_by(one, attribute))
        return reached

    return held


def last_place(found: Way, thing: Thing) -> Thing:
    """The innermost thing on a way: the value is written there."""
    reached = thing.within(found.steps[0][0]) or thing
    for (_, before), (kind, _) in zip(found.steps, found.steps[1:], strict=False):
        inner = next((each for each in held_by(reached, before) if isinstance(each.item, kind)), None)
        if inner is None or before.sort == "name":
            return reached
        reached = inner
    return reached
