"""Conditions that never hold, or always do: found by trying every kind of value that their tests tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from fractions import Fraction
from itertools import combinations, islice, pairwise, product
from typing import Any

from ..model.quantity import Quantity
from .attribute import Attribute
from .condition import AllOf, AnyOf, Every, Negation, PolicyCondition, Some, Test
from .reader import Reader
from .thing import Thing, View
from .truth import Truth, all_of, any_of, denied

_MOST = 4096
"""At most so many combinations of values are tried; nothing is said about a condition with more."""
_PERCENT_AT_MOST_100 = frozenset({"target", "aim", "warn", "share"})
"""Attributes whose percentages never exceed 100."""

Assignment = dict[object, Any]


def report_senseless(where: PolicyCondition | None, must: PolicyCondition, reader: Reader) -> None:
    """Reports the smallest conditions that never hold or always do, and a `must` that `where` already decides."""
    view = View(reader.workspace)
    reported: set[PolicyCondition] = set()
    for condition in (*_parts(where), *_parts(must)):
        if reported.isdisjoint(_parts(condition)):
            results = [_truth(condition, each, view) for each in _assignments([condition], view)]
            reported |= {condition} if _report(condition, results, reader) else set()
    if where is not None and not reported:
        both = _assignments([where, must], view)
        results = [_truth(must, each, view) for each in both if _truth(where, each, view)]
        _report(must, results, reader, " for what `where` lets through")


def _report(condition: PolicyCondition, results: list[Truth], reader: Reader, when: str = "") -> bool:
    """Reports a condition that never certainly holds, or always does; returns whether it did."""
    if not results or (True in results and len(set(results)) > 1):
        return False
    what = "always holds" if results[0] else "can never hold"
    reader.report(
        "policy/always-holds" if results[0] else "policy/never-holds",
        f"this condition {what}{when}",
        condition.span,
        "correct it, or leave it out",
    )
    return True


def _parts(condition: PolicyCondition | None) -> Iterator[PolicyCondition]:
    """The conditions inside a condition, the smallest first; the caller skips those that contain a reported one."""
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from _parts(part)
    elif isinstance(condition, Negation | Some | Every):
        yield from _parts(condition.part)
    if condition is not None:
        yield condition


def _assignments(conditions: Iterable[PolicyCondition], view: View) -> Iterator[Assignment]:
    """All combinations of values that these conditions tell apart; none if there are too many."""
    tests: dict[object, list[Test]] = {}
    free: dict[object, None] = {}
    for condition in conditions:
        for test in _leaves(condition):
            if isinstance(test, Test) and test.constants is not None:
                tests.setdefault(test.subject, []).append(test)
            else:
                free[_key(test)] = None
    choices: list[list[tuple[object, Any]]] = [
        *([(subject, value) for value in _values(same, view)] for subject, same in tests.items()),
        *([(key, value) for value in (True, False)] for key in free),
    ]
    combined = [dict(each) for each in islice(product(*choices), _MOST + 1)]
    yield from combined if len(combined) <= _MOST else []


def _leaves(condition: PolicyCondition) -> Iterator[Test | Some | Every]:
    """The parts of a condition that are tried as a whole."""
    if isinstance(condition, Negation):
        yield from _leaves(condition.part)
    elif isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from _leaves(part)
    else:
        yield condition


def _key(test: Test | Some | Every) -> object:
    """Tests on several values are the same if their text is the same."""
    return ("said", test.text)


def _truth(condition: PolicyCondition, assignment: Assignment, view: View) -> Truth:
    if isinstance(condition, Negation):
        return denied(_truth(condition.part, assignment, view))
    if isinstance(condition, AllOf):
        return all_of(_truth(part, assignment, view) for part in condition.parts)
    if isinstance(condition, AnyOf):
        return any_of(_truth(part, assignment, view) for part in condition.parts)
    if isinstance(condition, Test) and condition.constants is not None:
        return condition.holds(assignment[condition.subject], Thing(view.workspace, None, view))
    return bool(assignment[_key(condition)])


# The values that the tests of one attribute tell apart


def _values(tests: list[Test], view: View) -> list[Any]:
    """At least one value of each kind that the tests of one attribute tell apart, and none if it may be missing."""
    way = tests[0].way
    constants = [constant for test in tests for constant in test.constants or ()]
    if any(": count of " in test.subject for test in tests):
        return _amounts(constants, True, None)
    if way.last.sort == "yes-no":
        return [True, False, None] if way.last.denied else [True, False]
    single = _single(way.last, constants, view)
    if not way.many:
        return [None, *single] if tests[0].may_be_missing else single
    some = single[:4]
    return [(), *(chosen for size in range(1, len(some) + 1) for chosen in combinations(some, size))]


def _single(attribute: Attribute, constants: list[Any], view: View) -> list[Any]:
    if attribute.sort == "quantity":
        most = Fraction(100) if attribute.words in _PERCENT_AT_MOST_100 else None
        return _amounts(constants, False, most) or [Quantity(amount=Fraction(1))]
    if attribute.sort == "date":
        days = timedelta(days=1)
        return [*_each_once(day + step for day in constants for step in (-days, 0 * days, days))] or [view.today]
    if attribute.space == "metric":
        lines = [line for line in view.lineages.values() if set(line) & set(constants)]
        return [*_each_once(lines), ("",)]
    if attribute.sort == "word":
        return list(_each_once((*constants, *attribute.choices)))
    return [*_each_once(constants), "another"]


def _amounts(constants: list[Any], whole: bool, most: Fraction | None) -> list[Any]:
    """The amounts of the bounds, and amounts between, below and above them; only whole ones for counts."""
    found: list[Any] = []
    for unit in _each_once(constant.unit for constant in constants):
        limits = sorted({constant.amount for constant in constants if constant.unit == unit})
        between = [(low + high) / 2 for low, high in pairwise(limits)]
        around = [limits[0] / 2, limits[0] - 1, limits[-1] + 1, *(limit + 1 for limit in limits)]
        for amount in sorted({*limits, *between, *around}):
            fits = amount >= 0 and (most is None or unit != "%" or amount <= most)
            if fits and (not whole or amount.denominator == 1):
                found.append(Quantity(amount=amount, unit=unit))
        if unit == "%" and most is not None and limits[-1] < most:
            found.append(Quantity(amount=most, unit=unit))
    return found


def _each_once(values: Iterable[Any]) -> Iterator[Any]:
    return iter(dict.fromkeys(values))
