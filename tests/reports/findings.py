"""Findings over texts that need no compiler: a source of words, and a workspace of which only the size is told."""

import re
from datetime import date
from types import SimpleNamespace
from typing import cast

from sla_dsl.model.workspace import Workspace
from sla_dsl.pipeline import Checked
from sla_dsl.rules.rule import Graded
from sla_dsl.text.finding import Finding, Related
from sla_dsl.text.source import Source, Span

PAYMENTS = (
    "# Card payments\n" * 13
    + "  service hours 24x7\n"
    + "  support hours office\n" * 7
    + "  backed by dba-oncall for P1, P2\n"
)
DBA = "\n" * 5 + "  service hours office\n"


def words(path: str, text: str) -> Source:
    """A source of which each word is a token."""
    source = Source(path, text)
    for match in re.finditer(r"\S+", text):
        source.add("WORD", match[0], *match.span())
    return source


def span(source: Source, text: str) -> Span:
    """The tokens in which a text stands first."""
    start = source.text.index(text)
    inside = [token.index for token in source.tokens if token.start < start + len(text) and token.end > start]
    return Span(source, inside[0], inside[-1])


def checked(*graded: Graded, agreements: int = 12, files: int = 41) -> Checked:
    """What a run over so many agreements and files found."""
    workspace = SimpleNamespace(
        as_of=date(2026, 11, 23), agreements=dict.fromkeys(range(agreements), SimpleNamespace(is_template=False))
    )
    return Checked(cast(Workspace, workspace), graded, files)


def hours_gap() -> Finding:
    """The finding of the design: two files, a distant line, an example."""
    payments, dba = words("agreements/payments.sla", PAYMENTS), words("agreements/dba.sla", DBA)
    return Finding(
        "backing/hours-gap",
        "`dba-oncall` does not cover the hours that `atelier-payments` promises",
        span(payments, "service hours 24x7"),
        label="promises 168 h a week",
        related=(
            Related(span(payments, "dba-oncall"), "the only agreement behind P1 and P2"),
            Related(span(dba, "service hours office"), "covers 50 h of the 168 h"),
        ),
        example="a P1 logged Sat 2026-03-07 03:00 must be restored by 07:00; `dba-oncall` starts Mon 08:00 "
        "and owes its fix Mon 11:00, 52 h late",
        help="give `dba-oncall` longer hours, or add an agreement for nights and weekends",
        address="atelier-payments/uptime",
        values=("168 h", "50 h"),
    )


UNREADABLE = Finding(
    "file/not-utf-8", "byte E9 in line 2 of `old.sla` is not UTF-8", file="old.sla", help="save the file as UTF-8"
)


def both() -> Checked:
    """A run with an error that has places and a warning that has none."""
    return checked(Graded("error", hours_gap()), Graded("warning", UNREADABLE))
