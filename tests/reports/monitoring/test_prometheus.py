"""The rules for Prometheus, and what its own tool says of them where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from sla_dsl.cli.export import yaml_text
from sla_dsl.pipeline import run
from sla_dsl.reports.monitoring.indicator import Indicator, indicators
from sla_dsl.reports.monitoring.prometheus import prometheus_rules, refused_by_prometheus
from sla_dsl.workspace import read_workspace

from .workspaces import exported

ROOT = Path(__file__).parents[3]
PROMTOOL = shutil.which("promtool")
UP = 'agreement="brun-sla",objective="up"'
MONTHLY = "objective up: availability at least 99.9% each calendar month"

real = pytest.mark.real
tool = pytest.mark.skipif(PROMTOOL is None, reason="promtool is not installed")


def rules(*statements: str, **more: Any) -> dict[str, Any]:
    return prometheus_rules([one for one in exported(*statements, **more) if isinstance(one, Indicator)])


def test_the_rules_of_a_promise() -> None:
    [group] = rules(MONTHLY, "excludes maintenance", horizon=1)["groups"]
    assert (group["name"], group["interval"]) == ("sla brun-sla", "60s")
    labels = {"agreement": "brun-sla", "objective": "up"}
    assert group["rules"][:3] == [
        {
            "record": "sla:budget:seconds",
            "expr": "vector(2678.4) and (vector(time()) >= 0 < 2678400)",
            "labels": labels | {"start": "1970-01-01"},
        },
        {
            "record": "sla:down",
            "expr": f"(min by (agreement, objective) (sla_up{{{UP}}}) == bool 0) * on (agreement, objective) "
            f"group_left (start) (sla:budget:seconds{{{UP}}} >= bool 0)",
            "labels": labels,
        },
        {
            "record": "sla:down:seconds",
            "expr": f"60 * sum_over_time(sla:down{{{UP}}}[32d]) and on (agreement, objective, start) "
            f"sla:budget:seconds{{{UP}}}",
            "labels": labels,
        },
    ]
    spent = group["rules"][3]
    assert (spent["alert"], spent["expr"]) == (
        "SlaBudgetSpent",
        f"sla:down:seconds{{{UP}}} > sla:budget:seconds{{{UP}}}",
    )
    assert spent["annotations"] == {
        "summary": "brun-sla/up was down for longer than its window allows",
        "description": "up: at least 99.9% during 24x7 each calendar month. Exclusions are not taken off: maintenance.",
    }
    assert [rule["alert"] for rule in group["rules"][4:]] == [
        "SlaBudgetBurns",
        "SlaBudgetBurns",
        "SlaNotMeasured",
        "SlaRulesEnd",
    ]


def test_what_prometheus_cannot_say() -> None:
    [one] = exported("objective up: availability at least 99% each rolling 30 days")
    assert isinstance(one, Indicator)
    refused = refused_by_prometheus(one)
    assert refused is not None
    assert refused.reason == "`each rolling 30 days` begins anew every midnight, and a range of PromQL at every moment"


def test_without_anything_to_spend_nothing_burns_and_an_end_is_no_end_of_the_rules() -> None:
    [group] = rules("objective up: availability at least 100% each calendar month", last="1970-01-31")["groups"]
    assert [rule["alert"] for rule in group["rules"] if "alert" in rule] == ["SlaBudgetSpent", "SlaNotMeasured"]


def test_a_title_is_no_template_of_an_alert() -> None:
    [group] = rules('objective up "{{ $labels.x }}": availability at least 99.9% each calendar month')["groups"]
    assert group["rules"][-2]["annotations"]["description"].startswith('{{"{{"}} $labels.x }}: at least')


def asked_of_promtool(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    assert PROMTOOL is not None
    return subprocess.run([PROMTOOL, *arguments], cwd=folder, check=False, capture_output=True, text=True)


@real
@tool
def test_promtool_accepts_the_rules_of_the_example(tmp_path: Path) -> None:
    workspace = run(read_workspace(ROOT / "examples" / "atelier"), proved=()).workspace
    found = [one for one in indicators(workspace) if isinstance(one, Indicator)]
    said = [one for one in found if refused_by_prometheus(one) is None]
    assert len(said) > 20
    (tmp_path / "rules.yml").write_bytes(yaml_text(prometheus_rules(said), "rules"))
    # It prints FAILED and exits with 0 for rules that it has twice, unless that is fatal.
    done = asked_of_promtool(tmp_path, "check", "rules", "--lint=all", "--lint-fatal", "rules.yml")
    assert (done.returncode, "SUCCESS" in done.stdout, "FAILED" in done.stdout + done.stderr) == (0, True, False)


DAY = 24 * 60
"""Minutes; promtool takes 10,000 samples at once, too few for the minutes of a week."""
DAILY = "objective up: availability at least 99% each calendar day"
REQUESTS = "objective errors: error-rate at most 2% each calendar day"
WEEKLY = "objective up: availability at least 99% during office each calendar week"


@real
@tool
@pytest.mark.parametrize(
    ("statement", "series", "at", "alert", "fires"),
    [
        # 99.9 % of January are 44 min 38 s.
        (MONTHLY, {f"sla_up{{{UP}}}": "1x59 0x43 1x60"}, 120, "SlaBudgetSpent", []),
        (MONTHLY, {f"sla_up{{{UP}}}": "1x59 0x44 1x60"}, 120, "SlaBudgetSpent", ["1970-01-01"]),
        # Two probes: it is down where one of them says so.
        (
            MONTHLY,
            {f'sla_up{{{UP},job="a"}}': "1x200", f'sla_up{{{UP},job="b"}}': "1x59 0x44 1x60"},
            120,
            "SlaBudgetSpent",
            ["1970-01-01"],
        ),
        # 1 % of a day are 14 min 24 s. The next day begins anew: what was down before its first moment does not count.
        (DAILY, {f"sla_up{{{UP}}}": "0x14 1x1500"}, DAY - 1, "SlaBudgetSpent", ["1970-01-01"]),
        (DAILY, {f"sla_up{{{UP}}}": "0x14 1x1500"}, DAY, "SlaBudgetSpent", []),
        (DAILY, {f"sla_up{{{UP}}}": "1x1425 0x28"}, DAY + 13, "SlaBudgetSpent", []),
        (DAILY, {f"sla_up{{{UP}}}": "1x1425 0x28"}, DAY + 14, "SlaBudgetSpent", ["1970-01-02"]),
        (MONTHLY, {f"sla_up{{{UP}}}": "1x30"}, 50, "SlaNotMeasured", [None]),
        (MONTHLY, {f"sla_up{{{UP}}}": "1x60"}, 50, "SlaNotMeasured", []),
        # Two per cent of 2678.4 s are 53.6 s: one minute within an hour is more.
        (MONTHLY, {f"sla_up{{{UP}}}": "1x9 0 1x200"}, 60, "SlaBudgetBurns", ["1970-01-01"]),
        (MONTHLY, {f"sla_up{{{UP}}}": "1x9 0 1x200"}, 80, "SlaBudgetBurns", []),
        # Thursday, 1 January: office hours are 08:00 to 18:00, and 1 % of the 20 h that are left of the week 12 min.
        (WEEKLY, {f"sla_up{{{UP}}}": "0x479 1x200"}, 600, "SlaBudgetSpent", []),
        (WEEKLY, {f"sla_up{{{UP}}}": "0x492 1x200"}, 600, "SlaBudgetSpent", ["1969-12-29"]),
        (WEEKLY, {f"sla_up{{{UP}}}": "0x491 1x200"}, 600, "SlaBudgetSpent", []),
        (
            REQUESTS,
            {
                'sla_events_total{agreement="brun-sla",objective="errors"}': "0+100x120",
                'sla_bad_events_total{agreement="brun-sla",objective="errors"}': "0+1x59 60+4x60",
            },
            120,
            "SlaTooManyBad",
            ["1970-01-01"],
        ),
        (
            REQUESTS,
            {
                'sla_events_total{agreement="brun-sla",objective="errors"}': "0+100x120",
                'sla_bad_events_total{agreement="brun-sla",objective="errors"}': "0+1x120",
            },
            120,
            "SlaTooManyBad",
            [],
        ),
    ],
)
def test_alerts_come_when_promtool_says_so(
    tmp_path: Path, statement: str, series: dict[str, str], at: int, alert: str, fires: list[str | None]
) -> None:
    made = rules(statement)
    (tmp_path / "rules.yml").write_bytes(yaml_text(made, "rules"))
    found = [rule for rule in made["groups"][0]["rules"] if rule.get("alert") == alert]
    alerts = [
        {
            "exp_labels": found[0]["labels"] | ({"start": start} if start else {}),
            "exp_annotations": found[0]["annotations"],
        }
        for start in fires
    ]
    test = {
        "rule_files": ["rules.yml"],
        "evaluation_interval": "1m",
        "tests": [
            {
                "interval": "1m",
                "input_series": [{"series": name, "values": values} for name, values in series.items()],
                "alert_rule_test": [{"eval_time": f"{at}m", "alertname": alert, "exp_alerts": alerts}],
            }
        ],
    }
    (tmp_path / "test.yml").write_text(yaml.safe_dump(test), encoding="utf-8")
    done = asked_of_promtool(tmp_path, "test", "rules", "test.yml")
    assert done.returncode == 0, done.stdout + done.stderr
