"""The elementary tests of a policy, from their trees; each test compares only like with like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from ..algebra.days import later
from ..compiler.conditions import bound
from ..compiler.names import NameTable
from ..compiler.reading import Reading
from ..compiler.values import day, text
from ..model.phrases import Bound
from ..model.quantity import Quantity
from ..text.nearest import nearest
from ..text.source import Node, Token, TreePart
from .attribute import Unknown
from .comparing import equal, keeping, keeps
from .condition import PolicyCondition, Test
from .reader import Reader
from .spoken import speaks_of
from .thing import Thing
from .truth import Truth, any_of, denied
from .values import choices, kind_of_value, known_values, other_test, value_of
from .vocabulary import Way, holder, reader

_EMPTY = (None, "", ())
"""Values that mean "not stated"."""
_BY_METRIC = frozenset({"target", "aim", "warn", "target behind"})
"""Attributes whose dimension follows from the metric."""
_KINDS = {
    "percent": "percentages",
    "duration": "durations",
    "money": "amounts of money",
    "rate": "rates",
    "number": "plain numbers",
    "count": "numbers of things",
}
_SIDES = {"LEAST": "at-least", "MOST": "at-most", "ABOVE": "above", "BELOW": "below"}
"""The kind of a bound for each of its keywords."""
TODAY = "today"


def test(node: Node, of: Reader) -> PolicyCondition:
    """Reads an elementary test; raises ``SentenceError`` if it has no meaning."""
    named = node.node("attribute")
    found = of.way(named if named is not None else node)
    if named is not None and named.has("COUNT"):
        return _counted(node, found, of)
    return _TESTS[node.kind](node, found, of)


def _test(
    node: Node,
    found: Way,
    of: Reader,
    holds: Callable[[Any, Thing], Truth],
    constants: tuple[Any, ...] | None = None,
) -> Test:
    """A test that is false if the value is missing; of several values at least one must meet it.

    Nobody can tell whether a figure that is not known meets it.
    """
    if found.many or (found.last.space == "metric"):

        def judged(value: Any, thing: Thing) -> Truth:
            return value is not None and any_of(None if _is_unknown(each) else holds(each, thing) for each in value)
    elif found.last.sort == "quantity":

        def judged(value: Any, thing: Thing) -> Truth:
            return False if value is None else None if _is_unknown(value) else holds(value, thing)
    else:

        def judged(value: Any, thing: Thing) -> Truth:
            return value not in _EMPTY and holds(value, thing)

    return _elementary(node, found, of, judged, constants)


def _is_unknown(value: object) -> bool:
    return isinstance(value, Unknown)


def _elementary(
    node: Node, found: Way, of: Reader, holds: Callable[[Any, Thing], Truth], constants: tuple[Any, ...] | None
) -> Test:
    """A test of the value at the end of a way; a thing's own value may be known to be always there."""
    own = len(found.steps) == 1 and found.steps[0][0] in of.models
    subject = f"{of.words}: {found.words}"
    may_be_missing = not (own and found.last.always)
    return Test(node.span, node.text, found, subject, reader(found), holds, constants, may_be_missing)


def missing(node: Node, found: Way, of: Reader, *, is_missing: bool = True) -> Test:
    """A test whether a value is missing, or is set."""
    set_ = (False, True) if found.last.sort == "yes-no" else None

    def judged(value: Any, _thing: Thing) -> bool:
        is_denied = value is False and not found.last.denied
        absent = value in _EMPTY or is_denied or (isinstance(value, Unknown) and not value.stated)
        return absent == is_missing

    return _elementary(node, found, of, judged, set_ or ())


# Presence


def _has(node: Node, found: Way, of: Reader) -> PolicyCondition:
    return missing(node, found, of, is_missing=False)


def _be(node: Node, found: Way, of: Reader) -> PolicyCondition:
    if found.last.sort != "yes-no":
        raise of.report(
            "policy/unlike",
            f"`{found.words}` is not something that a thing is or is not",
            node,
            f"write `have {found.words}`, or compare it",
        )
    return _test(node, found, of, lambda value, _thing: value is True, (True,))


# Quantities


def _counted(node: Node, found: Way, of: Reader) -> PolicyCondition:
    if node.kind != "policy_compared":
        raise of.report(
            "policy/unlike", "`count of …` is a number", node, "write `at least`, `at most` or another bound"
        )
    held = _how_many(found)
    kept = _bound(node, of, ("number",), f"count of {found.words}")
    keep = keeping(kept)
    return Test(
        node.span,
        node.text,
        found,
        f"{of.words}: count of {found.words}",
        lambda thing: Quantity(amount=Fraction(held(thing))),
        lambda value, _thing: keep(value),
        _limits(kept),
    )


def _how_many(found: Way) -> Callable[[Thing], int]:
    if found.last.sort == "thing":
        held = holder(found)
        return lambda thing: len(held(thing))
    read = reader(found)

    def count(thing: Thing) -> int:
        value = read(thing)
        return len(value) if found.many and value is not None else int(value not in _EMPTY)

    return count


def _compared(node: Node, found: Way, of: Reader) -> PolicyCondition:
    if found.last.sort != "quantity":
        raise of.report("policy/unlike", f"`{found.words}` is no quantity", node, other_test(found.last))
    dimensions = found.last.dimensions or (of.units if found.last.words in _BY_METRIC else ())
    said = node.node("bound")
    assert said is not None
    other = said.token("NAME")
    if other is None:
        kept = _bound(node, of, dimensions, found.words)
        keep = keeping(kept)
        return replace(_test(node, found, of, lambda value, _thing: keep(value), _limits(kept)), bound=kept)
    return _test(node, found, of, _than(said, other, dimensions, of))


def _than(said: Node, other: Token, dimensions: tuple[str, ...], of: Reader) -> Callable[[Any, Thing], Truth]:
    """A bound that is another attribute: `have aim at least target`."""
    way = of.way_of(other)
    theirs = way.last.dimensions
    if way.last.sort != "quantity" or way.many or said.has("BETWEEN"):
        raise of.report("policy/unlike", f"`{other.text}` cannot bound a quantity", other, "write a quantity")
    if dimensions and theirs and not set(dimensions) & set(theirs):
        raise _unlike(dimensions, theirs, other, of)
    read = reader(way)
    kind = next(kind for type_, kind in _SIDES.items() if said.has(type_))

    def holds(value: Any, thing: Thing) -> Truth:
        limit = read(thing)
        return False if limit is None else None if _is_unknown(limit) else keeps(kind, value, limit)

    return holds


def _bound(node: Node, of: Reader, dimensions: tuple[str, ...], words: str) -> Bound:
    """The constant bound of a test; its quantities must be comparable with the attribute and with each other."""
    said = node.node("bound")
    assert said is not None
    quantities = [(of.quantity(part), part) for part in said.nodes("quantity")]
    if not quantities or said.has("NAME"):
        raise of.report("policy/unlike", f"`{words}` is compared with a quantity", said, "write a quantity")
    first = quantities[0][0]
    for found, part in quantities:
        if dimensions and found.dimension not in dimensions:
            raise _unlike(dimensions, (found.dimension,), part, of)
        if found.dimension != first.dimension or (found.dimension == "money" and found.unit != first.unit):
            raise of.report(
                "policy/unlike", f"`{first.text}` and `{found.text}` cannot be compared", part, "use one unit"
            )
    before = len(of.findings)
    kept = bound(said, Reading(NameTable(), of.findings, of.policy, currencies=of.currencies))
    if len(of.findings) > before or not isinstance(kept, Bound):
        raise of.misfit
    return kept


def _unlike(one: tuple[str, ...], other: tuple[str, ...], at: TreePart, of: Reader) -> Exception:
    wanted, given = (" or ".join(_KINDS[each] for each in kinds) for kinds in (one, other))
    return of.report("policy/unlike", f"{wanted} are compared with {given}", at, f"write one of {wanted}")


def _limits(kept: Bound) -> tuple[Any, ...]:
    return tuple(each for each in (kept.value, kept.upper) if each is not None)


# Values


def _is(node: Node, found: Way, of: Reader) -> PolicyCondition:
    if node.has("SET", "MISSING"):
        return missing(node, found, of, is_missing=node.has("MISSING") != node.has("NOT"))
    part = node.children[-1]
    if isinstance(part, Node):
        wanted: Any = of.quantity(part)
        _check_quantity(found, wanted, part, of)
    elif (other := _other_attribute(found, part, of)) is not None:
        read = reader(other)
        return _turned(_test(node, found, of, lambda value, thing: _is_among(value, read(thing))), node)
    else:
        wanted = _value(found, part, of)
    if isinstance(wanted, Quantity):
        return _turned(_test(node, found, of, lambda value, _thing: equal(value, wanted), (wanted,)), node)
    if found.many or found.last.space == "metric":
        among = _elementary(node, found, of, lambda value, _thing: value is not None and wanted in value, (wanted,))
        return _turned(among, node)
    return _turned(_elementary(node, found, of, lambda value, _thing: value == wanted, (wanted,)), node)


def _turned(same: Test, node: Node) -> Test:
    """`is not`: there is a value, and none of them is this one."""
    if not node.has("NOT"):
        return same
    holds = same.holds
    return replace(same, holds=lambda value, thing: value not in _EMPTY and denied(holds(value, thing)), denies=True)


def _is_among(value: Any, others: Any) -> bool:
    return value in others if isinstance(others, tuple) else value == others


def _in(node: Node, found: Way, of: Reader) -> PolicyCondition:
    wanted: list[Any] = []
    for part in node.children[node.children.index(_opening(node)) + 1 : -1]:
        if isinstance(part, Node):
            amount = of.quantity(part)
            _check_quantity(found, amount, part, of)
            wanted.append(amount)
        elif part.type != "COMMA":
            wanted.append(_value(found, part, of))
    if found.last.sort == "quantity":
        return _test(
            node, found, of, lambda value, _thing: any_of(equal(value, each) for each in wanted), tuple(wanted)
        )
    return _test(node, found, of, lambda value, _thing: value in wanted, tuple(wanted))


def _opening(node: Node) -> Token:
    opening = node.token("LPAR")
    assert opening is not None
    return opening


def _check_quantity(found: Way, wanted: Quantity, part: Node, of: Reader) -> None:
    if found.last.sort != "quantity":
        raise of.report("policy/unlike", f"`{found.words}` is no quantity", part, other_test(found.last))
    dimensions = found.last.dimensions or (of.units if found.last.words in _BY_METRIC else ())
    if dimensions and wanted.dimension not in dimensions:
        raise _unlike(dimensions, (wanted.dimension,), part, of)


def _other_attribute(found: Way, part: Token, of: Reader) -> Way | None:
    """The attribute that a word names, if it has the same name space: `measured by is provider`."""
    other = of.way_if_any(part.text) if part.type == "NAME" and found.last.space else None
    return other if other is not None and other.last.space == found.last.space else None


def _value(found: Way, part: Token, of: Reader) -> str | bool:
    """The value that a word or a text stands for; an unknown value is reported."""
    attribute = found.last
    if attribute.sort in ("quantity", "date", "thing", "presence"):
        raise of.report("policy/unlike", f"`{found.words}` cannot be `{part.text}`", part, other_test(attribute))
    word = text(part) if part.type == "STRING" else part.text
    known = known_values(attribute, of.workspace)
    if known is not None and word not in known:
        meant = nearest(word, known)
        what = kind_of_value(attribute)
        if word in of.lost:
            raise of.misfit
        raise of.report(
            "policy/unknown-value",
            f"there is no {what} `{word}`" if attribute.space else f"`{found.words}` is never `{word}`",
            part,
            f"did you mean `{meant}`?" if meant else choices(attribute, what),
            (word,),
        )
    return value_of(attribute, word)


def _contains(node: Node, found: Way, of: Reader) -> PolicyCondition:
    if found.last.sort != "text":
        raise of.report("policy/unlike", f"`{found.words}` is no text", node, other_test(found.last))
    wanted = text(node.token("STRING")).casefold()
    return _test(node, found, of, lambda value, _thing: wanted in value.casefold())


def _word(node: Node, found: Way, of: Reader) -> PolicyCondition:
    if found.last.sort != "text":
        raise of.report("policy/unlike", f"`{found.words}` is no text", node, other_test(found.last))
    wanted = text(node.token("STRING"))
    return _test(node, found, of, lambda value, _thing: speaks_of(value, wanted))


# Dates


def _date(node: Node, found: Way, of: Reader) -> PolicyCondition:
    if found.last.sort != "date":
        raise of.report("policy/unlike", f"`{found.words}` is no date", node, other_test(found.last))
    other, constant = _moment(node, of)
    if node.has("WITHIN"):
        length = node.node("quantity")
        assert length is not None
        by = of.quantity(length)
        if by.unit not in ("day", "month") or by.amount.denominator != 1:
            message = f"`{by.text}` does not lie between two dates"
            raise of.report("policy/unlike", message, length, "write days, weeks or months")
        return _test(node, found, of, _near(by, other))
    is_before = node.has("BEFORE")

    def holds(value: Any, thing: Thing) -> bool:
        moment = other(thing)
        return moment is not None and (value < moment if is_before else value > moment)

    return _test(node, found, of, holds, (constant,) if constant is not None else None)


def _near(by: Quantity, other: Callable[[Thing], date | None]) -> Callable[[Any, Thing], bool]:
    def holds(value: Any, thing: Thing) -> bool:
        moment = other(thing)
        if moment is None:
            return False
        first, last = later(moment, by, -1), later(moment, by)
        return first is not None and last is not None and first <= value <= last

    return holds


def _moment(node: Node, of: Reader) -> tuple[Callable[[Thing], date | None], date | None]:
    """The date that a test compares with: a written date, the day of judgement, or another attribute."""
    token, others = node.token("DATE"), list(node.nodes("attribute"))[1:]
    if token is not None:
        before = len(of.findings)
        written = day(token, Reading(NameTable(), of.findings, of.policy))
        if written is None or len(of.findings) > before:
            raise of.misfit
        return lambda _thing: written, written
    if others[0].text == TODAY:
        return lambda thing: thing.view.today, None
    way = of.way(others[0])
    if way.last.sort != "date" or way.many:
        raise of.report(
            "policy/unlike", f"`{way.words}` is no date", others[0], "write a date, `today` or an attribute"
        )
    return reader(way), None


_TESTS: dict[str, Callable[[Node, Way, Reader], PolicyCondition]] = {
    "policy_has": _has,
    "policy_be": _be,
    "policy_compared": _compared,
    "policy_is": _is,
    "policy_in": _in,
    "policy_contains": _contains,
    "policy_word": _word,
    "policy_date": _date,
}
