"""The register for people, as JSON (``sla.register/1``), CSV, a workbook and a page."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from datetime import date, datetime
from html import escape
from importlib.metadata import version
from io import BytesIO, StringIO
from typing import Any, Literal

from pydantic import Field, TypeAdapter

from ...model.workspace import Workspace
from ...proof.verdict import Verdict, counts_text
from ...register.entries import NextVersion, RegisterEntry
from ..encoding import json_bytes
from ..layout import printable
from ..strict import JsonObject


class NextVersionObject(JsonObject):
    """The version that comes next; one that nobody signed yet has no day of effect."""

    version: str | None
    status: str
    effective: date | None


class RemovedObject(JsonObject):
    """Since when an agreement is not in the files any more; without both, that was not committed."""

    day: date | None
    commit: str | None


class EntryObject(JsonObject):
    """An agreement: the version in force, else what the files say; what it does not say is null."""

    name: str
    title: str | None
    kind: Literal["sla", "ola", "uc"]
    level: str | None
    status: str
    in_force: bool
    version: str | None
    provider: str | None
    customer: str | None
    services: list[str]
    terms: list[str]
    first_day: date | None
    last_day: date | None
    renewal: str | None
    notice: str | None
    notice_day: date | None
    next_review: date | None
    prices: dict[str, str]
    verdicts: dict[Verdict, int]
    assuming: int
    fingerprint: str
    file: str
    next_version: NextVersionObject | None
    removed: RemovedObject | None


class RegisterObject(JsonObject):
    """The output of ``sla register --format json``."""

    schema_: Literal["sla.register/1"] = Field("sla.register/1", alias="schema")
    as_of: date
    agreements: list[EntryObject]
    tool: str


def register_schema() -> dict[str, Any]:
    """The JSON Schema of ``sla.register/1``."""
    return TypeAdapter(RegisterObject).json_schema(mode="serialization")


def register_json(workspace: Workspace, entries: Sequence[RegisterEntry]) -> bytes:
    """The entries as ``sla.register/1``."""
    rows = [_object(one) for one in entries]
    content = RegisterObject(as_of=workspace.as_of, agreements=rows, tool=version("sla-dsl"))
    return json_bytes(content.model_dump(mode="json", by_alias=True))


def _object(one: RegisterEntry) -> EntryObject:
    values = {name: _or_none(getattr(one, name)) for name in EntryObject.model_fields}
    coming, gone = one.next_version, one.removed
    if coming:
        values["next_version"] = {**coming._asdict(), "version": coming.version or None}
    if gone:
        commit = gone.commit
        values["removed"] = {"day": commit and commit.committed, "commit": commit and commit.sha}
    return EntryObject.model_validate(values)


def _or_none(value: Any) -> Any:
    return None if value == "" else value


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _term(one: RegisterEntry) -> str:
    if one.first_day is None and one.last_day is None:
        return ""
    return f"{_day(one.first_day) or '…'} to {_day(one.last_day) or '…'}"


def next_version_text(one: NextVersion) -> str:
    """The version that comes next, with the day on which it takes effect, or its status if nobody signed it."""
    return f"{one.version} from {one.effective}".strip() if one.effective else f"{one.version} {one.status}".strip()


def _removed(one: RegisterEntry) -> str:
    if one.removed is None:
        return ""
    commit = one.removed.commit
    return f"{commit.committed} in {commit.sha[:10]}" if commit else "not committed"


COLUMNS: dict[str, Callable[[RegisterEntry], str]] = {
    "agreement": lambda one: one.name,
    "title": lambda one: one.title,
    "kind": lambda one: one.kind.upper(),
    "level": lambda one: one.level,
    "status": lambda one: one.status,
    "in force": lambda one: "yes" if one.in_force else "no",
    "removed": _removed,
    "version": lambda one: one.version,
    "next version": lambda one: next_version_text(one.next_version) if one.next_version else "",
    "provider": lambda one: one.provider,
    "customer": lambda one: one.customer,
    "services": lambda one: ", ".join(one.services),
    "terms": lambda one: ", ".join(one.terms),
    "first day": lambda one: _day(one.first_day),
    "last day": lambda one: _day(one.last_day),
    "renews": lambda one: one.renewal,
    "notice": lambda one: one.notice,
    "last day of notice": lambda one: _day(one.notice_day),
    "next review": lambda one: _day(one.next_review),
    "prices": lambda one: "; ".join(f"{name} = {value}" for name, value in one.prices.items()),
    "promises": lambda one: counts_text(one.verdicts, one.assuming),
    "fingerprint": lambda one: one.fingerprint,
    "file": lambda one: one.file,
}
"""The columns of tables: their heads, and what stands in them."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With these a program for sheets takes a text for a formula."""


def register_text(entries: Sequence[RegisterEntry]) -> bytes:
    """A block for each agreement, with a line for each of its facts."""
    blocks = []
    for one in entries:
        facts = [
            f"{one.kind.upper()}, {one.status}{f' {one.version}' if one.version else ''}",
            f"between {one.provider or '…'} and {one.customer or '…'}",
            *(f"{head}: {value}" for head, value in _facts(one) if value),
        ]
        lines = [f"{one.name}{f'  {one.title}' if one.title else ''}", *(f"  {fact}" for fact in facts)]
        blocks.append("".join(f"{printable(line)}\n" for line in lines))
    return "\n".join(blocks).encode("utf-8", "replace")


def _facts(one: RegisterEntry) -> list[tuple[str, str]]:
    left_out = (
        "agreement",
        "title",
        "kind",
        "status",
        "version",
        "provider",
        "customer",
        "first day",
        "last day",
        "in force",
    )
    rest = [(head, value(one)) for head, value in COLUMNS.items() if head not in left_out]
    return [("term", _term(one) + (", in force" if one.in_force else "")), *rest]


def register_csv(entries: Sequence[RegisterEntry]) -> bytes:
    """A row for each agreement; a text that a program would take for a formula has an apostrophe before it."""
    out = StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for one in entries:
        values = (value(one) for value in COLUMNS.values())
        table.writerow(f"'{text}" if text.startswith(_FORMULA) else text for text in values)
    return out.getvalue().encode("utf-8", "replace")


def register_xlsx(workspace: Workspace, entries: Sequence[RegisterEntry]) -> bytes:
    """A workbook with a row for each agreement: days are days, all else is text, and nothing is a formula."""
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"title": "Register of agreements", "created": _midnight(workspace.as_of)})
        sheet, bold = book.add_worksheet("agreements"), book.add_format({"bold": True})
        for column, (head, value) in enumerate(COLUMNS.items()):
            sheet.write_string(0, column, head, bold)
            for row, one in enumerate(entries, start=1):
                text = value(one)
                if head in ("first day", "last day", "last day of notice", "next review") and text:
                    sheet.write_datetime(row, column, _midnight(date.fromisoformat(text)))
                else:
                    sheet.write_string(row, column, text)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(entries), 1), len(COLUMNS) - 1)
        sheet.autofit()
    return out.getvalue()


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a sheet knows no zones


_STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; margin: 1.5rem; color: #111; background: #fff; }
table { border-collapse: collapse; font-size: .9rem; } th, td { border: 1px solid #999; padding: .3rem .5rem; }
th { background: #eee; text-align: left; position: sticky; top: 0; } td { vertical-align: top; }
td:nth-last-child(2) { font: .75rem monospace; overflow-wrap: anywhere; min-width: 12rem; }
main { overflow-x: auto; }
"""


def register_html(workspace: Workspace, entries: Sequence[RegisterEntry]) -> bytes:
    """A page with a table, without scripts and without anything from elsewhere."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in COLUMNS)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(printable(value(one)))}</td>' for value in COLUMNS.values())}</tr>\n"
        for one in entries
    )
    title = f"Register of agreements as of {workspace.as_of}"
    top = f'<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>{title}</title>'
    table = f'<main tabindex="0" aria-label="{title}">\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}'
    page = (
        f'<!doctype html>\n<html lang="en">\n<head>\n{top}\n<style>{_STYLE}</style>\n</head>\n<body>\n'
        f"<h1>{title}</h1>\n{table}</tbody>\n</table>\n</main>\n</body>\n</html>\n"
    )
    return page.encode("utf-8", "replace")
