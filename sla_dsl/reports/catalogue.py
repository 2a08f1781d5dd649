"""What ``sla`` offers to programs: commands, exit codes, rules and schemas."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, TypeAdapter

from ..model.settings import Severity
from .encoding import json_bytes
from .strict import JsonObject

EXIT_CODES = {
    "0": "clean, or the gate is open",
    "1": "findings of severity error, or they hide something of what is told; a promise missed; the gate is closed",
    "2": "could not judge: a wrong call, settings, or something that cannot be read",
    "3": "a fault of the program",
    "130": "interrupted",
}
"""They mean the same for every command; where more than one holds, the highest is given."""


class OptionObject(JsonObject):
    """An option of a command: its names, and what it takes."""

    names: list[str]
    help: str
    flag: bool
    multiple: bool
    choices: list[str]


class CommandObject(JsonObject):
    """A command with its options, and two calls."""

    name: str
    usage: str
    summary: str
    options: list[OptionObject]
    examples: list[str]


class RuleObject(JsonObject):
    """A rule of the catalogue."""

    name: str
    severity: Severity
    summary: str


class CatalogueObject(JsonObject):
    """The output of ``sla catalog``."""

    schema_: Literal["sla.catalog/1"] = Field("sla.catalog/1", alias="schema")
    version: str
    exit_codes: dict[str, str]
    commands: list[CommandObject]
    rules: list[RuleObject]
    schemas: list[str]


def catalogue_json(listed: CatalogueObject) -> bytes:
    """The list as ``sla.catalog/1``."""
    return json_bytes(listed.model_dump(mode="json", by_alias=True))


def catalogue_schema() -> dict[str, Any]:
    """The JSON Schema of ``sla.catalog/1``."""
    return TypeAdapter(CatalogueObject).json_schema(mode="serialization")
