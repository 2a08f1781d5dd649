"""OpenSLO v1 is read strictly, and what cannot be carried is said; what is exported is read again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sla_dsl.cli.export import yaml_text
from sla_dsl.drafts.draft import DraftFile, ImportFailedError
from sla_dsl.drafts.openslo import openslo
from sla_dsl.pipeline import run
from sla_dsl.reports.monitoring.indicator import Indicator, indicators
from sla_dsl.reports.monitoring.openslo import openslo_objects, refused_by_openslo
from sla_dsl.workspace import read_workspace

from .compiling import compiled

ROOT = Path(__file__).parents[2]
QUERY = {"metricSource": {"type": "Prometheus", "spec": {"query": "x"}}}
RATIO = {"ratioMetric": {"counter": True, "good": QUERY, "total": QUERY}}


def slo(**changes: Any) -> dict[str, Any]:
    """An objective as people write it, with these fields of its ``spec`` instead; none takes a field away."""
    spec: dict[str, Any] = {
        "description": "99.5 % of {searches} succeed",
        "service": "web",
        "indicator": {"metadata": {"name": "search-ratio"}, "spec": RATIO},
        "timeWindow": [{"duration": "4w", "isRolling": True}],
        "budgetingMethod": "Occurrences",
        "objectives": [{"displayName": "Good", "target": 0.995}],
    }
    spec = {key: value for key, value in (spec | changes).items() if value is not None}
    return {"apiVersion": "openslo/v1", "kind": "SLO", "metadata": {"name": "search"}, "spec": spec}


def imported(folder: Path, *objects: dict[str, Any]) -> DraftFile:
    path = folder / "slos.yaml"
    path.write_text("\n---\n".join(map(json.dumps, objects)), encoding="utf-8")
    return openslo([path])


def objectives(made: DraftFile, *but: str) -> dict[str, str]:
    """The promises of a draft as its text writes them, by their names."""
    compiled(made, *but)
    lines = (line.strip() for line in made.text.splitlines())
    found = (line.removeprefix("objective ") for line in lines if line.startswith("objective "))
    return {line.partition(":")[0]: line.partition(":")[2].strip() for line in found}


def test_a_share_of_events(tmp_path: Path) -> None:
    service = {
        "apiVersion": "openslo/v1",
        "kind": "Service",
        "metadata": {"name": "web", "displayName": "Web shop"},
        "spec": {},
    }
    made = imported(tmp_path, slo(), service)
    assert objectives(made) == {'search "Good"': "error-rate at most 0.5% each rolling 4 weeks {"}
    assert 'service web "Web shop" { }' in made.text
    assert "99.5 % of (searches) succeed" in made.text


@pytest.mark.parametrize(
    ("changes", "written"),
    [
        (
            {
                "budgetingMethod": "RatioTimeslices",
                "objectives": [{"targetPercent": 99.9, "timeSliceWindow": "1m"}],
                "timeWindow": [
                    {"duration": "1M", "calendar": {"startTime": "2026-01-01 00:00:00", "timeZone": "Europe/Paris"}}
                ],
            },
            "availability at least 99.9% each calendar month {",
        ),
        (
            {"timeWindow": [{"duration": "1w", "calendar": {"startTime": "2026-11-30 00:00:00", "timeZone": "UTC"}}]},
            "error-rate at most 0.5% each calendar week {",
        ),
        (
            {"timeWindow": [{"duration": "1Q", "calendar": {"startTime": "2026-04-01 00:00:00", "timeZone": "UTC"}}]},
            "error-rate at most 0.5% each calendar quarter {",
        ),
        ({"timeWindow": [{"duration": "1d", "isRolling": True}]}, "error-rate at most 0.5% each rolling 1 day {"),
    ],
)
def test_windows_and_shares(tmp_path: Path, changes: dict[str, Any], written: str) -> None:
    assert [*objectives(imported(tmp_path, slo(**changes))).values()] == [written]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"timeWindow": [{"duration": "1M", "isRolling": True}]},
            "SLO search: rolls by `1M`, which is no fixed time of a day or more: add a window",
        ),
        (
            {"timeWindow": [{"duration": "1M", "calendar": {"startTime": "2026-01-15 00:00:00", "timeZone": "UTC"}}]},
            "SLO search: `1M` from 2026-01-15 00:00:00 is no period of the calendar: add a window",
        ),
        (
            {
                "timeWindow": [
                    {"duration": "1M", "calendar": {"startTime": "2026-01-01 00:00:00", "timeZone": "Mars/Base"}}
                ]
            },
            "SLO search: its time zone `Mars/Base` is not known: add the one that was agreed",
        ),
        ({"timeWindow": None}, "SLO search: has no window: add the one that was agreed"),
        ({"alertPolicies": [{"alertPolicyRef": "x"}]}, "SLO search: its alerts are not in the draft"),
        (
            {
                "budgetingMethod": "Timeslices",
                "objectives": [{"target": 0.99, "timeSliceTarget": 0.95, "timeSliceWindow": "5m"}],
            },
            "SLO search: a slice of 5m is good from 95% on: say with `down when` what counts as down",
        ),
    ],
)
def test_what_is_not_carried_is_said(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    made = imported(tmp_path, slo(**changes))
    compiled(made, "value/missing-window")
    assert said in [str(one) for one in made.remarks]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"indicator": None, "objectives": [{"target": 0.9, "indicatorRef": "a"}]},
            "is made of several indicators, which no statement is",
        ),
        ({"indicator": None, "indicatorRef": "gone"}, "its indicator `gone` is not in these files"),
        (
            {
                "indicator": {"metadata": {"name": "x"}, "spec": {"thresholdMetric": QUERY}},
                "objectives": [{"op": "lt", "value": 0.3, "target": 0.99}],
            },
            "compares values of a unit that it does not name",
        ),
    ],
)
def test_what_cannot_be_said_at_all_is_refused(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ImportFailedError) as failed:
        imported(tmp_path, slo(**changes))
    assert said in failed.value.help


@pytest.mark.parametrize(
    ("data", "message", "help_"),
    [
        (slo(servce="x"), "object 1 of `slos.yaml`, `spec.servce` is no field", "did you mean `service`?"),
        (slo(service=None), "object 1 of `slos.yaml`, `spec.service` is missing", ""),
        (
            slo(objectives=[{"target": 1}]),
            "object 1 of `slos.yaml`, `spec.objectives[0].target`: input should be less than 1",
            "",
        ),
        (
            slo(objectives=[{}]),
            "object 1 of `slos.yaml`, `spec.objectives[0]`: it has one of `target` and `targetPercent`",
            "",
        ),
        (
            slo(timeWindow=[{"duration": "1M", "isRolling": False}]),
            "object 1 of `slos.yaml`, `spec.timeWindow[0]`: it has `calendar`, or `isRolling: true`, and not both",
            "",
        ),
        (
            slo(budgetingMethod="Timeslices"),
            "object 1 of `slos.yaml`, `spec`: an objective lacks `timeSliceWindow`, which `Timeslices` needs",
            "",
        ),
        (
            slo(indicatorRef="x"),
            "object 1 of `slos.yaml`, `spec`: it has one of `indicator` and `indicatorRef`, or its objectives have",
            "",
        ),
        (
            slo() | {"apiVersion": "openslo/v2alpha"},
            "object 1 of `slos.yaml` is `openslo/v2alpha`, and only `openslo/v1` is read",
            "",
        ),
        (slo() | {"kind": "SOL"}, "object 1 of `slos.yaml`: there is no kind `SOL`", "did you mean `SLO`?"),
        ({"a": "b"}, "object 1 of `slos.yaml` is no object of OpenSLO: it has no `kind`", ""),
    ],
)
def test_a_mistake_has_its_place(tmp_path: Path, data: dict[str, Any], message: str, help_: str) -> None:
    with pytest.raises(ImportFailedError) as failed:
        imported(tmp_path, data)
    assert (failed.value.message, failed.value.help) == (message, help_)


def test_what_is_exported_is_read_again(tmp_path: Path) -> None:
    workspace = run(read_workspace(ROOT / "examples" / "atelier"), proved=()).workspace
    said = [one for one in indicators(workspace) if isinstance(one, Indicator) and refused_by_openslo(one) is None]
    path = tmp_path / "slos.yaml"
    path.write_bytes(yaml_text(openslo_objects(workspace, said), "all"))
    made = openslo([path])
    again = compiled(made)
    found = {one.name: one for agreement in again.agreements.values() for one in agreement.objectives}
    assert len(found) == len(said) > 10
    for one in said:
        there = found[one.objective.address.replace("/", "-").lower()]
        assert there.window == one.objective.window
        assert there.quantity is not None
        assert there.quantity.amount / 100 == (1 - one.allowed if one.kind == "time" else one.allowed)
