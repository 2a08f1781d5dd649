"""What is made of the files of other tools: text of the language, with remarks where something is missing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ..language.layout import formatted
from ..language.parser import parse
from ..language.terminals import language
from ..text.source import Source

_WORDS = re.compile(r"[^\W_]+")


class ImportFailedError(Exception):
    """A file that cannot be made a draft: why, and what to do about it."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help


class Remark(NamedTuple):
    """What a draft does not say although the file does, or what the file does not say: where, and what."""

    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}" if self.place else self.text


@dataclass(frozen=True)
class DraftFile:
    """A draft in its canonical form, and the remarks, which stand in it as well."""

    text: str
    remarks: tuple[Remark, ...]


def draft(origin: str, declarations: Iterable[str], remarks: Collection[Remark]) -> DraftFile:
    """The draft of these declarations, with the remarks above them.

    ``origin`` names the file that it is made of.
    """
    head = [f"# A draft, made of {_on_one_line(origin)}: read it, and say what is missing."]
    head += [f"# - {_on_one_line(str(one))}" for one in remarks]
    source = Source("draft.sla", "\n".join([*head, "", *declarations]) + "\n")
    parsed = parse(source)
    if parsed.findings:
        raise AssertionError(f"a draft must be read: {parsed.findings[0].message} in {source.text!r}")
    return DraftFile(formatted(parsed), tuple(remarks))


def quoted(title: str) -> str:
    """A title between quotes, on one line."""
    return '"' + _on_one_line(title).replace("\\", "\\\\").replace('"', '\\"') + '"'


def prose(text: str) -> str:
    """A text as prose: braces would name parameters, and three quotes would end it."""
    shown = "\n".join(_on_one_line(line) for line in text.strip().splitlines())
    return '"""\n' + shown.replace('"""', "'''").replace("{", "(").replace("}", ")") + '\n"""'


def _on_one_line(text: str) -> str:
    blank = "".join(" " if unicodedata.category(one) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else one for one in text)
    return " ".join(blank.split())


def name_of(text: str, taken: Collection[str] = (), otherwise: str = "x") -> str:
    """A name of the language for a text: its words with dashes, in small letters.

    A name that is one already stays as it is. It is unlike those that are taken, whatever their letters.
    """
    composed = unicodedata.normalize("NFC", text.strip())
    if re.fullmatch(r"[^\W\d_][^\W_]*(-[^\W_]+)*", composed):
        found = composed
    else:
        found = "-".join(_WORDS.findall(composed)).lower() or otherwise
    if found[0].isdigit() or found in language().keywords:
        found = f"{otherwise}-{found}"
    folded = {one.casefold() for one in taken}
    made, number = found, 1
    while made.casefold() in folded:
        number += 1
        made = f"{found}-{number}"
    return made
