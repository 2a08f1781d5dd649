"""Exports of tools, read by their presets: named inputs to all tables at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Literal

from ...text.nearest import nearest
from .formats import (
    SUFFIXES,
    FactRecord,
    JsonValue,
    Read,
    decoded,
    files_at,
    json_records,
    one_by_one,
    sqlite_records,
    text_records,
)
from .found import FactFinding, MisreadError, RowPlace
from .presets import PRESETS
from .presets.preset import Export, Input, Preset, PresetSetting, at_path
from .settings import SETTINGS_FILE, ExportSettings

Placed = tuple[RowPlace, JsonValue]
_NEXT = ("next", "next_page", "nextPageToken", "links.next", "paging.next")
"""Where a page of a longer list names the next one."""
_LAST = {"isLast": True, "end_of_stream": True, "meta.has_more": False, "more": False}
"""Where it says whether it is the last one: some name a next one still, where later records will be."""
_PARTIAL = ("isPartial", "warnings", "error")
"""Where an answer says that it is partial: of several stores behind a query some did not answer."""
_TOTALS = ("total", "count", "pagination.total")
"""Where it says how many rows there are in all."""
_OFFSETS = ("offset", "startAt", "pagination.offset")
"""Where it says how many rows are on the pages before it."""


@dataclass(frozen=True, slots=True)
class Lack:
    """What a tool does not tell (``unknown``, ``states``, …), in words."""

    what: str
    because: str
    tool: str


@dataclass(frozen=True, slots=True)
class _Page:
    """A file of an export: how many rows it has, whether there are more or some are missing, and how many in all."""

    name: str
    rows: int
    further: bool
    is_partial: bool
    total: int
    offset: int | None

    @classmethod
    def of(cls, root: JsonValue, rows: int, name: str) -> _Page:
        """What a document says of itself."""
        named, is_partial = (
            any(at_path(root, one) not in (None, False, "", []) for one in names) for names in (_NEXT, _PARTIAL)
        )
        said = next((at_path(root, one) != last for one, last in _LAST.items() if at_path(root, one) is not None), None)
        total = next((found for one in _TOTALS if (found := at_path(root, one)) is not None), 0)
        offset = next((found for one in _OFFSETS if isinstance(found := at_path(root, one), int)), None)
        further = named if said is None else said
        return cls(name, rows, further, is_partial, total if isinstance(total, int) else 0, offset)


@dataclass
class Exported:
    """What was read of an export: records by table, findings, what the tool lacks, and what its preset assumes."""

    tables: dict[str, list[FactRecord]] = field(default_factory=dict)
    findings: list[FactFinding] = field(default_factory=list)
    lacks: list[Lack] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    until: str = ""
    """The moment at which the tool was asked, if the export tells it."""
    looked: str = ""
    """The moment at which the tool looked last, if its records tell it."""
    since: list[FactRecord] = field(default_factory=list)
    """The time before each service was measured."""

    @property
    def is_whole(self) -> bool:
        """Whether all of it was there, and could be read."""
        return all(one.severity != "error" for one in self.findings)


def read_export(
    folder: Path, given: ExportSettings, has_zone: bool, names: Mapping[str, str | Literal[False]], used: set[str]
) -> Exported:
    """Reads an export; ``names`` has ours for its own, and the files that belong to it are added to ``used``."""
    place = RowPlace(SETTINGS_FILE)
    try:
        preset = _preset(given)
        settings = _settings(preset, given)
        if preset.is_local and not has_zone:
            help_ = 'write `zone = "Europe/Paris"` (that of the server) in facts.toml'
            raise MisreadError(f"{preset.tool} writes local times, and not of where", help_, "facts/local-time")
    except MisreadError as error:
        return Exported(findings=[error.at(place)])
    reader = _ExportReader(folder, preset, given, used)
    export = Export({name: list(reader.records(name)) for name in preset.inputs}, settings)
    if not any(one.severity == "error" for one in reader.findings):
        try:
            preset.make(export)
        except MisreadError as error:
            export.findings.append(error.at(place))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            message = f"this is not the export that the preset of {preset.tool} reads: {type(error).__name__} {error}"
            export.findings.append(FactFinding("facts/unreadable-file", message, place, help=reader.how()))
    return Exported(
        {name: export.tables.get(name, []) for name in (*preset.tables, *export.tables)},
        [*reader.findings, *_concerning(export, names), *_never_seen(export, given)],
        list(_lacks(preset, export)),
        [f"{preset.tool}: {one}" for one in preset.assumes],
        export.until,
        export.looked,
        export.since,
    )


# What facts.toml says of it


def _preset(given: ExportSettings) -> Preset:
    if given.preset in PRESETS:
        return PRESETS[given.preset]
    near = nearest(given.preset, PRESETS)
    help_ = f"did you mean `{near}`?" if near else f"the presets are {', '.join(PRESETS)}"
    raise MisreadError(f"no preset is called `{given.preset}`", help_, "facts/wrong-setting")


def _settings(preset: Preset, given: ExportSettings) -> Mapping[str, PresetSetting]:
    """The settings of a preset, each as it is given or by default; raises ``MisreadError``."""
    found = dict(preset.settings)
    for name, value in (given.model_extra or {}).items():
        if name in preset.inputs:
            if not isinstance(value, str):
                raise MisreadError(f"`{name}` is a path", "write it as a text", "facts/wrong-setting")
        elif name not in preset.settings:
            near = nearest(name, [*preset.inputs, *preset.settings])
            known = ", ".join([*preset.inputs, *preset.settings])
            help_ = f"did you mean `{near}`?" if near else f"it has {known}"
            message = f"the preset of {preset.tool} has no `{name}`"
            raise MisreadError(message, help_, "facts/wrong-setting")
        else:
            found[name] = _setting(name, preset.settings[name], value)
    return found


def _setting(name: str, default: PresetSetting, value: object) -> PresetSetting:
    if isinstance(default, str) and isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    if isinstance(default, tuple) and isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    if isinstance(default, Mapping) and isinstance(value, dict) and all(isinstance(one, str) for one in value.values()):
        return value
    like = (
        "a text"
        if isinstance(default, str)
        else "a list of texts"
        if isinstance(default, tuple)
        else "a table of texts"
    )
    raise MisreadError(f"`{name}` cannot be `{value}`", f"it takes {like}", "facts/wrong-setting")


def _concerning(export: Export, names: Mapping[str, str | Literal[False]]) -> Iterator[FactFinding]:
    """The findings, each with the services that it concerns; without those about what is nothing of ours."""
    for one in export.findings:
        services = [names.get(name, name) for name in export.services.get(one.place, ()) if name]
        ours = frozenset(name for name in services if isinstance(name, str))
        if ours or not services:
            yield replace(one, services=ours)


def _never_seen(export: Export, given: ExportSettings) -> Iterator[FactFinding]:
    """A finding for each state that is said to wait, and that never occurs: it may be misspelt."""
    waiting = (given.model_extra or {}).get("waiting")
    for name in waiting if isinstance(waiting, dict) else ():
        if name not in export.states:
            there = ", ".join(f"`{one}`" for one in sorted(export.states)[:10]) or "none"
            message = f"`{name}` never occurs in this export; it has {there}"
            help_ = "correct `waiting` in facts.toml, if it is misspelt"
            yield FactFinding("facts/of-the-export", message, RowPlace(SETTINGS_FILE), help=help_, severity="warning")


def _lacks(preset: Preset, export: Export) -> Iterator[Lack]:
    without = (one.lacks for name, one in preset.inputs.items() if not export.records[name])
    for lacks in (preset.lacks, *without):
        for what, because in lacks.items():
            if what not in export.told:
                yield Lack(what, because, preset.tool)
    if preset.settings.get("waiting") is not None and not export.settings["waiting"]:
        yield Lack("states", "which states are a waiting, unless `waiting` says so", preset.tool)


# Its inputs


def _delimiter(text: str, needs: tuple[str, ...]) -> str | None:
    """The delimiter between the titles that an input needs: spreadsheets write the one of their language."""
    titles = text.partition("\n")[0]
    fits = (one for one in ",;\t|" if {*needs} <= {cell.strip(' "\r') for cell in titles.split(one)})
    return next(fits, None)


def _order(moment: object) -> int | None:
    """Where a moment (ISO 8601) or a running number comes in their order; none for what is neither."""
    text = str(moment)
    if text.isdecimal():
        return int(text)
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (read.replace(tzinfo=read.tzinfo or UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


@dataclass
class _ExportReader:
    """Reads the inputs of an export."""

    folder: Path
    preset: Preset
    given: ExportSettings
    used: set[str]
    findings: list[FactFinding] = field(default_factory=list)

    def how(self) -> str:
        """How the inputs are exported."""
        return "; ".join(f"{name}: {one.how}" for name, one in self.preset.inputs.items())

    def records(self, name: str) -> list[Placed]:
        """The records of an input, each once; what is wrong with them is told."""
        source = self.preset.inputs[name]
        said = (self.given.model_extra or {}).get(name)
        files = said if isinstance(said, str) else source.files
        kept: list[Placed] = []
        known: dict[str, int] = {}
        try:
            for place, record in self._read(files, source, said is not None):
                self._check(source, record)
                key = "" if not source.key or record.get(source.key) is None else str(record[source.key])
                if key and key in known:  # pages, and exports of two months, overlap
                    kept[known[key]] = self._newest(source, kept[known[key]], (place, record))
                    continue
                if key:
                    known[key] = len(kept)
                kept.append((place, record))
        except MisreadError as error:
            self.findings.append(error.at(RowPlace(files)))
        return kept

    def _newest(self, source: Input, one: Placed, other: Placed) -> Placed:
        """Which of two states of a record is the later one; if nothing says so, that is told."""
        if all(one[1].get(name) == other[1].get(name) for name in {*one[1], *other[1]} - {*source.besides}):
            return one
        before, after = (_order(at_path(record, source.changed)) for _, record in (one, other))
        if before is None or after is None or before == after:
            message = f"`{one[1][source.key]}` is there twice, and says different things: see {one[0].text}"
            help_ = "export all pages again: what is in the one may be older than in the other"
            self.findings.append(FactFinding("facts/contradicting-rows", message, other[0], help=help_))
            return one
        return one if before > after else other

    def _read(self, files: str, source: Input, is_named: bool) -> Iterator[Placed]:
        if files.startswith("sqlite:"):
            name = files.removeprefix("sqlite:")
            self.used.add(name)
            yield from self._of_rows(sqlite_records(self.folder / name, name, source.query))
            return
        paths = files_at(self.folder, files)
        if not paths and (is_named or not source.is_optional):
            raise MisreadError("no such file is there", source.how, "facts/unreadable-file")
        pages: list[_Page] = []
        lengths: list[int] = []
        for path in paths:
            lengths.append(0)
            for one in self._of_file(path, source, pages):
                lengths[-1] += 1
                yield one
        self._are_whole(pages)
        if lengths and len({*lengths}) == 1 and lengths[0] in source.at_most:
            message = f"there are just {lengths[0]} rows, as many as {self.preset.tool} gives at once"
            help_ = "ask for more, or for further pages, a file for each"
            self.findings.append(FactFinding("facts/not-whole", message, RowPlace(files), help=help_))

    def _of_file(self, path: Path, source: Input, pages: list[_Page]) -> Iterator[Placed]:
        name, form = path.relative_to(self.folder).as_posix(), SUFFIXES.get(path.suffix, "")
        self.used.add(name)
        if source.lines:
            lines = enumerate(decoded(path).splitlines(), start=1)
            yield from ((RowPlace(name, number), line) for number, line in lines if line.strip())
        elif form == "sqlite":
            yield from self._of_rows(sqlite_records(path, name, source.query))
        elif form in ("csv", "tsv"):
            yield from self._of_rows(text_records(path, name, form, _delimiter(decoded(path), source.needs)))
        elif form in ("json", "jsonl"):
            yield from self._of_json(path, name, form, source, pages)
        else:
            raise MisreadError(f"`{name}` is in no format that this preset reads", source.how, "facts/unreadable-file")

    def _of_rows(self, rows: Read) -> Iterator[Placed]:
        for one in one_by_one(rows):
            if isinstance(one, FactFinding):
                self.findings.append(one)
            else:
                yield one.place, dict(one.cells)

    def _of_json(self, path: Path, name: str, form: str, of: Input, pages: list[_Page]) -> Iterator[Placed]:
        """The records of a document: each of a list, or those at the path of the input."""
        for place, root in json_records(decoded(path), name, form):
            found = at_path(root, of.at) if of.at and isinstance(root, dict) else root
            if found is None:
                raise MisreadError(f"there is no `{of.at}` in it", of.how, "facts/unreadable-file")
            if isinstance(found, list):
                if of.is_paged:
                    pages.append(_Page.of(root, len(found), name))
                yield from ((RowPlace(name, number), one) for number, one in enumerate(found, start=1))
            else:
                yield place, found

    def _are_whole(self, pages: list[_Page]) -> None:
        """Says that files are pages of a longer list: each says so, or they have too few rows."""
        rows, total = sum(one.rows for one in pages), max((one.total for one in pages), default=0)
        starts = sorted((one.offset, one.rows) for one in pages if one.offset is not None)
        # A page that is asked for twice may have fewer rows; none may begin after the end of those before it.
        ends = [0, *accumulate((start + length for start, length in starts), max)]
        is_torn = any(start > end for (start, _), end in zip(starts, ends, strict=False))
        is_short = all(one.further for one in pages) or any(one.is_partial for one in pages)
        if pages and (is_short or rows < total or is_torn):
            message = f"this is a part of a longer list, of {rows} rows" + (f" of {total}" if total else "")
            help_ = "export all pages, a file for each"
            self.findings.append(FactFinding("facts/not-whole", message, RowPlace(pages[-1].name), help=help_))

    def _check(self, source: Input, record: JsonValue) -> None:
        if source.lines:
            return
        missing = [one for one in source.needs if not isinstance(record, dict) or one not in record]
        if missing:
            message = f"this is not the export that the preset of {self.preset.tool} reads: `{missing[0]}` is missing"
            raise MisreadError(message, source.how, "facts/unreadable-file")
