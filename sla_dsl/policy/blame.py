"""Why a condition is not met: which test is to blame, what stands there instead, and what would do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..model.agreement import Agreement
from ..model.quantity import Quantity
from ..text.source import Span
from ..wording.values import said
from .attribute import Unknown, shown
from .comparing import certain
from .condition import AllOf, AnyOf, Every, Negation, PolicyCondition, Some, Test, judge
from .thing import Thing
from .vocabulary import attributes, held_by, last_place

_LONGEST = 60
"""The most letters of a statement that a message repeats."""


@dataclass(frozen=True, slots=True)
class Blame:
    """A test that is to blame: what is ``found`` instead, and the ``place`` of it.

    ``remedy`` is what would do. ``lacks`` are the marks that no statement of these ``kinds`` has.
    """

    found: str
    place: Span | None
    remedy: str = ""
    distance: Fraction = Fraction(0)
    """How far a figure is from the bound, in its unit; nothing where they cannot be subtracted."""
    lacks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


def reasons(condition: PolicyCondition, thing: Thing, wanted: bool = True) -> list[Blame]:
    """The tests to blame if a condition is not as wanted, in the order of writing.

    Where nobody can tell, these are the tests that nobody can tell of.
    """
    result = judge(condition)(thing)
    if result is wanted:
        return []
    if isinstance(condition, Test):
        return [_of_test(condition, thing, wanted)]
    if isinstance(condition, Negation):
        return reasons(condition.part, thing, not wanted)
    if isinstance(condition, AllOf | AnyOf):
        parts: Iterable[PolicyCondition] = condition.parts
        if result is None and not (wanted and isinstance(condition, AnyOf)):
            parts = [part for part in parts if judge(part)(thing) is None]
        found = [each for part in parts for each in reasons(part, thing, wanted)]
        return list(_alternatives(found, thing)) if isinstance(condition, AnyOf) and wanted else found
    return _of_several(condition, thing, wanted)


def _alternatives(found: list[Blame], thing: Thing) -> Iterator[Blame]:
    """Of several ways to have a mark: the statement that comes near, or else all kinds that lack it, at once."""
    near = [one for one in found if not one.lacks]
    lacking: dict[tuple[str, ...], tuple[str, ...]] = {}
    for one in found:
        if one.lacks:
            lacking[one.lacks] = (*lacking.get(one.lacks, ()), *one.kinds)
    seen = set()
    for one in found:
        if not one.lacks:
            yield one
        elif one.lacks not in seen and not any(_mark(one.lacks) in other.found for other in near):
            seen.add(one.lacks)
            yield _lacking(one.lacks, lacking[one.lacks], thing)


# One test


def _of_test(test: Test, thing: Thing, wanted: bool) -> Blame:
    value, inner = test.read(thing), last_place(test.way, thing)
    if test.way.last.space == "topic" and wanted and not test.denies:
        marks = tuple(str(each) for each in test.constants or ())
        if test.way.steps[0][0] is Agreement:
            return Blame(f"nothing in it is marked {_mark(marks)}", inner.place, lacks=marks, kinds=("statement",))
        return Blame(f"it is not marked {_mark(marks)}", inner.place)
    found = f"{_words(test)} is {_shown(value, test)}{_instead(test, value, thing)}"
    return Blame(found, _word(inner, value), _remedy(test, wanted), _distance(test, value))


def _instead(test: Test, value: Any, thing: Thing) -> str:
    """What certainly would do in days (180 days may be less than six months), or why nobody can tell."""
    if test.bound is not None and isinstance(value, Quantity) and test.bound.kind in ("at-least", "at-most"):
        enough = certain(test.bound, value.unit)
        if enough:
            return f", and {test.bound.kind.replace('-', ' ')} `{enough.text}` would do"
    if test.holds(value, thing) is not None:
        return ""
    limits = [one for one in test.constants or () if isinstance(one, Quantity)]
    if not limits:
        return ", which cannot be compared"
    may_differ = isinstance(value, Quantity) and value.dimension == limits[0].dimension == "duration"
    if may_differ:
        return f", which may be more or less than `{limits[0].text}`"
    unit = f": state it in `{limits[0].unit}`" if limits[0].dimension == "money" else ""
    return f", which cannot be compared with `{limits[0].text}`{unit}"


def _remedy(test: Test, wanted: bool) -> str:
    """A value that would meet the policy; none where that is plain."""
    attribute, constants = test.way.last, test.constants or ()
    if not wanted:
        return ""
    if attribute.sort == "yes-no":
        return f"{attribute.written} would do" if attribute.written and constants == (True,) else ""
    if test.bound is not None:
        return f"`{said(test.bound)}` would do"
    if attribute.sort in ("word", "name") and constants:
        listed = " or ".join(f"`{one}`" for one in constants)
        return f"anything but {listed} would do" if test.denies else f"{listed} would do"
    return ""


def _distance(test: Test, value: Any) -> Fraction:
    limits = [one for one in test.constants or () if isinstance(one, Quantity)]
    values = [one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, Quantity)]
    alike = ((a, b) for a in values for b in limits if a.unit_kind == b.unit_kind)
    return min((abs(a.amount - b.amount) for a, b in alike), default=Fraction(0))


def _words(test: Test) -> str:
    return f"`{test.subject.partition(': ')[2]}`"


def _shown(value: Any, test: Test) -> str:
    if test.way.last.space == "metric" and isinstance(value, tuple) and value and not test.way.many:
        return f"`{value[0]}`"
    text = shown(value)
    return text if value in (None, "", ()) or isinstance(value, Unknown) else f"`{text}`"


def _word(thing: Thing, value: Any) -> Span | None:
    """The words of a statement that are the value, if some are; otherwise the statement, or the whole declaration."""
    place = thing.place
    words = str(value).split() if isinstance(value, str | Quantity) else []
    if place is None or thing.owner is None or not words:
        return place
    tokens = [token.text for token in place.source.tokens[place.first : place.last + 1]]
    for at in range(len(tokens) - len(words) + 1):
        if tokens[at : at + len(words)] == words:
            first = place.first + at
            return Span(place.source, first, first + len(words) - 1)
    return place


# Several things


def _of_several(condition: Some | Every, thing: Thing, wanted: bool) -> list[Blame]:
    held, part = condition.held(thing), condition.part
    if judge(condition)(thing) is None and part is not None:
        return [each for one in held if judge(part)(one) is None for each in reasons(part, one, wanted)]
    if isinstance(condition, Every) and wanted:
        return [each for one in held for each in reasons(condition.part, one)]
    if isinstance(condition, Some) and not wanted:
        met = [one for one in held if part is None or judge(part)(one)]
        return [Blame(f"there is the {condition.words} `{shown(one)}`", one.place) for one in met]
    marks = _required(part) if part is not None else ()
    if marks and part is not None:
        return [_marked(condition, part, held, marks) or _lacking(marks, (condition.words,), thing)]
    if not held:
        return [Blame(f"it has no `{condition.words}`", thing.place)]
    found = f"none of its {len(held)} `{condition.words}` does"
    if isinstance(condition, Some) and part is not None:
        found += _nearest(part, held)
    return [Blame(found, thing.place)]


def _lacking(marks: tuple[str, ...], kinds: tuple[str, ...], thing: Thing) -> Blame:
    """No statement of these kinds has a mark; perhaps one of another kind has it."""
    *others, last = (f"`{kind}`" for kind in dict.fromkeys(kinds))
    listed = f"{', '.join(others)} or {last}" if others else last
    agreement = thing.within(Agreement)
    if agreement is not None and kinds != ("statement",):
        for holding in attributes(Agreement).values():
            for one in held_by(agreement, holding) if holding.one in _MARKED - {*kinds} else ():
                mark = next((each for each in one.item.about if each in marks), "")
                if mark:
                    found = f"the {holding.one} `{_called(one)}` is marked `about {mark}`, and only a {listed} would do"
                    return Blame(found, _word(one, mark), lacks=marks, kinds=kinds)
    return Blame(f"no {listed} of it is marked {_mark(marks)}", thing.place, lacks=marks, kinds=kinds)


_MARKED = frozenset({"clause", "duty", "parameter", "report", "right"})
"""The kinds of statements that may have a mark."""


def _mark(marks: tuple[str, ...]) -> str:
    return f"`about {', '.join(marks)}`"


def _marked(
    condition: Some | Every, part: PolicyCondition, held: tuple[Thing, ...], marks: tuple[str, ...]
) -> Blame | None:
    """Why a statement with the mark does not do: of several, the one that comes nearest."""
    marked = [one for one in held if set(marks) & set(getattr(one.item, "about", ()))]
    if not marked:
        return None
    near = min(marked, key=lambda one: len(reasons(part, one)))
    blamed = reasons(part, near)
    found = " and ".join(dict.fromkeys(map(_with_remedy, blamed)))
    return Blame(
        f"the {condition.words} `{_called(near)}` is marked {_mark(marks)}, and does not do: {found}",
        blamed[0].place if len(blamed) == 1 else near.place,
    )


def _nearest(part: PolicyCondition, held: tuple[Thing, ...]) -> str:
    """The thing that fails by one test alone, and by the least; nothing where none does, or one test is all."""
    near = [(failed[0], one) for one in held if len(failed := reasons(part, one)) == 1]
    by_figure = [pair for pair in near if pair[0].distance]
    if by_figure:
        blamed, thing = min(by_figure, key=lambda pair: pair[0].distance)
        return f"; nearest comes `{_called(thing)}`: {blamed.found}"
    if not near or not isinstance(part, AllOf):
        return ""
    blamed, thing = near[0]
    return f"; nearest comes `{_called(thing)}`: {_with_remedy(blamed)}"


def _called(thing: Thing) -> str:
    """The name or the text of a thing; if it has none, the words of its statement."""
    named = shown(thing)
    if named != "set" or thing.place is None:
        return named
    words = " ".join(thing.place.text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _with_remedy(blamed: Blame) -> str:
    return f"{blamed.found}, and {blamed.remedy}" if blamed.remedy else blamed.found


def _required(condition: PolicyCondition) -> tuple[str, ...]:
    """The marks that a condition needs at least one of."""
    if isinstance(condition, Test):
        return tuple(name for name, _kind in marks_asked_for(condition))
    if not isinstance(condition, AllOf | AnyOf):
        return ()
    required = [_required(part) for part in condition.parts]
    return () if isinstance(condition, AnyOf) and () in required else tuple(each for one in required for each in one)


def marks_asked_for(condition: PolicyCondition, wanted: bool = True, kind: str = "") -> Iterator[tuple[str, str]]:
    """The topics that a condition asks for, each with the kind of statement that must be about it (empty: any)."""
    if isinstance(condition, Test):
        if wanted != condition.denies and condition.way.last.space == "topic":
            yield from ((str(name), kind) for name in condition.constants or ())
    elif isinstance(condition, Negation):
        yield from marks_asked_for(condition.part, not wanted, kind)
    elif isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from marks_asked_for(part, wanted, kind)
    elif condition.part is not None:
        yield from marks_asked_for(condition.part, wanted, condition.words)
