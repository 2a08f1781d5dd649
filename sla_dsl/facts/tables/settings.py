"""``facts.toml``: how exports become tables of facts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from ...text.nearest import nearest
from .cells import DIRECTIVES, EPOCHS, Microseconds, TimesAre, instant_of, zone_info
from .formats import decoded
from .found import FactFinding, MisreadError, RowPlace
from .rows import TABLES

SETTINGS_FILE = "facts.toml"
Assumable = Literal["no unknown time", "no pauses", "no changes", "no reopening", "no maintenance", "no untold answers"]
"""What may be assumed of what a tool does not tell."""
ASSUMPTIONS: Mapping[str, Assumable] = {
    "unknown": "no unknown time",
    "states": "no pauses",
    "changes": "no changes",
    "reopened": "no reopening",
    "exclusions": "no maintenance",
    "answers": "no untold answers",
}
"""What may be assumed, by what a tool lacks."""


def _as_text(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


class _FactsToml(BaseModel):
    """Keys are written with ``-``; one that is not known is wrong."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name.replace("_", "-"), validate_by_name=True
    )


class TimeSettings(_FactsToml):
    """How times are written: their zone, which of two times is meant, and a pattern if they are not in ISO 8601."""

    zone: str | None = Field(None, description='a time zone such as "Europe/Paris"')
    repeated: Literal["first", "second"] | None = Field(None, description='"first" or "second"')
    times: str | None = Field(None, description='"unix-seconds", or a pattern such as "%d/%m/%Y %H:%M"')

    def within(self, outer: TimesAre) -> TimesAre:
        """These settings, and those around them where they say nothing; raises ``MisreadError``."""
        if self.zone is not None:
            zone_info(self.zone)
        if self.times is not None and self.times not in EPOCHS:
            _check_pattern(self.times)
        return TimesAre(self.zone or outer.zone, self.repeated or outer.repeated, self.times or outer.pattern)


def _check_pattern(pattern: str) -> None:
    directives = pattern.replace("%%", "").split("%")[1:]
    if not directives or any(one[:1] not in DIRECTIVES for one in directives):
        known = ", ".join(f"%{one}" for one in DIRECTIVES)
        counted = ", ".join(f'"{one}"' for one in EPOCHS)
        message = f"`times` is {counted}, or a pattern of {known}"
        raise MisreadError(message, "correct it", "facts/wrong-setting")


class TableSettings(TimeSettings):
    """One table from files or a database; ``select`` makes its rows of what is read, which it sees as ``input``."""

    name: str = Field(description="the name of a table, such as outages")
    from_: str = Field(alias="from", description='files such as "exports/kuma-*.csv", "sqlite:…" or "postgres:…"')
    format: Literal["csv", "tsv", "json", "jsonl", "parquet", "xlsx", "sqlite"] | None = Field(
        None, description="the format, where the name of the file does not say it"
    )
    delimiter: Literal[",", ";", "\t", "|"] | None = Field(None, description='one of "," ";" "\\t" "|"')
    sheet: str | None = Field(None, description="the sheet of a workbook")
    query: str | None = Field(None, description="what a database is asked")
    select: str | None = Field(None, description="a select of DuckDB over `input`")
    ignore: tuple[str, ...] = Field((), description='columns that are passed over: ["comment"]')


class ExportSettings(TimeSettings):
    """One export of a tool, read by its preset; further keys are its inputs and settings."""

    model_config = ConfigDict(extra="allow")

    preset: str = Field(description="the name of a preset, such as zammad")
    assume: tuple[Assumable, ...] = Field((), description='what is taken for granted: ["no pauses"]')


class FactsSettings(TimeSettings):
    """All of ``facts.toml``."""

    complete_until: Annotated[str | None, BeforeValidator(_as_text)] = Field(
        None, description="a moment such as 2026-11-01T00:00:00+01:00"
    )
    names: Mapping[str, str | Literal[False]] = Field({}, description='a table such as {"Payments API" = "payments"}')
    occasions: Mapping[str, str] = Field({}, description="a table of texts in quotes and the reasons that say them")
    table: tuple[TableSettings, ...] = Field((), description="tables, each under [[table]]")
    export: tuple[ExportSettings, ...] = Field((), description="exports, each under [[export]]")
    assume: tuple[Assumable, ...] = Field((), description='what is taken for granted: ["no unknown time"]')

    def until(self, times: TimesAre) -> Microseconds | None:
        """Up to which moment the facts are complete, if they say so; raises ``MisreadError``."""
        return None if self.complete_until is None else instant_of(self.complete_until, times)


def read_settings(folder: Path) -> tuple[FactsSettings, list[FactFinding]]:
    """The settings of a folder of facts (those by default if it has none), and what is wrong with them."""
    path, place = folder / SETTINGS_FILE, RowPlace(SETTINGS_FILE)
    if not path.exists():
        return FactsSettings(), []
    try:
        data = tomllib.loads(decoded(path))
    except MisreadError as error:
        return FactsSettings(), [error.at(place)]
    except tomllib.TOMLDecodeError as error:
        return FactsSettings(), [FactFinding("facts/unreadable-file", f"this is no TOML: {error}", place)]
    try:
        settings = FactsSettings.model_validate(data)
    except ValidationError as error:
        return FactsSettings(), [_setting_finding(dict(one), place) for one in error.errors()]
    return settings, _wrong_settings(settings, place)


def _wrong_settings(settings: FactsSettings, place: RowPlace) -> list[FactFinding]:
    """What is wrong with settings of the right kind."""
    found = []
    for one in (settings, *settings.table, *settings.export):
        try:
            times = one.within(TimesAre())
            if isinstance(one, FactsSettings):
                one.until(times)
        except MisreadError as error:
            found.append(FactFinding("facts/wrong-setting", error.message, place, help=error.help))
    for table in settings.table:
        if table.name not in TABLES:
            near = nearest(table.name, TABLES)
            help_ = f"did you mean `{near}`?" if near else f"the tables are {', '.join(TABLES)}"
            found.append(FactFinding("facts/wrong-setting", f"no table is called `{table.name}`", place, help=help_))
    return found


def _setting_finding(error: Mapping[str, Any], place: RowPlace) -> FactFinding:
    """The finding of a wrong setting."""
    where = [one for one in error["loc"] if not str(one).startswith(("function", "literal", "str", "constrained"))]
    path = ".".join(f"{one}" if isinstance(one, str) else f"[{one + 1}]" for one in where).replace(".[", "[")
    models: dict[str, type[BaseModel]] = {"table": TableSettings, "export": ExportSettings}
    model = models.get(str(where[0]), FactsSettings) if len(where) > 1 else FactsSettings
    known = {one.alias or name: one for name, one in model.model_fields.items()}
    key = next((one for one in reversed(where) if isinstance(one, str)), "")
    if error["type"] == "extra_forbidden":
        near = nearest(key, known)
        help_ = f"did you mean `{near}`?" if near else f"the keys are {', '.join(sorted(known))}"
        return FactFinding("facts/wrong-setting", f"`{path}` is no setting", place, help=help_)
    field = known.get(key)
    if error["type"] == "missing":
        return FactFinding("facts/wrong-setting", f"`{path}` is missing", place, help=_takes(field))
    return FactFinding("facts/wrong-setting", f"`{path}` cannot be `{error['input']}`", place, help=_takes(field))


def _takes(field: Any) -> str:
    return f"it takes {field.description}" if field is not None and field.description else "correct it"
