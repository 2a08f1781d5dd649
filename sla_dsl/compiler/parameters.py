"""Parameters: named values, and the values that ``with`` gives them."""

from __future__ import annotations

from typing import cast

from ..algebra.estimating import estimate
from ..model.agreement import Indexed, Parameter, ParameterRow
from ..model.phrases import Selection
from ..model.quantity import Amount, Blank, Dimension, Quantity, Value
from ..text.nearest import nearest
from ..text.source import Node, Token
from .dimensions import dimension_of, wrong_dimension
from .parameter_tables import parameter_rows
from .phrases import phrases
from .reading import Reading
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
        # What it comes to later is not known, so that nothing is computed from what is written.
        known = parameter.value if parameter.follows is None else None
        reading.parameters[parameter.name] = known or Blank(parameter=parameter.name, dimension=parameter.dimension)
        found.append(parameter)
    for child in given.values():
        reading.unknown(
            "parameter", cast(Token, child.token("NAME")), nearest(child.children[1].text, reading.parameters)
        )
    return tuple(found)


def _size(node: Node, sizes: dict[str, int]) -> int:
    """The words of a parameter with the parameters that it names written out; of a table, those of its longest row."""
    table = node.node("table")
    parts = list(table.nodes("row")) if table is not None else [node]
    return max(sum(sizes.get(word, 1) for word in part.text.split()) for part in parts)


def _parameter(node: Node, given: Node | None, tiers: tuple[Selection, ...], reading: Reading) -> Parameter:
    name, type_ = cast(Token, node.token("NAME")), node.after("IS")
    dimension: Dimension | None = None
    if isinstance(type_, Token):
        dimension = dimension_of(type_, "kind of value", reading)
    source = given if given is not None else node
    said = source.after("EQUAL")
    result: Amount | None = reading.given.get(name.text) or amount(said, reading)
    known = estimate(result, reading.parameters)
    if known is not None and said is not None:
        if dimension is not None and known.quantity.dimension != dimension:
            found = known.quantity if known.exact else Blank(parameter=said.text, dimension=known.quantity.dimension)
            wrong_dimension(found, said, (dimension,), reading)
        dimension = dimension or known.quantity.dimension
        result = known.quantity if known.exact else result
    rows: tuple[ParameterRow, ...] = ()
    if node.node("table") is not None:
        rows = _selected(parameter_rows(node, reading), tiers)
        dimension = dimension or next((row.value.dimension for row in rows), None)
        if result is not None or (len(rows) == 1 and not rows[0].scope):
            result, rows = result or rows[0].value, ()
    follows = node.node("follows")
    if follows is not None and dimension not in ("money", None):
        reading.report(
            "value/wrong-dimension",
            f"`{name.text}` is no amount of money, and only prices follow what another text says",
            follows,
            help="leave it out, or write its values and their days",
        )
        follows = None
    choices: list[Value] = []
    at = next((i for i, c in enumerate(node.children) if isinstance(c, Token) and c.type == "ONE_OF"), None)
    for child in node.children[at + 1 :] if at is not None else ():
        if child.kind == "quantity" if isinstance(child, Node) else child.type == "NAME":
            choice = value(child, reading)
            choices += [choice] if choice is not None else []
    return Parameter(
        name=name.text,
        title=text(node.token("STRING")),
        dimension=dimension,
        value=result,
        choices=tuple(choices),
        rows=rows,
        follows=_indexed(follows, reading) if follows is not None else None,
        about=phrases(node, reading, "about").about,
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


def _selected(rows: tuple[ParameterRow, ...], tiers: tuple[Selection, ...]) -> tuple[ParameterRow, ...]:
    """The rows for the values that the agreement selects, without the scales that it selects from."""
    chosen = {tier.scale: tier.values for tier in tiers}
    # A row has one value of each scale.  Of several that are selected it still says which it is for.
    single = {scale for scale, values in chosen.items() if len(values) == 1}
    return tuple(
        row.model_copy(update={"scope": tuple(one for one in row.scope if one.scale not in single)})
        for row in rows
        if all(one.values[0] in chosen.get(one.scale, one.values) for one in row.scope)
    )
