"""The register: what is told of each agreement, and the relations with their keys and their history."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from sla_dsl.cli import main
from sla_dsl.reports.register.entries import COLUMNS

from ..history.repositories import commit, git, write

PARTIES = """\
party us "Us" { time zone Europe/Paris }
party them "=Them" { time zone Europe/Paris }
team desk of us "Desk"
service app "App" { owner desk hours 24x7 }
"""
SHOP = """\
standard sla base {{ no credit }}
sla shop "=1+1" on the terms of base {{
  provider us
  customer them
  covers app
  level customer
  version {version}
  status {status}
  in force from 2026-01-01 to 2026-12-31
  renews every 12 months unless customer gives 90 days notice
  service hours 24x7
  parameter fee = 1200 EUR
  objective uptime: availability at least {uptime} each calendar month {{ owned by desk }}
  review every 6 months
}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with an agreement of two versions, the second of which is not committed yet."""
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    write(tmp_path, {"sla.toml": 'as-of = 2026-11-24\ncurrencies = ["EUR"]\n'})
    commit(tmp_path, "Start", parties=PARTIES, shop=SHOP.format(version="1.0.0", status="signed", uptime="99%"))
    write(tmp_path, {"shop.sla": SHOP.format(version="2.0.0", status="signed", uptime="99.5%")})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def register(form: str, capfdbinary: pytest.CaptureFixture[bytes], *more: str) -> bytes:
    assert main(["register", "--format", form, *more]) == 0
    return capfdbinary.readouterr().out


@pytest.mark.usefixtures("folder")
def test_what_is_told_of_an_agreement(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (found,) = json.loads(register("json", capfdbinary))["agreements"]
    assert len(found.pop("fingerprint")) == 64
    assert found == {
        "name": "shop",
        "title": "=1+1",
        "kind": "sla",
        "level": "customer",
        "status": "signed",
        "in_force": True,
        "version": "2.0.0",
        "provider": "us",
        "customer": "them",
        "services": ["app"],
        "terms": ["base"],
        "first_day": "2026-01-01",
        "last_day": "2026-12-31",
        "renewal": "every 1 year",
        "notice": "90 days",
        "notice_day": "2027-10-02",
        "next_review": "2027-01-01",
        "prices": {"fee": "1200 EUR"},
        "verdicts": {"owned": 1},
        "assuming": 0,
        "file": "shop.sla",
        "next_version": None,
        "removed": None,
    }
    text = register("text", capfdbinary).decode()
    assert "  last day of notice: 2027-10-02\n" in text
    assert "  term: 2026-01-01 to 2026-12-31, in force\n" in text


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("day", "last"),
    [
        ("2025-06-01", "2026-12-31"),
        ("2026-12-31", "2026-12-31"),
        ("2027-01-01", "2027-12-31"),
        ("2032-05-01", "2032-12-31"),
    ],
)
def test_what_renews_is_told_with_the_last_day_of_its_present_term(
    capfdbinary: pytest.CaptureFixture[bytes], day: str, last: str
) -> None:
    """A first term of 2026 that renews by a year ends with each year; `sla due` tells the day behind it."""
    (found,) = json.loads(register("json", capfdbinary, "--as-of", day))["agreements"]
    assert (found["last_day"], found["renewal"]) == (last, "every 1 year")


@pytest.mark.parametrize("line", ["notice given 2026-09-01 by them", 'ended 2026-12-31 because "sold"'])
def test_what_ends_is_not_told_to_renew(folder: Path, capfdbinary: pytest.CaptureFixture[bytes], line: str) -> None:
    text = SHOP.format(version="1.0.0", status="signed", uptime="99%").replace(
        "  service hours", f"  {line}\n  service hours"
    )
    write(folder, {"shop.sla": text})
    (found,) = json.loads(register("json", capfdbinary))["agreements"]
    assert (found["last_day"], found["renewal"], found["notice"]) == ("2026-12-31", None, "90 days")


@pytest.mark.usefixtures("folder")
def test_sheets_get_texts_and_days_and_no_formula(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    heads, row = csv.reader(StringIO(register("csv", capfdbinary).decode()))
    assert heads == list(COLUMNS)
    assert row[:2] == ["shop", "'=1+1"]
    data = register("xlsx", capfdbinary)
    assert data == register("xlsx", capfdbinary)
    shown, cells = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    assert shown == list(COLUMNS)
    assert cells[1] == "=1+1"
    assert str(cells[heads.index("last day of notice")]) == "2027-10-02"
    assert b"<td>=1+1</td>" in register("html", capfdbinary)


def test_a_database_has_one_row_for_each_version_and_keys_that_hold(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    data = register("sqlite", capfdbinary)
    assert data == register("sqlite", capfdbinary)
    assert register("sqlite", capfdbinary, "--output", str(folder / "register.db")) == b""
    with closing(sqlite3.connect(folder / "register.db")) as found:
        rows = "select number, is_current, version, effective, committed_as is null from version order by number"
        assert found.execute(rows).fetchall() == [(1, 0, "1.0.0", "2026-01-01", 0), (2, 1, "2.0.0", "2026-01-01", 1)]
        promised = "at least 99.5% during 24x7 each calendar month"
        assert found.execute("select * from promise").fetchall() == [("shop/uptime", "shop", promised, "owned", 0)]
        assert found.execute("select value from price").fetchall() == [("1200 EUR",)] * 2
        assert found.execute("select party from due_party join due using (uid) where kind = 'review'").fetchall() != []
        assert found.execute("pragma foreign_key_check").fetchall() == []
        assert found.execute("select title from party where name = 'them'").fetchone() == ("=Them",)


def test_without_git_there_is_no_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    write(tmp_path, {"sla.toml": 'as-of = 2026-11-24\ncurrencies = ["EUR"]\n', "parties.sla": PARTIES})
    write(tmp_path, {"shop.sla": SHOP.format(version="1.0.0", status="signed", uptime="99%")})
    monkeypatch.chdir(tmp_path)
    assert main(["register", "--format", "sqlite", "--output", "register.db"]) == 0
    assert b"without history: " in capfdbinary.readouterr().err
    with closing(sqlite3.connect(tmp_path / "register.db")) as found:
        assert found.execute("select count(*) from version").fetchone() == (1,)


@pytest.mark.usefixtures("folder")
def test_a_database_is_named_where_one_is_meant(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["register", "--format", "postgres"]) == 2
    assert main(["register", "--database", "postgresql:///x"]) == 2
    assert b"go together" in capfdbinary.readouterr().err


def test_an_agreement_with_mistakes_is_told_as_such(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    write(folder, {"shop.sla": SHOP.format(version="2.0.0", status="signed", uptime="99% during never")})
    assert main(["register"]) == 1
    assert b"`shop` has mistakes" in capfdbinary.readouterr().err


@pytest.mark.real
def test_postgresql_gets_all_or_nothing(folder: Path, server: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    psycopg = pytest.importorskip("psycopg")
    url = f"postgresql:{server}"
    for _twice in range(2):
        register("postgres", capfdbinary, "--database", url)
    with psycopg.connect(url) as found:
        rows = "select number, is_current, version, effective::text from sla.version order by number"
        before = [(1, False, "1.0.0", "2026-01-01"), (2, True, "2.0.0", "2026-01-01")]
        assert found.execute(rows).fetchall() == before
        with pytest.raises(psycopg.errors.ForeignKeyViolation):
            found.execute("delete from sla.agreement")
    with psycopg.connect(url) as found:  # tables of another edition are made anew
        found.execute("update sla.register set schema = 'sla.register/1'")
        found.execute("alter table sla.version drop column in_force")
    register("postgres", capfdbinary, "--database", url)
    with psycopg.connect(url) as found:
        assert found.execute(rows).fetchall() == before
    with psycopg.connect(url) as found:  # what others hang on to is not torn away: nothing at all is written then
        found.execute("create table public.mine (name text references sla.agreement (name))")
        found.execute("insert into public.mine values ('shop')")
    write(folder, {"shop.sla": SHOP.format(version="3.0.0", status="signed", uptime="99.9%")})
    assert main(["register", "--format", "postgres", "--database", url]) == 2
    assert b"the register was not written: " in capfdbinary.readouterr().err
    with psycopg.connect(url) as found:
        assert found.execute(rows).fetchall() == before
        found.execute("drop table public.mine")
    assert main(["register", "--format", "postgres", "--database", "postgresql://u:secret@127.0.0.1:1/x"]) == 2
    assert b"secret" not in capfdbinary.readouterr().err
