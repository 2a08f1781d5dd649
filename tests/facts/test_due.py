"""When something is due: day by day here, by courses of breakpoints in the algebra; both must say the same."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla_dsl.algebra.clocks import TimeLimit, deadline
from sla_dsl.facts.answer import Answer
from sla_dsl.facts.due import accepted, due
from sla_dsl.facts.question import Question
from sla_dsl.facts.world import World
from sla_dsl.model.phrases import Deadline
from sla_dsl.model.quantity import Quantity

from ..examples import of_all
from .worlds import Row, m, text_of, workspace, world

DECLARES = """
calendar nights {{ time zone Europe/Paris open Mon-Fri 22:00-04:00 }}
calendar split {{ time zone Europe/Paris open Mon-Sat 08:00-12:00, 14:00-18:30 closed 2026-03-30 }}
calendar early {{ time zone Europe/Paris open Mon-Sun 02:30-09:00 }}
clock c {{ starts when logged during {hours} {cut} }}
"""
UNITS = {"day": (0, 40), "business day": (0, 15), "month": (0, 4)}


def _nothing(_: Question) -> Answer:
    return Answer("empty")


@pytest.mark.parametrize(
    ("hours", "cut_off"),
    [("office", ""), ("office", "15:00"), ("nights", "02:30"), ("nights", "23:00"), ("split", "15:00"), ("early", "")],
)
@settings(max_examples=of_all(12), deadline=None)
@given(data=st.data())
def test_both_ways_agree(hours: str, cut_off: str, data: st.DataObject) -> None:
    declares = DECLARES.format(hours=hours, cut=f"cut-off {cut_off}" if cut_off else "")
    says = "time zone Europe/Paris\nobjective o: restore-time at most 4 h timed by c each calendar month"
    compiled = workspace(text_of(Row("", says, world(), "", declares=declares)))
    agreement = compiled.agreements["a"]
    question = Question(compiled, agreement, agreement.objectives[0], (0, 1), World(), judge=lambda _: Answer("empty"))
    unit = data.draw(st.sampled_from(sorted(UNITS)))
    time = Quantity(amount=Fraction(data.draw(st.integers(*UNITS[unit]))), unit=unit)
    minutes = data.draw(st.none() | st.sampled_from([0, 150, 1080, 1440]))
    limit = time if minutes is None else Deadline(at=minutes, after=time)
    base = data.draw(st.sampled_from([m("27 00:00"), m("10-23 00:00"), m("2 00:00")]))
    start = base + data.draw(st.integers(0, 4 * 1440)) * 60 + data.draw(st.sampled_from([0, 0, 1, 59]))
    clock = compiled.clocks["c"]
    by_courses = deadline(question.almanac, TimeLimit(limit, "Europe/Paris", hours, clock.cut_off), start)
    assert due(question, limit, accepted(question, start)) == by_courses
