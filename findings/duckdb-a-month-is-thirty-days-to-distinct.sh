#!/usr/bin/env bash
# duckdb 2.0.1: an interval of a month equals one of 30 days, and a day equals 24 hours, in `=`, `distinct` and `group by`; added to a time they differ.
#
# Seen: `count(distinct i)` of `interval 1 month` and `interval 30 day` is 1; `date '2026-01-15'` and the one is 15 February, and the other 14 February.
# One would have guessed: what is equal gives the same when it is added; or they are not equal.
# What follows: periods of contracts ("a month", "30 days") are kept as number and unit, and no key of a table is an INTERVAL.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.1
"$folder/venv/bin/python" - <<'PYTHON'
import duckdb

equal = duckdb.sql("select interval 1 month = interval 30 day, interval 1 day = interval 24 hour").fetchall()[0]
kinds = duckdb.sql("select count(distinct i), min(i)::varchar from (values (interval 1 month), (interval 30 day)) as t(i)").fetchall()[0]
added = duckdb.sql("select cast(date '2026-01-15' + i as date)::varchar from (values (interval 1 month), (interval 30 day)) as t(i)").fetchall()
print("equal:", equal, "distinct:", kinds, "added:", added)
assert equal == (True, True)
assert kinds[0] == 1
assert added == [("2026-02-15",), ("2026-02-14",)]
PYTHON
