"""Cells of tables as the language writes them; what it cannot say is none of its values."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from functools import lru_cache

from ..compiler import compile_sources
from ..fixes import edited, fixes
from ..model.lock import Lock
from ..model.phrases import Bound, Deadline
from ..model.quantity import Quantity, number_text
from ..text.source import Source
from .sheets import SheetCell

NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "none", "not applicable", "nil", "keine", "aucun", "aucune"})
"""How people write that there is no target, or write nothing."""
_UNITS = (
    ("min", ("min", "minute", "minutes", "mins")),
    ("h", ("h", "hr", "hrs", "hour", "hours", "heures", "stunden")),
    ("days", ("d", "day", "days")),
    ("s", ("s", "sec", "seconds")),
)
_PROBE = """\
priorities p {{ a }}
standard sla s {{
  objectives t by p {{
    | p | response-time |
    |---|---|
    | a | {cell} |
  }}
}}
"""
_AT_MOST = re.compile(r"^(within|max\.?|maximum|up to|at most)\s+", re.IGNORECASE)
_FORBIDDEN = re.compile(r"[|#{}\"\n]")
_PERCENTAGE = re.compile(r"(?:(?:at least|>=|≥|min\.?|minimum)\s*)?(\d{1,3})(?:[.,](\d{1,6}))?\s*(%|percent|pct)?")


def unit_of_title(title: str) -> str:
    """The unit of durations that the title of a column names, as in `Response (min)`; empty if it names none."""
    words = [word for word in re.split(r"[^\w]+", title.lower()) if word]
    return next((unit for unit, spellings in _UNITS for word in reversed(words) if word in spellings), "")


def duration_cell(cell: SheetCell, unit: str = "") -> str | None:
    """A limit of time as the cell of a table of objectives, in the unit of its column if it has none; or none."""
    text = _AT_MOST.sub("", cell.text)
    if cell.number is not None or re.fullmatch(r"\d+(\.\d+)?", text):
        text = f"{number_text(cell.number if cell.number is not None else Fraction(text))} {unit}".strip()
    return _as_written(text)


@lru_cache(maxsize=1024)
def _as_written(text: str) -> str | None:
    """A limit of time in the spelling of the language: what its compiler reads as meant, and nothing else."""
    if _FORBIDDEN.search(text):
        return None
    source = Source("cell.sla", _PROBE.format(cell=text))
    for _ in range(len(text) + 1):
        workspace = compile_sources([source], Lock(), date(2026, 1, 1))
        if not workspace.findings:
            break
        certain = [
            fix for finding in workspace.findings for fix in fixes(finding) if finding.rule.startswith("syntax/")
        ]
        if not certain:
            return None
        source = edited(source, certain[0].edits)
    else:
        return None
    [objective] = workspace.agreements["s"].objectives
    bound = objective.bound
    is_time = isinstance(bound, Deadline) or (
        isinstance(bound, Bound) and bound.kind == "at-most" and isinstance(bound.value, Quantity)
    )
    is_plain = objective.share is None and objective.hours is None and objective.window is None
    row = source.text.splitlines()[-3]
    return row.split("|")[2].strip() if is_time and is_plain else None


def percentage(cell: SheetCell, title: str = "") -> Fraction | None:
    """A share in percent. A number up to 1 that is not written as a percentage is one of 1, as Excel stores it."""
    found = _PERCENTAGE.fullmatch(cell.text.lower()) if cell.number is None else None
    if cell.number is not None:
        number, is_percent = cell.number, "%" in title
    elif found:
        number, is_percent = Fraction(f"{found[1]}.{found[2] or 0}"), found[3] is not None
    else:
        return None
    share = number if is_percent or number > 1 else number * 100
    return share if 0 < share <= 100 else None
