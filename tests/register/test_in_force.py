"""What is due, and what is registered, while an amendment is recorded that has no effect yet, and after a removal."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from sla_dsl.cli import main

from ..history.repositories import git
from ..history.signed import save

PARTIES = """\
party us "Us" { time zone Europe/Paris }
party them "Them" { time zone Europe/Paris }
team desk of us "Desk"
service app "App" { owner desk hours 24x7 }
"""
FIRST = """\
  version 1.0.0
  status signed
  in force from 2026-01-01 to 2026-12-31
  renews every 12 months unless customer gives 6 months notice
  parameter fee = 1200 EUR
  review every 1 month next 2026-07-15
  report "Monthly" each calendar month within 10 days of window end
"""
SECOND = """\
  version 1.1.0
  status signed
  amendment 1.1.0 { effective 2026-08-01 reason "more" }
  in force from 2026-01-01 to 2026-12-31
  renews every 12 months unless customer gives 1 month notice
  parameter fee = 900 EUR
  review every 1 month next 2026-07-20
  report "Monthly" each calendar month within 4 days of window end
"""


def shop(said: str, bound: str = "99%") -> str:
    promised = f"objective uptime: availability at least {bound} each calendar month {{ owned by desk }}"
    return f"sla shop {{ provider us customer them covers app service hours 24x7\n{said}\n{promised}\n no credit }}\n"


@pytest.fixture
def signed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with an agreement."""
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    settings = 'currencies = ["EUR"]\n'
    save(tmp_path, "2025-12-10", "signed", {"sla.toml": settings, "parties.sla": PARTIES, "shop.sla": shop(FIRST)})
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def folder(signed: Path) -> Path:
    """The same agreement, amended with effect from August 2026."""
    save(signed, "2026-05-10", "amended", {"shop.sla": shop(SECOND, "99.5%")})
    return signed


@pytest.fixture
def said(capfd: pytest.CaptureFixture[str]) -> Any:
    """What a command prints."""

    def run(*arguments: str) -> str:
        assert main(list(arguments)) == 0
        return capfd.readouterr().out

    return run


def due(said: Any, as_of: str, *kinds: str) -> list[tuple[str, str, str]]:
    """The day, the kind, and what an entry says of its version."""
    found = json.loads(said("due", "--as-of", as_of, "--format", "json"))["entries"]
    told = ((one["day"], one["kind"], one["what"].partition(", by version ")[2]) for one in found)
    return [one for one in told if one[1] in kinds]


@pytest.mark.usefixtures("folder")
def test_what_is_due_follows_the_version_that_is_in_force(said: Any) -> None:
    # Six months before 31 December is 30 June, by the version before; one month is 30 November, by the one after.
    assert due(said, "2026-05-20", "notice", "amendment", "renewal") == [
        ("2026-06-30", "notice", ""),
        ("2026-08-01", "amendment", ""),
        ("2026-11-30", "notice", "1.1.0"),
        ("2027-01-01", "renewal", "1.1.0"),
    ]
    assert due(said, "2026-05-20", "review")[:3] == [
        ("2026-07-15", "review", ""),
        ("2026-08-20", "review", "1.1.0"),
        ("2026-09-20", "review", "1.1.0"),
    ]
    # July ends while the version before is in force, and its report is due by that one.
    assert due(said, "2026-06-05", "report")[:4] == [
        ("2026-06-10", "report", ""),
        ("2026-07-10", "report", ""),
        ("2026-08-10", "report", ""),
        ("2026-09-04", "report", "1.1.0"),
    ]
    assert due(said, "2026-08-05", "report")[:2] == [("2026-08-10", "report", "1.0.0"), ("2026-09-04", "report", "")]
    assert due(said, "2026-08-05", "notice") == [("2026-11-30", "notice", "")]


def test_a_longer_notice_counts_before_its_version_is_in_force(signed: Path, said: Any) -> None:
    """Notice after October would be in time by the first version, and is not by the one in force when the term ends."""
    first = FIRST.replace("6 months notice", "1 month notice")
    second = SECOND.replace("1 month notice", "6 months notice").replace("2026-08-01", "2026-11-01")
    save(signed, "2026-05-11", "shorter", {"shop.sla": shop(first)})
    save(signed, "2026-05-12", "longer", {"shop.sla": shop(second)})
    assert due(said, "2026-05-20", "notice") == [("2026-06-30", "notice", "1.1.0")]


def test_a_proposal_of_the_next_version_changes_nothing(signed: Path, said: Any) -> None:
    proposed = shop(SECOND.replace("status signed", "status proposed"))
    (signed / "shop.sla").write_text(proposed, encoding="utf-8")
    for _committed in range(2):
        assert [day for day, *_ in due(said, "2026-05-20", "notice", "renewal")] == ["2026-06-30", "2027-01-01"]
        (row,) = json.loads(said("register", "--as-of", "2026-05-20", "--format", "json"))["agreements"]
        assert (row["version"], row["status"], row["in_force"]) == ("1.0.0", "signed", True)
        assert row["next_version"] == {"version": "1.1.0", "status": "proposed", "effective": None}
        save(signed, "2026-05-12", "proposed", {"shop.sla": proposed})


def test_an_emergency_lapses_and_the_version_before_is_due_again(signed: Path, said: Any) -> None:
    emergency = 'amendment 1.1.0 { effective 2026-08-01 emergency "fire" reason "fire" }'
    amended = SECOND.replace('amendment 1.1.0 { effective 2026-08-01 reason "more" }', emergency)
    save(signed, "2026-08-01", "fire", {"shop.sla": shop(amended.replace("07-20", "08-05"))})
    assert due(said, "2026-08-02", "review", "ratification")[:3] == [
        ("2026-08-05", "review", ""),
        ("2026-08-11", "ratification", ""),
        ("2026-08-15", "review", "1.0.0"),
    ]


def test_of_what_has_ended_only_the_report_on_its_last_window_is_due(signed: Path, said: Any) -> None:
    save(signed, "2026-06-01", "ended", {"shop.sla": shop(FIRST.replace("status signed", "status ended"))})
    assert due(said, "2026-06-02", "notice", "renewal", "report", "review", "end") == [("2026-06-10", "report", "")]
    ended = FIRST.replace("status signed", 'status ended\n  ended 2026-07-31 because "sold"')
    save(signed, "2026-06-03", "ended on a day", {"shop.sla": shop(ended)})
    assert due(said, "2026-06-15", "notice", "renewal", "report", "end") == [
        ("2026-07-10", "report", ""),
        ("2026-07-31", "end", ""),
        ("2026-08-10", "report", ""),
    ]


def test_without_history_the_files_tell_all_days_and_it_is_said(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / ".git").rename(folder / "gone")
    assert main(["due", "--as-of", "2026-05-20"]) == 0
    out, err = capfd.readouterr()
    assert "2026-07-20  review" in out
    assert "without history, all days are told by what the files say now: " in err
    assert main(["due", "--as-of", "2027-11-20"]) == 0  # nothing is to be known that the files do not say
    assert "history" not in capfd.readouterr().err


@pytest.mark.usefixtures("folder")
def test_the_register_has_the_version_in_force_and_the_next_one(said: Any) -> None:
    rows = {}
    for day in ("2026-05-20", "2026-08-01"):
        (rows[day],) = json.loads(said("register", "--as-of", day, "--format", "json"))["agreements"]
    before, after = rows.values()
    assert (before["version"], before["in_force"], before["prices"]) == ("1.0.0", True, {"fee": "1200 EUR"})
    assert (before["notice_day"], before["next_review"]) == ("2026-06-30", "2026-07-15")
    assert before["next_version"] == {"version": "1.1.0", "status": "signed", "effective": "2026-08-01"}
    assert (after["version"], after["in_force"], after["prices"]) == ("1.1.0", True, {"fee": "900 EUR"})
    assert (after["notice_day"], after["next_review"]) == ("2026-11-30", "2026-08-20")
    assert after["next_version"] is None
    assert (before["verdicts"], after["verdicts"]) == ({}, {"owned": 1})
    assert before["fingerprint"] != after["fingerprint"]
    text = said("register", "--as-of", "2026-05-20")
    assert "SLA, signed 1.0.0" in text
    assert "  next version: 1.1.0 from 2026-08-01\n" in text
    table = list(csv.DictReader(StringIO(said("register", "--as-of", "2026-05-20", "--format", "csv"))))
    assert [(one["in force"], one["version"], one["next version"]) for one in table] == [
        ("yes", "1.0.0", "1.1.0 from 2026-08-01")
    ]


def tables(folder: Path, said: Any, day: str, query: str) -> list[tuple[Any, ...]]:
    said("register", "--as-of", day, "--format", "sqlite", "--output", str(folder / "register.db"))
    with closing(sqlite3.connect(folder / "register.db")) as found:
        assert found.execute("pragma foreign_key_check").fetchall() == []
        return found.execute(query).fetchall()


def test_rows_of_versions_have_the_days_of_their_own_time(folder: Path, said: Any) -> None:
    query = "select version, is_current, in_force, notice_day, next_review from version order by number"
    assert tables(folder, said, "2026-05-20", query) == [
        ("1.0.0", 0, 1, "2026-06-30", "2026-07-15"),
        ("1.1.0", 1, 0, "2026-11-30", "2026-08-20"),
    ]
    assert tables(folder, said, "2026-08-01", query) == [
        ("1.0.0", 0, 0, None, None),
        ("1.1.0", 1, 1, "2026-11-30", "2026-08-20"),
    ]


def test_a_removed_agreement_stays_with_its_versions(folder: Path, said: Any) -> None:
    draft = shop(FIRST.replace("status signed", "status draft")).replace("sla shop", "sla plan")
    save(folder, "2026-09-01", "a draft", {"plan.sla": draft})
    gone = save(folder, "2026-09-15", "removed", {"shop.sla": None, "plan.sla": None})
    (row,) = json.loads(said("register", "--as-of", "2026-10-01", "--format", "json"))["agreements"]
    assert (row["name"], row["version"], row["in_force"]) == ("shop", "1.1.0", False)
    assert row["removed"] == {"day": "2026-09-15", "commit": gone}
    assert (row["notice_day"], row["next_review"]) == (None, None)
    assert f"  removed: 2026-09-15 in {gone[:10]}\n" in said("register", "--as-of", "2026-10-01")
    query = "select version, is_current, in_force, removed, removed_by from version join agreement on name = agreement"
    assert tables(folder, said, "2026-10-01", f"{query} order by number") == [
        ("1.0.0", 0, 0, "2026-09-15", gone),
        ("1.1.0", 0, 0, "2026-09-15", gone),
    ]
    # On a day before its removal it was in force.
    (row,) = json.loads(said("register", "--as-of", "2026-07-01", "--format", "json"))["agreements"]
    assert (row["version"], row["in_force"], row["next_review"]) == ("1.0.0", True, "2026-07-15")
    assert main(["site", "pages", "--as-of", "2026-10-01"]) == 0
    page = (folder / "pages" / "index.html").read_text(encoding="utf-8")
    assert "Agreements that were removed" in page
    assert "1.0.0" in (folder / "pages" / "agreements" / "shop.html").read_text(encoding="utf-8")


def test_what_is_removed_and_not_committed_says_so(folder: Path, said: Any) -> None:
    (folder / "shop.sla").unlink()
    (row,) = json.loads(said("register", "--as-of", "2026-10-01", "--format", "json"))["agreements"]
    assert row["removed"] == {"day": None, "commit": None}
    assert "  removed: not committed\n" in said("register", "--as-of", "2026-10-01")


def test_an_agreement_that_comes_back_is_not_removed(folder: Path, said: Any) -> None:
    save(folder, "2026-09-15", "removed", {"shop.sla": None})
    save(folder, "2026-09-16", "Revert", {"shop.sla": shop(SECOND, "99.5%")})
    (row,) = json.loads(said("register", "--as-of", "2026-10-01", "--format", "json"))["agreements"]
    assert (row["in_force"], row["removed"]) == (True, None)


def test_a_file_that_is_excluded_is_removed_by_that(folder: Path, said: Any) -> None:
    settings = 'currencies = ["EUR"]\nexclude = ["shop.sla"]\n'
    gone = save(folder, "2026-09-15", "excluded", {"sla.toml": settings})
    (row,) = json.loads(said("register", "--as-of", "2026-10-01", "--format", "json"))["agreements"]
    assert row["removed"] == {"day": "2026-09-15", "commit": gone}
