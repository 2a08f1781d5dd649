"""Tables of objectives: the meaning of each column, and the promise in each cell.

The first columns name scales, one each.  The others are metrics, or the values of one further scale; then ``of`` or the
first column (``metric``) names the metric.  A column may also be ``during`` or a kind of award.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from ..model.base import kept_once
from ..model.phrases import Selection
from ..model.quantity import Amount
from ..model.services import Scale
from ..text.nearest import nearest
from ..text.source import Node, Token
from .conditions import AWARDS
from .dues import due
from .objectives import PROMISE_PHRASES, Draft, cell_bound, figure_unit, narrowed
from .phrases import phrases
from .reading import Reading
from .selections import ambiguous_value
from .tables import rows
from .values import text

METRIC_COLUMN = "metric"
"""The header of a first column that names the metric of each row."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: a key (of a scale, or of metrics), a metric, a value of a further scale, hours, or an award."""

    kind: str
    name: str
    scale: Scale | None = None


@dataclass(frozen=True, slots=True)
class CellAward:
    """An award that a row gives for the objectives of that row."""

    award: str
    amount: Amount
    objectives: tuple[str, ...]
    source: Node


def table(node: Node, reading: Reading) -> tuple[list[Draft], list[CellAward]]:
    """The objectives of an ``objectives`` statement, one for each cell, and the awards of its award columns."""
    name, of, by = node.token("NAME"), node.after("OF"), node.node("by")
    assert name is not None
    general = Draft(name.text, name.text, name, title=text(node.token("STRING")))
    general = general.saying(phrases(node, reading, *PROMISE_PHRASES)).detailed(node, reading)
    metric = reading.name("metric", of) if of is not None else None
    keys = [token.text for token in by.tokens("NAME")] if by is not None else []
    if by is not None:
        reading.all_names("scale", by.tokens("NAME"))
    lines = cast(Node, node.node("table"))
    if of is not None and metric is None:  # reported where it is named
        return [], []
    return Grid(general, metric, tuple(dict.fromkeys(keys)), reading).read(lines)


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of objectives; ``metric`` and ``keys`` are named by the statement before the table."""

    general: Draft
    metric: str | None
    keys: tuple[str, ...]
    reading: Reading

    def read(self, table: Node) -> tuple[list[Draft], list[CellAward]]:
        """The objectives and awards of all rows."""
        header, body = rows(table, self.reading)
        columns = [column for at, cell in enumerate(header) if (column := self._column(cell, at, len(header)))]
        drafts: list[Draft] = []
        awards: list[CellAward] = []
        paths: set[str] = set()
        is_known = all(column.scale is not None for column in columns if column.kind == "key")
        if header and len(columns) == len(header) and is_known:
            self._check_metric(columns, header[-1])
            self._check_keys(columns, table)
            for cells in body:
                row = self._row(columns, cells)
                row = self._new(row, paths, cells[0])
                drafts += row
                paths.update(draft.path for draft in row)
                awards += self._awards(columns, cells, row)
        return drafts, awards

    def _column(self, cell: Node, at: int, count: int) -> Column | None:
        token = cell.first
        name = token.text
        if token.type == "DURING":
            return Column("hours", name)
        if token.type in AWARDS:
            return Column("award", name)
        scales, metrics = self.reading.scales, self.reading.metrics
        if at == 0 and name == METRIC_COLUMN:
            return Column("metrics", name)
        if name in self.keys or (name in scales and at < count - 1 and name not in metrics):
            self.reading.names.find("scale", name, token)
            return Column("key", name, scales.get(name))
        if self.metric is None and name in metrics and at > 0:
            self.reading.names.find("metric", name, token)
            return Column("metric", name)
        if self.metric is not None and name == self.metric:
            return Column("metric", name)
        having = [
            s for s in scales.values() if s.has(name.rpartition("/")[2]) and name.rpartition("/")[0] in ("", s.name)
        ]
        preferred = [s for s in having if s.name in self.keys] or having
        if len(preferred) == 1:
            self.reading.names.find("scale", preferred[0].name)
            self.reading.names.meant[token] = "value", f"{preferred[0].name}/{name.rpartition('/')[2]}"
            return Column("value", name.rpartition("/")[2], preferred[0])
        if preferred:
            ambiguous_value(token, preferred, self.reading)
        elif not self.reading.names.is_lost(name) and self.reading.names.nameless.isdisjoint(("scale", "metric")):
            known = [*scales, *metrics, *(v.name for s in scales.values() for v in s.values)]
            self.reading.unknown(
                "column",
                token,
                self.reading.names.synonym("metric", name) or nearest(name, known),
                "a column is a scale, a metric, a value of a scale, `during` or an award",
            )
        return None

    def _row(self, columns: list[Column], cells: list[Node]) -> list[Draft]:
        row = self.general
        keys: list[Selection] = []
        metrics: list[str] = [self.metric] if self.metric else []
        for column, cell in zip(columns, cells, strict=True):
            if column.kind == "key" and column.scale is not None:
                keys.append(Selection(scale=column.scale.name, values=self._values(column.scale, cell)))
            elif column.kind == "metrics":
                metrics = list(self.reading.all_names("metric", cell.tokens("NAME")))
            elif column.kind == "hours":
                hours = self.reading.hours(cell.children[0])
                row = row._replace(hours=hours, clock=None, unclear=hours is None)
        drafts: list[Draft] = []
        for column, cell in zip(columns, cells, strict=True):
            if column.kind in ("metric", "value"):
                of = [column.name] if column.kind == "metric" else metrics
                across = (
                    Selection(scale=column.scale.name, values=(column.name,))
                    if column.scale and column.kind == "value"
                    else None
                )
                drafts += [d for metric in of for d in self._promises(row, metric, keys, across, cell)]
        return drafts

    def _new(self, row: list[Draft], before: set[str], key: Node) -> list[Draft]:
        """The objectives of a row, without those that the table holds already; these are reported."""
        new: dict[str, Draft] = {}
        again: list[Draft] = []
        for draft in row:
            if draft.path in before or draft.path in new:
                again.append(draft)
            else:
                new[draft.path] = draft
        if again:
            self.reading.broken = True  # the row that the author meant is missing
            values = dict.fromkeys(", ".join(v for s in draft.scope for v in s.values) for draft in again)
            self.reading.report(
                "table/repeated-row",
                f"this table speaks of {' and of '.join(f'`{value}`' for value in values)} more than once",
                key,
                help="leave one out, or say which of them was meant to be another value",
            )
        return list(new.values())

    def _values(self, scale: Scale, cell: Node) -> tuple[str, ...]:
        """The values of a scale that a key cell names."""
        found = []
        for token in cell.tokens("NAME", "PATH"):
            name = token.text.removeprefix(f"{scale.name}/")
            if scale.has(name):
                self.reading.names.meant[token] = "value", f"{scale.name}/{name}"
                found.append(name)
            elif not self.reading.is_lost_value(scale.name, token.text):
                self.reading.unknown(
                    "scale-value",
                    token,
                    nearest(name, [v.name for v in scale.values]),
                    f"`{scale.name}` has no such value",
                )
        return tuple(found)

    def _promises(
        self, row: Draft, metric: str, keys: list[Selection], across: Selection | None, cell: Node
    ) -> list[Draft]:
        """One objective for each combination of the values that the row names."""
        known = self.reading.metrics.get(metric)
        if known is None:
            return []
        nothing = isinstance(cell.children[0], Token) and cell.children[0].type == "NONE"
        limit = None if nothing else cell_bound(cell, known, self.reading)
        said = phrases(cell, self.reading, *PROMISE_PHRASES)
        start = row.name if self.metric else f"{row.name}/{metric}"
        combinations: list[tuple[str, tuple[Selection, ...]]] = [(start, ())]
        for key in (*keys, *([across] if across else [])):
            combinations = [
                (f"{path}/{name}", (*scope, kept_once(Selection(scale=key.scale, values=(name,)))))
                for path, scope in combinations
                for name in key.values
            ]
        return [
            row._replace(
                path=path,
                source=cell,
                metric=metric,
                bound=limit,
                nothing=nothing,
                scope=narrowed(row.scope, scope),
            ).saying(said)
            for path, scope in combinations
        ]

    def _awards(self, columns: list[Column], cells: list[Node], row: list[Draft]) -> list[CellAward]:
        """The awards that a row gives for its objectives."""
        awards = []
        for column, cell in zip(columns, cells, strict=True):
            if column.kind == "award" and not cell.has("NONE"):
                figures = {figure_unit(draft, self.reading) for draft in row}
                given = due(cell.children[0], column.name, self.reading, figures)
                if given is not None:
                    awards.append(CellAward(column.name, given, tuple(d.path for d in row), cell))
        return awards

    def _check_metric(self, columns: list[Column], last: Node) -> None:
        """Reports a table that says of nothing how much: without a metric its cells promise nothing."""
        if self.metric is None and not any(column.kind in ("metric", "metrics") for column in columns):
            self.reading.report(
                "table/no-metric",
                f"nothing says what the cells of `{self.general.name}` promise",
                last,
                label="no column is a metric",
                help=f"name the metric before the table: `objectives {self.general.name} of response-time by …`, or in "
                "the columns",
            )
            self.reading.broken = True
            self.reading.names.misread.add(self.reading.address)

    def _check_keys(self, columns: list[Column], table: Node) -> None:
        """Reports a scale that the statement names before the table without a column, or columns for its values."""
        present = {column.scale.name for column in columns if column.scale}
        for key in self.keys:
            if key not in present and key in self.reading.scales:
                self.reading.report(
                    "table/missing-column",
                    f"no column of this table is for `{key}`",
                    table.children[0],
                    help=f"add a column `{key}`, or columns for its values",
                )
