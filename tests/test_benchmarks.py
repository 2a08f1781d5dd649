"""The benchmark measures what it says; how quick that is, no test asserts."""

from __future__ import annotations

import os
import re
from collections import Counter

import pytest

from benchmarks.amendments import amendments_report
from benchmarks.backed import FIRST_DAY
from benchmarks.facts import facts_report
from benchmarks.measure import check_sla, report, validate_yaml
from benchmarks.month import month_report
from benchmarks.policies import policies_report, rules
from benchmarks.proof import Size, measured, proof_report
from benchmarks.realistic import realistic
from benchmarks.renditions import workspace
from benchmarks.revisions import lowered, revisions_report
from benchmarks.revisions import workspace as files_of
from sla_dsl.compiler import compile_sources
from sla_dsl.model.lock import Lock
from sla_dsl.proof import prove
from sla_dsl.text.source import Source

pytestmark = pytest.mark.slow


def test_workspace_is_the_same_every_time() -> None:
    assert workspace(2, 1, 3) == workspace(2, 1, 3)


def test_workspace_has_the_size_that_was_asked_for() -> None:
    checked = check_sla(workspace(agreements=3, services=2, calendar_lines=5))
    assert len(checked.workspace.agreements) == 3 + 2
    assert len(checked.workspace.calendars["office"].lines) == 5 + 2
    sizes = [len(file.sla) for file in workspace(1, 1, 1) if file.path == "agreements/sla-0"]
    assert 4_500 < sizes[0] < 6_500


def test_renditions_have_no_mistake() -> None:
    files = workspace(agreements=3, services=2, calendar_lines=5)
    assert [finding.message for finding in check_sla(files).workspace.findings] == []
    assert validate_yaml(files) == []


def test_report_has_a_ratio_for_every_task() -> None:
    text = report(agreements=1, services=1, calendar_lines=2, rounds=1)
    rows = text.splitlines()[4:]
    assert len(rows) == 8
    assert all(row.count("|") == 4 for row in rows)


def test_every_promise_to_a_customer_is_backed_where_that_is_measured() -> None:
    assert measured(Size(agreements=4, services=3, exceptions=5), rounds=1).promises == 20


def test_report_of_the_proof_has_a_ratio_for_everything_that_grows() -> None:
    rows = proof_report(Size(agreements=2, services=1, exceptions=2), rounds=1).splitlines()[4:]
    assert [row.split("|")[1].strip() for row in rows][1:] == [
        f"proof of {factor} times the {what}" for what in ("agreements", "services", "exceptions") for factor in (2, 4)
    ]


def test_report_of_a_keystroke_has_both_of_its_ends() -> None:
    pytest.importorskip("pygls")
    from benchmarks.keystroke import keystroke_report

    rows = keystroke_report(agreements=2, rounds=1).splitlines()[4:]
    assert [row.split("|")[1].strip()[:11] for row in rows] == ["a keystroke"] * 2


def test_a_realistic_workspace_has_the_size_that_was_asked_for_and_is_almost_clean() -> None:
    files = realistic(40)
    assert files == realistic(40)
    assert len(files) == 40
    assert validate_yaml(files) == []
    checked = check_sla(files)
    assert {one.severity for one in checked.findings} == {"warning"}
    verdicts = Counter(proof.verdict for proof in checked.proofs.values())
    assert verdicts.keys() == {"backed", "owned"}
    assert 0.3 < verdicts["backed"] / verdicts.total() < 0.5


def test_report_of_what_is_aimed_at_has_every_target(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pygls")
    from benchmarks import targets

    monkeypatch.setattr(targets, "EDITOR_FILES", 12)
    monkeypatch.setenv("XDG_CACHE_HOME", os.environ.get("XDG_CACHE_HOME", ""))  # it is put back behind the test
    rows = targets.targets_report((12,), rounds=1).splitlines()[4:]
    assert {row.split("|")[1].strip() for row in rows} == {*targets.KEYS}


def test_so_many_files_as_were_asked_for() -> None:
    files = files_of(40, services=3)
    assert len(files) == 40
    assert sum(path.startswith("agreements/") for path in files) == 40 - len(files_of(0, services=3))
    found = compile_sources([Source(*each) for each in files.items()], Lock(), FIRST_DAY)
    assert found.findings == ()
    assert all(proof.verdict in ("backed", "owned") for proof in prove(found).values())
    assert lowered(files, ["agreements/sla-1.sla"]).keys() == {"agreements/sla-1.sla"}


def test_report_of_revisions_has_a_ratio_for_both() -> None:
    rows = revisions_report(12, services=1, changed=2, rounds=1).splitlines()[4:]
    assert [row.split("|")[1].strip() for row in rows] == [
        "`sla diff`, 2 SLAs changed",
        "`sla diff`, 2 SLAs changed, and 1 of the agreements behind them",
    ]


def test_report_of_amendments_has_a_ratio_for_each_size() -> None:
    rows = amendments_report((12, 16), changed=2, rounds=1).splitlines()[4:]
    assert [row.split("|")[1].strip() for row in rows] == ["`sla gate`, 12 files", "`sla gate`, 16 files"]


def test_a_hundred_rules_no_two_alike() -> None:
    assert len({rule.sla for rule in rules()}) == len({rule.cedar for rule in rules()}) == 100


def test_report_of_policies_has_both_ratios_and_both_engines_agree() -> None:
    heading, _, _, _, *rows = policies_report(agreements=10, rounds=1).splitlines()
    assert heading == "100 policies over 10 agreements, 195 things to judge, 30 findings."
    assert len(rows) == 2


def test_report_of_facts_has_a_ratio_for_time_and_memory() -> None:
    libraries = ("officehours", "bizdurr", "businesstimedelta", "business-duration", "worktimecalc")
    for name in ("duckdb", "pandas", "pyarrow", *libraries[:3], "business_duration", libraries[4]):
        pytest.importorskip(name)
    told = facts_report(outages=2_000, cases=500, sampled=50, samples=20_000)
    rows = [row.split("|") for row in told.splitlines() if row.startswith("| ")]
    assert [row[2].strip() for row in rows[:3]] == ["against", "pandas", "pandas"]
    assert [row[1].strip() for row in rows[3:]] == ["against", *libraries] * 2
    # A library without days off gives other answers by a calendar that has some; all others give the same.
    assert ["differ" in row[2] for row in rows[4:9]] == [False, False, False, False, True]
    assert not any("differ" in row[2] for row in rows[10:])


def test_report_of_a_month_says_how_much_longer_it_takes() -> None:
    pytest.importorskip("duckdb")
    text = month_report(agreements=10, facts=200)
    assert text.startswith("One month of 10 agreements with 200 facts, in seconds of the processor: compiled in ")
    assert re.search(r"which is \d+\.\d\d times both\.$", text)
