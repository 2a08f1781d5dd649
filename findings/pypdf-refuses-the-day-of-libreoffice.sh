#!/usr/bin/env bash
# pypdf 7.1.1: the day on which LibreOffice made a PDF cannot be read where the machine that made it is at UTC.
#
# Seen: LibreOffice 7.4.7.2 writes `D:20261201064145Z'` where the clock is at UTC, with the apostrophe that stands behind the hours of any other
# offset, and `D:20261201154146+09'00'` in Tokyo. `metadata.creation_date` reads the second, and `Z` and `Z00'00'`, and raises `ValueError` for the first.
# One would have guessed: that all spellings of UTC are read, or that the day is none, since the document is whole.
# What follows: where a PDF that came back says no day that can be read, `sla document --verify` looks at its words alone.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pypdf==7.1.1
"$folder/venv/bin/python" - <<'PYTHON'
from io import BytesIO

from pypdf import PdfReader, PdfWriter


def read(written):
    writer = PdfWriter()
    writer.add_blank_page(72, 72)
    writer.add_metadata({"/CreationDate": written})
    made = BytesIO()
    writer.write(made)
    try:
        return PdfReader(made).metadata.creation_date.isoformat()
    except ValueError as error:
        return f"{type(error).__name__}: {error}"


found = {written: read(written) for written in ("D:20261201064145Z'", "D:20261201154146+09'00'", "D:20261201064145Z", "D:20261201064145Z00'00'")}
for written, day in found.items():
    print(written, "is read as", day)
assert [day.partition(":")[0] for day in found.values()] == ["ValueError", "2026-12-01T15", "2026-12-01T06", "2026-12-01T06"]
PYTHON
