#!/usr/bin/env bash
# python-calamine 0.9.1: a cell of a workbook that is shown with its time comes as a `date` if that time is midnight.
#
# Seen: of a column with the format `m/d/yy h:mm` 23:59 and 00:01 come as `datetime`, and 00:00 as `date`. Python takes neither for the
# other: `datetime.date(2026, 10, 5) != datetime.datetime(2026, 10, 5, 0, 0)`.
# One would have guessed: one type for each format of a cell.
# What follows: in a column in which moments stand, a day is its midnight; in a column of days alone, a day stays one.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-calamine==0.9.1 XlsxWriter==3.2.9
"$folder/venv/bin/python" - "$folder/times.xlsx" <<'PYTHON'
import sys
from datetime import date, datetime

import python_calamine
import xlsxwriter

book = xlsxwriter.Workbook(sys.argv[1])
sheet = book.add_worksheet("times")
shown = book.add_format({"num_format": 22})
times = [datetime(2026, 10, 4, 23, 59), datetime(2026, 10, 5), datetime(2026, 10, 5, 0, 1)]
for row, moment in enumerate(times):
    sheet.write_datetime(row, 0, moment, shown)
book.close()
read = [cells[0] for cells in python_calamine.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_name("times").to_python()]
print(read)
assert [type(one) for one in read] == [datetime, date, datetime]
PYTHON
