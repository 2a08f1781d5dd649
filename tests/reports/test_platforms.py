"""Findings in the formats that platforms read."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jsonschema import Draft4Validator

from sla_dsl.model.changes import Waiver
from sla_dsl.model.settings import Severity
from sla_dsl.pipeline import Checked
from sla_dsl.reports.check import sarif as check_sarif
from sla_dsl.reports.check.github import github_report
from sla_dsl.reports.check.gitlab import gitlab_report
from sla_dsl.reports.check.junit import junit_report
from sla_dsl.reports.check.markdown import markdown_report
from sla_dsl.reports.check.sarif import sarif_report
from sla_dsl.rules.pages import DOCUMENTATION
from sla_dsl.rules.rule import Graded, Rule
from sla_dsl.text.finding import Finding

from ..golden import assert_golden
from ..rules.samples import CATALOGUE
from .findings import both, checked, hours_gap, span, words

SARIF = json.loads(Path(__file__).with_name("sarif-2.1.0.schema.json").read_text(encoding="utf-8"))
"""The schema that OASIS publishes, without its descriptions."""
REPORTS = {
    "github.txt": github_report,
    "gitlab.json": gitlab_report,
    "junit.xml": junit_report,
    "markdown.md": markdown_report,
    "sarif.json": sarif_report,
}
HOSTILE = "a%b,c:d\n::error::e\r##[add-path]f <g> | `h` @i \x1b[31m \ufffe \ud800"


def waived() -> Checked:
    """The same findings and one that is waived."""
    place = span(words("a.sla", "waive backing until 2027-01-31"), "waive")
    waiver = Waiver(rule="backing", until=date(2027, 1, 31), because="the renewal is under way", source=place)
    rule = Rule("backing/hours-gap", "error", "hours are missing", "Nobody works then.", "", "")
    return replace(
        checked(*both().findings, Graded("error", hours_gap(), waiver)), rules={rule.name: rule, "a/b": rule}
    )


def many(severities: dict[Severity, int]) -> Checked:
    """So many findings of each severity."""
    return checked(
        *(
            Graded(severity, Finding(f"test/{severity}", f"bad {number}", file="a.sla"))
            for severity, count in severities.items()
            for number in range(count)
        )
    )


@pytest.mark.parametrize("name", REPORTS)
def test_every_format(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_sarif, "version", lambda _: "1.2.3")
    assert_golden(f"check-{name}", REPORTS[name](waived(), "agreements of a house"))


@pytest.mark.parametrize("found", [checked(), both(), waived()], ids=["nothing", "both", "waived"])
def test_sarif_is_valid(found: Checked) -> None:
    errors = Draft4Validator(SARIF).iter_errors(json.loads(sarif_report(found, "sub folder")))
    assert [error.message for error in errors] == []


def test_a_rule_of_ours_has_a_page_and_one_of_another_house_has_none() -> None:
    house = Rule("house/remark", "note", "a remark", "So it is.", "", "")
    found = checked(*both().findings, Graded("note", Finding(house.name, "a remark", file="a.sla")))
    rules = json.loads(sarif_report(replace(found, rules={**CATALOGUE, house.name: house})))["runs"][0]["tool"]
    assert {rule["id"]: rule.get("helpUri") for rule in rules["driver"]["rules"]} == {
        "backing/hours-gap": f"{DOCUMENTATION}rules/backing/hours-gap.md",
        "file/not-utf-8": f"{DOCUMENTATION}rules/file/not-utf-8.md",
        "house/remark": None,
    }


def test_what_is_waived_is_suppressed_in_sarif_and_nowhere_else_told() -> None:
    results = json.loads(sarif_report(waived()))["runs"][0]["results"]
    assert [one.get("suppressions") for one in results] == [
        None,
        None,
        [{"kind": "inSource", "justification": "the renewal is under way"}],
    ]
    for report in (github_report, gitlab_report, markdown_report):
        assert report(waived()).replace(b", 1 waived", b"") == report(both())


def test_github_shows_the_most_severe_and_says_what_is_left() -> None:
    lines = github_report(many({"note": 1, "error": 12, "warning": 11})).decode().splitlines()
    assert [line.split()[0] for line in lines] == ["::error"] * 10 + ["::warning"] * 10 + ["::notice", "3"]
    assert lines[-1] == "3 findings more than GitHub shows for a step: 2 test/error, 1 test/warning"


def test_a_text_of_the_workspace_is_no_command() -> None:
    found = checked(Graded("error", Finding("test/bad", HOSTILE, file=HOSTILE)))
    (line,) = github_report(found).decode().splitlines()
    properties, _, message = line.removeprefix("::error ").partition("::")
    assert [part.partition("=")[0] for part in properties.split(",")] == ["file", "title"]
    assert message.startswith("a%25b,c:d ::error::e ")
    assert "\r" not in line


def test_hostile_texts_leave_every_format_well_formed() -> None:
    found = checked(Graded("error", Finding("test/bad", HOSTILE, file=HOSTILE, help=HOSTILE)))
    ElementTree.fromstring(junit_report(found))
    assert json.loads(sarif_report(found))
    assert json.loads(gitlab_report(found))
    assert "\n| **error** |" in markdown_report(found).decode()


def test_each_rule_is_a_test_in_junit() -> None:
    suites = ElementTree.fromstring(junit_report(waived()))
    assert (suites.get("tests"), suites.get("failures")) == ("3", "1")
    failed = [test.get("name") for test in suites.iter("testcase") if test.find("failure") is not None]
    assert failed == ["hours-gap"]


def test_gitlab_gets_a_fingerprint_of_its_own_for_each() -> None:
    found = json.loads(gitlab_report(checked(Graded("error", hours_gap()), Graded("note", hours_gap()))))
    assert len({one["fingerprint"] for one in found}) == 2


def test_a_comment_is_not_too_long() -> None:
    text = markdown_report(many({"error": 5000})).decode()
    assert len(text) <= 65_536
    assert "more: `sla check` shows all of them" in text
