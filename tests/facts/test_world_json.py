"""Worlds are read strictly: what is wrong is told with its place, and nothing is dropped."""

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla_dsl.facts.world import CaseEvent, Count, ServiceCase, ServiceOutage, ValueChange, Waiting, World
from sla_dsl.facts.world_json import Unreadable, world_from_json

from .worlds import m

OUTAGE = {"service": "shop", "start": "2026-03-02T10:00:00+01:00"}


def read(**tables: Any) -> Any:
    return world_from_json(json.dumps(tables))


def wrong(**tables: Any) -> list[tuple[str, str]]:
    found = read(**tables)
    assert isinstance(found, tuple)
    return [(one.where, one.message) for one in found]


def test_a_world_of_rows() -> None:
    found = read(
        outages=[{**OUTAGE, "end": None, "values": {"site": "lyon"}}],
        cases=[
            {
                "case": "c",
                "service": "shop",
                "events": [{"event": "logged", "at": "2026-03-02T10:00:00+00:00", "channel": "phone"}],
                "states": [{"reason": "misuse", "start": "2026-03-02T10:00:00Z"}],
                "changes": [{"scale": "urgency", "value": "P1", "at": "2026-03-02T10:00:00Z"}],
            }
        ],
        counts=[{"service": "shop", "start": OUTAGE["start"], "end": "2026-03-02T11:00:00Z", "total": 9, "bad": "1/3"}],
        until="2026-03-03T00:00:00Z",
    )
    assert found == World(
        outages=(ServiceOutage("shop", m("2 09:00"), values=(("site", "lyon"),)),),
        cases=(
            ServiceCase(
                "c",
                "shop",
                (CaseEvent("logged", m("2 10:00"), "phone"),),
                (Waiting("misuse", m("2 10:00")),),
                (ValueChange("urgency", "P1", m("2 10:00")),),
            ),
        ),
        counts=(Count("shop", m("2 09:00"), m("2 11:00"), Fraction(9), Fraction(1, 3)),),
        until=m("3 00:00"),
    )


def test_an_empty_world() -> None:
    assert read() == World()


def test_all_that_is_wrong_is_told_at_once() -> None:
    assert wrong(outages=[{"service": 5, "stat": "x"}, OUTAGE, 7], outage=[]) == [
        ("outage", "no such field: did you mean `outages`?"),
        ("outages[0].stat", "no such field: did you mean `start`?"),
        ("outages[0].service", "a text is missing here"),
        ("outages[0]", "`start` is missing"),
        ("outages[2]", "an object is missing here"),
    ]


@pytest.mark.parametrize(
    ("start", "message"),
    [
        ("2026-03-02T10:00:00", "write a time with its offset, to the second"),
        ("2026-03-02T10:00:00.5Z", "write a time with its offset, to the second"),
        ("2026-02-30T10:00:00Z", "write a time such as 2026-03-02T10:00:00+01:00"),
        ("yesterday", "write a time such as 2026-03-02T10:00:00+01:00"),
        (1772445600, "a text is missing here"),
    ],
)
def test_a_time_that_cannot_be_read(start: Any, message: str) -> None:
    assert wrong(outages=[{**OUTAGE, "start": start}]) == [("outages[0].start", message)]


@pytest.mark.parametrize("value", [0.5, True, "x", "1/0", None, []])
def test_a_number_that_is_not_exact(value: Any) -> None:
    (found,) = wrong(figures=[{"objective": "a/o", "start": OUTAGE["start"], "value": value}])
    assert found == ("figures[0].value", 'write a whole number, or a text such as "0.5"')


@pytest.mark.parametrize(
    ("tables", "where"),
    [
        ({"outages": {}}, "outages"),
        ({"outages": [{**OUTAGE, "values": {"site": 1}}]}, "outages[0].values"),
        ({"samples": [{"service": "shop", "at": OUTAGE["start"], "ok": "yes"}]}, "samples[0].ok"),
    ],
)
def test_another_kind_of_value(tables: Any, where: str) -> None:
    assert [place for place, _ in wrong(**tables)] == [where]


@pytest.mark.parametrize("text", ["", "[", "[1]", "null", '{"until": null, "until": null}', "[" * 100_000])
def test_what_is_no_object(text: str) -> None:
    assert isinstance(world_from_json(text), tuple)


@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")))
def test_no_text_ends_in_a_traceback(text: str) -> None:
    found = world_from_json(text)
    assert isinstance(found, World) or all(isinstance(one, Unreadable) for one in found)
