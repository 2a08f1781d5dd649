#!/usr/bin/env bash
# duckdb 2.0.1: `read_json` makes TIMESTAMPs of the strings of a JSON document, durations among them.
#
# Seen: `"2026-10-25 02:30:00"` (which came twice that night in Paris) and `"1970-01-02 02:22:44"` (how ServiceNow writes a duration of
# 94,964 s) are TIMESTAMPs, and cast to TIMESTAMPTZ they take the zone of the session without a word: another instant on each machine.
# One would have guessed: strings stay strings, since JSON has types of its own; the detection is documented for dates in it.
# What follows: records are handed to DuckDB with named columns of VARCHAR, and every time is read in one place of ours.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.1
printf '[{"opened": "2026-10-25 02:30:00", "took": "1970-01-02 02:22:44"}]' >"$folder/a.json"
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import sys

import duckdb

connection = duckdb.connect()
read = f"read_json('{sys.argv[1]}/a.json')"
types = connection.sql(f"select typeof(opened), typeof(took) from {read}").fetchall()[0]
instants = []
for zone in ("UTC", "Europe/Paris", "America/New_York"):
    connection.execute(f"set timezone = '{zone}'")
    instants.append(connection.sql(f"select epoch(cast(opened as timestamptz)) from {read}").fetchall()[0][0])
print("types:", types, "instants:", instants)
assert types == ("TIMESTAMP", "TIMESTAMP")
assert len(set(instants)) == 3
PYTHON
