"""A folder of facts to tables: each file in it is read, or it is told why not; nothing in it is ever written to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar, cast

from ...model.workspace import Workspace
from ...text.nearest import nearest
from .belonging import Belonging
from .cells import Microseconds, TimesAre, instant_of
from .engine import parquet_records, postgres_records, selected, workbook_records
from .exports import Exported, Lack, read_export
from .formats import SUFFIXES, FactRecord, Read, files_at, one_by_one, sqlite_records, text_records
from .found import FactFinding, MisreadError, RowPlace
from .large import COLUMNS, is_large, reduced_samples
from .names import KnownNames
from .rows import TABLES, ChangeRow, EventRow, FactRow, StateRow, UnknownRow
from .settings import ASSUMPTIONS, SETTINGS_FILE, FactsSettings, TableSettings, TimeSettings, read_settings
from .together import disagreeing, once_each, unknown_cases, without_cases
from .typed import TableReader

RowOfTable = TypeVar("RowOfTable", bound=FactRow)


@dataclass(frozen=True)
class Facts:
    """All that a folder of facts says.

    ``tables`` has the rows of each table that is there, be it empty; ``until`` is the moment up to which they are
    complete, if that is said.  ``columns`` are those of each table, ``left_out`` how many rows were about nothing of
    ours.  ``assumed`` is what is taken for granted, ``lacks`` what is not, and cannot be told.  ``unread`` are the
    tables with something that could not be read, each with the services that it may concern (an empty name: all).
    """

    tables: Mapping[str, tuple[FactRow, ...]] = field(default_factory=dict)
    findings: tuple[FactFinding, ...] = ()
    until: Microseconds | None = None
    lacks: tuple[Lack, ...] = ()
    assumed: tuple[str, ...] = ()
    occasions: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    left_out: Mapping[str, int] = field(default_factory=dict)
    unread: Mapping[str, frozenset[str]] = field(default_factory=dict)
    before: tuple[UnknownRow, ...] = ()
    """The time before each service was measured, as exports tell it."""
    partial: bool = False
    """Whether an export was not whole, so that a row of it may say too much."""

    def rows(self, kind: type[RowOfTable]) -> tuple[RowOfTable, ...]:
        """The rows of a table, by their kind."""
        table = next(name for name, one in TABLES.items() if one is kind)
        return cast(tuple[RowOfTable, ...], self.tables.get(table, ()))

    def of(
        self, kind: type[RowOfTable], columns: tuple[str, ...], names: Iterable[tuple[str | None, ...]]
    ) -> Iterator[RowOfTable]:
        """The rows of a table that have one of these (groups of) names in these columns, in their order."""
        index = self.index(kind, columns)
        groups = [index[name] for name in names if name in index]
        found = groups[0] if len(groups) == 1 else sorted(chain.from_iterable(groups), key=lambda one: one[0])
        return (cast(RowOfTable, row) for _, row in found)

    def index(
        self, kind: type[FactRow], columns: tuple[str, ...]
    ) -> Mapping[tuple[str | None, ...], list[tuple[int, FactRow]]]:
        """The rows of a table by their (groups of) names in these columns, each with its number."""
        if (kind, columns) not in self._indexes:
            index: dict[tuple[str | None, ...], list[tuple[int, FactRow]]] = {}
            read = attrgetter(*columns)
            of_row = read if len(columns) > 1 else lambda row: (read(row),)
            for number, row in enumerate(self.rows(kind)):
                index.setdefault(of_row(row), []).append((number, row))
            self._indexes[kind, columns] = index
        return self._indexes[kind, columns]

    @cached_property
    def events(self) -> frozenset[str]:
        """The events that rows of `events` name."""
        return frozenset(one.event for one in self.rows(EventRow))

    @cached_property
    def cases_with_rows(self) -> frozenset[str]:
        """The cases that rows of `events`, `states` or `changes` are about."""
        kinds: tuple[type[EventRow | StateRow | ChangeRow], ...] = (EventRow, StateRow, ChangeRow)
        return frozenset(row.case for kind in kinds for row in self.rows(kind))

    @cached_property
    def shared(self) -> dict[object, Any]:
        """What was made of these facts already, by whoever asks, so that nothing is made twice."""
        return {}

    @cached_property
    def _indexes(
        self,
    ) -> dict[tuple[type[FactRow], tuple[str, ...]], dict[tuple[str | None, ...], list[tuple[int, FactRow]]]]:
        return {}

    @property
    def corrections(self) -> list[tuple[str, FactRow]]:
        """The rows that correct what was measured, each with its table."""
        return [(table, row) for table, rows in self.tables.items() for row in rows if row.author]

    def unread_of(self, services: Collection[str]) -> frozenset[str]:
        """The tables with unread rows that may concern one of these services."""
        return frozenset(
            table for table, concerned in self.unread.items() if "" in concerned or not concerned.isdisjoint(services)
        )

    @property
    def is_whole(self) -> bool:
        """Whether everything that is there could be read."""
        return all(one.severity != "error" for one in self.findings)


def read_facts(folder: Path, workspace: Workspace, reduced: bool = False) -> Facts:
    """The facts of a folder, with the names of a workspace; what cannot be read is among the findings.

    Of large tables of samples those alone are there that tell something, if they may be ``reduced``.
    """
    if not folder.is_dir():
        place = RowPlace(folder.as_posix())
        return Facts(findings=(FactFinding("facts/unreadable-file", "there is no such folder", place),))
    settings, findings = read_settings(folder)
    if findings:
        return Facts(findings=tuple(findings))
    times = settings.within(TimesAre())
    names = KnownNames(workspace, settings.names, settings.occasions)
    tables: dict[str, list[FactRow]] = {}
    exported: list[Exported] = []
    left_out: dict[str, int] = {}
    others: set[str] = set()
    misread: set[str] = set()
    columns: dict[str, frozenset[str]] = {}
    used = {SETTINGS_FILE}
    large = _plain_files(folder, "samples") if reduced else []
    few = reduced_samples(large, RowPlace("samples"), names) if is_large(large) else None
    if few is not None:
        used.update(one.relative_to(folder).as_posix() for one in large)
        tables["samples"], left_out["samples"] = [*few.rows], few.left_out
        columns["samples"] = frozenset(COLUMNS)
    for table, given, records in _sources(folder, settings, used, exported, few is not None):
        reader = TableReader(table, names, given.within(times) if given else times)
        if isinstance(given, TableSettings):
            reader.ignored = frozenset(given.ignore)
        rows = tables.setdefault(table, [])
        for one in reader.rows(records):
            if isinstance(one, FactFinding):
                findings.append(replace(one, table=table))
            else:
                rows.append(one)
        left_out[table] = left_out.get(table, 0) + reader.left_out
        columns[table] = columns.get(table, frozenset()) | reader.seen
        if table == "cases":
            others |= reader.others
            misread |= reader.misread
    for table, number in without_cases(tables, others).items():
        left_out[table] = left_out.get(table, 0) + number
    findings += _unused(folder, used)
    findings += [one for read in exported for one in read.findings]
    findings += _asked_too_early(settings.until(times), exported)
    assumed = {*settings.assume, *(one for export in settings.export for one in export.assume)}
    distinct = {name: tuple(once_each(name, rows, findings)) for name, rows in tables.items()}
    findings += [
        *unknown_cases(tables, misread),
        *disagreeing(distinct, workspace),
        *Belonging(distinct, workspace).findings(),
    ]
    return Facts(
        distinct,
        tuple(grouped(findings)),
        settings.until(times),
        lacks=tuple(one for read in exported for one in read.lacks if ASSUMPTIONS[one.what] not in assumed),
        assumed=(*sorted(assumed), *(one for read in exported for one in read.assumed)),
        occasions=settings.occasions,
        columns=columns,
        left_out={name: number for name, number in left_out.items() if number},
        unread=_unread(findings, exported),
        before=_before(names, times, exported) if ASSUMPTIONS["unknown"] not in assumed else (),
        partial=any(not one.is_whole for one in exported),
    )


def _before(names: KnownNames, times: TimesAre, exported: list[Exported]) -> tuple[UnknownRow, ...]:
    """The time before the first of the monitors of each service: a name that nobody declared is told of other rows."""
    reader = TableReader("unknown", names, times)
    found: dict[str, UnknownRow] = {}
    for one in reader.rows(iter([record for read in exported for record in read.since])):
        if isinstance(one, UnknownRow) and (one.end or 0) <= (found.get(one.service, one).end or 0):
            found[one.service] = one
    return tuple(found.values())


def _asked_too_early(until: Microseconds | None, exported: list[Exported]) -> Iterator[FactFinding]:
    """A finding for each export that ends before everything is said to be there: what it lacks would pass for up."""
    for one in exported:
        if until is not None and one.until and instant_of(one.until, TimesAre()) < until:
            message = f"this export was asked for at {one.until}, and `complete-until` is later"
            help_ = "export again for the whole time, or correct `complete-until`"
            yield FactFinding("facts/not-whole", message, RowPlace(SETTINGS_FILE), help=help_)
        elif until is not None and one.looked and instant_of(one.looked, TimesAre()) < until:
            message = f"the last record of this export is of {one.looked}, and `complete-until` is later"
            help_ = "export again, or write into `unknown` that the tool did not look: what came later passes for up"
            yield FactFinding("facts/of-the-export", message, RowPlace(SETTINGS_FILE), help=help_, severity="warning")


# Where the records of tables come from


def _sources(
    folder: Path, settings: FactsSettings, used: set[str], exported: list[Exported], has_samples: bool
) -> Iterator[tuple[str, TimeSettings | None, Read]]:
    """The records of each table, from the files that have its name and from what ``facts.toml`` says of it.

    If it has its samples already, their files are passed over.
    """
    for table in TABLES:
        for path in [] if has_samples and table == "samples" else _plain_files(folder, table):
            name = path.relative_to(folder).as_posix()
            used.add(name)
            yield table, None, _file_records(path, name, SUFFIXES[path.suffix], None)
    for given in settings.table:
        yield given.name, given, _given_records(folder, given, used)
    for export in settings.export:
        read = read_export(folder, export, (export.zone or settings.zone) is not None, settings.names, used)
        exported.append(read)
        for table, records in read.tables.items():
            yield table, export, iter(records)


def _plain_files(folder: Path, table: str) -> list[Path]:
    """The files of a table: ``outages.csv``, ``outages/*.csv``; a database has no single table, and is none."""
    there = [*folder.glob(f"{table}.*"), *folder.glob(f"{table}/*")]
    return sorted(one for one in there if one.is_file() and SUFFIXES.get(one.suffix, "sqlite") != "sqlite")


def _given_records(folder: Path, given: TableSettings, used: set[str]) -> Read:
    """What a table of ``facts.toml`` is made from."""
    try:
        records = _from(folder, given, used)
        if given.select is None:
            yield from records
            return
        read: list[FactRecord] = []
        for one in one_by_one(records):
            if isinstance(one, FactRecord):
                read.append(one)
            else:
                yield one
        yield from selected({"input": read}, given.select, RowPlace(f"{given.from_} ({given.name})"))
    except MisreadError as error:
        yield error.at(RowPlace(SETTINGS_FILE))


def _from(folder: Path, given: TableSettings, used: set[str]) -> Read:
    """The records of files or of a database; raises ``MisreadError``."""
    kind, colon, address = given.from_.partition(":")
    if colon and kind in ("postgres", "postgresql", "sqlite"):
        if given.query is None:
            raise MisreadError("a database needs a `query`", "write what it is asked", "facts/wrong-setting")
        if kind == "sqlite":
            used.add(address)
            return sqlite_records(folder / address, address, given.query)
        return postgres_records(f"postgresql:{address}", f"PostgreSQL ({given.name})", given.query)
    paths = files_at(folder, given.from_)
    if not paths:
        help_ = "correct `from` in facts.toml"
        raise MisreadError(f"no file is at `{given.from_}`", help_, "facts/unreadable-file")
    names = [one.relative_to(folder).as_posix() for one in paths]
    used.update(names)
    read = (_file_records(path, name, _form(path, given), given) for path, name in zip(paths, names, strict=True))
    return chain.from_iterable(read)


def _form(path: Path, given: TableSettings) -> str:
    form = given.format or SUFFIXES.get(path.suffix)
    if form is None:
        message = f"nothing says in which format `{path.name}` is"
        raise MisreadError(message, "write `format` beside `from` in facts.toml", "facts/wrong-setting")
    return form


def _file_records(path: Path, name: str, form: str, given: TableSettings | None) -> Read:
    try:
        match form:
            case "parquet":
                yield from parquet_records(path, name)
            case "xlsx":
                yield from workbook_records(path, name, given.sheet if given else None)
            case "sqlite":
                if given is None or given.query is None:
                    raise MisreadError("a database needs a `query`", "write what it is asked", "facts/wrong-setting")
                yield from sqlite_records(path, name, given.query)
            case _:
                yield from text_records(path, name, form, given.delimiter if given else None)
    except MisreadError as error:
        yield error.at(RowPlace(name))


def _unused(folder: Path, used: set[str]) -> Iterator[FactFinding]:
    """A finding for each file of data, at the top or in a folder with the name of a table, that nothing reads."""
    for path in sorted(folder.iterdir()):
        if path.name in used or path.suffix not in SUFFIXES or not path.is_file():
            continue
        near = nearest(path.stem, TABLES)
        meant = f"did you mean `{near}{path.suffix}`? " if near else ""
        help_ = f"{meant}Name it as a table, or say in facts.toml what it is"
        yield FactFinding("facts/unused-file", "no table is made from this", RowPlace(path.name), help=help_)


# What is told of it


def _unread(findings: Iterable[FactFinding], exported: Iterable[Exported]) -> dict[str, frozenset[str]]:
    """The tables that lack something, and for which services; what is wrong with an export may concern all it gives."""
    found: dict[str, frozenset[str]] = {}
    for one in findings:
        if one.severity == "error" and one.table:
            found[one.table] = found.get(one.table, frozenset()) | (one.services or {""})
    wrong = ((read.tables, one) for read in exported for one in read.findings if one.severity == "error")
    for tables, one in wrong:
        for table in tables:
            found[table] = found.get(table, frozenset()) | (one.services or {""})
    return found


def grouped(findings: Iterable[FactFinding]) -> list[FactFinding]:
    """The findings by place; those of one file that say the same are one, which names the further rows."""
    groups: dict[tuple[str, str, str, str], list[FactFinding]] = {}
    for one in sorted(findings, key=lambda one: (one.place, one.rule, one.column, one.message)):
        groups.setdefault((one.rule, one.place.file, one.column, one.message), []).append(one)
    return [_with_further(same) for same in groups.values()]


def _with_further(same: list[FactFinding]) -> FactFinding:
    first, *further = same
    if not further:
        return first
    shown = ", ".join(str(one.place.row) for one in further[:5])
    more = f" and {len(further) - 5} more" if len(further) > 5 else ""
    rows = "row" if len(further) == 1 else "rows"
    return replace(first, message=f"{first.message} (also in {rows} {shown}{more})")
