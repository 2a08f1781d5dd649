"""Scales: their values, and those that an agreement has of them; facts and their states."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, cast

from ..model.phrases import Selection
from ..model.services import Fact, FactState, MatrixRow, Scale, ScaleValue
from ..text.finding import Related
from ..text.nearest import nearest
from ..text.source import Node, Token
from .conditions import condition
from .metrics import measurement
from .people import named, worded
from .reading import Reading, tokens_after
from .tables import rows


def _report_wordings(node: Node, reading: Reading) -> None:
    """Reports ``gold "Gold" wording fr "or"``, which would declare values named ``wording`` and ``fr``."""
    values = node.nodes("scale_value")
    for value, following in pairwise(values):
        name, language = value.token("NAME"), following.token("NAME")
        if name is not None and name.text == "wording" and value.token("STRING") is None and language:
            reading.report(
                "syntax/foreign-spelling",
                f"`wording` and `{language.text}` would be values of `{reading.address}`",
                name,
                help=f"write `title {language.text}` for its words in another language",
            )


def scale(node: Node, reading: Reading) -> Scale:
    """A scale without the conditions of its values, because these may refer to other scales."""
    _report_wordings(node, reading)
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
        **worded(node),
        kind=cast(Any, node.kind),
        values=values,
        set_by=tuple(cast(Any, t.type.lower()) for t in set_by.tokens("CUSTOMER", "PROVIDER")) if set_by else (),
    )


def scale_with_conditions(node: Node, plain: Scale, reading: Reading) -> Scale:
    """The same scale with the conditions of its values and its table of derivation."""
    values = []
    for value, child in zip(plain.values, node.nodes("scale_value"), strict=True):
        occasion = child.node("occasion")
        when = condition(occasion.children[-1], reading) if occasion else None
        values.append(value.model_copy(update={"when": when}))
    derived = reading.all_names("scale", tokens_after(node, "FROM"))
    return plain.model_copy(
        update={"values": tuple(values), "derived_from": derived, "matrix": _matrix(node, plain, reading)}
    )


def fact(node: Node, reading: Reading) -> Fact:
    """A ``fact`` declaration with its states."""
    same = reading.names.spaces["scale"].get(reading.address)
    if same is not None:
        reading.report(
            "name/duplicate",
            f"`{reading.address}` is a scale already, and `{reading.address} is …` could mean either",
            node.token("NAME") or node,
            help="give one of them another name",
            related=[Related(same.span, "the scale is declared here")],
        )
    _report_wordings(node, reading)
    states: dict[str, FactState] = {}
    for child in node.nodes("scale_value"):
        occasion = child.node("occasion")
        when = condition(occasion.children[-1], reading) if occasion else None
        state = FactState(**named(child), when=when)
        if state.name in states:
            reading.report(
                "name/duplicate", f"`{state.name}` stands twice in `{reading.address}`", child, help="leave one out"
            )
        states[state.name] = state
    found = node.node("measured")
    return Fact(**worded(node), states=tuple(states.values()), measured=measurement(found, reading) if found else None)


def _matrix(node: Node, plain: Scale, reading: Reading) -> tuple[MatrixRow, ...]:
    """Rows of values of the other scales, each with the priority that they give."""
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
            if column is not None and column.has(token.text):
                reading.names.meant[token] = "value", f"{column.name}/{token.text}"
            elif column is not None:
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


# The values that an agreement has


def tier(node: Node, reading: Reading) -> Selection | None:
    """The tier that an agreement selects; none (reported) for a tier that the scale does not have."""
    chosen, scale = node.token("NAME"), reading.name("scale", node.children[-1])
    known = reading.scales.get(scale or "")
    if chosen is None or known is None:
        return None
    if not known.has(chosen.text):
        reading.unknown("scale-value", chosen, nearest(chosen.text, [v.name for v in known.values]))
        return None
    reading.names.meant[chosen] = "value", f"{known.name}/{chosen.text}"
    return Selection(scale=known.name, values=(chosen.text,))


def held(node: Node, reading: Reading) -> Selection | None:
    """The values of a dimension that the customer has: sites, units; none (reported) for other scales and values."""
    *tokens, last = node.tokens("NAME")
    known = reading.scales.get(reading.name("scale", last) or "")
    if known is None:
        return None
    if known.kind != "dimension":
        help_ = f"write `tier {tokens[0].text} of {known.name}`" if known.kind == "tiers" else "name a dimension"
        message = f"`{known.name}` is no dimension: a customer has sites, units"
        reading.report("name/unknown-scale", message, last, help=help_)
        return None
    values: dict[str, Token] = {}
    for token in tokens:
        if known.has(token.text):
            reading.names.meant[token] = "value", f"{known.name}/{token.text}"
            reading.listed_once(values.get(token.text), token)
            values.setdefault(token.text, token)
        else:
            reading.unknown("scale-value", token, nearest(token.text, [v.name for v in known.values]))
            reading.names.misread.add(reading.address)
    return Selection(scale=known.name, values=tuple(values)) if values else None
