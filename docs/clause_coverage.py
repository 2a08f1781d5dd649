"""The share of clauses in published agreements that the language can say, counted in `examples/published`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

PUBLISHED = Path(__file__).parents[1] / "examples" / "published"
STATUSES = ("checked", "in words", "typed", "not sayable")
"""How a clause is kept.  One that is `in words` is a statement, but what it comes to is a text in quotes: a condition
that people judge, or a duty that is nothing but its text."""
STRICTLY = ("checked",)
LOOSELY = ("checked", "in words")
MUST_BE_CHECKED = frozenset(
    """
    AVAIL AVAIL-TIERED RESP RESOL PRIO WINDOW CAL CREDIT-BAND CREDIT-LIN CAP CLAIM-DL PCTILE RPO-RTO LAT
    MAINT-WIN MAINT-NOTICE MAINT-CAP MAINT-RULE TERM OLA UC REPORT REVIEW CHANGE
    """.split()  # noqa: SIM905 - twenty codes read better in two lines
)
"""The codes of clauses that an agreement is made of; such a clause counts only if it is a statement."""


class Clause(NamedTuple):
    """A clause of a published document: its code, content and status, and its place or the reason for none."""

    code: str
    text: str
    status: str
    where: str


def clauses(workspace: Path) -> list[Clause]:
    """The clauses of the document in a folder, in its order."""
    lines = (workspace / "clauses.md").read_text(encoding="utf-8").splitlines()
    rows = (line.strip().strip("|") for line in lines if line.startswith("| "))
    return [Clause(*(cell.strip() for cell in re.split(r"(?<!\\)\|", row))) for row in list(rows)[1:]]


def documents() -> dict[str, list[Clause]]:
    """The clauses of all documents, by their folder."""
    return {path.parent.name: clauses(path.parent) for path in sorted(PUBLISHED.glob("*/clauses.md"))}


_PAGE = """{documents} agreements with {clauses} clauses are written in the language: {published} that others
have published, and {alone_documents} modelled on such. Each is a folder of
[examples/published](../examples/published/README.md), with an account of its clauses. A clause is

- *checked* if it is a statement with a meaning;
- *in words* if it is a statement, and a text in quotes carries it: a condition that people judge, or a duty or a right
  that is nothing but its text;
- *typed* if it is prose of a known kind. A number, a period, a calendar or a sum that stays in prose is typed at best.

Counted strictly, what is in words is not checked. Counted loosely, it is. As the mean of the documents:

| | checked | checked or typed |
|---|---|---|
| strictly | {strictly} | {kept} |
| loosely | {loosely} | {kept} |

The {alone_documents} that are modelled were written by somebody who had the documentation of the language alone, and
who listed the clauses first. As first
written, {alone} of their clauses were checked strictly: the mean of the documents, which
go from {alone_least} to {alone_most}.

## By document

{by_document}

## By kind of clause

The codes are those of the accounts. Those in bold are what an agreement is made of: such a clause
counts only if it is a statement.

{by_code}
"""


def page() -> str:
    """The page: the status of the clauses of each document, and of each kind."""
    found = documents()
    by_code: dict[str, list[Clause]] = {}
    for clause in (clause for each in found.values() for clause in each):
        for code in re.split(r"\s*[,/]\s*", clause.code):
            by_code.setdefault(code, []).append(clause)
    strictly, loosely, kept = (
        percent(mean(share(each, *statuses) for each in found.values()))
        for statuses in (STRICTLY, LOOSELY, (*LOOSELY, "typed"))
    )
    alone = written_alone()
    links = ((f"[{name}](../examples/published/{name}/clauses.md)", each) for name, each in found.items())
    codes = ((f"**{code}**" if code in MUST_BE_CHECKED else code, by_code[code]) for code in sorted(by_code))
    return _PAGE.format(
        documents=len(found),
        published=len(found) - len(alone),
        clauses=sum(map(len, found.values())),
        alone_documents=len(alone),
        alone=percent(mean(alone)),
        alone_least=percent(min(alone)),
        alone_most=percent(max(alone)),
        strictly=strictly,
        loosely=loosely,
        kept=kept,
        by_document=table("document", links),
        by_code=table("code", codes),
    )


def written_alone() -> list[Fraction]:
    """The shares that were checked in the agreements written from the documentation alone, as first written."""
    accounts = (path.read_text(encoding="utf-8") for path in sorted(PUBLISHED.glob("*/clauses.md")))
    found = (re.search(r"as first written, (\d+) of (\d+) clauses were checked", account) for account in accounts)
    return [Fraction(int(each[1]), int(each[2])) for each in found if each]


def table(first: str, rows: Iterable[tuple[str, list[Clause]]]) -> str:
    """A table that counts the clauses of each row by their status."""
    lines = [f"| {first} | clauses | {' | '.join(STATUSES)} |", f"|---|---|{'---|' * len(STATUSES)}"]
    for name, found in rows:
        counts = Counter(clause.status for clause in found)
        shown = (str(counts[status] or "") for status in STATUSES)
        lines.append(f"| {name} | {len(found)} | {' | '.join(shown)} |")
    return "\n".join(lines)


def share(found: list[Clause], *statuses: str) -> Fraction:
    """The share of clauses that have one of some statuses."""
    return Fraction(sum(clause.status in statuses for clause in found), len(found))


def mean(shares: Iterable[Fraction]) -> Fraction:
    """The mean of some shares."""
    known = list(shares)
    return sum(known, Fraction(0)) / len(known)


def percent(value: Fraction) -> str:
    """A share in percent with one decimal, rounded down."""
    tenths = int(value * 1000)
    return f"{tenths // 10}.{tenths % 10} %"
