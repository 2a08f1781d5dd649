#!/usr/bin/env bash
# holidays 0.109: Ukraine has no public holiday in any year from 2023 on; they stand in the category `workday`.
#
# Seen: 19 days in 2021, none in 2023 to 2027; with `categories=("workday",)` there are 11 in 2026. The law of 15 March 2022
# suspends days off while martial law lasts, so that the library is right about days off, and a list of holidays is empty.
# One would have guessed: the same names in `public`, with or without a remark.
# What follows: who reckons with holidays must tell "no data" from "days, but no days off", and look at the categories.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check holidays==0.109
"$folder/venv/bin/python" - <<'PYTHON'
import holidays

public = {year: len(holidays.country_holidays("UA", years=year)) for year in (2021, *range(2023, 2028))}
workday = {year: len(holidays.country_holidays("UA", years=year, categories=("workday",))) for year in (2021, 2026)}
print("public:", public, "workday:", workday)
assert public[2021] == 19
assert all(public[year] == 0 for year in range(2023, 2028))
assert workday[2026] == 11
PYTHON
