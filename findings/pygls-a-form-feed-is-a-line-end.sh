#!/usr/bin/env bash
# pygls 2.1.1: an edit of a document counts lines at signs that the protocol does not call line ends.
#
# Seen: in a document whose first line holds a form feed, U+0085 or U+2028, an edit of the second line is written into the first: the server
# holds another text than the editor, without a word.
# One would have guessed: lines end as the Language Server Protocol says (3.17, Text Documents), with LF, CR LF or CR, and nowhere else.
# What follows: our server asks editors for the whole text at each change, and counts lines itself.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pygls==2.1.1 lsprotocol==2025.0.0
"$folder/venv/bin/python" - <<'PYTHON'
from lsprotocol import types
from pygls.workspace import TextDocument

second_line = types.Range(start=types.Position(line=1, character=0), end=types.Position(line=1, character=6))
for sign in ("\x0c", "\x85", "\u2028"):
    document = TextDocument("file:///contract.txt", f"first{sign}line\nsecond\n", version=1)
    document.apply_change(types.TextDocumentContentChangePartial(range=second_line, text="changed"))
    print(f"U+{ord(sign):04X}:", ascii(document.source))
    assert document.source != f"first{sign}line\nchanged\n"
PYTHON
