#!/usr/bin/env bash
# duckdb 2.0.1: of one instant and one session, `date_trunc` begins the month at midnight of the zone, and `time_bucket` at midnight in UTC.
#
# Seen: in a session of Europe/Paris 1 October 2026 00:30 is in the October of `date_trunc('month', …)` and in the September of
# `time_bucket(interval 1 month, …)`, whose buckets begin at 02:00. A third argument with the zone mends it.
# One would have guessed: both follow the session's zone, as both are given a TIMESTAMPTZ.
# What follows: a month of an agreement is reckoned in the zone that the agreement names, outside of SQL.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.1 pytz==2026.1
"$folder/venv/bin/python" - <<'PYTHON'
import duckdb

connection = duckdb.connect()
connection.execute("set timezone = 'Europe/Paris'")
moment = "timestamptz '2026-10-01 00:30:00'"
buckets = {
    name: connection.sql(f"select cast({call} as varchar)").fetchall()[0][0]
    for name, call in (
        ("date_trunc", f"date_trunc('month', {moment})"),
        ("time_bucket", f"time_bucket(interval 1 month, {moment})"),
        ("time_bucket with the zone", f"time_bucket(interval 1 month, {moment}, 'Europe/Paris')"),
    )
}
print(buckets)
assert buckets == {
    "date_trunc": "2026-10-01 00:00:00+02",
    "time_bucket": "2026-09-01 02:00:00+02",
    "time_bucket with the zone": "2026-10-01 00:00:00+02",
}
PYTHON
