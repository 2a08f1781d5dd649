"""When an open case is told to be due: up to that moment it is in time, and late once its clock has run on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sla_dsl.facts.case_due import due_of
from sla_dsl.facts.cases import timed_cases
from sla_dsl.facts.handled import Timed
from sla_dsl.facts.kept import asked, windows_of
from sla_dsl.facts.question import Question
from sla_dsl.facts.world import CaseEvent, ServiceCase, Waiting, World

from ..examples import of_all
from .test_brute_force import DAYS, MINUTE
from .worlds import row, text_of, workspace

WEEK = 7 * 86400
NAMES = ("waiting-for-customer", "waiting-for-access")


@st.composite
def open_cases(draw: st.DrawFn) -> dict[str, Any]:
    """A clock, and a case that was done and is open again, or whose time began anew."""
    times = sorted(draw(st.lists(st.integers(0, len(DAYS) - 1), min_size=4, max_size=4, unique=True)))
    logged, restored, reopened, now = (DAYS[one] for one in times)
    waits = st.tuples(st.sampled_from(NAMES), st.integers(logged, now - 1), st.integers(1, 400))
    return {
        "hours": draw(st.sampled_from(["24x7", "office"])),
        "bound": draw(st.sampled_from([60, 240, 600])),
        "limits": draw(st.sampled_from([("", ""), (" at most 2 h", ""), (" at most 90 min", " at most 30 min")])),
        "way": draw(st.sampled_from(["continues", "restarts"])),
        "events": [("logged", logged), ("restored", restored), ("reopened", reopened)]
        if draw(st.booleans())
        else [("logged", logged), ("detected", restored)],
        "waits": draw(st.lists(waits, max_size=3)),
        "now": now,
    }


def question_of(given: dict[str, Any]) -> Question:
    pauses = " ".join(f"pauses while {name}{limit}" for name, limit in zip(NAMES, given["limits"], strict=True))
    clock = f"starts when logged restarts when detected {pauses} during {given['hours']}"
    says = f"objective o: restore-time at most {given['bound']} min timed by c each calendar month"
    declares = f"clock c {{ {clock} reopened within 5 days {given['way']} }}"
    events = tuple(CaseEvent(*one) for one in given["events"])
    waits = tuple(Waiting(name, at, min(at + length * MINUTE, given["now"])) for name, at, length in given["waits"])
    world = World(cases=(ServiceCase("c", "shop", events, waits),), until=given["now"])
    compiled = workspace(text_of(row("", says, world, "", declares=declares)))
    agreement = compiled.agreements["a"]
    (objective,) = agreement.objectives
    span = windows_of(compiled, agreement, objective, DAYS[0], DAYS[-1])[0]
    return asked(compiled, agreement, objective, span, world)


def case_at(question: Question, moment: int) -> Timed:
    """The case as it is at a later moment, if nothing more happens."""
    (found,) = timed_cases(replace(question, world=replace(question.world, until=moment)))
    return found


@settings(max_examples=of_all(60), deadline=None)
@given(open_cases())
def test_a_case_is_late_once_its_clock_has_run_on(given: dict[str, Any]) -> None:
    question = question_of(given)
    (case,) = timed_cases(question)
    assume(case.in_time)  # its time was not over before it began anew
    due = due_of(question, case.handled)
    assert due is not None
    # What is used up at a closing is told as due then, and is in time until the next opening.
    assert due >= given["now"] or given["hours"] == "office"
    assert case_at(question, max(due, given["now"])).in_time
    # In a week every clock has run on.
    assert not case_at(question, due + WEEK).in_time
    if given["hours"] == "24x7":
        assert not case_at(question, due + 1).in_time
