"""An approval is bound to what is promised, and to all that it reaches; not to how it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla_dsl.compiler import compile_sources
from sla_dsl.gate.promise_hash import promise_hash
from sla_dsl.language.layout import formatted
from sla_dsl.language.parser import parse
from sla_dsl.model.base import Model
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source
from sla_dsl.workspace import read_workspace

from ..examples import of_all

AS_OF = date(2026, 11, 23)
FILES = read_workspace(Path(__file__).parents[2] / "examples" / "atelier")
SLA = "atelier-payments"
UNWRITTEN = {"source", "name", "address", "used_parameters", "signatures", "kind"}
"""Fields that are where or how something is written, follow from others, or tell its kind."""


def compiled(*sources: Source, lock: Lock = FILES.lock) -> Workspace:
    return compile_sources(sources, lock, AS_OF)


ATELIER = compiled(*FILES.sources)
BEFORE = promise_hash(ATELIER, SLA)


def test_it_is_a_sha_256() -> None:
    assert len(bytes.fromhex(BEFORE)) == 32
    assert promise_hash(compiled(*FILES.sources), SLA) == BEFORE


def test_every_agreement_has_its_own() -> None:
    hashes = {promise_hash(ATELIER, name) for name in ATELIER.agreements}
    assert len(hashes) == len(ATELIER.agreements)


# The same


@given(st.randoms(use_true_random=False))
@settings(max_examples=of_all(15), deadline=None)
def test_declarations_may_stand_anywhere(random: Random) -> None:
    texts = [declaration for source in FILES.sources for declaration in declarations(source)]
    random.shuffle(texts)
    cut = random.randrange(len(texts))
    moved = [Source(f"{at}.sla", "\n".join(part)) for at, part in enumerate((texts[:cut], texts[cut:]))]
    assert promise_hash(compiled(*moved), SLA) == BEFORE


def declarations(source: Source) -> list[str]:
    return [node.span.text for node in parse(source).declarations]


def test_comments_and_layout_do_not_count() -> None:
    wide = [Source(one.path, one.text.replace("\n  ", "\n        ") + "\n# a remark\n") for one in FILES.sources]
    narrow = [Source(one.path, formatted(parse(one))) for one in FILES.sources]
    assert promise_hash(compiled(*wide), SLA) == promise_hash(compiled(*narrow), SLA) == BEFORE


PAIR = """
party a {{ time zone Europe/Paris {} }}
party b {{ time zone Europe/Paris }}
service web
sla s {{
  provider a
  customer b
  covers web
{}
}}
"""
STATEMENTS = (
    "objective uptime: availability at least 99.5% during 24x7 each calendar month",
    "objective speed: latency at most 300 ms in 99% of requests each calendar month",
    'report "Monthly" each calendar month to b',
    'report "Yearly" each calendar year to b',
    "no promise of durability",
    'clause law """French law."""',
    'clause place """Paris."""',
    'signed 2026-01-01 by "Jo" for a',
    'amendment 1.1.0 "One" { signed 2026-02-01 by "Jo" for a effective 2026-03-01 reason "One" }',
    'amendment 1.2.0 "Two" { effective 2026-05-01 reason "Two" }',
)
SIGNATORIES = ('signatory "Jo" as manager', 'signatory "Cam" as owner "cam@a.example"')


def pair(*statements: str, signatories: tuple[str, ...] = SIGNATORIES) -> str:
    workspace = compiled(Source("a.sla", PAIR.format("\n".join(signatories), "\n".join(statements))), lock=Lock())
    assert not [one for one in workspace.findings if one.rule.startswith(("syntax/", "name/"))]
    return promise_hash(workspace, "s")


@given(st.permutations(STATEMENTS))
@settings(max_examples=of_all(10), deadline=None)
def test_statements_may_stand_in_any_order(statements: list[str]) -> None:
    assert pair(*statements, signatories=SIGNATORIES[::-1]) == pair(*STATEMENTS)


def test_the_same_number_in_other_words() -> None:
    assert pair(*(one.replace("300 ms", "0.3 s").replace("99.5%", "99.50%") for one in STATEMENTS)) == pair(*STATEMENTS)


def test_what_is_not_reached_does_not_count() -> None:
    more = Source(
        "more.sla",
        """
        party other { time zone Europe/Paris signatory "Al" as owner }
        calendar late { time zone Europe/Paris open Mon-Fri 18:00-22:00 }
        service archive { hours late }
        ola other-ola { provider dba customer service-desk covers archive }
        """,
    )
    assert promise_hash(compiled(*FILES.sources, more), SLA) == BEFORE


@pytest.mark.parametrize("signed", ['signed 2026-01-01 by "Jo" for a', 'signed 2026-02-01 by "Jo" for a'])
def test_recorded_signatures_do_not_count(signed: str) -> None:
    assert pair(*(one.replace(signed, "") for one in STATEMENTS)) == pair(*STATEMENTS)


# Another


def test_every_statement_but_signatures_counts() -> None:
    counting = [one for one in STATEMENTS if not one.startswith("signed")]
    hashes = {pair(*(each for each in STATEMENTS if each != one)) for one in counting}
    assert len(hashes | {pair(*STATEMENTS)}) == len(counting) + 1
    assert pair(*STATEMENTS, signatories=SIGNATORIES[:1]) != pair(*STATEMENTS)


def moved(value: Any) -> Any:
    """Another value of the same kind; none if there is no other."""
    match value:
        case bool():
            return not value
        case int() | Fraction():
            return value + 1
        case str():
            return f"{value}x"
        case date():
            return value.replace(year=value.year + 1)
    return None


def neighbours(model: Any) -> Iterator[tuple[str, Any]]:
    """The model with one value moved, for every value in it; and with one part of a list missing."""
    if isinstance(model, tuple):
        for at, each in enumerate(model):
            yield f"[{at}]", (*model[:at], *model[at + 1 :])
            for path, other in neighbours(each):
                yield f"[{at}]{path}", (*model[:at], other, *model[at + 1 :])
    elif isinstance(model, Model):
        for field, value in model.model_items():
            if field not in UNWRITTEN:
                for path, other in neighbours(value):
                    yield f".{field}{path}", model.model_copy(update={field: other})
    elif (other := moved(model)) is not None:
        yield "", other


REACHED = {
    "agreements": (SLA, "app-ola", "orders-db-ola", "link-a-uc"),
    "parties": ("norvia", "atelier-brun"),
    "calendars": ("office",),
    "services": ("payments", "orders-db"),
}


@pytest.mark.parametrize("space", REACHED)
def test_every_value_that_is_reached_counts(space: str) -> None:
    table: Mapping[str, Any] = getattr(ATELIER, space)
    moves = [(name, path, other) for name in REACHED[space] for path, other in neighbours(table[name])]
    same = []
    for name, path, other in Random(space).sample(moves, min(len(moves), 40)):
        workspace = ATELIER.model_copy(update={space: {**table, name: other}})
        if promise_hash(workspace, SLA) == BEFORE:
            same.append(f"{name}{path}")
    assert same == []


@pytest.mark.parametrize(
    "change",
    [
        {"prelude": "0" * 64},
        {"zones": {"Europe/Paris": {"2026-01-01 00:00": "+01:00"}}},
        {"holidays": {"FR": {date(2026, 7, 14): "Fête nationale"}}},
    ],
    ids=str,
)
def test_the_lock_counts(change: dict[str, Any]) -> None:
    assert promise_hash(compiled(*FILES.sources, lock=FILES.lock.model_copy(update=change)), SLA) != BEFORE


def test_clocks_of_other_zones_and_the_release_of_the_data_do_not_count() -> None:
    zones = {**FILES.lock.zones, "America/Havana": {"2026-01-01 00:00": "-05:00"}}
    lock = FILES.lock.model_copy(update={"zones": zones, "zone_data": "1970a"})
    assert promise_hash(compiled(*FILES.sources, lock=lock), SLA) == BEFORE


def test_holidays_that_no_calendar_names_do_not_count() -> None:
    lock = FILES.lock.model_copy(update={"holidays": {**FILES.lock.holidays, "DE": {date(2026, 10, 3): "Einheit"}}})
    assert promise_hash(compiled(*FILES.sources, lock=lock), SLA) == BEFORE


@pytest.mark.parametrize(("name", "scale"), [("is", "option"), ("table", "urgency")])
def test_a_scale_counts_where_it_is_named(name: str, scale: str) -> None:
    text = """
    party a {{ time zone Europe/Paris }}
    party b {{ time zone Europe/Paris }}
    dimension option {{ plain {} }}
    priorities urgency {{ P1 P2 {} }}
    sla is {{
      provider a
      customer b
      objective uptime: availability at least 99% during 24x7 each calendar month
      customer may end when option is plain
    }}
    sla table {{
      provider a
      customer b
      objectives cases by urgency {{
        during 24x7
        | urgency | response-time |
        | P1      | 15 min        |
      }}
    }}
    """
    plain, other = (compiled(Source("a.sla", text.format(more, more)), lock=Lock()) for more in ("", "third"))
    assert scale in plain.scales
    assert promise_hash(plain, name) != promise_hash(other, name)


CHAIN = '''
party a { time zone Europe/Paris }
party b { time zone Europe/Paris }
team t of a
standard sla terms {
  provider a
  clause law """French law."""
  clause place """Paris."""
}
ola behind {
  provider t
  customer t
  objective repair: restore-time at most 2 h during 24x7
  backed by deeper
}
ola deeper {
  provider t
  customer t
  objective repair: restore-time at most 1 h during 24x7
}
sla s on the terms of terms {
  customer b
  override clause law """Dutch law."""
  objective repair: restore-time at most 4 h during 24x7
  path restore-time: behind/repair then whichever of (10 min during 24x7 then behind/repair, behind/repair)
}
'''


@pytest.mark.parametrize("moved", ["at most 2 h", "at most 1 h", "French law", "10 min"])
def test_what_is_reached_in_a_few_steps_counts(moved: str) -> None:
    before, after = (
        promise_hash(compiled(Source("a.sla", text), lock=Lock()), "s")
        for text in (CHAIN, CHAIN.replace(moved, moved.replace("1", "3").replace("2", "3").replace("French", "Greek")))
    )
    assert before != after


def test_nought_is_not_nothing() -> None:
    zero, absent = (
        compiled(Source("a.sla", f"party p {{ time zone Europe/Paris }}\nsla a {{ provider p customer p {text} }}"))
        for text in ("parameter fee = 0 EUR", "parameter fee is money")
    )
    assert promise_hash(zero, "a") != promise_hash(absent, "a")


def test_a_field_that_says_nothing_is_no_part_of_it() -> None:
    """A later version of the toolkit, whose models have further fields, makes the same hash."""

    class Later(type(ATELIER.agreements[SLA])):  # type: ignore[misc]  # a class that is made of a value
        """An agreement that can say more."""

        further: str = ""

    later = Later(**dict(ATELIER.agreements[SLA].model_items()))
    Later.__name__ = "Agreement"
    workspace = ATELIER.model_copy(update={"agreements": {**ATELIER.agreements, SLA: later}})
    assert promise_hash(workspace, SLA) == BEFORE


EVENTS = """
party p {{ time zone Europe/Paris }}
event shut "Shut"
event gone "Gone"
{}
metric wait {{ unit duration lower is better population cases statistic each from logged to shut }}
sla s {{
  provider p
  customer p
  objective patience: wait at most 4 h during 24x7
}}
"""


def test_an_event_that_is_declared_before_one_counts() -> None:
    """It says which durations carry those that stop there, although the agreement does not name it."""
    between = ('event seen "Seen" after gone before shut', 'event seen "Seen" after gone before logged', "")
    texts = [EVENTS.format(event) for event in between]
    assert len({promise_hash(compiled(Source("a.sla", text), lock=Lock()), "s") for text in texts}) == 3
