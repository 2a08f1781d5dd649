"""Whatever must be known of a field stands at the field."""

from __future__ import annotations

from typing import Annotated, get_args

from sla_dsl.model.agreement import Agreement
from sla_dsl.model.backing import HopGroup
from sla_dsl.model.base import Model
from sla_dsl.model.marks import Free, Inside, LongerIsFor, Measures, Names, Order, PolicyWord, shapes
from sla_dsl.model.people import Combination, HoursRef
from sla_dsl.model.services import Scale
from sla_dsl.model.workspace import Workspace

from .reached import fields, models, parts

FIELDS = {f"{model.__name__}.{name}": shape for model, name, shape in fields() if model is not Workspace}


def test_all_models_are_reached() -> None:
    """Those without a subclass: ``Model`` and ``Declared`` are never there themselves."""
    own = {one for one in subclasses(Model) if one.__module__.startswith("sla_dsl.")}
    assert {one for one in own if not own & subclasses(one)} == {*models()}


def subclasses(model: type[Model]) -> set[type[Model]]:
    return {one for below in model.__subclasses__() for one in (below, *subclasses(below))}


def test_of_every_list_it_is_known_whether_its_order_says_something() -> None:
    lists = {name: [part for part in parts(shape) if part.parts and not part.fixed] for name, shape in FIELDS.items()}
    assert {name for name, found in lists.items() if not all(part.has(Order) for part in found)} == set()


def test_of_every_text_it_is_known_what_it_names() -> None:
    texts = {name: [part for part in parts(shape) if part.is_text] for name, shape in FIELDS.items()}
    kinds = (Names, Inside, Free)
    assert {name for name, found in texts.items() if not all(any(map(part.has, kinds)) for part in found)} == set()


def test_every_name_is_looked_up_in_a_space_that_there_is() -> None:
    named = [part.get(Names) for shape in FIELDS.values() for part in parts(shape)]
    assert {space for names in named if names for space in names.spaces} <= Workspace.model_fields.keys()


def test_only_a_calendar_can_be_longer() -> None:
    longer = {name for name, shape in FIELDS.items() if shape.has(LongerIsFor)}
    assert longer
    assert {name for name in longer if FIELDS[name].get(Names) != Names(("calendars",))} == set()


def test_a_field_has_one_mark_of_a_kind() -> None:
    """Of two only one would be read."""
    for shape in FIELDS.values():
        assert all(len({type(mark) for mark in part.marks}) == len(part.marks) for part in parts(shape))


class Sample(Model):
    """Lists in lists, with marks inside and outside."""

    pairs: Annotated[tuple[Annotated[tuple[str, int], Measures(("number",))], ...], Order(False), PolicyWord("twos")]
    maybe: Annotated[str, Free("a sample")] | None = None
    either: int | str = 0


def test_marks_are_read_wherever_they_stand() -> None:
    read = shapes(Sample)
    pairs = read["pairs"]
    assert (pairs.get(Order), pairs.get(PolicyWord), pairs.fixed) == (Order(False), PolicyWord("twos"), False)
    (pair,) = pairs.parts
    assert (pair.get(Measures), pair.fixed, [part.is_text for part in pair.parts]) == (
        Measures(("number",)),
        True,
        [True, False],
    )
    assert read["maybe"].get(Free) == Free("a sample")
    assert [text for _part, text in pairs.texts((("a", 1), ("b", 2)))] == ["a", "b"]


def test_an_order_may_count_in_models_of_one_kind_only() -> None:
    order = shapes(Combination)["parts"].get(Order)
    assert order is not None
    parts_ = (HoursRef(name="office"), HoursRef(name="nights"))
    assert not order.counts_in(Combination(kind="or", parts=parts_))
    assert order.counts_in(Combination(kind="except", parts=parts_))


def test_nested_lists_have_an_order_each() -> None:
    routes = shapes(HopGroup)["routes"]
    assert (routes.get(Order), routes.parts[0].get(Order)) == (Order(False), Order(True))


def test_precedence_counts_by_its_order() -> None:
    assert shapes(Agreement)["precedence"].get(Order) == Order(True)


def test_a_kind_in_an_order_is_a_kind_of_its_model() -> None:
    for model, _name, shape in fields():
        order = shape.get(Order)
        known = get_args(model.model_fields["kind"].annotation) if "kind" in model.model_fields else ()
        assert order is None or {*order.kinds} <= {*known}
    assert Scale in models()
