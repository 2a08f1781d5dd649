"""Plain cases are looked up in worlds as tables tell them: what they are is what going through their events finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from fractions import Fraction
from random import Random

import pytest

from sla_dsl.facts.cases import timed_cases
from sla_dsl.facts.kept import asked, windows_of
from sla_dsl.facts.plain import plain_cases
from sla_dsl.facts.question import Question, UnknownError
from sla_dsl.facts.world import CaseEvent, ServiceCase, ToldCase, ToldWorld, Waiting, World, kinds_of, made

from ..examples import sampled
from .test_meaning import NAMES, ROWS
from .worlds import Row, differences, m, text_of, workspace

_MINUTE = 60
_REASONS = ["waiting-for-customer", "waiting-for-customer", "maintenance"]


def told(world: World) -> ToldWorld:
    """The same world as tables tell it."""
    return ToldWorld(**{one.name: getattr(world, one.name) for one in fields(world)})


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_each_row_of_the_meaning(row: Row) -> None:
    assert differences(replace(row, world=told(row.world))) == []


CHOICES = {
    "bound": ["at most 4 h", "below 4 h", "at least 2 h", "between 1 h and 6 h", "at most 2 days"],
    "scope": ["", " for P1"],
    "hours": ["24x7", "office"],
    "pauses": ["", "customer", "customer", "customer up to 1 h"],
    "excludes": ["", "excludes misuse", "excludes maintenance\nexcludes misuse"],
}


def question_of(given: Mapping[str, str], world: World) -> Question:
    """The question of the first week of March 2026."""
    pauses = f" pauses while waiting-for-{given['pauses']}" if given["pauses"] else ""
    clock = f"clock c {{ starts when logged{pauses} during {given['hours']} }}"
    says = f"objective o{given['scope']}: restore-time {given['bound']} timed by c each calendar month"
    compiled = workspace(text_of(Row("", f"{says}\n{given['excludes']}", world, "", clock)))
    agreement = compiled.agreements["a"]
    (objective,) = agreement.objectives
    (window,) = windows_of(compiled, agreement, objective, m("2 00:00"), m("2 00:01"))
    return asked(compiled, agreement, objective, window, world)


def test_a_case_that_is_done_as_it_starts_is_plain() -> None:
    case = ServiceCase("k", "shop", events=(CaseEvent("opened", 5), CaseEvent("fixed", 3), CaseEvent("fixed", 5)))
    kinds, others = kinds_of([case], "opened", "fixed")
    assert ([(one.start, one.end) for kind in kinds for one in kind.cases], others) == ([(5, 5)], [])


def test_a_case_of_tables_has_the_events_that_happened() -> None:
    case = made(ToldCase, {"case": "k", "service": "shop", "happened": ((3, "logged", "phone"), (5, "restored", ""))})
    assert case.events == (CaseEvent("logged", 3, "phone"), CaseEvent("restored", 5))
    assert replace(case, events=(CaseEvent("restored", 7), CaseEvent("logged", 3))).happened == (
        (3, "logged", ""),
        (7, "restored", ""),
    )


def case_of(name: str, random: Random) -> ServiceCase:
    """A case of the first days of March 2026; most of them are done, and not opened again."""
    at = m("1 00:00") + random.randrange(5 * 24 * 60) * _MINUTE
    done = at + random.choice([240, 60, 120, 360, random.randrange(6000)]) * _MINUTE
    events = [CaseEvent("logged", at)] + [CaseEvent("restored", done)] * (random.random() < 0.9)
    if random.random() < 0.2:
        again = random.choice(["reopened", "restored", "logged"])
        events.append(CaseEvent(again, at + random.randrange(-600, 6000) * _MINUTE))
    waits = []
    for _ in range(random.randrange(3)):
        since, reason = at + random.randrange(-60, 300) * _MINUTE, random.choice(_REASONS)
        waits.append(Waiting(reason, since, since + random.randrange(300) * _MINUTE))
    return ServiceCase(
        name,
        events=tuple(events),
        states=tuple(waits),
        values=random.choice([(), *[(("urgency", "P1"),)] * 3, (("urgency", "P2"),)]),
        service=random.choice(["shop", "shop", "shop", "app"]),
        reason=random.choice(["", "", "", "misuse"]),
        customer=random.choice(["", "buyer", "buyer", "vendor"]),
        population=random.choice(["", "cases", "cases", "orders"]),
    )


def answered(question: Question) -> object:
    try:
        return timed_cases(question)
    except UnknownError:
        return "unknown"


@pytest.mark.parametrize("number", sampled(range(120), 3))
def test_random_worlds(number: int) -> None:
    random = Random(number)
    given = {name: random.choice(choices) for name, choices in CHOICES.items()}
    cases = tuple(case_of(f"k{each}", random) for each in range(30))
    world = World(cases=cases, until=random.choice([None, m("3 12:00"), m("6 00:00")]))
    assert answered(question_of(given, told(world))) == answered(question_of(given, world))


def test_what_is_plain_is_looked_up() -> None:
    given = {"bound": "at most 4 h", "scope": "", "hours": "office", "pauses": "", "excludes": ""}
    events = CaseEvent("logged", m("2 10:00")), CaseEvent("restored", m("2 12:00"))
    again = ServiceCase("k2", "shop", (*events, CaseEvent("reopened", m("2 13:00"))))
    world = World(cases=(ServiceCase("k1", "shop", events), again))
    timed, others = plain_cases(question_of(given, told(world)))
    assert [(one.handled.case.case, one.seconds) for one in timed] == [("k1", Fraction(7200))]
    assert [one.case for one in others] == ["k2"]
    assert plain_cases(question_of(given, world))[0] == []
