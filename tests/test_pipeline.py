"""Sources to findings: their order, their severity, and which of them are kept."""

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from sla_dsl import pipeline as checking
from sla_dsl.model.lock import Lock
from sla_dsl.model.settings import Settings
from sla_dsl.model.workspace import Workspace
from sla_dsl.pipeline import UNREAD, Checked, is_below, narrowed, run
from sla_dsl.rules.rule import Graded, Rule
from sla_dsl.text.finding import Finding, Related
from sla_dsl.workspace import WorkspaceFiles

from .reports.findings import checked, hours_gap, span, words

AS_OF = date(2026, 11, 23)
SOURCE = words("b.sla", "one two")
ONE, TWO = Finding("name/bad", "bad", span(SOURCE, "one")), Finding("name/bad", "bad", span(SOURCE, "two"))


def judged(
    monkeypatch: pytest.MonkeyPatch,
    *rules: Rule,
    settings: Settings | None = None,
    asked: Collection[str] | None = None,
) -> Checked:
    """A check in which the compiler finds fault with the second word, and reading with another file."""
    monkeypatch.setattr(
        checking,
        "compile_sources",
        lambda *_, **__: SimpleNamespace(agreements={}, above={}, policies={}, findings=(TWO,), misread=frozenset()),
    )
    monkeypatch.setattr(checking, "prove", lambda *_: {})
    catalogue = {rule.name: rule for rule in rules}
    read = Finding("file/unreadable", "bad", file="a.sla")
    files = WorkspaceFiles(Path(), settings or Settings(), Lock(), (SOURCE,), (read,))
    return run(files, AS_OF, rules=catalogue, asked=asked)


def told(result: Checked) -> list[tuple[str, str, int]]:
    return [
        (graded.severity, graded.finding.rule, graded.finding.span.start.column if graded.finding.span else 0)
        for graded in result.findings
    ]


def both_words(_: Workspace) -> Iterator[Finding]:
    yield from (TWO, ONE)


def test_findings_are_sorted_by_place_and_each_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = Rule("name/bad", "warning", "", "", "", "", both_words)
    result = judged(monkeypatch, rule)
    assert told(result) == [("error", "file/unreadable", 0), ("warning", "name/bad", 1), ("warning", "name/bad", 5)]
    assert (result.files, result.unjudged, result.count("warning")) == (1, True, 2)


@pytest.mark.parametrize(("asked", "columns"), [(["name"], [1, 5]), (["name/bad"], [1, 5]), (UNREAD, [5]), ([], [5])])
def test_rules_that_are_not_asked_for_are_not_applied(
    monkeypatch: pytest.MonkeyPatch, asked: Collection[str], columns: list[int]
) -> None:
    result = judged(monkeypatch, Rule("name/bad", "warning", "", "", "", "", both_words), asked=asked)
    assert [column for _, rule, column in told(result) if rule == "name/bad"] == columns
    assert result.unjudged


def test_severities_are_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = Rule("name/bad", "note", "", "", "", "")
    result = judged(monkeypatch, rule, settings=Settings(severities={"name/bad": "warning", "name/absent": "error"}))
    assert told(result) == [
        ("error", "file/unreadable", 0),
        ("error", "config/unknown-rule", 0),
        ("warning", "name/bad", 5),
    ]


@pytest.mark.parametrize(
    ("select", "ignore", "paths", "kept"),
    [
        ([], [], [], True),
        (["backing"], [], [], True),
        (["backing/hours-gap"], [], [], True),
        (["back", "name"], [], [], False),
        ([], ["backing"], [], False),
        (["backing"], ["backing/hours-gap"], [], False),
        ([], [], ["agreements"], True),
        ([], [], ["agreements/dba.sla"], True),
        ([], [], ["agree"], False),
        ([], [], ["."], True),
    ],
)
def test_findings_are_narrowed(select: list[str], ignore: list[str], paths: list[str], kept: bool) -> None:
    everything = checked(Graded("error", hours_gap()))
    assert narrowed(everything, select, ignore, paths).findings == (everything.findings if kept else ())


def test_a_finding_is_reported_wherever_it_takes_place() -> None:
    finding = Finding("name/bad", "bad", ONE.span, related=(Related(span(words("c.sla", "x"), "x"), "too"),))
    assert [is_below(path, ["c.sla"]) for path in checking.places(finding)] == [False, True]
