#!/usr/bin/env bash
# duckdb 2.0.1: a series of months that begins at the end of January slides to the 28th, and stays there.
#
# Seen: `generate_series(date '2026-01-31', date '2026-12-31', interval 1 month)` is 31 January, 28 February, 28 March and so on to 28 December;
# `date '2026-01-31' + interval 2 month` is 31 March. Each step is added to the one before, not to the begin.
# One would have guessed: the n-th day of the series is the begin and n months, as the sum of both is.
# What follows: days that are due each month (fees, reports, notice) are each reckoned from the first one.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.1
"$folder/venv/bin/python" - <<'PYTHON'
import duckdb

series = duckdb.sql("select day::date from unnest(generate_series(date '2026-01-31', date '2026-12-31', interval 1 month)) as t(day)").fetchall()
sums = duckdb.sql("select (date '2026-01-31' + interval 1 month * n)::date from range(12) as t(n)").fetchall()
print("series:", [f"{day:%d.%m}" for (day,) in series])
print("sums:  ", [f"{day:%d.%m}" for (day,) in sums])
assert [day.day for (day,) in series] == [31] + 11 * [28]
assert [day.day for (day,) in sums] == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
PYTHON
