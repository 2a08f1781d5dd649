"""Records of text to the rows of a table: each cell read exactly, each name one of ours; what is wrong is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, replace
from fractions import Fraction
from functools import cache, cached_property
from itertools import chain
from operator import add
from typing import Any

from ...algebra.scopes import sums_points
from ...model.agreement import Agreement
from ...model.objective import Objective
from ...model.quantity import Quantity
from ...model.remedies import POINTS
from ...model.workspace import Workspace
from ...text.nearest import nearest
from ..world import made
from .cells import Measure, TimesAre, amount_of, day_of, flag_of, in_unit, instant_of, instants_of, number_of
from .formats import FactColumns, FactRecord
from .found import FactFinding, MisreadError, RowPlace
from .names import KnownNames
from .rows import TABLES, FactRow, columns_of
from .uses import read_use

_PLAIN = frozenset({"outages", "unknown", "cases", "events", "states", "exclusions"})
"""The tables whose cells each say something by themselves, but that no row ends before it begins."""
_NOT_PLAIN = frozenset({"author", "because", "dated", "share"})
"""The columns that say something together, or of the whole row."""


class _NotOursError(Exception):
    """A row is about something that is nothing of ours on purpose."""


@dataclass(frozen=True, slots=True)
class CellReader:
    """How the cells of a column are read (raises ``MisreadError``), and the field of a row that it is, or adds to."""

    field: str
    read: Callable[[str], Any]
    is_one_of_many: bool = False
    read_all: Callable[[Sequence[str]], list[Any]] | None = None
    """How several cells are read at once, if that is quicker."""

    def values(self, cells: Sequence[str], otherwise: Any) -> list[Any]:
        """The values of the cells; those that are empty say something else.  Raises ``MisreadError``."""
        there = [cell for cell in cells if cell]
        found = self.read_all(there) if self.read_all else list(map(self.read, there))
        if len(there) == len(cells):
            return found
        one = iter(found)
        return [next(one) if cell else otherwise for cell in cells]


@dataclass
class TableReader:
    """Reads records as rows of one table.

    ``ignored`` are columns that are passed over.  ``left_out`` counts the rows that are about nothing of ours, ``seen``
    are the columns that were there, be they empty.
    """

    table: str
    names: KnownNames
    times: TimesAre
    ignored: frozenset[str] = frozenset()
    left_out: int = 0
    others: set[str] = field(default_factory=set)
    """The cases, in a table of them, that are nothing of ours."""
    misread: set[str] = field(default_factory=set)
    """Those that are there, and cannot be read."""
    seen: set[str] = field(default_factory=set)
    _odd: set[tuple[str, str]] = field(default_factory=set)
    _heads: tuple[str, ...] = ()

    def rows(self, records: Iterable[FactRecord | FactColumns | FactFinding]) -> Iterator[FactRow | FactFinding]:
        """The rows, and findings for those that cannot be read."""
        for record in records:
            if isinstance(record, FactFinding):
                yield record
                continue
            if isinstance(record, FactRecord):
                yield from self._unknown_columns(record.place.file, record.cells)
                yield from self._told(record)
            elif record.numbers:
                yield from self._unknown_columns(record.file, record.cells)
                plain = self._plain_rows(record)
                yield from chain.from_iterable(map(self._told, record.records())) if plain is None else plain

    def _told(self, record: FactRecord) -> Iterator[FactRow | FactFinding]:
        """A row, or all that cannot be read of it; nothing if it is nothing of ours."""
        try:
            row, wrong = self._row(record)
        except _NotOursError:
            self.left_out += 1
            self.others.add(record.cells.get("case", ""))
            return
        yield from wrong
        if row is not None:
            yield row
        else:
            self.misread.add(record.cells.get("case", ""))

    @cached_property
    def _columns(self) -> frozenset[str]:
        """All columns that the table may have."""
        of_cases = self.names.of["event"] | self.names.of["fact"] if self.table == "cases" else frozenset()
        return frozenset({*columns_of(self.table), *self.names.of["scale"], *self.names.groups, *of_cases})

    @cached_property
    def _needed(self) -> tuple[str, ...]:
        """The columns that must be there in every row."""
        return tuple(name for name, one in columns_of(self.table).items() if one.default is MISSING)

    def _unknown_columns(self, file: str, titles: Iterable[str]) -> Iterator[FactFinding]:
        """A finding for each unknown column, once for each file."""
        heads = (file, *titles)
        if heads == self._heads:  # as in each row of a file of columns
            return
        self._heads = heads
        self.seen.update(titles)
        for name in titles:
            if name not in self._columns and name not in self.ignored and (file, name) not in self._odd:
                self._odd.add((file, name))
                near = nearest(name, self._columns)
                meant = f"did you mean `{near}`? " if near else ""
                help_ = f'{meant}Leave the column out of the export, or write `ignore = ["{name}"]` in facts.toml'
                misread = MisreadError(f"nothing is known of a column `{name}`", help_, "facts/unknown-column")
                yield misread.at(RowPlace(file), name)

    def _row(self, record: FactRecord) -> tuple[FactRow | None, list[FactFinding]]:
        """One row, or all that cannot be read of it."""
        found: dict[str, Any] = {}
        wrong: list[FactFinding] = []
        for name, text in record.cells.items():
            column = self._read.get(name) if text else None
            if column is None:
                continue
            try:
                value = column.read(text)
            except MisreadError as error:
                wrong.append(error.at(record.place, name))
                continue
            found[column.field] = found.get(column.field, ()) + value if column.is_one_of_many else value
        unread = {one.column for one in wrong} if wrong else ()
        for name in self._needed:
            if name not in found and name not in unread:
                misread = MisreadError(f"`{name}` is missing", f"each row of `{self.table}` needs it")
                wrong.append(misread.at(record.place, name))
        if not wrong:
            try:
                self._agree(found)
            except MisreadError as error:
                wrong.append(error.at(record.place))
        if wrong:
            services = frozenset({found["service"]} if found.get("service") else ())
            return None, [replace(one, services=services) for one in wrong]
        return made(TABLES[self.table], {"place": record.place, **found}), []

    # Most rows are plain, and read column by column

    def _plain_rows(self, given: FactColumns) -> list[FactRow] | None:
        """The rows of columns; none if anything in them is wrong, not ours, or not plain: each by itself tells what."""
        told = {name: cells for name, cells in given.cells.items() if any(cells)}
        if self.table not in _PLAIN or not _NOT_PLAIN.isdisjoint(told):
            return None
        if not all(name in told and all(told[name]) for name in self._needed):
            return None
        columns: dict[str, list[Any]] = {"place": [RowPlace(given.file, number) for number in given.numbers]}
        try:
            for name, cells in told.items():
                if (column := self._read.get(name)) is not None:
                    values = column.values(cells, () if column.is_one_of_many else columns_of(self.table)[name].default)
                    before = columns.get(column.field)
                    columns[column.field] = values if before is None else list(map(add, before, values))
        except (MisreadError, _NotOursError):
            return None
        spans = zip(columns["start"], columns["end"], strict=True) if "start" in columns and "end" in columns else ()
        if any(end is not None and end < start for start, end in spans):
            return None
        kind = TABLES[self.table]
        return [made(kind, dict(zip(columns, row, strict=True))) for row in zip(*columns.values(), strict=True)]

    @cached_property
    def _read(self) -> Mapping[str, CellReader]:
        """How each column is read."""
        return {name: self._column(name) for name in self._columns - self.ignored}

    def _column(self, name: str) -> CellReader:
        names = self.names
        if name in (own := columns_of(self.table)):
            kind = own[name].metadata["kind"]
            at_once = (lambda texts: instants_of(texts, self.times)) if kind == "moment" else None
            return CellReader(name, self._cell(kind), read_all=at_once)
        if name in names.of["scale"]:
            return CellReader("values", cache(lambda text: ((name, self._ours(names.scale_value(name, text))),)), True)
        if name in names.of["fact"]:
            each = cache(lambda text: (name, self._ours(names.state(name, text.strip()))))
            return CellReader("values", lambda text: tuple(map(each, text.split(","))), True)
        if name in names.groups:
            return CellReader("values", lambda text: ((name, self._ours(names.ours(text))),), True)
        return CellReader(
            "events",
            lambda text: ((name, instant_of(text, self.times)),),
            True,
            lambda texts: [((name, at),) for at in instants_of(texts, self.times)],
        )

    def _cell(self, kind: str) -> Callable[[str], Any]:
        """How a cell of a kind is read; a name that was known once is looked up."""
        match kind:
            case "text":
                return str
            case "moment":
                return lambda text: instant_of(text, self.times)
            case "day":
                return lambda text: day_of(text) if len(text) == len("2026-10-01") else instant_of(text, self.times)
            case "number":
                return number_of
            case "amount":
                return amount_of
            case "flag":
                return flag_of
            case "objective" | "right":
                return lambda text: self._ours(self.names.ours(text))
        return cache(lambda text: self._ours(self.names.checked(kind, text)))

    def _ours(self, name: str | None) -> str:
        if name is None:
            raise _NotOursError
        return name

    # What the cells of a row say together

    def _agree(self, found: dict[str, Any]) -> None:
        """Gives each number the unit of its metric, and sees that the cells agree; raises ``MisreadError``."""
        _lasting(found)
        _correction(found)
        match self.table:
            case "outages":
                _affected(found)
            case "samples":
                self._sample(found)
            case "counts":
                found |= {name: _whole(found[name], name) for name in ("total", "bad")}
                if not 0 <= found["bad"] <= found["total"]:
                    message = f"{found['bad']} of {found['total']} cannot be bad"
                    raise MisreadError(message, "correct it where it comes from")
            case "changes":
                found["value"] = self._ours(self.names.scale_value(found["scale"], found["value"]))
            case "occasions":
                found["state"] = self._ours(self.names.state(found["fact"], found["state"]))
            case "claims" | "amounts" | "uses":
                self._of_agreement(found, self.names.workspace.agreements[found["agreement"]])
            case "figures":
                objective = known_objective(found["objective"], self.names.workspace)
                unit = "%" if objective.share else unit_of_metric(self.names.workspace, objective.metric)
                found["value"] = _possible(in_unit(found["value"], unit), unit)

    def _of_agreement(self, found: dict[str, Any], agreement: Agreement) -> None:
        """What is told of an agreement as a whole, and not of a service."""
        match self.table:
            case "claims":
                self._claim(found)
            case "amounts":
                _check_parameter(found["agreement"], found["parameter"], self.names.workspace)
                found["value"], found["unit"] = _amount(found["value"])
            case "uses":
                found |= read_use(found["right"], found.get("amount"), agreement)

    def _claim(self, found: dict[str, Any]) -> None:
        found["objective"] = found["objective"].removeprefix(f"{found['agreement']}/")
        agreement = self.names.workspace.agreements.get(found["agreement"])
        ladders = [one for one in agreement.remedies if sums_points(one, agreement)] if agreement else []
        if found["objective"] != POINTS or not ladders:
            known_objective(f"{found['agreement']}/{found['objective']}", self.names.workspace)
        stage = found.get("stage", "1")
        stages = max((len(one.stages) for one in agreement.claims), default=1) if agreement else 1
        if not stage.isdecimal() or not 1 <= int(stage) <= stages:
            raise MisreadError(f"`{stage}` is no stage", "write 1 for the first stage of a claim")

    def _sample(self, found: dict[str, Any]) -> None:
        if "weight" in found:
            found["weight"] = _plain(found["weight"], "weight")
        if "value" not in found:
            if "ok" not in found:
                raise MisreadError("neither `ok` nor `value` is there", "leave out what was not measured")
            return
        if "metric" not in found:
            raise MisreadError("nothing says of which metric this value is", "add a column `metric`")
        unit = unit_of_metric(self.names.workspace, found["metric"])
        found["value"] = _possible(in_unit(found["value"], unit), unit)


def _lasting(found: dict[str, Any]) -> None:
    """Sees that a row does not end before it begins; raises ``MisreadError``."""
    if found.get("end") is not None and found["end"] < found["start"]:
        raise MisreadError("it ends before it begins", "correct it where it comes from", "facts/backwards-time")


def _affected(found: dict[str, Any]) -> None:
    """Reads how much of a service an outage hits, as a share of one; raises ``MisreadError``."""
    if "share" in found:
        found["share"] = in_unit(found["share"], "%") / 100
        if not 0 < found["share"] <= 1:
            raise MisreadError("an outage hits more than nothing and 100% at most", "correct it where it comes from")


def _correction(found: dict[str, Any]) -> None:
    """Sees that a row that corrects says by whom, why and when; raises ``MisreadError``."""
    said = [name for name in _CORRECTS if found.get(name)]
    if said and len(said) < len(_CORRECTS):
        raise MisreadError("a correction needs its `author`, `because` and `dated`", "write all three, or none")
    if found.get("dated"):
        day_of(found["dated"])


_CORRECTS = ("author", "because", "dated")


def known_objective(address: str, workspace: Workspace) -> Objective:
    """The objective of an address; raises ``MisreadError``."""
    agreement = workspace.agreements.get(address.partition("/")[0])
    known = {one.address: one for one in agreement.objectives} if agreement else {}
    if address not in known:
        near = nearest(address, known or workspace.agreements)
        help_ = f"did you mean `{near}`?" if near else "write the agreement, a slash, and the objective"
        raise MisreadError(f"no objective has the address `{address}`", help_, "facts/unknown-name")
    return known[address]


def _check_parameter(agreement: str, name: str, workspace: Workspace) -> None:
    """Sees that an agreement has a parameter, or a volume of such a thing; raises ``MisreadError``."""
    said = workspace.agreements[agreement]
    bounds = [bound for one in said.volumes for bound in (one.bound.value, one.bound.upper)]
    known = {*(one.name for one in said.parameters), *(one.unit for one in bounds if isinstance(one, Quantity))}
    if name not in known:
        near = nearest(name, known)
        help_ = f"did you mean `{near}`?" if near else f"`{agreement}` has {', '.join(sorted(known)) or 'none'}"
        raise MisreadError(f"`{agreement}` has no parameter `{name}`", help_, "facts/unknown-name")


def unit_of_metric(workspace: Workspace, metric: str) -> str:
    """The base unit of a metric: ``%``, ``s``, ``/s``, its own, or none."""
    known = workspace.metrics[metric]
    return known.own_unit or {"percent": "%", "duration": "s", "rate": "/s"}.get(known.unit or "", "")


def _plain(number: Measure, column: str) -> Fraction:
    amount, unit = number
    if unit:
        raise MisreadError(f"`{column}` is a number alone", f"take away `{unit}`")
    return amount


def _whole(number: Measure, column: str) -> Fraction:
    amount = _plain(number, column)
    if amount.denominator != 1:
        raise MisreadError(f"`{column}` counts events, and this is no whole number", "export what was counted")
    return amount


def _possible(amount: Fraction, unit: str) -> Fraction:
    """An amount in the base unit of a metric, if it may be one; raises ``MisreadError``."""
    if (unit in ("s", "%", "/s") and amount < 0) or (unit == "%" and amount > _WHOLE):
        raise MisreadError("this is less than nothing, or more than all", "correct it where it comes from")
    return amount


_WHOLE = 100


def _amount(number: Measure) -> Measure:
    amount, unit = number
    if amount < 0:
        raise MisreadError("an amount is not less than nothing", "correct it where it comes from")
    if unit and not (len(unit) == len("EUR") and unit.isupper()):
        raise MisreadError(f"`{unit}` is no currency", "write the number alone, or with a code such as EUR")
    return amount, unit
