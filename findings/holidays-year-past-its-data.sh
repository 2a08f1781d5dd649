#!/usr/bin/env bash
# holidays 0.109: a year after a country's last one is answered with no holidays at all, without an error or a warning.
#
# Seen: Sri Lanka has 25 public days in 2026. Its class says `end_year = 2026`; for 2027 it answers with an empty set.
# One would have guessed: an exception, or at least a warning, for a year outside `start_year` to `end_year`.
# What follows: an empty set is not the knowledge that a country has no holidays. Ask `start_year` and `end_year` first.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check holidays==0.109
"$folder/venv/bin/python" -W error - <<'PYTHON'
import holidays

known = holidays.country_holidays("LK", years=2026)
beyond = holidays.country_holidays("LK", years=2027)
print(f"last year: {known.end_year}; days in 2026: {len(known)}; days in 2027: {len(beyond)}; no warning was raised")
assert known.end_year == 2026
assert len(known) == 25
assert len(beyond) == 0
PYTHON
