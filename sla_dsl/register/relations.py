"""The register as relations: rows for SQLite and PostgreSQL, written in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from typing import TYPE_CHECKING

from ..model.workspace import Workspace
from ..proof import Proof
from .due import DueDay
from .entries import Removal, VersionEntry

if TYPE_CHECKING:
    from psycopg import Connection

SCHEMA = "sla.register-tables/1"
"""The edition of the tables: it rises whenever one of them changes, and those of another one are made anew."""
POSTGRES_SCHEMA = "sla"
"""The schema of PostgreSQL in which the tables are."""
SqlValue = str | int | bool | None


@dataclass(frozen=True)
class Contents:
    """What is registered: a workspace, the versions of its agreements, its proofs, and what is due.

    Versions are also those of agreements that are not in the workspace any more: ``removed`` says since when.
    """

    workspace: Workspace
    versions: Sequence[VersionEntry]
    removed: Mapping[str, Removal]
    proofs: Sequence[Proof]
    due: Sequence[DueDay]

    def rows(self) -> Mapping[str, list[tuple[SqlValue, ...]]]:
        """The rows of each table, in an order in which every key is there before it is referred to."""
        newest = {one.entry.name: one for one in self.versions}
        return {
            "register": [(SCHEMA, self.workspace.as_of.isoformat(), version("sla-dsl"))],
            "party": self._parties(),
            "service": self._services(),
            "agreement": [_agreement(one, self.removed.get(name)) for name, one in newest.items()],
            "version": [_version(one) for one in self.versions],
            "version_service": [
                (one.entry.name, one.number, each) for one in self.versions for each in sorted(set(one.entry.services))
            ],
            "version_terms": [
                (one.entry.name, one.number, each) for one in self.versions for each in dict.fromkeys(one.entry.terms)
            ],
            "price": [
                (one.entry.name, one.number, *each)
                for one in self.versions
                for each in sorted(one.entry.prices.items())
            ],
            "promise": [
                (one.address, one.address.partition("/")[0], one.promised, one.verdict, len(one.assumptions))
                for one in self.proofs
                if one.address.partition("/")[0] in newest
            ],
            "due": [
                (one.uid, one.day.isoformat(), one.kind, one.agreement or None, one.what)
                for one in self.due
                if not one.agreement or one.agreement in newest
            ],
            "due_party": [
                (one.uid, each)
                for one in self.due
                if not one.agreement or one.agreement in newest
                for each in dict.fromkeys(one.who)
            ],
        }

    def _parties(self) -> list[tuple[SqlValue, ...]]:
        """Parties, then their teams; then names that only earlier versions know, and `everyone`."""
        workspace = self.workspace
        rows: dict[str, tuple[SqlValue, ...]] = {
            name: (name, one.title, None) for name, one in workspace.parties.items()
        }
        for name, team in workspace.teams.items():
            rows[name] = (name, team.title, team.house if team.house in workspace.parties else None)
        for name in self._named_parties():
            rows.setdefault(name, (name, "", None))
        return [*rows.values()]

    def _named_parties(self) -> Iterator[str]:
        for one in self.versions:
            yield from filter(None, (one.entry.provider, one.entry.customer))
        for each in self.due:
            yield from each.who
        yield from filter(None, (one.owner for one in self.workspace.services.values()))

    def _services(self) -> list[tuple[SqlValue, ...]]:
        rows: dict[str, tuple[SqlValue, ...]] = {
            name: (name, one.title, one.owner) for name, one in self.workspace.services.items()
        }
        for each in (name for one in self.versions for name in one.entry.services):
            rows.setdefault(each, (each, "", None))
        return [*rows.values()]


def _agreement(newest: VersionEntry, removed: Removal | None) -> tuple[SqlValue, ...]:
    row, commit = newest.entry, removed.commit if removed else None
    since, sha = (commit.committed.isoformat(), commit.sha) if commit else (None, None)
    return row.name, row.title, row.kind, row.file, removed is not None, since, sha


def _version(one: VersionEntry) -> tuple[SqlValue, ...]:
    row, commit = one.entry, one.commit
    days = (row.first_day, row.last_day, row.notice_day, row.next_review, one.effective)
    first, last, notice_day, review, effective = (day.isoformat() if day else None for day in days)
    recorded = (commit.sha, commit.committed.isoformat(), commit.author) if commit else (None, None, None)
    return (
        row.name,
        one.number,
        one.is_current,
        row.in_force,
        row.version or None,
        row.status,
        row.level or None,
        row.provider or None,
        row.customer or None,
        first,
        last,
        row.renewal or None,
        row.notice or None,
        notice_day,
        review,
        effective,
        row.fingerprint,
        *recorded,
    )


def statements() -> list[str]:
    """The statements that make the tables."""
    text = files("sla_dsl.register").joinpath("schema.sql").read_text(encoding="utf-8")
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    return [one.strip() for one in lines.split(";") if one.strip()]


def sqlite_database(contents: Contents) -> bytes:
    """The register as a database of SQLite; the same register gives the same bytes."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("pragma foreign_keys = on")
        with connection:
            for statement in statements():
                connection.execute(statement)
            for table, rows in contents.rows().items():
                if rows:
                    places = ", ".join("?" * len(rows[0]))
                    connection.executemany(f"insert into {table} values ({places})", rows)
        return connection.serialize()


def fill_postgres(connection: Connection, contents: Contents) -> None:
    """Writes the register anew into the schema ``sla``, within the transaction of a connection.

    Who reads meanwhile sees the register before or after, and nothing in between.
    """
    from psycopg import sql

    schema = sql.Identifier(POSTGRES_SCHEMA)
    rows = contents.rows()
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("create schema if not exists {}").format(schema))
        cursor.execute(sql.SQL("set local search_path to {}").format(schema))
        for statement in statements():
            cursor.execute(statement.encode())
        cursor.execute("lock table register in exclusive mode")  # two writers at once take turns
        cursor.execute("select count(*) from register where schema <> %s", (SCHEMA,))
        if cursor.fetchone() != (0,):
            for table in reversed(list(rows)):
                cursor.execute(sql.SQL("drop table {}").format(sql.Identifier(table)))
            for statement in statements():
                cursor.execute(statement.encode())
        for table in reversed(list(rows)):
            cursor.execute(sql.SQL("delete from {}").format(sql.Identifier(table)))
        for table, lines in rows.items():
            if lines:
                places = sql.SQL(", ").join([sql.Placeholder()] * len(lines[0]))
                insert = sql.SQL("insert into {} values ({})").format(sql.Identifier(table), places)
                cursor.executemany(insert, lines)
