#!/usr/bin/env bash
# duckdb 2.0.1: a quote that is never closed makes the reader of CSV take all quotes of the file for text, without a word.
#
# Seen: of `1,"a""b"` / `2,"open` / `3,c` the cells are `"a""b"`, `"open` and `c`, also with `all_varchar` and `header`; without the
# open quote the first one is `a"b`. Only with `delim`, `quote` and `escape` named is it an error, which names the line (without `delim` a whole row is one cell).
# One would have guessed: an error in both cases, since RFC 4180 has no such row.
# What follows: facts in CSV are read by Python's `csv` in its strict mode; who reads by DuckDB names every option.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.1
printf 'id,text\n1,"a""b"\n2,"open\n3,c\n' >"$folder/open.csv"
printf 'id,text\n1,"a""b"\n3,c\n' >"$folder/closed.csv"
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import sys

import duckdb


def cells(name, more=""):
    question = f"select text from read_csv('{sys.argv[1]}/{name}.csv', all_varchar = true, header = true{more})"
    return [row[0] for row in duckdb.sql(question).fetchall()]


print("open:", cells("open"), "closed:", cells("closed"))
assert cells("open") == ['"a""b"', '"open', "c"]
assert cells("closed") == ['a"b', "c"]
try:
    cells("open", """, delim = ',', quote = '"', escape = '"'""")
except duckdb.InvalidInputException as error:
    print("named:", str(error).splitlines()[0])
else:
    raise AssertionError("no error with named quotes")
PYTHON
