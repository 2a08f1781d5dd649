"""Agreements for the samples of rules, between the parties and about the services of ``stage.sla``."""

from __future__ import annotations

from functools import partial
from textwrap import indent

UPTIME = "objective uptime: availability at least 98% each calendar month"
OWNED = f"{UPTIME} {{ owned by dba }}"
"""The same in an SLA that no agreement carries."""
_SIDES = {"sla": ("norvia", "atelier-brun"), "ola": ("dba", "desk"), "uc": ("arc-telecom", "norvia")}


def block(head: str, *lines: str, remark: str = "") -> str:
    """Lines in the braces of a statement, indented; ``remark`` ends the first line."""
    inside = indent("\n".join(lines), "  ")
    return f"{head} {{{remark}\n{inside}\n}}"


def agreement(
    kind: str,
    *statements: str,
    name: str = "statistics",
    provider: str = "",
    customer: str = "",
    covers: str = "reports",
    found: str = "",
) -> str:
    """An agreement with these statements; ``found`` is a rule that has a finding at its first line.

    Without ``provider`` and ``customer`` it is between the parties of the stage that have agreements of this kind.
    """
    sides = (provider or _SIDES[kind][0], customer or _SIDES[kind][1])
    lines = (f"provider {sides[0]}", f"customer {sides[1]}", f"covers {covers}", *statements)
    remark = f" # {found}" if found else ""
    return f"{block(f'{kind} {name}', *lines, remark=remark)}\n"


sla = partial(agreement, "sla")
ola = partial(agreement, "ola")
uc = partial(agreement, "uc")
