#!/usr/bin/env bash
# workalendar 17.0.0 and holidays 0.109: for Denmark and Ireland in 2026 the two libraries do not agree on which days are holidays.
#
# Seen: workalendar has Store Bededag on 1 May 2026, which Denmark abolished from 2024 on, and lacks St Brigid's Day on 2 February, a
# public holiday of Ireland since 2023. It answers for years long after its data without a remark; holidays has both right.
# One would have guessed: libraries that are asked for public holidays of a year give the days of that year, or say until when they know.
# What follows: which days are free is locked with the agreement (library, version, days), and shown in the document that is signed.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check workalendar==17.0.0 holidays==0.109
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from datetime import date

import holidays
from workalendar.registry import registry

for country, day, by_workalendar in (("DK", date(2026, 5, 1), True), ("DK", date(2023, 5, 5), True), ("IE", date(2026, 2, 2), False)):
    theirs = day in {found for found, _ in registry.get(country)().holidays(day.year)}
    ours = day in holidays.country_holidays(country, years=day.year)
    print(country, day, "workalendar:", theirs, "holidays:", ours)
    assert theirs is by_workalendar
    assert ours is (day.year == 2023 or not by_workalendar)
PYTHON
