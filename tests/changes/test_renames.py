"""What has another name is one change, wherever it is named, and the promises under it are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from sla_dsl.changes import Change, diff
from sla_dsl.changes.names import WORDS
from sla_dsl.changes.names.declarations import with_declared_names
from sla_dsl.changes.uses import references
from sla_dsl.compiler import compile_sources
from sla_dsl.model.base import Declared
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source
from sla_dsl.workspace import read_workspace

from ..examples import sampled
from ..model.reached import naming_fields
from .renaming import declared, with_new_names
from .test_kinds import DOCUMENTS, SHARED

AS_OF = date(2026, 11, 23)
HORIZON = 2
"""The months that are proved: a name means the same in all of them."""
EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = """
# Names of all kinds, wherever one may stand.
event opened "Opened" after begun
event begun "Begun"
event shut "Shut" after opened before gone
event gone "Gone"
reason storm "Storm"
metric wait "Wait" {
  unit duration
  lower is better
  population cases
  statistic each
  from opened to shut
}
metric long-wait "Long wait" is wait
metric short-wait "Short wait" is wait
clock patience "Patience" {
  starts when opened
  pauses while storm
  during lunch
}
calendar lunch "Lunch" {
  time zone Europe/Paris
  open Mon-Fri 12:00-14:00
}
calendar snack = lunch
dimension floor { ground "Ground" upper "Upper" }
priorities both "Both" from floor, impact {
  X1 "First"
  X2 "Second"
  | floor  | impact | both |
  | ground | high   | X1   |
  | upper  | high   | X2   |
}
metric lit "Lit" is availability { down for ground when floor is ground }
service lift "Lift" { hours snack }
service stairs "Stairs" { needs lift }
sla building "Building" {
  provider desk
  customer brun
  covers lift
  objective rest: long-wait at most 4 h timed by patience when opened during lunch or opened before 08:00
  objective nap: long-wait at most 4 h timed by patience when floor is ground and short-wait above 5 min
  objectives several by floor {
    during 24x7
    | floor  | wait |
    | ground | 4 h  |
    | upper  | 8 h  |
  }
  no promise of short-wait
  credit for rest each calendar month {
    | long-wait  | credit |
    | above 5 h  | 5 EUR  |
  }
  credit for nap: 5 EUR for every 1 h of short-wait
  example "A slow day" for nap {
    given short-wait is 2 h
    then credit is 10 EUR
  }
  escalate long-wait for ground at 50% to desk
  excludes storm within lunch when all of (stairs)
  excludes maintenance within snack when 1 of (stairs, "the lift")
  provider must "call" within 3 h of shut
  provider must "come" within lunch
  changes {
    several/wait needs approval of norvia
    lunch needs approval of norvia
    never change several/wait
    review when stairs changes
  }
  waive policy/rule until 2026-12-31 because "renewal"
}
sla other on the terms of building {
  customer brun
  path wait: 15 min during lunch then building/several/wait/ground
}
"""
TEXTS = tuple((DOCUMENTS / name).read_text(encoding="utf-8") for name in ("base.sla", "everything.sla"))
SAMPLES = (
    Source("shared.sla", SHARED),
    Source("names.sla", NAMES),
    *(Source(f"{at}.sla", text) for at, text in enumerate(TEXTS)),
)


def compiled(sources: Iterable[Source]) -> Workspace:
    return compile_sources(list(sources), Lock(), AS_OF, HORIZON)


def told(change: Change) -> tuple[str, str, str, str]:
    return (change.kind, change.address, change.before, change.after)


ATELIER = read_workspace(EXAMPLES / "atelier").sources
BEFORE = compiled(SAMPLES)
DECLARED = declared(BEFORE, SAMPLES)


def is_certain(space: str, one: Declared) -> bool:
    """Whether another name of a declaration can be nothing but another name."""
    known_by_words = ("parties", "teams", "channels", "services", "reasons", "events", "documents")
    return space != "policies" and bool(one.title or space not in known_by_words)


def test_declarations_of_every_space_are_renamed() -> None:
    assert {space for space, _name in DECLARED} == WORDS.keys()


@pytest.mark.parametrize("space", sampled(WORDS, 2))
def test_a_renamed_declaration_is_one_change(space: str) -> None:
    names = [name for of, name in DECLARED if of == space]
    head = compiled(with_new_names(SAMPLES, {name: f"{name}-2" for name in names}))
    there, back = diff(BEFORE, head), diff(head, BEFORE)
    kind = f"{WORDS[space]}-renamed"
    assert sorted(map(told, there.changes)) == sorted((kind, f"{name}-2", name, f"{name}-2") for name in names)
    assert sorted(map(told, back.changes)) == sorted((kind, name, f"{name}-2", name) for name in names)
    assert there.verdicts == back.verdicts == ()
    for one in there.changes:
        certain = is_certain(space, getattr(BEFORE, space)[one.before])
        assert one.base
        assert one.base.text
        assert one.class_ == "editorial" or not certain
        assert set(one.effect.values()) == ({"neutral"} if certain else {"unordered"}) or not one.reaches


@pytest.mark.parametrize("value", ["ground", "X1", "P1", "high", "paris"])
def test_a_renamed_value_is_one_change(value: str) -> None:
    head = compiled(with_new_names(SAMPLES, {value: f"{value}-2"}))
    assert [told(one)[2:] for one in diff(BEFORE, head).changes] == [(value, f"{value}-2")]
    assert [told(one)[2:] for one in diff(head, BEFORE).changes] == [(f"{value}-2", value)]


def test_a_renamed_table_is_a_renaming_of_each_promise() -> None:
    head = compiled(with_new_names(SAMPLES, {"several": "others"}))
    assert {one.kind for one in diff(BEFORE, head).changes} == {"objective-renamed"}


def test_everything_with_another_name_is_one_change_each() -> None:
    base = compiled(ATELIER)
    names = dict.fromkeys(name for _space, name in declared(base, ATELIER))
    comparison = diff(base, compiled(with_new_names(ATELIER, {name: f"{name}-2" for name in names})))
    expected = [(f"{WORDS[space]}-renamed", f"{name}-2", name, f"{name}-2") for space, name in declared(base, ATELIER)]
    assert sorted(told(one) for one in comparison.changes) == sorted(expected)
    assert comparison.verdicts == ()


def test_the_samples_compile() -> None:
    assert [one.message for one in BEFORE.findings if one.path == "names.sla"] == []


def test_every_field_that_names_something_is_in_the_samples() -> None:
    declared = [one for space in WORDS for one in getattr(BEFORE, space).values()]
    assert {(one.model, one.field) for one in references(tuple(declared))} == naming_fields()


TWO = """
party norvia "Norvia" { time zone Europe/Paris }
party brun "Brun" { time zone Europe/Paris }
team desk of norvia "Desk"
service app "App" { needs db }
service web "Web" { needs db }
service db "Database"
sla shop "Shop" {
  provider norvia
  customer brun
  covers app, web
  in force from 2026-01-01 to 2026-12-31
  backed by inner
  objective uptime: availability at least 99% each calendar month during 24x7
  review every 3 months
}
ola inner {
  provider desk
  customer norvia
  covers db
  in force from 2026-01-01 to 2026-12-31
  objective uptime: availability at least 99.5% each calendar month during 24x7
}
"""


def differing(head: str, base: str = TWO) -> list[tuple[str, str, str]]:
    """The kind, the address and the class of what changed from one text to another."""
    models = [compiled([Source("a.sla", text)]) for text in (base, head)]
    assert [finding.message for model in models for finding in model.findings if finding.rule != "name/unused"] == []
    return [(one.kind, one.address, one.class_) for one in diff(models[0], models[1]).changes]


def test_what_changes_in_a_renamed_agreement_is_told_inside_it() -> None:
    head = TWO.replace("sla shop", "sla store").replace("99%", "98%").replace("covers app, web", "covers web, app")
    assert differing(head) == [
        ("objective-bound-lowered", "store/uptime", "weakening"),
        ("agreement-renamed", "store", "editorial"),
    ]


def test_the_verdicts_of_a_renamed_agreement_are_compared() -> None:
    head = TWO.replace("sla shop", "sla store").replace("99.5%", "98.5%")
    before, after = (compiled([Source("a.sla", text)]) for text in (TWO, head))
    (verdict,) = diff(before, after).verdicts
    assert (verdict.address, verdict.worse) == ("store/uptime", True)


def test_a_renamed_agreement_behind_another_is_one_change() -> None:
    head = TWO.replace("inner", "outer").replace("99.5%", "99.6%").replace("team desk", "team bench")
    assert differing(head.replace("provider desk", "provider bench")) == [
        ("objective-bound-raised", "outer/uptime", "strengthening"),
        ("team-renamed", "bench", "editorial"),
        ("agreement-renamed", "outer", "editorial"),
    ]


def test_an_agreement_of_others_is_not_a_renamed_one() -> None:
    other = 'party zed "Zed" { time zone Europe/Paris }\n'
    head = TWO.replace("sla shop", "sla store").replace("customer brun", "customer zed")
    assert [kind for kind, *_rest in differing(other + head, other + TWO)] == ["agreement-removed", "agreement-added"]


def test_of_two_that_may_be_the_renamed_one_none_is() -> None:
    agreement = TWO[TWO.index("sla shop") : TWO.index("ola inner")]
    new = "".join(agreement.replace("sla shop", f"sla {name}").replace("99%", bound) for name, bound in
                  (("one", "98%"), ("two", "97%")))  # fmt: skip  # a table, a few to a line
    kinds = [kind for kind, *_rest in differing(TWO.replace(agreement, new))]
    assert kinds == ["agreement-removed", "agreement-added", "agreement-added"]


def test_a_declaration_with_other_words_is_another() -> None:
    head = TWO.replace('service web "Web"', 'service site "Site"').replace("app, web", "app, site")
    assert differing(head) == [
        ("covers-changed", "shop", "weakening"),
        ("service-added", "site", "editorial"),
        ("service-removed", "web", "editorial"),
    ]


def test_without_a_title_nobody_can_say_whether_it_is_the_same() -> None:
    bare = TWO.replace(' "Database"', "")
    assert differing(re.sub(r"\bdb\b", "store", bare), bare) == [("service-renamed", "store", "weakening")]


def test_twins_are_renamed_together() -> None:
    base = TWO.replace('"Database"', "{ needs 1 of (left, right) }\nservice left\nservice right")
    head = base.replace("left", "one").replace("right", "two")
    assert [one[:2] for one in differing(head, base)] == [("service-renamed", "one"), ("service-renamed", "two")]


def test_names_of_the_other_side_are_put_together_once_for_each_space(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    plain = Workspace.declared

    def counted(workspace: Workspace, space: str) -> object:
        nonlocal asked
        asked += 1
        return plain(workspace, space)

    monkeypatch.setattr(Workspace, "declared", counted)
    spent = []
    for number in (2, 40):
        text = "\n".join(f'party party-{each} "Party {each}" {{ time zone Europe/Paris }}' for each in range(number))
        workspace = compile_sources([Source("a.sla", text)], Lock(), AS_OF)
        assert len(workspace.parties) == number
        asked = 0
        assert with_declared_names(workspace, workspace) == (workspace, [])
        spent.append(asked)
    assert spent[0] == spent[1] > 0, spent
