#!/usr/bin/env bash
# icalendar 7.3.2: a duration of 24 hours is written as a day, which is another length in the nights in which clocks change.
#
# Seen: `timedelta(hours=24)` is written `DURATION:P1D`, and `timedelta(hours=23)` is `PT23H`. RFC 5545 (3.3.6) tells days from hours: a day from noon to noon of
# 25 October 2026 has 25 hours in Europe/Paris. Read back by the library itself, the event of 24 hours ends 25 hours after it began.
# One would have guessed: `PT24H`, since a timedelta of Python is an exact length.
# What follows: our calendars of what is due hold whole days without zones; no exact length is written into one.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check icalendar==7.3.2 tzdata==2026.1
"$folder/venv/bin/python" - <<'PYTHON'
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

written = {}
for hours in (23, 24):
    event = Event()
    event.add("dtstart", datetime(2026, 10, 24, 12, tzinfo=ZoneInfo("Europe/Paris")))
    event.add("duration", timedelta(hours=hours))
    written[hours] = event["duration"].to_ical().decode()
calendar = Calendar()
calendar.add_component(event)
back = Calendar.from_ical(calendar.to_ical()).walk("VEVENT")[0]
length = back.end.astimezone(UTC) - back.start.astimezone(UTC)
print(written, "the 24 hours are", length)
assert written == {23: "PT23H", 24: "P1D"}
assert length == timedelta(hours=25)
PYTHON
