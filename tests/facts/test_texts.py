"""Each instant is judged by the text that was in force then; an award is that of the text at the end of its window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import git
import pytest

from sla_dsl.facts.held import contradictions, held
from sla_dsl.facts.tables.folder import read_facts
from sla_dsl.history.checked_out import commit_of
from sla_dsl.history.in_facts import histories, needs_history
from sla_dsl.pipeline import run
from sla_dsl.workspace import read_workspace

TEXT = """
party house {{ time zone UTC signatory "A" as head }}
party buyer {{ time zone UTC signatory "B" as head }}
team desk of house
service shop {{ owner desk }}
sla a {{
  provider house customer buyer covers shop version {version} status signed
  signed 2025-12-01 by "A" for house
  signed 2025-12-01 by "B" for buyer
  in force from 2026-01-01
  service hours 24x7
  parameter fee = 900 EUR
  objective up: availability at least {up} each calendar month {{ owned by desk }}
  objective calls: outage-count at most 3 each calendar month {{ owned by desk }}
  credit for up: 10% of fee
  credit for calls: {credit} of fee
  credit is automatic
  {amendment}
}}
"""
AMENDMENT = """amendment 1.1.0 "Better" {
    signed 2026-09-20 by "A" for house
    signed 2026-09-20 by "B" for buyer
    effective 2026-04-16
    reason "asked for"
  }"""
ROWS = ("2026-04-02T00:00:00Z,2026-04-02T03:00:00Z", "2026-04-20T00:00:00Z,2026-04-20T03:00:00Z")
MORE = ("2026-04-03T00:00:00Z,2026-04-03T00:01:00Z", "2026-04-21T00:00:00Z,2026-04-21T00:01:00Z")


def committed(folder: Path, text: str) -> None:
    (folder / "sla.toml").write_text('language = 1\ncurrencies = ["EUR"]\n', encoding="utf-8")
    (folder / "a.sla").write_text(text, encoding="utf-8")
    repository = git.Repo.init(folder, initial_branch="main")
    with repository.config_writer() as config:
        config.set_value("user", "name", "A")
        config.set_value("user", "email", "a@example.org")
    repository.index.add(["sla.toml", "a.sla"])
    repository.index.commit("a version")
    repository.close()


def test_a_month_is_split_where_an_amendment_changes_a_promise_and_only_there(tmp_path: Path) -> None:
    committed(tmp_path, TEXT.format(version="1.0.0", up="99%", credit="5%", amendment=""))
    committed(tmp_path, TEXT.format(version="1.1.0", up="99.95%", credit="20%", amendment=AMENDMENT))
    (tmp_path / "facts").mkdir()
    rows = "".join(f"shop,{one}\n" for one in (*ROWS, *MORE))
    (tmp_path / "facts" / "outages.csv").write_text(f"service,start,end\n{rows}", encoding="utf-8")
    files = read_workspace(tmp_path)
    workspace = run(files, date(2026, 4, 1)).workspace
    assert needs_history(workspace.agreements["a"], date(2026, 4, 1))
    assert not needs_history(workspace.agreements["a"], date(2026, 7, 1))
    assert commit_of(files) == git.Repo(tmp_path).head.commit.hexsha
    past = histories(tmp_path, workspace, ["a"], date(2026, 4, 1))
    facts, now = read_facts(tmp_path / "facts", workspace), int(datetime(2026, 5, 3, tzinfo=UTC).timestamp())
    report = held(facts, workspace, ["a"], (date(2026, 4, 1), date(2026, 4, 30)), now, past, {})
    windows = [(one.objective, datetime.fromtimestamp(one.start, UTC).day, one.state) for one in report.windows]
    assert windows == [("a/up", 1, "met"), ("a/up", 16, "missed"), ("a/calls", 1, "missed")]
    assert [(one.objective, one.amount.text) for one in report.awards if one.amount] == [
        ("a/up", "90 EUR"),
        ("a/calls", "180 EUR"),
    ]
    (tmp_path / "a.sla").write_text(f"{(tmp_path / 'a.sla').read_text()}\n# more", encoding="utf-8")
    assert commit_of(read_workspace(tmp_path)) is None


@pytest.mark.parametrize(
    ("first", "last", "right"),
    [
        (date(2026, 4, 1), date(2026, 4, 30), [("2026-04-01", "missed")]),
        (date(2026, 5, 1), date(2026, 5, 31), [("2026-05-01", "met")]),
        (date(2026, 4, 1), date(2026, 6, 30), [("2026-04-01", "missed"), ("2026-05-01", "met"), ("2026-06-01", "met")]),
    ],
)
def test_an_amendment_from_the_first_day_of_a_window_on_leaves_each_window_to_one_text(
    tmp_path: Path, first: date, last: date, right: list[tuple[str, str]]
) -> None:
    """Three hours of April are 0.4%: the text of before promised 99.95%, and that of May 99%."""
    amendment = AMENDMENT.replace("2026-04-16", "2026-05-01")
    committed(tmp_path, TEXT.format(version="1.0.0", up="99.95%", credit="5%", amendment=""))
    committed(tmp_path, TEXT.format(version="1.1.0", up="99%", credit="5%", amendment=amendment))
    (tmp_path / "facts").mkdir()
    rows = f"shop,{ROWS[0]}\nshop,{ROWS[0].replace('-04-', '-05-')}\n"
    (tmp_path / "facts" / "outages.csv").write_text(f"service,start,end\n{rows}", encoding="utf-8")
    workspace = run(read_workspace(tmp_path), date(2026, 4, 1)).workspace
    past = histories(tmp_path, workspace, ["a"], first)
    facts, now = read_facts(tmp_path / "facts", workspace), int(datetime(2026, 7, 3, tzinfo=UTC).timestamp())
    report = held(facts, workspace, ["a"], (first, last), now, past, {})
    found = [one for one in report.windows if one.objective == "a/up" and one.state != "running"]
    assert [(f"{datetime.fromtimestamp(one.start, UTC):%Y-%m-%d}", one.state) for one in found] == right


IF_DEAR = ("99% each calendar month", "99% each calendar month when fee at least 1000 EUR")
WHILE_CALLED = ("  credit is automatic", "  suspends up while calls is missed\n  credit is automatic")

EXCUSED = (
    "  credit is automatic",
    "  excludes maintenance for up\n  excludes maintenance for calls\n  credit is automatic",
)


@pytest.mark.parametrize(
    ("said", "changed", "is_split"),
    [
        (IF_DEAR, ("fee = 900", "fee = 1100"), True),
        (WHILE_CALLED, ("at most 3", "at most 4"), True),
        (WHILE_CALLED, ("fee = 900", "fee = 1100"), False),
        (EXCUSED, ("maintenance for up", "force-majeure for up"), True),
        (EXCUSED, ("maintenance for calls", "force-majeure for calls"), False),
    ],
    ids=[
        "a parameter is compared",
        "an objective is named",
        "a parameter is the base of credits alone",
        "an exclusion is for it",
        "an exclusion is for another promise",
    ],
)
def test_what_a_condition_names_belongs_to_the_promise(
    tmp_path: Path, said: tuple[str, str], changed: tuple[str, str], is_split: bool
) -> None:
    before = TEXT.format(version="1.0.0", up="99%", credit="5%", amendment="").replace(*said)
    after = before.replace(*changed).replace("version 1.0.0", "version 1.1.0")
    committed(tmp_path, before)
    committed(tmp_path, after.replace("  credit is automatic\n", f"  credit is automatic\n  {AMENDMENT}\n"))
    workspace = run(read_workspace(tmp_path), date(2026, 4, 1)).workspace
    _, now = histories(tmp_path, workspace, ["a"], date(2026, 4, 1))["a"]
    assert ("a/up" in now.unchanged) is not is_split


FIX = """  objective fix: restore-time at most 4 h during 24x7 each calendar month
  volume at most {} cases each calendar month
  credit is automatic"""
GOAL = 'owner desk goal "Shoppers pay" measured by error-rate at most 1% each calendar month'


def test_volumes_goals_and_proofs_are_those_of_the_text_that_held(tmp_path: Path) -> None:
    """April to the 15th by 99.95% and two cases each month, then by 99% and three; three cases come in each month.

    Three hours of the first half of April are 0.83%, and eight of May 1.08%: both are missed.  The proof is of the
    present text, so that the first contradicts nothing.  A goal is of the service: its months are whole.
    """
    before = TEXT.replace("owner desk }}", GOAL + " }}").replace("  credit is automatic", FIX.format("two"))
    committed(
        tmp_path,
        before.replace("two", "2").format(version="1.0.0", up="99.95%", credit="5%", amendment=""),
    )
    committed(
        tmp_path,
        before.replace("two", "3").format(version="1.1.0", up="99%", credit="5%", amendment=AMENDMENT),
    )
    (tmp_path / "facts").mkdir()
    tables = {
        "outages": f"service,start,end\nshop,{ROWS[0]}\nshop,2026-05-02T00:00:00Z,2026-05-02T08:00:00Z\n",
        "cases": "case,service,logged,restored\n"
        + "".join(
            f"{month}-{day},shop,2026-{month}-{day}T00:00:00Z,2026-{month}-{day}T01:00:00Z\n"
            for month in ("03", "04", "05")
            for day in ("03", "04", "20")
        ),
        "counts": "service,start,end,total,bad\n"
        + "".join(f"shop,2026-{month}-03T00:00:00Z,2026-{month}-04T00:00:00Z,100,2\n" for month in ("03", "04", "05")),
    }
    for name, text in tables.items():
        (tmp_path / "facts" / f"{name}.csv").write_text(text, encoding="utf-8")
    workspace = run(read_workspace(tmp_path), date(2026, 6, 1)).workspace
    past = histories(tmp_path, workspace, ["a"], date(2026, 3, 1))
    facts, now = read_facts(tmp_path / "facts", workspace), int(datetime(2026, 6, 3, tzinfo=UTC).timestamp())
    days = date(2026, 3, 1), date(2026, 5, 31)
    report = held(facts, workspace, ["a"], days, now, past, {"a/up": ["a/calls"]})
    volumes = [(f"{datetime.fromtimestamp(one.start, UTC):%B} {one.number}", one.is_within) for one in report.volumes]
    assert volumes == [("March 3", False), ("April 3", True), ("May 3", True)]
    goals = [(datetime.fromtimestamp(one.told.start, UTC), one.told.state) for one in report.goals]
    assert goals == [(datetime(2026, month, 1, tzinfo=UTC), "missed") for month in (3, 4, 5)]
    broken = [datetime.fromtimestamp(one.told.start, UTC) for one in report.broken]
    assert broken == [datetime(2026, 4, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)]
    found = contradictions(replace(report, broken=report.broken[:1]), {"a/up": ("backed", ())})
    assert found == []
    assert len(contradictions(report, {"a/up": ("backed", ())})) == 1


def test_a_miss_before_an_amendment_counts_for_a_right(tmp_path: Path) -> None:
    """April is missed by 99%, and June by 98%: two misses in six months, though the promise changed between them."""
    right = "  credit is automatic\n  customer may end with 30 days notice when up is missed 2 times in 6 months"
    text = TEXT.replace("  credit is automatic", right)
    amendment = AMENDMENT.replace("2026-04-16", "2026-05-16")
    committed(tmp_path, text.format(version="1.0.0", up="99%", credit="5%", amendment=""))
    committed(tmp_path, text.format(version="1.1.0", up="98%", credit="5%", amendment=amendment))
    (tmp_path / "facts").mkdir()
    rows = "".join(f"shop,2026-{month}-10T00:00:00Z,2026-{month}-10T20:00:00Z\n" for month in ("04", "06"))
    (tmp_path / "facts" / "outages.csv").write_text(f"service,start,end\n{rows}", encoding="utf-8")
    workspace = run(read_workspace(tmp_path), date(2026, 6, 1)).workspace
    past = histories(tmp_path, workspace, ["a"], date(2026, 6, 1))
    facts, now = read_facts(tmp_path / "facts", workspace), int(datetime(2026, 7, 3, tzinfo=UTC).timestamp())
    report = held(facts, workspace, ["a"], (date(2026, 6, 1), date(2026, 6, 30)), now, past, {})
    (found,) = report.rights
    assert [datetime.fromtimestamp(one.start, UTC).month for one in found.counting] == [4, 6]
