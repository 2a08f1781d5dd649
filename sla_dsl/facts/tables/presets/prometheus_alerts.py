"""Alerts of Prometheus: the series `ALERTS` by `query_range`, which is 1 while an alert fires and then absent."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from ..found import MisreadError, RowPlace
from .preset import Export, Input, Preset, at_path, each, since_1970


def _make(export: Export) -> None:
    label, written = export.text("service"), export.text("step")
    if not written.isdecimal() or not int(written):
        message = f"`step` is a number of seconds, not `{written}`"
        raise MisreadError(message, "write the step of the query", "facts/wrong-setting")
    step = Fraction(written)
    severities: dict[str, RowPlace] = {}
    fired: dict[str, tuple[RowPlace, set[Fraction]]] = {}
    for place, series in export.records["alerts"]:
        if at_path(series, "metric.alertstate") not in (None, "firing"):
            continue
        labels = at_path(series, "metric")
        service = labels.get(label) if isinstance(labels, dict) else None
        if service is None:
            export.wrong(place, f"a series has no label `{label}`", "write `service` in facts.toml: which label is it?")
            continue
        export.about(place, service)
        severities.setdefault(str(labels.get("severity")), place)
        values = list(each(series, "values"))
        moments = [Fraction(str(moment)) for moment, _ in values]
        apart = min((later - one for one, later in pairwise(moments)), default=step)
        name = at_path(series, "metric.__name__") or "ALERTS"
        if name != "ALERTS" or not all(str(value).isdecimal() for _, value in values):
            message = f"`{name}` of `{service}` does not say by 1 that an alert fires"
            export.wrong(place, message, "ask for `ALERTS`", "facts/unreadable-row")
        elif apart != step:
            message = f"the steps of `{service}` are {float(apart):g} s apart, and `step` says {written}"
            export.wrong(place, message, "write the step of the query as `step`", "facts/wrong-setting")
        else:  # a sum of alerts is 0 where none fires
            _, fires = fired.setdefault(service, (place, set()))
            fires.update(at for at, (_, value) in zip(moments, values, strict=True) if int(value))
    # Several alerts of a service at once are one outage, and so is one that two exports tell.
    for service, (place, fires) in fired.items():
        for start, last in _spans(sorted(fires), step):
            export.add("outages", place, service=service, start=_written(start), end_=_written(last + step))
    _are_of_several(export, severities)


def _are_of_several(export: Export, severities: dict[str, RowPlace]) -> None:
    """Says that alerts are of several severities: what only warns is no outage in most houses."""
    if len(severities) > 1:
        listed = ", ".join(f"`{one}`" for one in sorted(severities))
        message = f"these alerts have the severities {listed}, and while any of them fires, its service is down"
        help_ = 'ask for those that are outages alone: `ALERTS{alertstate="firing", severity="critical"}`'
        export.doubt(max(severities.values()), message, help_)


def _spans(moments: list[Fraction], step: Fraction) -> list[list[Fraction]]:
    """The first and the last moment of each time in which an alert fires.

    An alert that fires at one step and at the next has fired in between (docs/meaning.md, What is down).
    """
    spans: list[list[Fraction]] = []
    for at in moments:
        if spans and at - spans[-1][1] <= step:
            spans[-1][1] = at
        else:
            spans.append([at, at])
    return spans


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
