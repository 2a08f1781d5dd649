"""One word of a sound agreement is left out, misspelt, or put in another kind: few findings, and none by the way."""

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from sla_dsl.language.parser import parse
from sla_dsl.model.lock import Lock
from sla_dsl.model.settings import Settings
from sla_dsl.pipeline import run
from sla_dsl.samples import AS_OF
from sla_dsl.text.finding import Finding
from sla_dsl.text.source import Source
from sla_dsl.workspace import WorkspaceFiles

from ..rules.samples import CATALOGUE

LOCK = Lock(first=2020, last=2032, holidays={"DE-BY": {}})
BASES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("*.sla"))}
OTHER_VALUES = ("5%", "42 EUR", "7 h", "12", "3 cases", "soon")


class Slip(NamedTuple):
    """The characters from ``start`` to ``end`` of a base become ``text``."""

    base: str
    start: int
    end: int
    text: str


def found(text: str) -> list[Finding]:
    files = WorkspaceFiles(Path(), Settings(), LOCK, (Source("sample.sla", text),))
    return [graded.finding for graded in run(files, AS_OF, rules=CATALOGUE, language="en").findings]


@cache
def slips() -> tuple[Slip, ...]:
    """Every word left out, misspelt in two ways, and every figure by a value of each kind; in an order of chance."""
    every = [slip for base in BASES for slip in _slips(base)]
    random.Random(1).shuffle(every)
    return tuple(every)


def _slips(base: str) -> Iterator[Slip]:
    for token in parse(Source(f"{base}.sla", BASES[base])).source.tokens:
        word = token.text
        instead = [""]
        if token.type in ("NUMBER", "PERCENT"):
            instead += OTHER_VALUES
        if word.isalpha() and len(word) > 3:
            middle = len(word) // 2
            instead += [f"{word[: middle - 1]}{word[middle]}{word[middle - 1]}{word[middle + 1 :]}", word[:-1]]
        if token.type not in ("VBAR", "ROW_END"):
            yield from (Slip(base, token.start, token.end, text) for text in instead if text != word)


def check(slip: Slip) -> None:
    text = BASES[slip.base]
    findings = found(text[: slip.start] + slip.text + text[slip.end :])
    said = "\n".join(f"{one.rule}: {one.message}" for one in findings)
    assert len(findings) <= 2, f"{slip}\n{said}"
    lost = [one for one in findings if one.rule == "syntax/unexpected-token"]
    assert not lost or not any(one.rule.startswith("remedy/") for one in findings), f"{slip}\n{said}"


@pytest.mark.parametrize("base", BASES)
def test_the_bases_have_no_mistake(base: str) -> None:
    assert found(BASES[base]) == []


@pytest.mark.parametrize("part", range(4))
def test_a_slip_of_one_word_has_few_findings(part: int) -> None:
    for slip in slips()[part * 40 : (part + 1) * 40]:
        check(slip)


@pytest.mark.slow
def test_every_slip_of_one_word_has_few_findings() -> None:
    assert len(slips()) > 2000
    for slip in slips():
        check(slip)


CAUSES = {
    # A name is slipped where it is declared: the uses are one mistake, with its cells.
    ("cleaning", "objectives calls", "objectives call"): ["name/unknown-scale-value"],
    # What is lost with its statement is missed nowhere else.
    ("cleaning", "priorities urgency", "prioritie urgency"): ["syntax/unexpected-token"],
    ("cleaning", "objectives scores", "objetcives scores"): ["syntax/unexpected-token"],
    ("cleaning", "team crew of", "team of"): ["syntax/unexpected-token"],
    ("cleaning", '  green "Blemish"', '  "Blemish"'): ["syntax/unexpected-token"],
    ("cleaning", "calendar nights", "calendar"): ["syntax/unexpected-token"],
    ("cleaning", "time zone Europe/Berlin\n  signatory", "time zon Europe/Berlin\n  signatory"): [
        "syntax/unexpected-token"
    ],
    ("power", "standard sla colo-power", "standar sla colo-power"): ["syntax/unexpected-token"],
    ("power", "service hours 24x7", "servic hours 24x7"): ["syntax/unexpected-token"],
    # A parameter of the wrong kind is told once, where it is written.
    ("cleaning", "18500 EUR", "18500"): ["value/wrong-dimension"],
    ("power", "fee = 210 EUR", "fee = 210"): ["value/wrong-dimension"],
    ("power", "racks = 12 racks", "racks = 12 EUR"): ["value/wrong-dimension"],
    ("power", "hands is hours", "hands is hour"): ["value/unknown-unit"],
    ("power", "with hands", "with hnads"): ["name/unknown-parameter"],
    ("power", "on the terms of colo-power", "on the terms of colo-powr"): ["name/unknown-agreement"],
    ("power", "facility of voltera", "facility of volter"): ["name/unknown-party"],
    ("power", "up to 4 h each", "up to 4 each"): ["value/wrong-dimension"],
}


@pytest.mark.parametrize(("slip", "rules"), CAUSES.items())
def test_one_cause_is_one_finding(slip: tuple[str, str, str], rules: list[str]) -> None:
    base, before, after = slip
    assert BASES[base].count(before) >= 1
    assert [one.rule for one in found(BASES[base].replace(before, after, 1))] == rules


FACT = """\
fact invoice {{
  late "it is late"{}
}}
"""


@pytest.mark.parametrize("head", ["fact invoice", "dimension site", "tiers care"])
def test_words_of_a_value_in_another_language_are_no_values(head: str) -> None:
    text = FACT.replace("fact invoice", head)
    [finding] = [one for one in found(text.format(' wording fr "en retard"')) if one.rule != "name/unused"]
    assert (finding.rule, finding.message) == (
        "syntax/foreign-spelling",
        f"`wording` and `fr` would be values of `{head.split()[1]}`",
    )
    assert finding.help == "write `title fr` for its words in another language"
    assert {one.rule for one in found(text.format(' title fr "en retard"'))} == {"name/unused"}


TWICE = """\
party norvia "Norvia" { time zone Europe/Berlin }
party brun "Brun" { time zone Europe/Berlin }
team desk of norvia "Desk"
service app "App" { owner desk }
service web "Web" { owner desk }
sla first { provider norvia customer brun covers app in force from 2026-01-01
  objective uptime: availability at least 99% during 24x7 each calendar month
  excludes wheather
  backed by behind
}
ola behind { provider desk customer norvia covers app in force from 2026-01-01
  objective uptime: availability at least 99% during 24x7 each calendar month
  excludes wheather
}
sla second { provider norvia customer brun covers app in force from 2026-01-01
  objective uptime: availability at least 99% during 24x7 each calendar month
  backed by behind
}
"""


def test_a_mistake_that_is_told_elsewhere_keeps_an_agreement_from_carrying_another() -> None:
    """Of two agreements with one slip one is told: what the other excludes is not known either."""
    files = WorkspaceFiles(Path(), Settings(), LOCK, (Source("sample.sla", TWICE),))
    checked = run(files, AS_OF, rules=CATALOGUE, language="en")
    unknown = [one.finding for one in checked.findings if one.finding.rule == "name/unknown-reason"]
    assert [(one.address, len(one.related)) for one in unknown] == [("first", 1)]
    assert checked.workspace.misread >= {"first", "behind"}
    assert {name: proof.verdict for name, proof in checked.proofs.items()}.get("second/uptime") != "backed"
    assert "behind/uptime" not in checked.proofs or checked.proofs["behind/uptime"].verdict == "undecidable"


SPEECH = {
    ("cleaning", "when points above 12", "when point above 12"): ("syntax/unexpected-token", "did you mean `points`?"),
    ("power", '"send an engineer" at', '"send an engineer" when point above 12 at'): (
        "name/unknown-metric",
        "did you mean `points`?",
    ),
    ("power", "calendar month and up to", "calendar month up to"): (
        "syntax/repeated-phrase",
        "write `and up to 2 h …` where both hold",
    ),
    ("cleaning", "in 6 months", "in 6 month"): ("syntax/foreign-spelling", "write `6 months`"),
    ("power", "each rolling 3 calendar months", "each rolling 3 calendar month"): (
        "syntax/foreign-spelling",
        "write `3 calendar months`",
    ),
}


@pytest.mark.parametrize(("slip", "told"), SPEECH.items())
def test_what_is_said_otherwise_has_what_to_write(slip: tuple[str, str, str], told: tuple[str, str]) -> None:
    base, before, after = slip
    assert BASES[base].count(before) == 1
    assert [(one.rule, one.help) for one in found(BASES[base].replace(before, after))] == [told]
