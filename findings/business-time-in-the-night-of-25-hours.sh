#!/usr/bin/env bash
# businesstimedelta 1.0.1 and business-duration 0.68: of the night of 25 hours one counts elapsed hours, and the other those of the clock on the wall.
#
# Seen: with hours from 01:00 to 07:00 on all days in Europe/Paris, Sunday 25 October 2026 has 7 hours to businesstimedelta, and 6 to business-duration, both
# given times with the zone. A day from 00:00 to 00:00 has no hours to business-duration, and one to 23:59:59 lacks a second of each day in businesstimedelta.
# One would have guessed: the same number, since both are given the same instants; and a way to say a whole day.
# What follows: a deadline "of 6 h" is another instant with each; an agreement must say which it means, and ours counts elapsed time.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check businesstimedelta==1.0.1 business-duration==0.68 pandas==3.1.1 holidays==0.109 pytz==2026.1
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from datetime import datetime, time

import businesstimedelta
import pandas
import pytz
from business_duration import businessDuration

paris = pytz.timezone("Europe/Paris")
begin, end = paris.localize(datetime(2026, 10, 24, 22)), paris.localize(datetime(2026, 10, 25, 8))


def elapsed(opens, closes):
    rule = businesstimedelta.WorkDayRule(start_time=opens, end_time=closes, working_days=list(range(7)), tz=paris)
    counted = businesstimedelta.Rules([rule]).difference(begin, end)
    return counted.hours * 3600 + counted.seconds


def on_the_wall(opens, closes):
    return businessDuration(pandas.Timestamp(begin), pandas.Timestamp(end), opens, closes, weekendlist=[], unit="sec")


print("01:00 to 07:00:", elapsed(time(1), time(7)), on_the_wall(time(1), time(7)))
assert elapsed(time(1), time(7)) == 7 * 3600
assert on_the_wall(time(1), time(7)) == 6 * 3600
print("whole days:", elapsed(time(0), time(23, 59, 59)), on_the_wall(time(0), time(0)), "of", int((end - begin).total_seconds()))
assert elapsed(time(0), time(23, 59, 59)) == 11 * 3600 - 1
assert on_the_wall(time(0), time(0)) == 0
PYTHON
