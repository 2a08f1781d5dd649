"""Parts that share something do not fail independently, and one promise of several parts is one budget."""

from datetime import date
from fractions import Fraction

import pytest

from sla_dsl.proof import Proof, prove

from .workspaces import compiled

STAGE = """
party loire "Loire Fibre" { time zone Europe/Paris }
service power { owner ops hours 24x7 }
"""
INDEPENDENT = 'assume a, b independent because "two buildings"'


def uc(name: str, covers: str, provider: str = "arc", share: str = "99%") -> str:
    return f"""
uc {name} {{
  provider {provider}
  customer norvia
  covers {covers}
  objective uptime: availability at least {share} during 24x7 each calendar month
}}
"""


def ola(name: str, covers: str, backed_by: str) -> str:
    return f"""
ola {name} {{
  provider ops
  customer desk
  covers {covers}
  objective uptime: availability at least 99% during 24x7 each calendar month
  backed by {backed_by}
}}
"""


def line(needs: str, behind: str, *statements: str, backed_by: str, a: str = "", b: str = "") -> Proof:
    said = "".join(f"  {statement}\n" for statement in statements)
    text = f"""{STAGE}
service a {{ owner ops hours 24x7 {a} }}
service b {{ owner ops hours 24x7 {b} }}
service c {{ owner ops hours 24x7 }}
service line {{ owner ops hours 24x7 needs {needs} }}
sla line-sla {{
  provider norvia
  customer brun
  covers line
  objective uptime: availability at least 99.9% during 24x7 each calendar month
  backed by {backed_by}
{said}}}
{behind}"""
    return prove(compiled(text, date(2026, 1, 1)))["line-sla/uptime"]


def expected(proof: Proof) -> str:
    return proof.expected.text if proof.expected else ""


def of_parts(proof: Proof) -> tuple[str, ...]:
    """What is assumed of how parts fail, and not of who supplies them."""
    return tuple(one for one in proof.assumptions if " supplies " not in one)


def guaranteed(proof: Proof) -> str:
    return proof.guaranteed.text if proof.guaranteed else ""


# Independence

APART = uc("a-uc", "a") + uc("b-uc", "b", "loire")
OF_ARC = uc("a-uc", "a") + uc("b-uc", "b")
BOTH = "a-uc, b-uc"


def test_parts_that_share_nothing_are_independent() -> None:
    proof = line("a or b", APART, INDEPENDENT, backed_by=BOTH)
    assert (proof.verdict, expected(proof)) == ("expected", "99.99%")
    assert of_parts(proof) == ("`a`, `b` are independent (two buildings)",)


@pytest.mark.parametrize(
    ("behind", "backed_by", "detail", "thing"),
    [
        (APART, BOTH, "supplied by arc", "supplied by `arc`"),
        (APART, BOTH, "shares duct-7", "what they share, `duct-7`"),
        (APART, BOTH, "needs power", "service `power`"),
        (OF_ARC, BOTH, "", "supplied by `arc`"),
        (uc("both-uc", "a, b"), "both-uc", "", "agreement `both-uc`, supplied by `arc`"),
        (ola("a-ola", "a", "a-uc") + ola("b-ola", "b", "b-uc") + OF_ARC, "a-ola, b-ola", "", "supplied by `arc`"),
    ],
)
def test_what_is_shared_is_conditioned_on(behind: str, backed_by: str, detail: str, thing: str) -> None:
    proof = line("a or b", behind, INDEPENDENT, backed_by=backed_by, a=detail, b=detail)
    assert (proof.verdict, expected(proof)) == ("unbacked", "99%")
    shared = f"`a` and `b` are taken to be down at the same time ({thing})"
    assert of_parts(proof) == ("`a`, `b` are independent (two buildings)", shared)
    assert f"for the expectation {shared}" in [step.text for step in proof.steps]


def test_what_parts_in_series_share_makes_nothing_better() -> None:
    assert expected(line("a and b", OF_ARC, backed_by=BOTH)) == "98.01%"
    proof = line("(a and b) or c", OF_ARC + uc("c-uc", "c", "loire"), backed_by=f"{BOTH}, c-uc")
    assert proof.expected is not None
    assert proof.expected.exact == 1 - (1 - Fraction(99, 100) ** 2) / 100


# Common causes


def test_a_common_cause_says_how_much_one_supplier_makes_them_share() -> None:
    proof = line("a or b", OF_ARC, 'assume a, b common cause 5% because "two platforms"', backed_by=BOTH)
    assert (proof.verdict, expected(proof)) == ("expected", "99.941%")
    assert of_parts(proof) == ("`a`, `b` are independent but for a common cause of 5% (two platforms)",)


@pytest.mark.parametrize("names", ["a, b", "a-uc, b-uc"])
def test_an_expectation_below_the_promise_is_printed(names: str) -> None:
    proof = line("a or b", APART, f'assume {names} common cause 20% because "one release"', backed_by=BOTH)
    assert (proof.verdict, expected(proof)) == ("unbacked", "99.7936%")
    assert "guarantees 99% and lets 99.7936% be expected" in proof.grounds[0].message


def test_what_is_shared_takes_the_place_of_a_common_cause() -> None:
    cause = 'assume a, b common cause 1% because "one release"'
    proof = line("a or b", APART, cause, backed_by=BOTH, a="shares duct-7", b="shares duct-7")
    assert (proof.verdict, expected(proof)) == ("unbacked", "99%")


def test_common_causes_that_overlap_are_refused() -> None:
    causes = (f'assume {names} common cause 1% because "one release"' for names in ("a, b", "b, c"))
    proof = line("a or b or c", APART + uc("c-uc", "c", "norvia"), *causes, backed_by=f"{BOTH}, c-uc")
    assert (proof.verdict, proof.expected) == ("undecidable", None)
    assert [ground.rule for ground in proof.grounds] == ["backing/overlapping-causes"]


# One budget


@pytest.mark.parametrize("needs", ["a and b", "a and (b and a)"])
def test_a_promise_of_several_parts_in_series_is_one_budget(needs: str) -> None:
    proof = line(needs, uc("both-uc", "a, b", share="99.9%"), backed_by="both-uc")
    assert (proof.verdict, guaranteed(proof), expected(proof)) == ("backed", "99.9%", "99.9%")


def test_a_part_beside_is_a_budget_of_its_own() -> None:
    behind = uc("both-uc", "a, b", share="99.9%") + uc("c-uc", "c", share="99.9%")
    proof = line("a and c and b", behind, backed_by="both-uc, c-uc")
    assert (guaranteed(proof), expected(proof)) == ("99.8%", "99.8001%")
    assert "down" in proof.example
    assert "`a` or `b` " in proof.example


def test_two_promises_are_two_budgets() -> None:
    behind = uc("a-uc", "a", share="99.9%") + uc("b-uc", "b", share="99.9%")
    assert guaranteed(line("a and b", behind, backed_by=BOTH)) == "99.8%"


def test_an_sla_over_what_one_contract_covers_is_backed_by_it() -> None:
    text = f"""{STAGE}
service a {{ owner ops hours 24x7 }}
service b {{ owner ops hours 24x7 }}
sla both-sla {{
  provider norvia
  customer brun
  covers a, b
  objective uptime: availability at least 99.9% during 24x7 each calendar month
  backed by both-uc
}}
{uc("both-uc", "a, b", share="99.9%")}"""
    proof = prove(compiled(text, date(2026, 1, 1)))["both-sla/uptime"]
    assert (proof.verdict, guaranteed(proof)) == ("backed", "99.9%")
