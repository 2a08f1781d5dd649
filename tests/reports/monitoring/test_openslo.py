"""Service level objectives of OpenSLO v1, and what it cannot say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sla_dsl.reports.monitoring.indicator import Indicator
from sla_dsl.reports.monitoring.openslo import namesakes, openslo_objects, refused_by_openslo

from .workspaces import exported, workspace

MONTHLY = "objective up: availability at least 99.9% each calendar month"


def objects(*statements: str, **more: Any) -> list[dict[str, Any]]:
    found = [one for one in exported(*statements, **more) if isinstance(one, Indicator)]
    assert [refused_by_openslo(one) for one in found] == [None] * len(found)
    return openslo_objects(workspace(*statements, **more), found)


def test_a_share_of_time_is_an_average_of_slices() -> None:
    service, slo = objects(MONTHLY, zone="Europe/Paris", first="2026-01-01", as_of="2026-03-15")
    assert service == {
        "apiVersion": "openslo/v1",
        "kind": "Service",
        "metadata": {"name": "payments", "displayName": "Card payments"},
        "spec": {},
    }
    assert slo == {
        "apiVersion": "openslo/v1",
        "kind": "SLO",
        "metadata": {"name": "brun-sla-up"},
        "spec": {
            "description": "brun-sla/up: at least 99.9% during 24x7 each calendar month; in force from 2026-01-01",
            "service": "payments",
            "indicator": {
                "metadata": {"name": "brun-sla-up"},
                "spec": {
                    "ratioMetric": {
                        "rawType": "success",
                        "raw": {
                            "metricSource": {
                                "type": "Prometheus",
                                "spec": {"query": 'min(sla_up{agreement="brun-sla",objective="up"})'},
                            }
                        },
                    }
                },
            },
            "timeWindow": [
                {
                    "duration": "1M",
                    "isRolling": False,
                    "calendar": {"startTime": "2026-03-01 00:00:00", "timeZone": "Europe/Paris"},
                }
            ],
            "budgetingMethod": "RatioTimeslices",
            "objectives": [{"target": 0.999, "timeSliceWindow": "1m"}],
        },
    }


def test_a_share_of_events_is_counted() -> None:
    [_, slo] = objects("objective errors: error-rate at most 0.1% each rolling 4 weeks")
    assert slo["spec"]["budgetingMethod"] == "Occurrences"
    assert slo["spec"]["timeWindow"] == [{"duration": "4w", "isRolling": True}]
    assert slo["spec"]["objectives"] == [{"target": 0.999}]
    metric = slo["spec"]["indicator"]["spec"]["ratioMetric"]
    assert {*metric} == {"counter", "bad", "total"}


@pytest.mark.parametrize(
    ("statement", "reason", "more"),
    [
        (
            "objective up: availability at least 100% each calendar month",
            "its target is 100%, and a `target` is less than 1",
            {},
        ),
        (
            "objective up: availability above 99% each calendar month",
            "it must be better than its bound, and a `target` is met at its figure",
            {},
        ),
        (
            "objective up: availability at least 99% during office each calendar month",
            "it counts during `office`, and a service level objective counts always",
            {},
        ),
        (
            "objective up: availability at least 99% each calendar month of 730 h",
            "`each calendar month of 730 h` has a stated length",
            {},
        ),
        # A month is 30 days to the SDK, so that one of 31 days would not be said.
        (
            "objective up: availability at least 99% each rolling 1 month",
            "`each rolling 1 month` has no fixed number of minutes",
            {},
        ),
        (
            "objective up: availability at least 99% each contract month",
            "`each contract month` begins on a day that some months do not have",
            {"first": "1970-01-31", "as_of": "1970-02-01"},
        ),
        (
            MONTHLY,
            "`brun-sla` covers 2 services, and a service level objective is of one",
            {"covers": "payments, shop"},
        ),
        (
            MONTHLY,
            "its term or an amendment cuts a window, and a service level objective has neither",
            {"last": "1970-02-10"},
        ),
    ],
)
def test_what_openslo_cannot_say(statement: str, reason: str, more: dict[str, Any]) -> None:
    [one] = exported(statement, **more)
    assert isinstance(one, Indicator)
    refused = refused_by_openslo(one)
    assert refused is not None
    assert (refused.address, refused.reason) == ("brun-sla/up", reason)


def test_two_promises_may_not_have_one_name() -> None:
    [one] = exported(MONTHLY)
    assert isinstance(one, Indicator)
    other = replace(one, objective=one.objective.model_copy(update={"address": "brun/sla-up"}))
    assert [(each.address, each.reason) for each in namesakes([one, other, one])] == [
        ("brun/sla-up", "`brun-sla-up` is the name of `brun-sla/up` as well")
    ]
