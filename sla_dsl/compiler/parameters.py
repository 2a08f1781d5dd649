"""Parameters: named values, and the values that ``with`` gives them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from ..algebra.estimating import estimate
from ..model.agreement import Indexed, Parameter, ParameterRow
from ..model.phrases import OtherPeriod, Selection
from ..model.quantity import Amount, Blank, Dimension, Quantity, Value
from ..text.nearest import nearest
from ..text.source import Node, Token
from .dimensions import dimension_of, wrong_dimension
from .parameter_tables import parameter_rows, selected
from .phrases import phrases
from .reading import PERIODS, Reading
from .time_parameters import no_price, time_kind, time_parameter
from .values import amount, text, value

LARGEST = 500
"""The most words that a parameter may have with the parameters that it names written out: each may double the last."""


def parameters(nodes: dict[str, list[Node]], tiers: tuple[Selection, ...], reading: Reading) -> tuple[Parameter, ...]:
    """The parameters in order; each may use those before it, ``with`` gives them values, and ``tiers`` select rows."""
    given = {cast(Token, child.token("NAME")).text: child for child in nodes.get("with", ())}
    found = []
    sizes: dict[str, int] = {}
    for child in nodes.get("parameter", ()):
        name = cast(Token, child.token("NAME"))
        if (source := given.pop(name.text, None)) is not None:
            reading.names.meant[cast(Token, source.token("NAME"))] = "parameter", name.text
        sizes[name.text] = _size(child if source is None else source, sizes)
        if sizes[name.text] > LARGEST:
            reading.report(
                "syntax/nesting-too-deep",
                f"`{name.text}` has more than {LARGEST} words with its parameters written out",
                name,
                help="compute with fewer parameters that are computed themselves",
            )
            reading.parameters[name.text] = Blank(parameter=name.text)
            sizes[name.text] = 1
            continue
        parameter = _parameter(child, source, tiers, reading)
        if parameter.dimension in ("hours", "window"):
            reading.times[parameter.name] = parameter
            found.append(parameter)
            continue
        # What it comes to later is not known, so that nothing is computed from what is written.
        known = parameter.amount if parameter.follows is None and parameter.name not in reading.unread else None
        reading.parameters[parameter.name] = known or Blank(
            parameter=parameter.name,
            dimension=None if parameter.name in reading.unread else cast("Dimension | None", parameter.dimension),
        )
        found.append(parameter)
    for name in (cast(Token, child.token("NAME")) for child in given.values()):
        if reading.broken or reading.is_lost(name.text):
            continue
        near = nearest(name.text, [*reading.parameters, *reading.times])
        reading.unknown("parameter", name, near)
        reading.unread |= {near} if near else set()
    return tuple(found)


def _size(node: Node, sizes: dict[str, int]) -> int:
    """The words of a parameter with the parameters that it names written out; of a table, those of its longest row."""
    table = node.node("table")
    parts = list(table.nodes("row")) if table is not None else [node]
    return max(sum(sizes.get(word, 1) for word in part.text.split()) for part in parts)


def _parameter(node: Node, given: Node | None, tiers: tuple[Selection, ...], reading: Reading) -> Parameter:
    name, type_ = cast(Token, node.token("NAME")), node.after("IS")
    source = given if given is not None else node
    said = source.after("EQUAL")
    if (kind := time_kind(node, said, reading)) is not None:
        return time_parameter(node, source, kind, tiers, reading)
    dimension = dimension_of(type_, "kind of value", reading, ", hours or window") if isinstance(type_, Token) else None
    if isinstance(said, Node) and said.kind == "other_period":
        if name.text not in reading.given:
            return _of_other_period(node, source, dimension, reading)
        said = None
    result: Amount | None = reading.given.get(name.text) or amount(said, reading)
    known = estimate(result, reading.parameters)
    if known is not None and said is not None:
        if dimension is not None and known.quantity.dimension != dimension:
            found = known.quantity if known.exact else Blank(parameter=said.text, dimension=known.quantity.dimension)
            wrong_dimension(found, said, (dimension,), reading)
        dimension = dimension or known.quantity.dimension
        result = known.quantity if known.exact else result
        if known.quantity.dimension != dimension:  # reported: what it is meant to be is all that is known of it
            result = None
    rows: tuple[ParameterRow, ...] = ()
    if node.node("table") is not None:
        rows = selected(parameter_rows(node, reading), tiers)
        values = [row.value for row in rows if isinstance(row.value, Quantity)]
        dimension = dimension or next((one.dimension for one in values), None)
        if result is not None or (len(values) == 1 and not rows[0].scope):
            result, rows = result or values[0], ()
    follows = node.node("follows")
    if follows is not None and dimension not in ("money", None):
        no_price(name, follows, reading)
        reading.unread.add(name.text)
        follows = None
    return Parameter(
        name=name.text,
        title=text(node.token("STRING")),
        dimension=dimension,
        value=result,
        choices=tuple(_choices(node, reading)),
        rows=rows,
        follows=_indexed(follows, reading) if follows is not None else None,
        about=phrases(node, reading, "about").about,
        source=cast(Token, source.token("NAME")).span,
    )


def _choices(node: Node, reading: Reading) -> Iterator[Value]:
    at = next((i for i, c in enumerate(node.children) if isinstance(c, Token) and c.type == "ONE_OF"), None)
    for child in node.children[at + 1 :] if at is not None else ():
        if child.kind == "quantity" if isinstance(child, Node) else child.type == "NAME":
            choice = value(child, reading)
            if choice is not None:
                yield choice


def _of_other_period(node: Node, source: Node, dimension: Dimension | None, reading: Reading) -> Parameter:
    """``= monthly-fee of the month before``: what another parameter comes to in another period."""
    said = cast(Node, source.node("other_period"))
    name, base = cast(Token, node.token("NAME")), cast(Token, said.token("NAME"))
    found = estimate(reading.parameter(base), reading.parameters)
    its = found.quantity.dimension if found is not None else None
    if found is not None and dimension is not None and dimension != its:
        wrong_dimension(Blank(parameter=said.text, dimension=its), said, (dimension,), reading)
    if node.node("follows") is not None or node.has("ONE_OF"):
        reading.report(
            "syntax/misplaced-phrase",
            f"`{name.text}` is what `{base.text}` comes to, and nothing else",
            node.node("follows") or node,
            help=f"say it of `{base.text}`",
        )
    period = next(t.text for t in said.tokens() if t.text in PERIODS)
    return Parameter(
        name=name.text,
        title=text(node.token("STRING")),
        dimension=dimension or its,
        value=OtherPeriod(
            parameter=base.text, period=cast(Any, period), side="before" if said.has("BEFORE") else "next"
        ),
        about=phrases(node, reading, "about", "follows").about,
        source=cast(Token, source.token("NAME")).span,
    )


def _indexed(node: Node, reading: Reading) -> Indexed | None:
    """``follows syntec each contract year up to 3%``."""
    document = reading.name("document", node.token("NAME"))
    said = phrases(node, reading, "window", "limit")
    limit, window = said.limit, said.window
    if isinstance(limit, Quantity) and limit.dimension != "percent":
        wrong_dimension(limit, node.node("limit") or node, ("percent",), reading)
        return None
    if window is not None and window.kind == "rolling":
        reading.report(
            "value/no-such-window",
            "a price changes on a day, and a rolling window begins on every one",
            node,
            help="write `each contract year`, or the window that was agreed",
        )
        return None
    return Indexed(document=document, window=window, limit=limit) if document and window is not None else None
