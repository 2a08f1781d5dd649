"""Samples of agreements behind agreements; `#` stands for the name of the rule that is found in its line."""

from __future__ import annotations

from ...model.settings import Severity
from .. import stage
from ..rule import Rule


def backing_rule(name: str, summary: str, why: str, bad: str, good: str, severity: Severity = "error") -> Rule:
    """A rule of the proof, which finds it itself."""
    return Rule(f"backing/{name}", severity, summary, why, bad.replace(" #", f" # backing/{name}"), good)


def ola(promise: str, *statements: str, backed_by: str = "reports-uc", covers: str = "reports") -> str:
    """An OLA for reports that promises one thing and is backed by a contract with a supplier."""
    return stage.ola(f"objective promised: {promise}", f"backed by {backed_by}", *statements, covers=covers)


def uc(promise: str, *statements: str, name: str = "reports-uc", covers: str = "reports") -> str:
    """A contract with a supplier that promises one thing."""
    return stage.uc(f"objective bought: {promise}", *statements, name=name, covers=covers)


def over_two(needs: str, promise: str, edge: str, core: str = "") -> str:
    """An OLA for a service of two parts that suppliers carry, or only one of them."""
    names = "edge-uc, core-uc" if core else "edge-uc"
    return (
        f"service pages {{ owner dba hours office needs {needs} }}\n"
        "service edge { supplied by arc-telecom hours office }\n"
        "service core { supplied by arc-telecom hours office }\n"
        + ola(promise, backed_by=names, covers="pages")
        + uc(edge, name="edge-uc", covers="edge")
        + (uc(core, name="core-uc", covers="core") if core else "")
    )


def month(share: str) -> str:
    """A share of each month that is available."""
    return f"availability at least {share} each calendar month"


def restored(time: str, hours: str = "24x7", cases: str = "") -> str:
    """A time to restore."""
    return f"restore-time{cases} at most {time} during {hours}"


FOUND = " #"
"""Marks the line in which a rule is found."""
PATH = "path restore-time: 15 min then reports-uc"
FIRST = "path restore-time: reports-uc then 15 min"
SHARE = "restore-time at most {} in {} of cases during 24x7 each calendar month{}"
EACH = " { counted for each agreement it carries }"
