"""Whoever is excused behind for what somebody does is excused in front: where it is judged, and where it is proved."""

from itertools import product

import pytest

from sla_dsl.algebra import sides
from sla_dsl.algebra.sides import Served, houses_served
from sla_dsl.facts import measured
from sla_dsl.facts.kept import _judge
from sla_dsl.facts.measured import is_by
from sla_dsl.facts.question import Question
from sla_dsl.facts.world import World
from sla_dsl.model.workspace import Workspace
from sla_dsl.proof.behind.parties import is_excused
from sla_dsl.proof.case import Case
from sla_dsl.proof.context import Context

from .workspaces import compiled

ONE = "objective up: availability at least 90% each calendar month\nobjective fix: restore-time at most 9 h during 24x7"
ROLES = {"by-customer": "customer", "by-provider": "provider", "by-arc": "arc", "by-anybody": ""}


def workspace(*further: str) -> Workspace:
    reasons = "".join(f'reason {name} "{name}" {f"of {side}" if side else ""}\n' for name, side in ROLES.items())

    def agreement(kind: str, name: str, provider: str, customer: str) -> str:
        return f"{kind} {name} {{ provider {provider} customer {customer} covers shop {ONE} }}\n"

    text = (
        "# as of 2026-01-01\nparty second { time zone Europe/Paris }\n"
        + reasons
        + agreement("sla", "ours", "norvia", "brun")
        + agreement("ola", "inside", "ops", "desk")
        + agreement("ola", "deeper", "ops", "norvia")
        + agreement("uc", "bought", "arc", "norvia")
        + "".join(agreement("sla", f"other-{name}", "norvia", name) for name in further)
    )
    return compiled(text)


def excuses(model: Workspace, agreement: str, metric: str, reason: str, by: str) -> bool:
    declared = model.agreements[agreement]
    objective = next(one for one in declared.objectives if one.name == metric)
    question = Question(model, declared, objective, (0, 1), World(), judge=_judge)
    return is_by(question, reason, by, "ours" if metric == "fix" else "")


def is_excused_for(model: Workspace, front: str, behind: str, metric: str, reason: str) -> bool:
    ours = model.agreements[front]
    objective = next(one for one in ours.objectives if one.name == metric)
    return is_excused(Case(Context(model), ours, objective), model.agreements[behind], reason)


@pytest.mark.parametrize("further", [(), ("second",)], ids=["one customer", "two customers"])
def test_who_is_excused_behind_is_excused_in_front(further: tuple[str, ...]) -> None:
    model = workspace(*further)
    everybody = [*model.parties, *model.teams]
    for behind, metric, reason in product(("inside", "deeper", "bought"), ("up", "fix"), ROLES):
        follows = all(
            excuses(model, "ours", metric, reason, by) for by in everybody if excuses(model, behind, metric, reason, by)
        )
        assert is_excused_for(model, "ours", behind, metric, reason) == follows, (behind, metric, reason)


@pytest.mark.parametrize(
    ("agreement", "by", "customer", "provider"),
    [
        ("ours", "brun", True, False),
        ("ours", "norvia", False, True),
        ("ours", "desk", False, True),
        ("ours", "arc", False, True),
        ("bought", "norvia", True, False),
        ("bought", "ops", True, False),
        ("bought", "brun", False, False),  # whom our customer serves works for nobody here
        ("inside", "desk", False, True),  # no house is a customer of itself
        ("inside", "brun", True, False),
        ("deeper", "norvia", False, True),
        ("deeper", "arc", False, True),
    ],
)
def test_whose_doing_it_is(agreement: str, by: str, customer: bool, provider: bool) -> None:
    model = workspace()
    assert excuses(model, agreement, "up", "by-customer", by) == customer
    assert excuses(model, agreement, "up", "by-provider", by) == provider


def test_another_customer_of_the_house_is_none_of_the_case() -> None:
    model = workspace("second")
    assert not excuses(model, "inside", "fix", "by-customer", "second")
    assert excuses(model, "inside", "up", "by-customer", "second")
    assert is_excused_for(model, "ours", "inside", "fix", "by-customer")
    assert not is_excused_for(model, "ours", "inside", "up", "by-customer")


def test_whom_houses_serve_is_looked_for_once_for_all_that_happened(monkeypatch: pytest.MonkeyPatch) -> None:
    model, asked = workspace("second"), list[Workspace]()
    declared = model.agreements["inside"]
    question = Question(model, declared, declared.objectives[0], (0, 1), World(), judge=_judge)

    def noted(of: Workspace) -> Served:
        asked.append(of)
        return houses_served(of)

    for module in (sides, measured):
        monkeypatch.setattr(module, "houses_served", noted)
    found = [is_by(question, reason, by) for reason, by in product(ROLES, (*model.parties, *model.teams))]
    assert any(found)
    assert len(asked) == 1
