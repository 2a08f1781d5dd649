"""Tables of parameters whose values do not go one way along an ordered scale."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sla_dsl.model.agreement import Agreement, Parameter, ParameterRow
from sla_dsl.model.quantity import Quantity
from sla_dsl.model.services import Scale
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related

from .common import understood


def up_and_down(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Values that rise and fall from one tier, or priority, to the next."""
    for parameter in agreement.parameters:
        for scale, rows in lines(workspace, parameter):
            turned = turn(rows)
            if turned is not None:
                before, row = turned
                yield Finding(
                    "table/up-and-down",
                    f"along `{scale.name}`, `{parameter.name}` rises and falls: "
                    f"{', '.join(one.value.text for one in rows)}",
                    row.source,
                    help="correct the value that is out of line",
                    related=(Related(before.source, "the value before"),),
                    address=agreement.name,
                    values=(parameter.name,),
                )


def lines(workspace: Workspace, parameter: Parameter) -> Iterator[tuple[Scale, list[ParameterRow]]]:
    """The rows that differ only in one ordered scale, in its order."""
    for name in dict.fromkeys(one.scale for row in parameter.rows for one in row.scope):
        scale = workspace.scales[name]
        if scale.kind == "dimension":
            continue
        order = [value.name for value in scale.values]
        groups: dict[object, list[ParameterRow]] = {}
        for row in parameter.rows:
            groups.setdefault(frozenset(one for one in row.scope if one.scale != name), []).append(row)
        for rows in groups.values():
            at = {row: order.index(one.values[0]) for row in rows for one in row.scope if one.scale == name}
            yield scale, sorted(rows, key=at.__getitem__)


def turn(rows: list[ParameterRow]) -> tuple[ParameterRow, ParameterRow] | None:
    """The first two neighbours that go the other way than the first two that differ."""
    way = 0
    for before, row in pairwise(rows):
        if not isinstance(before.value, Quantity) or not isinstance(row.value, Quantity):
            return None  # hours have no order that goes up or down
        difference = row.value.amount - before.value.amount
        if difference * way < 0:
            return before, row
        way = way or (difference > 0) - (difference < 0)
    return None


_SAMPLE = """\
priorities demand {{ hourly daily weekly }}
standard sla statistics {{
  provider norvia
  customer atelier-brun
  covers reports
  parameter price by demand {{
    | demand | price   |
    | hourly | 300 EUR |
    | daily  | 100 EUR |
    | weekly | {weekly}
  }}
  objective uptime: availability at least 98% each calendar month {{ owned by dba }}
  charge for uptime each calendar month: price
}}
"""

RULES = (
    Rule(
        "table/up-and-down",
        "warning",
        "the values of a table rise and fall along an ordered scale",
        "A price that is lower for more is mostly a slip of the keyboard.",
        bad=_SAMPLE.format(weekly="200 EUR | # table/up-and-down"),
        good=_SAMPLE.format(weekly="20 EUR |"),
        check=Each(understood, up_and_down),
    ),
)
