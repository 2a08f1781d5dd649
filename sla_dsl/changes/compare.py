"""The comparison of two things of one part, or of all things of a part: a list of differences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from ..model.base import Model
from ..text.source import Span
from .change import UNSURE, Difference, Relation, joined
from .construct import ADDED, CHANGED, REMOVED, REWRITTEN, Part, stake
from .meaning import alike, is_same, meaning
from .orders import ValueOrder
from .sides import Sides

Owner = tuple[str, str]


def compare_all(
    part: Part, sides: Sides, owner: Owner, before: Iterable[Any], after: Iterable[Any], path: str = ""
) -> Iterator[Difference]:
    """All differences between the things of a part on both sides."""
    for old, new in matched(part, before, after):
        label = part.label(old if new is None else new)
        yield from compare(part, sides, owner, old, new, "/".join(filter(None, (path, label))))


def compare(part: Part, sides: Sides, owner: Owner, old: Any, new: Any, path: str) -> Iterator[Difference]:
    """The differences between two things with the same identity; one of the two may be missing."""
    if old is None or new is None:
        yield _one_sided(part, sides, owner, old, new, path)
        return
    says_the_same = is_same(old, new)
    if says_the_same and not part.by_context:
        return
    told = list(_inside(part, sides, owner, old, new, path))
    yield from told
    # A difference that no row compares must not stay hidden: it is told, and its effect is unordered.
    if not told and isinstance(new, Model) and not says_the_same:
        shown = (part.told(old), part.told(new), _place(old), _place(new), (meaning(old), meaning(new)))
        yield Difference(f"{part.name}-{CHANGED}", owner, path, "other", UNSURE, *shown)


def _inside(part: Part, sides: Sides, owner: Owner, old: Any, new: Any, path: str) -> Iterator[Difference]:
    found = [(construct, *construct.compare(sides, old, new)) for construct in part.constructs]
    sentence = (part.sentence(old), part.sentence(new)) if part.sentence else ("", "")
    weighed = {one.field for one, word, relation, _gains in found if relation != "same" and word != REWRITTEN}
    for construct, word, relation, gains in found:
        # Two rows may read one field: if one of them weighs the difference, the other does not tell it as rewritten.
        if relation != "same" and not (word == REWRITTEN and construct.field in weighed):
            before, after = construct.read(old), construct.read(new)
            yield Difference(
                f"{construct.name}-{word}",
                owner,
                path,
                relation,
                gains,
                construct.show(before),
                construct.show(after),
                _place(old),
                _place(new),
                (meaning(before), meaning(after)),
                sentence,
            )
    for inner in part.parts:
        for one in compare_all(inner, sides, owner, inner.of(old), inner.of(new), path):
            yield _placed(one, old, new)


def _placed(one: Difference, old: Any, new: Any) -> Difference:
    """A difference of something without a place of its own stands where what contains it does."""
    base = one.base or (_place(old) if one.before else None)
    head = one.head or (_place(new) if one.after else None)
    return one if (base, head) == (one.base, one.head) else replace(one, base=base, head=head)


def _one_sided(part: Part, sides: Sides, owner: Owner, old: Any, new: Any, path: str) -> Difference:
    """The difference of a thing that only one side has."""
    thing, word = (new, ADDED) if old is None else (old, REMOVED)
    relation: Relation = part.added if old is None else "less"
    shown = ["" if one is None else part.told(one) for one in (old, new)]
    value = (old and meaning(old), new and meaning(new))
    gains = stake(part.gains, thing, sides)
    kind = f"{part.name}-{word}"
    return Difference(kind, owner, path, relation, gains, shown[0], shown[1], _place(old), _place(new), value)


def _place(thing: Any) -> Span | None:
    return getattr(thing, "source", None)


def matched(part: Part, before: Iterable[Any], after: Iterable[Any]) -> list[tuple[Any, Any]]:
    """The things of both sides in pairs; the order of writing is ignored, and a thing without a counterpart has none.

    Things that say the same are paired first, then things with the same key, the strictest key first.  Pairs that say
    the same are left out, unless something else decides (``by_context``): nothing is told of them.
    """
    old, new = list(before), list(after)
    stays = [alike(*pair) for pair in zip(old, new, strict=False)]
    if not part.by_context and len(old) == len(new) and all(stays):
        return []
    said = {id(thing): meaning(thing) for thing in old}
    said |= {id(two): said[id(one)] if same else meaning(two) for one, two, same in zip(old, new, stays, strict=False)}
    said |= {id(thing): meaning(thing) for thing in new[len(stays) :]}
    pairs: list[tuple[Any, Any]] = []
    for key in (lambda thing: said[id(thing)], *part.keys):
        groups: dict[Hashable, tuple[list[Any], list[Any]]] = defaultdict(lambda: ([], []))
        for side, things in enumerate((old, new)):
            for thing in things:
                groups[key(thing)][side].append(thing)
        for group in groups.values():
            # Two things with one key are paired in the order of their meaning, so that the order of writing decides
            # nothing.
            first, second = (
                sorted(things, key=lambda thing: repr(said[id(thing)])) if len(things) > 1 else things
                for things in group
            )
            pairs += zip(first, second, strict=False)
        paired = {id(thing) for pair in pairs for thing in pair}
        old, new = ([thing for thing in things if id(thing) not in paired] for things in (old, new))
    pairs = [(one, other) for one, other in pairs if part.by_context or said[id(one)] != said[id(other)]]
    if part.default is not None:
        return pairs + [(one, part.default(one)) for one in old] + [(part.default(one), one) for one in new]
    return pairs + [(one, None) for one in old] + [(None, one) for one in new]


def as_one(part: Part, space: str) -> ValueOrder:
    """Orders names of a shared declaration by the sum of all differences between the two, for the customer.

    A declaration that keeps its name is the same here: its own change is reported where it is declared.
    """

    def order(sides: Sides, before: str, after: str) -> Relation:
        old, new = sides.each(space, before, after)
        if before == after:
            return "same"
        if old is None or new is None:
            return "other"
        found = compare(part, sides, (space, after), old, new, "")
        return joined(for_customer(one) for one in found)

    return order


def for_customer(one: Difference) -> Relation:
    """The relation of a difference as the customer sees it: more is better for him."""
    gains, loses = "customer" in one.stake.gain, "customer" in one.stake.lose
    if not (gains or loses) or one.relation == "same":
        return "same"
    if one.relation == "other" or (gains and loses):
        return "other"
    return "more" if gains == (one.relation == "more") else "less"
