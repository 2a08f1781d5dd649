"""Prometheus: the series of a probe by `query_range`; a step without a value was not measured."""

from __future__ import annotations

import re

from .preset import Export, Input, Preset, at_path, each, since_1970

_IS_UP = re.compile(r"(.*[_:])?(up|success)")
"""The names of series that say by 1 that all is well: `up`, `probe_success`, `mysql_up`; an alert does not."""


def _make(export: Export) -> None:
    label = export.text("service")
    for place, series in export.records["probes"]:
        service = at_path(series, "metric")
        service = service.get(label) if isinstance(service, dict) else None
        if service is None:
            export.wrong(place, f"a series has no label `{label}`", "write `service` in facts.toml: which label is it?")
            continue
        export.about(place, service)
        name = at_path(series, "metric.__name__")
        if at_path(series, "metric.alertstate") is not None or not _IS_UP.fullmatch(str(name or "up")):
            message = f"`{name or 'ALERTS'}` of `{service}` does not say by 1 that it is up"
            export.wrong(place, message, "ask for `probe_success` (or `up`)", "facts/unreadable-row")
            continue
        for moment, value in each(series, "values"):
            if value in ("0", "1"):
                export.add("samples", place, service=service, at=since_1970(moment), ok=value)
            elif value == "NaN":
                export.note(place, f"NaN is no value: `{service}` was not measured at {since_1970(moment)}")
            else:
                message = f"`{value}` of `{service}` is neither 0 nor 1"
                export.wrong(place, message, "ask for `probe_success` (or `up`)", "facts/unreadable-row")


PRESET = Preset(
    "Prometheus",
    {
        "probes": Input(
            "exports/probe_success*.json",
            "GET /api/v1/query_range?query=probe_success with a step no longer than the interval of the probe",
            at="data.result",
            needs=("metric", "values"),
        )
    },
    _make,
    ("samples",),
    {"service": "instance"},
    assumes=("a value of a step may be five minutes old: shorter gaps cannot be seen",),
)
