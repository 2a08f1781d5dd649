"""Alerts of Prometheus: the series `ALERTS` by `query_range`, which is 1 while an alert fires and then absent."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from ..found import MisreadError
from .preset import Export, Input, Preset, at_path, each, since_1970


def _make(export: Export) -> None:
    label, written = export.text("service"), export.text("step")
    if not written.isdecimal() or not int(written):
        message = f"`step` is a number of seconds, not `{written}`"
        raise MisreadError(message, "write the step of the query", "facts/wrong-setting")
    step = Fraction(written)
    for place, series in export.records["alerts"]:
        if at_path(series, "metric.alertstate") not in (None, "firing"):
            continue
        service = at_path(series, f"metric.{label}")
        if service is None:
            export.wrong(place, f"a series has no label `{label}`", "write `service` in facts.toml: which label is it?")
            continue
        spans: list[list[Fraction]] = []
        moments = [Fraction(str(moment)) for moment, _ in each(series, "values")]
        apart = min((later - one for one, later in pairwise(moments)), default=step)
        if apart != step:
            message = f"the steps of `{service}` are {float(apart):g} s apart, and `step` says {written}"
            export.wrong(place, message, "write the step of the query as `step`", "facts/wrong-setting")
            continue
        for at in moments:
            # An alert that fires at one step and at the next has fired in between (docs/meaning.md, What is down).
            if spans and at - spans[-1][1] <= step:
                spans[-1][1] = at
            else:
                spans.append([at, at])
        for start, last in spans:
            export.add("outages", place, service=service, start=_written(start), end_=_written(last + step))


def _written(at: Fraction) -> str:
    micro = int(at * 1_000_000)
    return since_1970(f"{micro // 1_000_000}.{micro % 1_000_000:06}")


PRESET = Preset(
    "Alerts of Prometheus",
    {
        "alerts": Input(
            "exports/alerts*.json",
            'GET /api/v1/query_range?query=ALERTS{alertstate="firing"}, with the `step` that is named here',
            at="data.result",
            needs=("metric", "values"),
        )
    },
    _make,
    ("outages",),
    {"service": "service", "step": "60"},
    lacks={"unknown": "when no alert was evaluated", "exclusions": "maintenances"},
    assumes=(
        "while an alert fires, the service of its label is down",
        "an alert fires only after its `for`: the time before it is not told",
    ),
)
