"""Whatever rests on too much in a row is told once, where it begins, and nothing falls over."""

from collections.abc import Callable

import pytest

from sla_dsl.compiler.depth import DEEPEST
from sla_dsl.language.layout import formatted
from sla_dsl.language.parser import parse
from sla_dsl.text.source import Source

from ..documents import compiled

PEOPLE = "party p { time zone UTC }\nparty q { time zone UTC }\nteam t of p\n"
AGREEMENT = """
sla a { provider p customer q covers SERVICE in force from 2026-01-01 service hours HOURS
  objective up: availability at least 99% each calendar month { owned by t }
}
"""


def _services(count: int) -> str:
    chain = "".join(f"service s{n} {{ owner t needs s{n - 1} }}\n" for n in range(1, count))
    return (
        PEOPLE
        + "service s0 { owner t }\n"
        + chain
        + AGREEMENT.replace("SERVICE", f"s{count - 1}").replace("HOURS", "24x7")
    )


def _calendars(count: int) -> str:
    first = "calendar c0 { time zone UTC open Mon-Fri 09:00-17:00 }\nservice s0 { owner t }\n"
    chain = "".join(f"calendar c{n} = c{n - 1} or 24x7\n" for n in range(1, count))
    return PEOPLE + first + chain + AGREEMENT.replace("SERVICE", "s0").replace("HOURS", f"c{count - 1}")


@pytest.mark.parametrize(("text", "word"), [(_services, "services"), (_calendars, "calendars")])
@pytest.mark.parametrize("count", [DEEPEST + 1, 3 * DEEPEST, 2_000])
def test_a_chain_of_declarations_has_a_limit(text: Callable[[int], str], word: str, count: int) -> None:
    found = compiled(text(count)).findings
    assert [finding.rule for finding in found] == ["syntax/nesting-too-deep"]
    assert found[0].message == f"more than {DEEPEST} {word} rest on each other in a row, up to `{word[0]}{DEEPEST}`"


@pytest.mark.parametrize("text", [_services, _calendars])
def test_a_chain_up_to_the_limit_is_read(text: Callable[[int], str]) -> None:
    assert compiled(text(DEEPEST)).findings == ()


def test_denials_have_a_limit() -> None:
    says = 'sla a {{ suspends up while {} "x" }}'
    (finding,) = parse(Source("a.sla", says.format("not " * 3_000))).findings
    assert finding.rule == "syntax/nesting-too-deep"
    assert formatted(parse(Source("a.sla", says.format("not " * DEEPEST))))
