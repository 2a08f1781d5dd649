"""PostgreSQL, tried for real: a server of our own on the loopback, asked in a transaction that only reads.

Run by `.ci/run`, and by hand with `python -m pytest -m real`; skipped where there is no server to start.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sla_dsl.facts.tables.rows import CaseRow, OutageRow

from .folders import facts_of, told

pytestmark = pytest.mark.real
psycopg = pytest.importorskip("psycopg")


@pytest.fixture(scope="module")
def tickets(server: str) -> str:
    with psycopg.connect(f"postgresql:{server}", autocommit=True) as connection:
        connection.execute(
            "create table ticket (id int, service text, opened timestamptz, solved timestamptz, local timestamp,"
            " more jsonb)"
        )
        connection.execute(
            "insert into ticket values (1, 'shop', '2026-10-05 09:00:00.123456+02', null, '2026-10-05 09:00:00', '{}'),"
            " (2, 'till', '2026-10-25 02:30:00+01', '2026-10-25 03:00:00+01', '2026-10-25 02:30:00', null)"
        )
    return server


def settings(address: str, table: str, query: str, zone: str = "") -> str:
    return f"{zone}\n[[table]]\nname = \"{table}\"\nfrom = \"postgres:{address}\"\nquery = '''{query}'''\n"


def test_instants_are_exact_whatever_the_zone_of_the_server(tickets: str, tmp_path: Path) -> None:
    query = 'select id as "case", service, opened as logged, solved as restored from ticket order by id'
    facts = facts_of(tmp_path, facts__toml=settings(tickets, "cases", query))
    assert told(facts) == []
    assert [(one.case, one.service, one.events) for one in facts.rows(CaseRow)] == [
        ("1", "shop", (("logged", 1791183600_123456),)),
        ("2", "till", (("logged", 1792891800_000000), ("restored", 1792893600_000000))),
    ]
    assert facts.columns["cases"] == {"case", "service", "logged", "restored"}


def test_local_times_need_a_zone(tickets: str, tmp_path: Path) -> None:
    query = "select service, local as start from ticket order by id"
    refused = facts_of(tmp_path / "a", facts__toml=settings(tickets, "outages", query))
    assert {one.rule for one in refused.findings} == {"facts/local-time"}
    zoned = facts_of(tmp_path / "b", facts__toml=settings(tickets, "outages", query, 'zone = "Europe/Paris"'))
    assert [one.start for one in zoned.rows(OutageRow)] == [1791183600_000000]
    assert [one.rule for one in zoned.findings] == ["facts/repeated-time"]


def test_a_select_over_its_answer(tickets: str, tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    text = (
        settings(tickets, "outages", "select * from ticket") + "select = 'select service, opened as start from input'\n"
    )
    facts = facts_of(tmp_path, facts__toml=text)
    assert sorted(one.start for one in facts.rows(OutageRow)) == [1791183600_123456, 1792891800_000000]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("select nothing from ticket", 'column "nothing" does not exist'),
        ("delete from ticket returning *", ""),
        ("selekt", "syntax error"),
    ],
)
def test_what_the_database_refuses(tickets: str, tmp_path: Path, query: str, message: str) -> None:
    facts = facts_of(tmp_path, facts__toml=settings(tickets, "outages", query))
    assert [one.rule for one in facts.findings] == ["facts/unreadable-file"]
    assert message in facts.findings[0].message
    with psycopg.connect(f"postgresql:{tickets}") as connection:
        assert connection.execute("select count(*) from ticket").fetchone() == (2,)


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    address = "//postgres:secret@127.0.0.1:1/postgres"
    facts = facts_of(tmp_path, facts__toml=settings(address, "outages", "select 1"))
    assert [one.rule for one in facts.findings] == ["facts/unreadable-file"]
    assert "secret" not in repr(facts.findings)
