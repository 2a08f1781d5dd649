"""Words of the field that the language has another word for: the finding names it."""

import pytest

from sla_dsl.compiler.field_words import ABBREVIATED_ZONES, SYNONYMS

from ..documents import compiled

FRAME = """\
party p {{ time zone {zone} }}
party q {{ time zone UTC }}
team t of p
priorities urgency {{ P1 P2 }}
service s {{ owner t }}
sla a {{ provider p customer q covers s in force from 2026-01-01
  objective o: {promise} each calendar month during 24x7 {{ owned by t }}
}}
"""


def _help(promise: str = "availability at least 99%", zone: str = "UTC") -> list[str]:
    found = compiled(FRAME.format(promise=promise, zone=zone)).findings
    return [finding.help for finding in found if finding.rule != "name/unused"]


@pytest.mark.parametrize(("synonym", "metric"), SYNONYMS["metric"].items())
def test_what_the_field_calls_a_metric_is_known(synonym: str, metric: str) -> None:
    for written in (synonym, synonym.upper(), synonym.capitalize()):
        assert _help(f"{written} at most 4 h") == [f"did you mean `{metric}`?"]


@pytest.mark.parametrize(
    ("written", "help"),
    [
        ("ASAP", "write a time such as `15 min`; a duty without one is written `as best effort`"),
        ("NBD", "write `by 18:00 the next business day`, with the hour that is meant"),
        ("tbd", "leave the place to a parameter without a value"),
    ],
)
def test_a_word_that_stands_for_a_value_gets_advice(written: str, help: str) -> None:
    assert _help(f"restore-time at most {written}") == [help]


def test_values_joined_by_a_hyphen_are_taken_apart() -> None:
    assert _help("restore-time for P1-P2 at most 4 h") == ["name each: `P1, P2`, and those between them"]


@pytest.mark.parametrize(("zone", "place"), ABBREVIATED_ZONES.items())
def test_an_abbreviated_zone_is_told_with_a_place_that_keeps_it(zone: str, place: str) -> None:
    assert _help(zone=zone) == [f"name a place that keeps it, such as `{place}`"]
