"""No rule looks at every pair of statements: with twice as many it takes about twice as long."""

import time
from collections.abc import Callable
from datetime import date

import pytest

from sla_dsl.compiler import compile_sources
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.catalogue import load
from sla_dsl.text.source import Source

AS_OF = date(2026, 6, 1)
FEW, MANY = 100, 400
SHAPES: dict[str, Callable[[int], str]] = {
    "one promise again and again": lambda i: f"objective o{i}: error-rate at most {i % 9 + 1}% each calendar month",
    "times": lambda i: f"objective r{i}: restore-time at most {i + 1} h",
    "a credit for each": lambda i: f"objective r{i}: restore-time at most {i + 1} h credit for r{i}: {i + 1} EUR",
    "no credit for each": lambda i: f"objective r{i}: restore-time at most {i + 1} h no credit for r{i}",
    "duties": lambda i: f'customer must "do {i}" within 1 h of detected',
}
"""Statements of which an agreement may have thousands."""


def _workspace(shape: Callable[[int], str], count: int) -> Workspace:
    statements = "\n".join(map(shape, range(count)))
    text = f"""
    party p {{ time zone UTC }} party q {{ time zone UTC }} team t of p
    service s {{ owner t hours 24x7 }}
    sla a {{ provider p customer q covers s in force from 2026-01-01 support hours 24x7
    {statements}
    }}
    """
    return compile_sources([Source("a.sla", text)], Lock(), AS_OF)


@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_as_many_statements_take_no_rule_ten_times_as_long(shape: str) -> None:
    few, many = (_workspace(SHAPES[shape], count) for count in (FEW, MANY))
    slow = []
    for rule in load().values():
        if rule.check is None:
            continue
        short, long = (_seconds(rule.check, workspace) for workspace in (few, many))
        if long > 0.1 and long > 10 * short:
            slow.append((rule.name, short, long))
    assert slow == []


def _seconds(check: Callable[[Workspace], object], workspace: Workspace) -> float:
    start = time.process_time()
    list(check(workspace))  # type: ignore[call-overload]  # a check of the catalogue
    return time.process_time() - start
