"""Characters that nobody sees in texts and remarks: controls of terminals, lines and of the direction of writing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..text.finding import Finding
from ..text.source import Source

_DIRECTION_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""The characters of Unicode that control the direction of writing."""
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u2060\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]|\r(?!\n)"
)
"""The controls of terminals and of lines, blanks without width, and the tags of Unicode: nobody sees them."""
_PERHAPS_CONTROLS = re.compile(f"{_DIRECTION_CONTROLS.pattern[:-1]}{_CONTROLS.pattern[1:].partition(']')[0]}\r]")
"""Any of these characters, and the end of a line as Windows writes it: few texts hold one."""


def controls(source: Source) -> Iterator[Finding]:
    """The findings for the first control of each kind in texts and remarks; elsewhere no token holds one."""
    if not _PERHAPS_CONTROLS.search(source.text):
        return
    if found := _DIRECTION_CONTROLS.search(source.text):
        yield Finding(
            "syntax/direction-control",
            f"line {source.position(found.start()).line} contains a control of writing direction ({_code(found)})",
            source.passed_over(*found.span()),
            help="remove it: it can make the text read otherwise than it is",
        )
    told = {token.start for token in source.tokens if token.type == "UNKNOWN"}
    if found := next((one for one in _CONTROLS.finditer(source.text) if one.start() not in told), None):
        yield Finding(
            "syntax/control-character",
            f"line {source.position(found.start()).line} contains a control character ({_code(found)})",
            source.passed_over(*found.span()),
            help="remove it: it can make what is printed look other than what is written",
        )


def _code(found: re.Match[str]) -> str:
    return f"U+{ord(found.group()):04X}"
