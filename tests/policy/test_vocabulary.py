"""The words of policies: made from the model, complete, and words that can be written."""

from pathlib import Path

import pytest

from sla_dsl.language.parser import parse
from sla_dsl.model.base import Model
from sla_dsl.policy.attribute import Attribute, generated
from sla_dsl.policy.further import FURTHER
from sla_dsl.policy.thing import DECLARED, View
from sla_dsl.policy.vocabulary import all_models, attributes, is_kind, model_of, reader, things, way
from sla_dsl.policy.words import KINDS, NARROWER
from sla_dsl.text.source import Source

from ..documents import compiled

ROOT = Path(__file__).parent.parent.parent
PAIRS = [(model, attribute) for model in all_models() for attribute in attributes(model).values()]
EVERYTHING = (ROOT / "tests/compiler/everything.sla").read_text(encoding="utf-8")
BASE = (ROOT / "tests/compiler/base.sla").read_text(encoding="utf-8")


def test_the_words_of_a_thing_are_all_different() -> None:
    """Of two attributes with one word only one could be asked for."""
    for model in all_models():
        made = [one.words for one in (*generated(model), *FURTHER.get(model, ()))]
        assert len(made) == len(set(made))


def test_a_name_is_looked_up_where_the_model_says_that_it_is_declared() -> None:
    agreement = attributes(KINDS["agreement"])
    assert (agreement["covers"].space, agreement["not covered"].space) == ("service", "service")
    assert agreement["precedence"].space == ""  # a document or an agreement
    assert attributes(KINDS["stage"])["of"].space == ""  # an event, or a moment such as the end of the window


@pytest.mark.parametrize(
    ("model", "attribute"), PAIRS, ids=lambda x: x.words if isinstance(x, Attribute) else x.__name__
)
def test_an_attribute_can_be_written(model: type[Model], attribute: Attribute) -> None:
    word = next((word for word, kind in KINDS.items() if kind is model), "sla")
    test = "be" if attribute.words == "in force" else "have"
    parsed = parse(Source("test.sla", f"policy p {{ every {word} must {test} {attribute.words} }}"))
    assert [finding.message for finding in parsed.findings] == []


def test_every_kind_has_a_place_and_a_name_space_of_its_own() -> None:
    assert {word for word in NARROWER if not is_kind(word) or word in KINDS} == set()
    assert {model_of(word) for word in NARROWER} <= set(KINDS.values())
    assert all(attribute.space in (*DECLARED, "scale-value", "") for _, attribute in PAIRS)


def test_whatever_is_read_of_whatever_there_is_nothing_is_raised() -> None:
    from sla_dsl.policy import View

    view = View(compiled(BASE, EVERYTHING))
    read = 0
    for model in all_models():
        for thing in things(view, model):
            for attribute in attributes(model).values():
                read += attribute.read(thing) is not None
    assert read > 200


def test_words_follow_names_and_what_a_thing_stands_in() -> None:
    view = view_of(
        "ola a { provider dba customer desk status draft objective uptime: availability at least 99% "
        "each calendar month service hours 24x7 }"
    )
    objective = things(view, KINDS["objective"])[0]
    for words, value in (
        ("customer house", "norvia"),
        ("customer house title", "Norvia Services"),
        ("status", "draft"),
        ("metric unit", "percent"),
        ("hours time zone", None),
    ):
        found = way((KINDS["objective"],), words.split())
        assert found is not None
        assert reader(found)(objective) == value


@pytest.mark.parametrize(
    ("kind", "words", "told", "untold"),
    [
        (
            "objective",
            "down",
            'objective up: availability at least 99% each calendar month { down when "it fails" }',
            "objective up: availability at least 99% each calendar month",
        ),
        (
            "objective",
            "deadline",
            "objective up: restore-time by 18:00 the next day during office",
            "objective up: restore-time at most 1 h during office",
        ),
        (
            "objective",
            "dimension",
            "objective up: latency for paris at most 1 s in 99% of requests each calendar month",
            "tier gold of care objective up: latency at most 1 s in 99% of requests each calendar month",
        ),
    ],
)
def test_attributes_that_follow_from_several_fields(kind: str, words: str, told: str, untold: str) -> None:
    for statements, is_set in ((told, True), (untold, False)):
        view = view_of(f"ola a {{ provider dba customer desk service hours 24x7 {statements} }}")
        (thing,) = things(view, KINDS[kind])
        assert bool(attributes(KINDS[kind])[words].read(thing)) is is_set


def test_a_party_and_a_team_can_be_named_in_one_place() -> None:
    view = view_of(
        'team network of norvia { contact "network@norvia.example" }\n'
        "ola a { provider network customer desk } ola b { provider desk customer network }\n"
        "sla c { provider norvia customer atelier-brun }"
    )
    found = way((KINDS["agreement"],), ["provider", "contacts"])
    assert found is not None
    values = [reader(found)(agreement) for agreement in things(view, KINDS["agreement"])]
    assert values == [("network@norvia.example",), (), ("slm@norvia.example",)]


def test_a_calendar_has_the_holidays_of_its_own_lines() -> None:
    view = view_of("calendar days { time zone Europe/Paris open Mon-Fri 08:00-18:00 closed holidays FR, FR-57 }")
    found = {thing.item.name: attributes(KINDS["calendar"])["holidays"].read(thing)
             for thing in things(view, KINDS["calendar"])}  # fmt: skip  # a table, a few to a line
    assert (found["days"], found["office"]) == (("FR", "FR-57"), ())


def view_of(text: str) -> View:
    from .policies import policies

    return policies(text)[2]
