"""The page of all statements: the forms of each, one line of what it says, and what uses it (``statements.toml``)."""

from __future__ import annotations

import re
import textwrap
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from grammar_forms import Statement, statements
from phrase_places import places

from sla_dsl.rules.pages import page_path

REFERENCE = "language.md"
"""The first page of the reference, below ``docs/``; it names the pages of its parts."""

_PART = re.compile(r"\]\((language/[\w-]+\.md)")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
_PAGE = """Every statement of the language with its forms, read off the grammar, by the section of
[the language](language.md) that explains it. In a form, `[ … ]` may be left out, `|` is a choice, ` …` repeats what
stands before it, `‹…›` is another statement of this page, and what stands in capitals is a name, a number and so on.
A statement is used by rules (`remedy/…` are all of a family), or `sla diff` weighs it (`term-end-…` are kinds of
changes).

{sections}
## What they are made of

| statement | is |
|---|---|
{others}
"""


class Row(NamedTuple):
    """A statement in one line: the heading of its section, what it says, and its uses.

    A use is a rule (``remedy/due-twice``), a family of rules (``remedy/``), or the beginning of kinds of changes.
    """

    section: str
    says: str
    uses: tuple[str, ...]


@cache
def rows() -> dict[str, Row]:
    """The lines of ``statements.toml`` by the names of the statements, in their order there."""
    table = tomllib.loads(files("sla_dsl.language").joinpath("statements.toml").read_text(encoding="utf-8"))
    lines = ((section, name, line) for section, rows in table.items() for name, line in rows.items())
    return {name: Row(section, says, tuple(uses)) for section, name, (says, *uses) in lines}


def page() -> str:
    """A table for each section, and the statements that have no words of their own."""
    by_name = {statement.name: statement for statement in statements()}
    sections: dict[str, list[str]] = {}
    for name, row in rows().items():
        sections.setdefault(row.section, []).append(_line(by_name[name], row))
    others = (f"| ‹{each.name}› | {_written(each)} |" for each in statements() if not each.words)
    return _PAGE.format(sections="\n".join(map(_section, sections.items())), others="\n".join(others))


_FORMS = """The forms of all statements, to print. [All statements](keywords.md) says of each what it says and what uses
it. In a form, `[ … ]` may be left out, `|` is a choice, ` …` repeats what stands before it, `‹…›` is another form of
this page, and what stands in capitals is a name, a number and so on.

{sections}
"""


def forms() -> str:
    """The forms alone, a block for each section."""
    by_name = {statement.name: statement for statement in statements()}
    sections: dict[str, list[str]] = {}
    for name, row in rows().items():
        sections.setdefault(row.section, []).extend(_forms(by_name[name]))
    sections["What they are made of"] = [form for each in statements() if not each.words for form in _forms(each)]
    blocks = (f"**{title}**\n\n```text\n" + "\n".join(lines) + "\n```" for title, lines in sections.items())
    return _FORMS.format(sections="\n\n".join(blocks))


def _forms(statement: Statement) -> list[str]:
    """The forms of a statement behind its name, on lines that fit a sheet."""
    phrases = " | ".join(f"‹{phrase}›" for phrase in places().get(statement.name, ()))
    choice = " | ".join(form.replace("‹phrase›", phrases) for form in statement.forms)
    return textwrap.wrap(f"{statement.name:<20} {choice}", 118, subsequent_indent=" " * 21)


def _section(section: tuple[str, list[str]]) -> str:
    title, lines = section
    heading = f"## [{title}]({explained()[anchor(title)]}#{anchor(title)})"
    return f"{heading}\n\n| statement | is written | says | used by |\n|---|---|---|---|\n" + "\n".join(lines) + "\n"


def _line(statement: Statement, row: Row) -> str:
    return f"| ‹{statement.name}› | {_written(statement)} | {row.says} | {', '.join(map(_link, row.uses))} |"


def _written(statement: Statement) -> str:
    """The forms of a statement in a cell; those of a statement without words are a choice on one line."""
    phrases = " | ".join(f"‹{phrase}›" for phrase in places().get(statement.name, ()))
    forms = [form.replace("‹phrase›", phrases).replace("|", "\\|") for form in statement.forms]
    return "<br>".join(f"`{form}`" for form in (forms if statement.words else [" \\| ".join(forms)]))


def _link(use: str) -> str:
    if use.endswith("/"):
        return f"[{use}…](rules.md#{use[:-1]})"
    return f"[{use}]({page_path(use)})" if "/" in use else f"[{use}-…](changes.md#better-and-worse)"


@cache
def explained() -> dict[str, str]:
    """The page of the reference on which each heading stands, by its anchor."""
    headings = ((page, heading) for page, text in reference().items() for heading in _HEADING.findall(text))
    return {anchor(heading): page for page, heading in headings}


@cache
def reference() -> dict[str, str]:
    """The pages of the reference, below ``docs/``, in the order in which the first one names them."""
    docs = Path(__file__).parent
    first = (docs / REFERENCE).read_text(encoding="utf-8")
    parts = dict.fromkeys(_PART.findall(first))
    return {REFERENCE: first, **{part: (docs / part).read_text(encoding="utf-8") for part in parts}}


def anchor(heading: str) -> str:
    """A heading as links name it."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
