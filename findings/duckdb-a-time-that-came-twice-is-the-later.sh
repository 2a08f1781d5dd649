#!/usr/bin/env bash
# duckdb 2.0.1: a local time that came twice is taken for the second one, where Python takes it for the first.
#
# Seen: `timezone('Europe/Paris', TIMESTAMP '2026-10-25 02:30:00')` is 01:30 in UTC, and so is the cast of the text in a session of that zone;
# `datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Paris"))` is 00:30 (PEP 495: `fold` is 0). Of 02:30 in the night in March both say 01:30.
# One would have guessed: the same instant, or an error, since nothing says which of the two is meant.
# What follows: an outage that is read half by SQL and half by Python is an hour longer or shorter; a local time is made an instant in one place.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.1 tzdata==2026.1
"$folder/venv/bin/python" - <<'PYTHON'
from datetime import datetime
from zoneinfo import ZoneInfo

import duckdb

connection = duckdb.connect()
connection.execute("set timezone = 'Europe/Paris'")
for local, apart in (("2026-10-25 02:30:00", 3600), ("2026-03-29 02:30:00", 0), ("2026-10-25 03:30:00", 0)):
    question = f"select epoch(timezone('Europe/Paris', timestamp '{local}')), epoch(cast('{local}' as timestamptz))"
    by_function, by_cast = connection.sql(question).fetchall()[0]
    by_python = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo("Europe/Paris")).timestamp()
    print(local, "duckdb:", by_function, "python:", by_python)
    assert by_function == by_cast == by_python + apart
PYTHON
