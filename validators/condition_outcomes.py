"""Conditions that can never hold, or that always do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial

from sla_dsl.algebra.truth import Around, conditions_in, may_have_conditions, outcomes
from sla_dsl.model.agreement import Agreement, ObjectivesByName
from sla_dsl.model.base import Declared, Model
from sla_dsl.model.objective import Objective
from sla_dsl.model.phrases import Both, Bound, Capped, Collected, Compared, Condition, Either, Missed, Not, Selection
from sla_dsl.model.quantity import Quantity
from sla_dsl.model.remedies import Remedy
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules import stage
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding
from sla_dsl.text.source import Span

from .common import about, inner, understood
from .most_points import months_of, most_points, too_many, unreached_bands

StatedCondition = tuple[Span, Condition, Around, str]
"""A condition with its place, what is known there, and what it belongs to."""


def decided(stated: Iterable[StatedCondition]) -> Iterator[Finding]:
    """Conditions with one outcome only."""
    for source, condition, around, address in stated:
        found = outcomes(condition, around)
        if len(found) == 1:
            always = True in found
            yield Finding(
                "condition/always-holds" if always else "condition/never-holds",
                "this condition always holds" if always else "this condition can never hold",
                source,
                help="leave the condition out, or correct it" if always else _help(condition, around),
                address=address,
            )


def _help(condition: Condition, around: Around) -> str:
    parts = condition.parts if isinstance(condition, Both) else (condition,)
    if any(isinstance(one, Capped) and around.never(one) for one in parts):
        return "say what the cap is: `cap credit at … each contract year`"
    for one in parts:
        if isinstance(one, Collected) and outcomes(one, around) == {False}:
            return too_many(around.most_points(one.window) or Fraction(0), one.window)
    if any(isinstance(one, Missed) and around.never(one) for one in parts):
        return "there are fewer windows in that time: ask for fewer misses, or for a longer time"
    return "its parts exclude each other: correct one of them, or write `or`"


def beside(workspace: Workspace) -> Iterator[StatedCondition]:
    """The conditions of what is no agreement."""
    declared: list[Declared] = [
        *workspace.scales.values(),
        *workspace.facts.values(),
        *workspace.metrics.values(),
    ]
    around = Around(values_of(workspace), lambda _: False, lambda _: False)
    for one in declared:
        for source, condition in placed(one, one.source):
            yield source, condition, around, one.name


def values_of(workspace: Workspace) -> dict[str, list[str]]:
    """The values of each scale."""
    return {name: [one.name for one in scale.values] for name, scale in workspace.scales.items()}


def placed(model: Model, source: Span) -> Iterator[tuple[Span, Condition]]:
    """The conditions of a statement and of the statements in it, each with the nearest place."""
    source = getattr(model, "source", None) or source
    for name in may_have_conditions(type(model)):
        value = getattr(model, name)
        if not value:
            continue
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Model) and hasattr(part, "source"):
                yield from placed(part, source)
            else:
                yield from ((source, condition) for condition in conditions_in(part))


def of_agreement(values: dict[str, list[str]], agreement: Agreement) -> Iterator[StatedCondition]:
    """The conditions of an agreement: a scope narrows what a scale may be, and an award is for what is missed."""
    named = agreement.objectives_by_name
    most = partial(most_points, agreement)
    around = Around(values, partial(_has_one_figure, agreement, named), partial(_never, agreement, named), most)
    narrowed: list[tuple[Model, tuple[Selection, ...]]] = [
        *((one, one.scope) for one in agreement.objectives),
        *((one, one.scope) for one in agreement.caps),
        *((one, one.scope) for one in agreement.duties),
        *((one, one.scope) for one in agreement.exclusions),
        *((one, one.scope) for one in agreement.remedies),
    ]
    scopes = {id(one): scope for one, scope in narrowed}
    for name in may_have_conditions(type(agreement)):
        field = getattr(agreement, name)
        for one in field if isinstance(field, tuple) else (field,):
            if isinstance(one, Model) and name != "examples":
                here: Around | None = None  # few statements have conditions
                for source, condition in placed(one, agreement.source):
                    if here is None:
                        here = replace(around, values=_within(values, scopes.get(id(one), ())))
                    whole = _when_missed(one, condition, named) if isinstance(one, Remedy) else condition
                    yield source, whole, here, agreement.name


def _within(values: dict[str, list[str]], scope: tuple[Selection, ...]) -> dict[str, list[str]]:
    return values | {one.scale: list(one.values) for one in scope}


def _when_missed(remedy: Remedy, condition: Condition, named: ObjectivesByName) -> Condition:
    """The condition of an award together with the miss that it is for."""
    promises = about(remedy, named)
    if remedy.kind in ("bonus", "charge") or remedy.step is not None or len(promises) != 1:
        return condition
    promise = promises[0]
    known: list[Condition] = [condition, Missed(objective=inner(promise))]
    if isinstance(promise.bound, Bound) and promise.share is None:
        known.append(Not(part=Compared(subject=inner(promise), bound=promise.bound)))
    return Both(parts=tuple(known))


def _has_one_figure(agreement: Agreement, named: ObjectivesByName, subject: str) -> bool:
    """Whether a name has one figure in a window: a parameter without a table, or a single promise."""
    promises = named.get(subject, [])
    if promises:
        return len(promises) == 1 and not promises[0].each_of and not _is_of_cases(promises[0])
    return any(one.name == subject and not one.rows for one in agreement.parameters)


def _is_of_cases(promise: Objective) -> bool:
    return promise.window is None or promise.share is not None


def _never(agreement: Agreement, named: ObjectivesByName, test: Condition) -> bool:
    """Whether a test cannot hold in an agreement: a cap that is not there, more misses than windows."""
    if isinstance(test, Capped):
        return not agreement.is_template and not any(one.kind == test.remedy for one in agreement.caps)
    if not isinstance(test, Missed) or test.in_a_row or len(named.get(test.objective, ())) != 1:
        return False
    promise = named[test.objective][0]
    each = months_of(promise.window.period) if promise.window and promise.window.length is None else None
    if each is None or promise.window is None or promise.window.kind == "rolling":
        return False
    time: Fraction | None = None
    if isinstance(test.within, Quantity) and test.within.unit == "month":
        time = test.within.amount
    elif test.window is not None and test.window.kind != "rolling":
        time = months_of(test.window.period)
    return time is not None and isinstance(test.times, int) and test.times > max(time / each, Fraction(1))


# Bounds without a window


def without_window(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Awards, rights and duties that compare a share with a bound, and do not say over what time."""
    named = agreement.objectives_by_name
    stated: list[Model] = [
        *(agreement.remedies + agreement.caps + agreement.traits + agreement.claims),
        *(agreement.rights_to_end + agreement.duties),
    ]
    for one in stated:
        for source, condition in placed(one, agreement.source):
            for subject in compared(condition):
                metric = workspace.metrics.get(subject)
                if subject not in named and metric is not None and metric.statistic in _OVER_A_WINDOW:
                    yield _open(agreement, subject, source)


_OVER_A_WINDOW = ("share", "mean", "median", "total")
"""The statistics whose figures differ with the time over which they are taken."""


def compared(condition: Condition) -> Iterator[str]:
    """The names that a condition compares at its moment: what holds for longer than a time is a time by itself."""
    if isinstance(condition, Compared):
        yield condition.subject
    elif isinstance(condition, Both | Either):
        for part in condition.parts:
            yield from compared(part)
    elif isinstance(condition, Not):
        yield from compared(condition.part)


def _open(agreement: Agreement, metric: str, source: Span) -> Finding:
    promises = [inner(one) for one in agreement.objectives if one.metric == metric]
    promised = f"promise it, perhaps as a target: `objective deep: {metric} … each calendar month as a target`"
    return Finding(
        "condition/without-window",
        f"`{metric}` is a share, and this does not say over what time",
        source,
        help=f"name the promise whose window it is: `{promises[0]} …`" if promises else promised,
        address=agreement.name,
        values=(metric,),
    )


class _Decided:
    """The conditions of each agreement that have one outcome only, worked out once for both rules."""

    def __init__(self, workspace: Workspace) -> None:
        self._values = values_of(workspace)
        self._found: dict[str, list[Finding]] = {}

    def of(self, agreement: Agreement) -> list[Finding]:
        """The finds in an agreement."""
        if agreement.name not in self._found:
            conditions = decided(of_agreement(self._values, agreement))
            self._found[agreement.name] = [*conditions, *unreached_bands(agreement)]
        return self._found[agreement.name]


def _rule(name: str) -> Each:
    def told(found: Iterable[Finding]) -> list[Finding]:
        return [one for one in found if one.rule == name]

    return Each(
        understood,
        lambda decided_in, agreement: told(decided_in.of(agreement)),
        _Decided,
        beside=lambda workspace: told(decided(beside(workspace))),
    )


_STATES = 'fact account { overdue "an invoice is unpaid" }\n'


def _sample(declared: str, *statements: str) -> str:
    return declared + stage.sla(
        "objective uptime: availability at least 99% each calendar month { owned by dba }", *statements
    )


RULES = (
    Rule(
        "condition/never-holds",
        "error",
        "a condition can never hold",
        "What depends on it looks as if it were agreed, and never comes: parts that exclude each other, more misses "
        "than there are windows, more points than can come together, a cap that nothing has. A case has one value of "
        "each scale.",
        bad=_sample(
            "",
            "credit for uptime: 5 EUR",
            "credit for uptime when care is silver and care is gold: 5 EUR # condition/never-holds",
            "customer may end when uptime is missed 7 times in 6 months # condition/never-holds",
        ),
        good=_sample(
            "",
            "credit for uptime when care is silver or uptime below 95%: 5 EUR",
            "customer may end when uptime is missed 3 times in 6 months",
        ),
        check=_rule("condition/never-holds"),
    ),
    Rule(
        "condition/always-holds",
        "warning",
        "a condition always holds",
        "It decides nothing, so something else was meant.",
        bad=_sample(
            _STATES,
            'customer may "wait" when account is overdue or not account is overdue # condition/always-holds',
        ),
        good=_sample(_STATES, 'customer may "wait" when account is overdue'),
        check=_rule("condition/always-holds"),
    ),
    Rule(
        "condition/without-window",
        "error",
        "a share is compared with a bound, and nothing says over what time",
        "95 % of an hour and 95 % of a year are reached on different days.",
        bad=_sample("", "customer may end when availability below 95% # condition/without-window"),
        good=_sample("", "customer may end when uptime below 95%"),
        check=Each(understood, without_window),
    ),
)
