"""The JSON Schema of every JSON output, made from the types of the outputs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import TypeAdapter

from ..model.in_json import adapter
from ..model.workspace import Workspace
from .catalogue import catalogue_schema
from .check.json import CheckObject
from .diff.json import diff_schema
from .encoding import json_bytes
from .facts.check import facts_schema
from .facts.json import report_schema
from .gate.json import gate_schema
from .history.log_json import log_schema
from .history.show_json import show_schema
from .register.due import due_schema
from .register.entries import register_schema
from .register.graph import graph_schema
from .review import review_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _check_schema() -> dict[str, Any]:
    return TypeAdapter(CheckObject).json_schema(mode="serialization")


def _model_schema() -> dict[str, Any]:
    return adapter(Workspace).json_schema(mode="serialization")


SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "sla.catalog/1": catalogue_schema,
    "sla.check/1": _check_schema,
    "sla.diff/1": diff_schema,
    "sla.due/1": due_schema,
    "sla.facts/1": facts_schema,
    "sla.gate/1": gate_schema,
    "sla.graph/1": graph_schema,
    "sla.log/1": log_schema,
    "sla.model/1": _model_schema,
    "sla.register/1": register_schema,
    "sla.report/1": report_schema,
    "sla.review/1": review_schema,
    "sla.show/1": show_schema,
}


def schema_report(name: str) -> bytes:
    """The JSON Schema called ``name``, one of ``SCHEMAS``; its keys are sorted."""
    return json_bytes({"$schema": DIALECT, **SCHEMAS[name]()}, sort=True)
