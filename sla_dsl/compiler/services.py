"""Scales, metrics and services."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, TypeVar, cast, get_args

from ..model.base import Model
from ..model.phrases import Bound, Days, Lasting, Selection
from ..model.quantity import Dimension, Quantity
from ..model.services import (
    Component,
    Composing,
    Counting,
    Down,
    Goal,
    MatrixRow,
    Measurement,
    Metric,
    Offer,
    Redundant,
    Scale,
    ScaleValue,
    Series,
    Service,
    Structure,
)
from ..text.nearest import nearest
from ..text.source import Node, Part, Token
from .conditions import bound_of, condition, lasting
from .people import named
from .phrases import phrases, scope
from .reading import Reading, tokens_after
from .tables import rows
from .values import day, dimension_of, quantity, text, whole

# Scales


def scale(node: Node, reading: Reading) -> Scale:
    """A scale without the conditions of its values, which may refer to other scales."""
    values = tuple(ScaleValue(**named(child)) for child in node.nodes("scale_value"))
    seen: dict[str, ScaleValue] = {}
    for v in values:
        if v.name in seen:
            reading.report(
                "name/duplicate", f"`{v.name}` stands twice in `{reading.address}`", v.source, help="leave one out"
            )
        seen[v.name] = v
    set_by = node.node("set_by")
    return Scale(
        **named(node),
        kind=cast(Any, node.kind),
        values=values,
        set_by=tuple(cast(Any, t.type.lower()) for t in set_by.tokens("CUSTOMER", "PROVIDER")) if set_by else (),
    )


def scale_with_conditions(node: Node, plain: Scale, reading: Reading) -> Scale:
    """The same scale with the conditions of its values, and the table that it is derived from."""
    values = []
    for value, child in zip(plain.values, node.nodes("scale_value"), strict=True):
        occasion = child.node("occasion")
        when = condition(occasion.children[-1], reading) if occasion else None
        values.append(value.model_copy(update={"when": when}))
    derived = reading.all_names("scale", tokens_after(node, "FROM"))
    return plain.model_copy(
        update={"values": tuple(values), "derived_from": derived, "matrix": _matrix(node, plain, reading)}
    )


def _matrix(node: Node, plain: Scale, reading: Reading) -> tuple[MatrixRow, ...]:
    """Rows of values of the other scales and the priority that they give."""
    table = node.node("table")
    if table is None:
        return ()
    _header, body = rows(table, reading)
    columns = [reading.scales.get(token.text) for token in tokens_after(node, "FROM")] + [plain]
    matrix: list[MatrixRow] = []
    for cells in body:
        row = [cell.first for cell in cells]
        if len(row) != len(columns):
            reading.report(
                "table/uneven-row",
                f"a row needs a value of each of {len(columns)} scales",
                cells[0],
                help=f"one column each for {', '.join(f'`{c.name}`' for c in columns if c)}",
            )
            continue
        for token, column in zip(row, columns, strict=True):
            if column is not None and not column.has(token.text):
                reading.unknown("scale-value", token, nearest(token.text, [v.name for v in column.values]))
        key = tuple(token.text for token in row[:-1])
        if any(before.key == key for before in matrix):
            reading.report(
                "table/repeated-row",
                f"this table speaks of `{', '.join(key)}` more than once",
                cells[0].span.to(cells[-2].span),
                help="leave one out, or say which of them was meant to be another value",
            )
            continue
        matrix.append(MatrixRow(key=key, value=row[-1].text))
    return tuple(matrix)


# Metrics


def metric(node: Node, reading: Reading) -> Metric:
    """A ``metric`` declaration, without what it takes over from the one that it ``is``."""
    unit, direction, population, statistic, between, composes = (
        node.node(kind) for kind in ("unit", "direction", "population", "statistic", "between_events", "composes")
    )
    return Metric(
        **named(node),
        is_=reading.name("metric", node.after("IS")),
        **(_unit(unit, reading) if unit else {}),
        better=("higher" if direction.has("HIGHER") else "lower") if direction else None,
        population=cast(Token, population.children[-1]).text if population else None,
        statistic=cast(Any, cast(Token, statistic.children[-1]).text) if statistic else None,
        starts=reading.name("event", between.after("FROM")) if between else None,
        stops=reading.name("event", between.after("TO")) if between else None,
        composes=cast(Any, reading.word("composing-rule", cast(Token, composes.children[-1]), get_args(Composing)))
        if composes
        else None,
        counting=counting(node, reading),
    )


def _unit(node: Node, reading: Reading) -> dict[str, Any]:
    """One of the units of the language, or one of its own, which says what it is."""
    token, title = node.token("NAME"), node.token("STRING")
    assert token is not None
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
    """A metric with what it leaves open taken from the one that it is."""
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
Rule = TypeVar("Rule", bound=Model)
_COUNTING = {
    "down": "down",
    "up": "up_after",
    "counts": "counts",
    "weighted": "weighted_by",
    "rounded": "decimals",
    "measured": "measured",
}
"""The statements that say how something is counted, and the field that each fills."""
COUNTING = tuple(_COUNTING)


def counting(node: Node, reading: Reading) -> Counting:
    """The counting rules among the statements of a metric or an objective."""
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
        measured=tuple(_measurement(child, reading) for child in node.nodes("measured")),
        overlaps_once=node.node("overlaps") is not None,
    )


def added(general: Counting, own: Counting) -> Counting:
    """Counting rules with own ones added: what the own ones leave open stays."""
    said = {
        name: getattr(own, name) for name in Counting.model_fields if getattr(own, name) != getattr(Counting(), name)
    }
    return general.model_copy(update=said)


def completed(general: Counting, own: Counting) -> Counting:
    """A metric's counting rules with those of an objective: each own rule has what the metric's one says further."""
    return added(general, own).model_copy(
        update={"down": _completed(general.down, own.down), "measured": _completed(general.measured, own.measured)}
    )


def _completed(general: tuple[Rule, ...], own: tuple[Rule, ...]) -> tuple[Rule, ...]:
    left = [rule for rule in general if not any(_is_same(rule, one) for one in own)]
    found = [next((_filled(one, rule) for rule in general if _is_same(rule, one)), one) for one in own]
    return (*left, *found)


def _is_same(rule: Rule, own: Rule) -> bool:
    return getattr(rule, "scope", ()) == getattr(own, "scope", ()) and _agrees(rule, own)


def _filled(own: Rule, rule: Rule) -> Rule:
    open_ = [name for name in type(own).model_fields if getattr(own, name) in _OPEN]
    return own.model_copy(update={name: getattr(rule, name) for name in open_})


def contradicted(general: Counting, own: Counting) -> list[str]:
    """The statements of own counting rules that contradict general ones; what these leave open is free."""
    found = [kind for kind, name in _COUNTING.items() if not _agrees(getattr(general, name), getattr(own, name))]
    return found if _agrees(general.out_of, own.out_of) else [*found, "counts"]


def _agrees(one: object, other: object) -> bool:
    """Whether two rules say the same as far as both say anything."""
    if one in _OPEN or other in _OPEN:
        return True
    if isinstance(one, tuple) and isinstance(other, tuple):
        return all(any(_agrees(rule, own) for rule in one) or _is_of_other_cases(one, own) for own in other)
    if isinstance(one, Down | Measurement | Lasting):
        return all(_agrees(getattr(one, name), getattr(other, name)) for name in type(one).model_fields)
    return one == other


def _is_of_other_cases(rules: tuple[object, ...], own: object) -> bool:
    """Whether a rule of what counts as down is for values that the other rules do not speak of."""
    return isinstance(own, Down) and all(isinstance(rule, Down) and rule.scope != own.scope for rule in rules)


def _down(node: Node, reading: Reading) -> Down | None:
    where = node.node("scope")
    selected: tuple[Selection, ...] = scope(where, reading)[0] if where else ()
    when = condition(cast(Part, node.after("WHEN")), reading)
    if when is None:
        return None
    return Down(
        scope=tuple((s.scale, s.values) for s in selected), when=when, lasting=lasting(node.node("lasting"), reading)
    )


def _measurement(node: Node, reading: Reading) -> Measurement:
    at, every, using = node.after("AT"), node.node("quantity"), node.after("USING")
    interval = quantity(every, reading) if every else None
    if interval is not None and interval.dimension != "duration":
        reading.report(
            "value/wrong-dimension",
            f"`{interval.text}` is not a duration",
            cast(Node, every),
            help="write `every 1 min`",
        )
        interval = None
    return Measurement(
        by=reading.name("party", node.after("BY")) or "",
        at=text(at) if isinstance(at, Token) else "",
        every=interval,
        using=text(using) if isinstance(using, Token) else "",
    )


# Services


def service(node: Node, reading: Reading) -> Service:
    """A ``service`` declaration."""
    owner, hours, needs, supplied = (node.node(kind) for kind in ("owner", "service_hours", "needs", "supplied"))
    supplier = supplied.children[-1] if supplied else None
    return Service(
        **named(node),
        owner=reading.name("party", owner.children[-1]) if owner else None,
        offers=tuple(_offer(child, reading) for child in node.nodes("offered")),
        hours=reading.name("calendar", hours.children[-1]) if hours else None,
        needs=structure(needs.children[-1], reading) if needs else None,
        supplied_by=_supplier(supplier, reading),
        shares=tuple(t.text for child in node.nodes("shares") for t in child.tokens("NAME")),
        goals=tuple(g for child in node.nodes("goal") if (g := _goal(child, reading)) is not None),
    )


def _supplier(part: Part | None, reading: Reading) -> str | None:
    if isinstance(part, Token) and part.type == "CUSTOMER":
        return "customer"
    return reading.name("party", part)


def _offer(node: Node, reading: Reading) -> Offer:
    first, last = node.node("from"), node.node("until")
    return Offer(
        to=("everyone",) if node.has("EVERYONE") else reading.all_names("party", node.tokens("NAME")),
        days=Days(
            first=day(first.token("DATE"), reading) if first else None,
            last=day(last.token("DATE"), reading) if last else None,
        ),
        source=node.span,
    )


def _goal(node: Node, reading: Reading) -> Goal | None:
    metric, limit = reading.name("metric", node.after("BY")), node.node("bound")
    said = phrases(node, reading, "share", "window")
    read = bound_of(cast(Node, limit), metric, reading)
    if metric is None or not isinstance(read, Bound):
        return None
    return Goal(
        text=text(node.token("STRING")),
        metric=metric,
        bound=read,
        share=said.share,
        window=said.window,
        source=node.span,
    )


def structure(part: Part, reading: Reading) -> Structure | None:
    """What a service needs: ``and`` in series, ``or`` redundant, ``k of (…)``."""
    if isinstance(part, Token):
        name = reading.name("service", part)
        return Component(service=name) if name else None
    if part.kind == "grouped_needs":
        return structure(part.children[1], reading)
    written = [child for child in part.children if isinstance(child, Node) or child.type == "NAME"]
    parts = tuple(found for child in written if (found := structure(child, reading)) is not None)
    if part.kind == "series":
        return Series(parts=parts)
    needed = 1
    figure = part.token("NUMBER")
    if figure is not None:
        needed = whole(figure, reading)
        if needed > len(written):
            reading.report("value/out-of-range", f"{needed} of {len(written)} can never be reached", part)
    return Redundant(needed=needed, parts=parts)
