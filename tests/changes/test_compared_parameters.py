"""A parameter that a condition compares decides whether the statement holds: another value is no matter of style."""

from __future__ import annotations

import pytest

from sla_dsl.changes import diff
from sla_dsl.gate.made_of import made_of
from sla_dsl.model.workspace import Workspace

from ..documents import compiled

TEXT = """party us {{ time zone UTC }} party them {{ time zone UTC }} service shop {{ owner us }}
sla a {{
  provider us customer them covers shop service hours 24x7
  parameter {name} = {value}
  objective up: availability at least 99% each calendar month when {name} {bound}
}}"""


def side(name: str, value: str, bound: str) -> Workspace:
    return compiled(TEXT.format(name=name, value=value, bound=bound), currencies=("EUR",))


@pytest.mark.parametrize(
    ("name", "was", "is_", "bound"),
    [
        ("seats", "100", "10", "at least 50"),
        ("latency", "100 ms", "10 ms", "at least 50 ms"),  # a metric has this name, too
        ("fee", "100 EUR", "10 EUR", "at least 50 EUR"),
    ],
)
def test_a_parameter_that_a_condition_compares_binds(name: str, was: str, is_: str, bound: str) -> None:
    before, after = side(name, was, bound), side(name, is_, bound)
    (change,) = diff(before, after).changes
    assert (change.kind, change.class_) == ("parameter-value-lowered", "weakening")
    assert name in made_of("up", before.agreements["a"], before).names
