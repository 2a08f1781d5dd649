"""Tables of parameters: a value for each value of a scale, or of several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import cast

from ..algebra.estimating import estimate
from ..algebra.scopes import Scope
from ..model.agreement import ParameterRow
from ..model.phrases import NamedHours, Selection
from ..model.quantity import Amount, Dimension, Quantity
from ..model.services import Scale
from ..text.nearest import nearest
from ..text.source import Node, Token
from .dimensions import wrong_dimension
from .reading import Reading
from .tables import rows
from .values import amount


@dataclass(frozen=True, slots=True)
class _ParameterColumn:
    """A column: a key, or the values for one value of the last scale, or for all."""

    scale: Scale | None
    value: str = ""


def parameter_rows(node: Node, reading: Reading, *, hours: bool = False) -> tuple[ParameterRow, ...]:
    """The value of a ``parameter`` for each combination of the table's values; reports the combinations left out.

    Of a parameter of ``hours`` the cells name calendars.
    """
    table, name = cast(Node, node.node("table")), cast(Token, node.token("NAME"))
    by = node.node("by")
    names = reading.all_names("scale", by.tokens("NAME")) if by is not None else ()
    scales = [reading.scales[one] for one in names if one in reading.scales]
    header, body = rows(table, reading)
    columns = [column for cell in header if (column := _column(cell, name.text, scales, reading)) is not None]
    if len(columns) < len(header) or not _has_all(columns, scales, table, reading):
        reading.broken = True
        return ()
    found: dict[Scope, ParameterRow | None] = {}
    for cells in body:
        for scope, cell in _cells(columns, cells, reading):
            if scope in found:
                _report_repeated(scope, cell, reading)
            else:
                found[scope] = _hours(scope, cell, reading) if hours else _row(scope, cell, found, reading)
    _report_missing(found, scales, table, reading)
    return tuple(row for row in found.values() if row is not None)


def _column(cell: Node, name: str, scales: list[Scale], reading: Reading) -> _ParameterColumn | None:
    token = cell.first
    if token.text == name:
        return _ParameterColumn(None)
    for scale in scales:
        if token.text == scale.name:
            return _ParameterColumn(scale)
        value = token.text.removeprefix(f"{scale.name}/")
        if scale.has(value):
            reading.names.meant[token] = "value", f"{scale.name}/{value}"
            return _ParameterColumn(scale, value)
    known = [name, *(scale.name for scale in scales), *(value.name for scale in scales for value in scale.values)]
    reading.unknown("column", token, nearest(token.text, known), f"a column is a scale after `by`, or `{name}`")
    return None


def _has_all(columns: list[_ParameterColumn], scales: list[Scale], table: Node, reading: Reading) -> bool:
    """Whether every scale behind ``by`` has its columns; reports those without."""
    present = {column.scale.name for column in columns if column.scale is not None}
    missing = [scale.name for scale in scales if scale.name not in present]
    for name in missing:
        reading.report(
            "table/missing-column",
            f"no column of this table is for `{name}`",
            table.children[0],
            help=f"add a column `{name}`, or columns for its values",
        )
    return not missing


def _cells(columns: list[_ParameterColumn], cells: list[Node], reading: Reading) -> Iterator[tuple[Scope, Node]]:
    """The cells of a row that hold a value, each with its scope; a key may name several values."""
    keys = [
        [Selection(scale=column.scale.name, values=(value,)) for value in _keys(column.scale, cell, reading)]
        for column, cell in zip(columns, cells, strict=True)
        if column.scale is not None and not column.value
    ]
    for column, cell in zip(columns, cells, strict=True):
        if column.scale is not None and not column.value:
            continue
        across = (Selection(scale=column.scale.name, values=(column.value,)),) if column.scale is not None else ()
        for combination in product(*keys):
            yield (*combination, *across), cell


def _keys(scale: Scale, cell: Node, reading: Reading) -> list[str]:
    found = []
    for token in cell.tokens("NAME", "PATH"):
        name = token.text.removeprefix(f"{scale.name}/")
        if scale.has(name):
            reading.names.meant[token] = "value", f"{scale.name}/{name}"
            found.append(name)
        else:
            reading.broken = True  # the value that the author meant is missing
            reading.unknown("scale-value", token, nearest(name, [value.name for value in scale.values]))
    return found


def _row(scope: Scope, cell: Node, before: dict[Scope, ParameterRow | None], reading: Reading) -> ParameterRow | None:
    """The value of a cell, of the same kind as the values before it; none for `none`."""
    if cell.has("NONE"):
        return None
    written: Amount | None = amount(cell.children[0], reading)
    known = estimate(written, reading.parameters)
    if known is None or not known.exact:
        return None
    dimension: Dimension | None = next(
        (row.value.dimension for row in before.values() if row is not None and isinstance(row.value, Quantity)), None
    )
    if dimension is not None and known.quantity.dimension != dimension:
        wrong_dimension(known.quantity, cell, (dimension,), reading)
        return None
    return ParameterRow(scope=scope, value=known.quantity, source=cell.span)


def _hours(scope: Scope, cell: Node, reading: Reading) -> ParameterRow | None:
    """The hours of a cell; none for `none`."""
    calendar = None if cell.has("NONE") else reading.hours(cell.children[0])
    return ParameterRow(scope=scope, value=NamedHours(calendar=calendar), source=cell.span) if calendar else None


def _report_repeated(scope: Scope, cell: Node, reading: Reading) -> None:
    reading.report(
        "table/repeated-row",
        f"this table speaks of `{_words(scope)}` more than once",
        cell,
        help="leave one out, or say which of them was meant to be another value",
    )


def _report_missing(
    found: dict[Scope, ParameterRow | None], scales: list[Scale], table: Node, reading: Reading
) -> None:
    said = {frozenset((one.scale, one.values[0]) for one in scope) for scope in found}
    every = product(*([(scale.name, value.name) for value in scale.values] for scale in scales))
    missing = [combination for combination in every if frozenset(combination) not in said]
    if missing and not reading.broken:
        names = ", ".join(f"`{'/'.join(value for _, value in combination)}`" for combination in missing)
        reading.report(
            "table/missing-row",
            f"this table says nothing of {names}",
            table.children[0],
            help="add a row; write `none` where there is no such value",
        )


def _words(scope: Scope) -> str:
    return ", ".join(one.values[0] for one in scope)


def selected(rows: tuple[ParameterRow, ...], tiers: tuple[Selection, ...]) -> tuple[ParameterRow, ...]:
    """The rows for the values that the agreement selects, without the scales that it selects from."""
    chosen = {tier.scale: tier.values for tier in tiers}
    # A row has one value of each scale.  Of several that are selected it still says which it is for.
    single = {scale for scale, values in chosen.items() if len(values) == 1}
    return tuple(
        row.model_copy(update={"scope": tuple(one for one in row.scope if one.scale not in single)})
        for row in rows
        if all(one.values[0] in chosen.get(one.scale, one.values) for one in row.scope)
    )
