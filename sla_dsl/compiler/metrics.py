"""Metrics, and the rules by which a metric or an objective counts."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, TypeVar, cast, get_args

from ..model.base import Model
from ..model.phrases import Lasting, Selection
from ..model.quantity import Dimension, Quantity
from ..model.services import Composing, Counting, Down, Measurement, Metric
from ..text.source import Node, Token, TreePart
from .conditions import condition, lasting
from .dimensions import dimension_of
from .people import worded
from .reading import Reading
from .selections import scope
from .values import positive, text


def metric(node: Node, reading: Reading) -> Metric:
    """A ``metric`` declaration, without the fields that it inherits by ``is``."""
    unit, direction, population, statistic, between, composes = (
        node.node(kind) for kind in ("unit", "direction", "population", "statistic", "between_events", "composes")
    )
    return Metric(
        **worded(node),
        is_=reading.name("metric", node.after("IS")),
        **(_unit(unit, reading) if unit else {}),
        better=("higher" if direction.has("HIGHER") else "lower") if direction else None,
        population=cast(Token, population.token("NAME")).text if population else None,
        statistic=cast(Any, cast(Token, statistic.children[-1]).text) if statistic else None,
        starts=reading.name("event", between.after("FROM")) if between else None,
        stops=reading.name("event", between.after("TO")) if between else None,
        composes=cast(Any, reading.word("composing-rule", cast(Token, composes.children[-1]), get_args(Composing)))
        if composes
        else None,
        counting=counting(node, reading),
    )


def _unit(node: Node, reading: Reading) -> dict[str, Any]:
    """A unit of the language, or a unit of the metric's own with a text that explains it."""
    token, title = node.token("NAME"), node.token("STRING")
    assert token is not None
    if title is not None and token.text in get_args(Dimension):
        reading.report(
            "value/unknown-unit",
            f"`{token.text}` is a unit of the language, and has no text of its own",
            token,
            help="leave the text out, or name the unit otherwise: its figures are written with it",
        )
        return {"unit": token.text}
    if title is not None and Quantity(amount=Fraction(1), unit=token.text).dimension == "count":
        return {"unit": "count", "own_unit": token.text, "own_unit_title": text(title)}
    if title is not None:
        reading.report(
            "value/unknown-unit",
            f"`{token.text}` is not a unit of its own",
            token,
            help=f"write one of {', '.join(get_args(Dimension))}",
        )
        return {}
    return {"unit": dimension_of(token, "unit of metrics", reading, ", or what a unit of your own is")}


def inherited(metric: Metric, of: Metric) -> Metric:
    """A metric with its open fields taken from the metric that it ``is``."""
    open_ = {
        name: getattr(of, name)
        for name in (
            "unit",
            "own_unit",
            "own_unit_title",
            "better",
            "population",
            "statistic",
            "starts",
            "stops",
            "composes",
        )
        if getattr(metric, name) is None
    }
    return metric.model_copy(update={**open_, "counting": added(of.counting, metric.counting)})


_OPEN = (None, "", ())
"""The values of a field that is not stated."""
CountingRule = TypeVar("CountingRule", bound=Model)
_COUNTING = {
    "down": "down",
    "up": "up_after",
    "counts": "counts",
    "weighted": "weighted_by",
    "rounded": "decimals",
    "measured": "measured",
    "partial_outages": "in_proportion_to",
}
"""The statements about counting, and the field that each fills."""
COUNTING = tuple(_COUNTING)
_RULES = frozenset((*COUNTING, "overlaps"))
AS_GENERALLY = Counting()
"""The rules of an objective that says nothing about counting."""


def counting(node: Node, reading: Reading) -> Counting:
    """The counting rules among the statements of a metric or an objective."""
    if not any(True for _ in node.nodes(*_RULES)):
        return AS_GENERALLY
    up, counts, weighted, rounded = (node.node(kind) for kind in ("up", "counts", "weighted", "rounded"))
    counted = [text(t) for t in counts.tokens("STRING")] if counts else ["", ""]
    decimals = rounded.token("NUMBER") if rounded else None
    return Counting(
        down=tuple(d for child in node.nodes("down") if (d := _down(child, reading)) is not None),
        up_after=lasting(up, reading),
        counts=counted[0],
        out_of=counted[1] if len(counted) > 1 else "",
        weighted_by=text(weighted.token("STRING")) if weighted else "",
        decimals=int(decimals.text) if decimals and decimals.text.isdigit() else None,
        measured=tuple(measurement(child, reading) for child in node.nodes("measured")),
        in_proportion_to=cast(Token, of.token("NAME")).text if (of := node.node("partial_outages")) else "",
        overlaps_once=node.node("overlaps") is not None,
    )


def added(general: Counting, own: Counting) -> Counting:
    """Counting rules with own ones over them; a rule that the own ones leave open stays."""
    said = {
        name: getattr(own, name) for name in Counting.model_fields if getattr(own, name) != getattr(AS_GENERALLY, name)
    }
    return general.model_copy(update=said)


def completed(general: Counting, own: Counting) -> Counting:
    """A metric's counting rules with an objective's; each own rule takes its open fields from the same general rule."""
    if own == AS_GENERALLY:
        return general
    return added(general, own).model_copy(
        update={"down": _completed(general.down, own.down), "measured": _completed(general.measured, own.measured)}
    )


def _completed(general: tuple[CountingRule, ...], own: tuple[CountingRule, ...]) -> tuple[CountingRule, ...]:
    left = [rule for rule in general if not any(_is_same(rule, one) for one in own)]
    found = [next((_filled(one, rule) for rule in general if _is_same(rule, one)), one) for one in own]
    return (*left, *found)


def _is_same(rule: CountingRule, own: CountingRule) -> bool:
    return getattr(rule, "scope", ()) == getattr(own, "scope", ()) and _agrees(rule, own)


def _filled(own: CountingRule, rule: CountingRule) -> CountingRule:
    open_ = [name for name in type(own).model_fields if getattr(own, name) in _OPEN]
    return own.model_copy(update={name: getattr(rule, name) for name in open_})


def contradicted(general: Counting, own: Counting) -> list[str]:
    """The statements of own counting rules that contradict general ones; an open general rule contradicts nothing."""
    found = [kind for kind, name in _COUNTING.items() if not _agrees(getattr(general, name), getattr(own, name))]
    return found if _agrees(general.out_of, own.out_of) else [*found, "counts"]


def _agrees(one: object, other: object) -> bool:
    """Whether two rules agree wherever both are stated."""
    if one in _OPEN or other in _OPEN:
        return True
    if isinstance(one, tuple) and isinstance(other, tuple):
        return all(any(_agrees(rule, own) for rule in one) or _is_of_other_cases(one, own) for own in other)
    if isinstance(one, Down | Measurement | Lasting):
        return all(_agrees(getattr(one, name), getattr(other, name)) for name in type(one).model_fields)
    return one == other


def _is_of_other_cases(rules: tuple[object, ...], own: object) -> bool:
    """Whether a rule of downtime is for values that none of the other rules names."""
    return isinstance(own, Down) and all(isinstance(rule, Down) and rule.scope != own.scope for rule in rules)


def _down(node: Node, reading: Reading) -> Down | None:
    where = node.node("scope")
    selected: tuple[Selection, ...] = scope(where, reading)[0] if where else ()
    when = condition(cast(TreePart, node.after("WHEN")), reading)
    if when is None:
        return None
    return Down(
        scope=tuple((s.scale, s.values) for s in selected), when=when, lasting=lasting(node.node("lasting"), reading)
    )


def measurement(node: Node, reading: Reading) -> Measurement:
    """``measured by norvia at "edge" every 1 min using "probe"``."""
    at, every, using = node.after("AT"), node.node("quantity"), node.after("USING")
    interval = positive(every, reading, "duration")
    return Measurement(
        by=reading.name("party", node.after("BY")) or "",
        at=text(at) if isinstance(at, Token) else "",
        every=interval if isinstance(interval, Quantity) else None,
        using=text(using) if isinstance(using, Token) else "",
    )
