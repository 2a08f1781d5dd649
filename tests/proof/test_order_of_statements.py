"""The order in which the statements of an agreement are written decides nothing."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla_dsl.algebra.in_force import last_day
from sla_dsl.facts.awarded import Awarded
from sla_dsl.facts.bounds import OpenError
from sla_dsl.facts.happened import Happened
from sla_dsl.pipeline import Checked
from sla_dsl.proof import prove

from ..examples import of_all
from ..rules.samples import checked
from .workspaces import compiled

AS_OF = date(2026, 1, 1)
STATEMENTS = (
    "parameter fee = 100 EUR",
    "objective uptime: availability at least 99% during 24x7 each calendar month",
    "objective visit: restore-time at most 4 h during 24x7",
    "objective repair: resolution-time at most 8 h during 24x7",
    "credit on fee for uptime: 40%",
    "credit on fee for visit: 30%",
    "credit on fee for repair: 20%",
    "one event earns the highest credit only",
    "one event earns the highest credit only for uptime, visit",
    "cap credit at 50 EUR each calendar month",
    "cap credit at 35 EUR each calendar month",
    "credit is paid only above 20 EUR",
    "credit is paid only above 10 EUR",
    "credit is paid in proportion",
)


def due(statements: tuple[str, ...]) -> str:
    """The credit that is due, or why none can be told."""
    example = 'example "All" {{ given uptime is 98% given visit is 5 h given repair is 9 h {} then credit is 1 EUR }}'
    lines = "\n".join((*statements, example.format("given term is 360 h of 720 h")))
    model = compiled(f"sla shop-sla {{ provider norvia customer brun covers shop\n{lines}\n}}\n", AS_OF)
    agreement = model.agreements["shop-sla"]
    try:
        return Awarded(Happened(agreement, model.metrics, agreement.examples[0])).due("credit").text
    except OpenError as error:
        return error.message


@settings(max_examples=of_all(60), deadline=None)
@given(st.permutations(STATEMENTS))
def test_awards_come_to_the_same_in_any_order(statements: list[str]) -> None:
    assert due(tuple(statements)) == "0"
    without = tuple(one for one in statements if "above 20" not in one)
    assert due(without) == "17.5 EUR"


def test_groups_that_share_a_promise_leave_open_which_of_them_earns_the_highest() -> None:
    groups = tuple(
        f"one event earns the highest credit only for {names}" for names in ("uptime, visit", "visit, repair")
    )
    plain = tuple(one for one in STATEMENTS if "highest" not in one)
    told = {due((*plain, *order)) for order in permutations(groups)}
    assert told == {"two groups of which only the highest credit is due share a promise"}


def test_the_figure_of_a_cell_goes_before_that_of_its_table() -> None:
    table = """objectives handling by urgency { during 24x7
  | urgency | restore-time |
  |---------|--------------|
  | P1      | 4 h          |
  | P2      | 4 h          |
  }"""
    figures = ("given handling is 5 h", "given handling/restore-time/P1 is 3 h")
    for order in permutations(figures):
        lines = f'{table}\nexample "One" {{ {" ".join(order)} then credit is 0 EUR }}'
        model = compiled(f"sla shop-sla {{ provider norvia customer brun covers shop\n{lines}\n}}\n", AS_OF)
        agreement = model.agreements["shop-sla"]
        happened = Happened(agreement, model.metrics, agreement.examples[0])
        assert [happened.is_missed(one) for one in agreement.objectives] == [False, True]


RATIFIED = (
    "emergency needs approval of norvia, ratification within 10 days",
    "emergency needs approval of brun, ratification within 5 days",
)


def test_of_two_times_to_ratify_the_shorter_one_counts() -> None:
    for order in permutations(RATIFIED):
        changes = "\n".join(order)
        model = compiled(
            f"""sla shop-sla {{ provider norvia customer brun covers shop
changes {{ {changes} }}
amendment 1.1.0 {{ effective 2026-02-01 reason "Fire" emergency "The disks had failed" }}
}}""",
            AS_OF,
        )
        agreement = model.agreements["shop-sla"]
        assert last_day(agreement, agreement.amendments[0]) == date(2026, 2, 6)


def found(sample: str) -> list[str]:
    result: Checked = checked(sample)
    return [graded.finding.message for graded in result.findings if graded.finding.rule == "backing/notice-too-short"]


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_of_two_notices_of_a_weakening_the_longer_one_is_owed(side: str) -> None:
    days = {"ours": (60, 30), "theirs": (5, 20)}
    told = set()
    for order in permutations(days[side]):
        said = {"ours": (60,), "theirs": (20,)} | {side: order}
        clauses = {who: " ".join(f"weakening needs {n} days notice" for n in each) for who, each in said.items()}
        told.add(
            tuple(
                found(f"""
ola statistics {{ provider dba customer desk covers reports
  objective uptime: availability at least 98% each calendar month
  backed by reports-uc
  changes {{ {clauses["ours"]} }}
}}
uc reports-uc {{ provider arc-telecom customer norvia covers reports service hours 24x7
  objective uptime: availability at least 99% each calendar month
  changes {{ {clauses["theirs"]} }}
}}
""")
            )
        )
    assert [len(messages) for messages in told] == [1]
    assert "owes 20 days notice of changes, and `statistics` owes 60 days" in next(iter(told))[0]


CARRIED = (
    "backed by quick for H",
    "backed by slow for M, L",
    "treat H as S1 in quick",
    "treat M as S2, L as S2 in slow",
    "path restore-time: 1 h during 24x7 then slow",
    "path restore-time for H: quick",
    "path restore-time for H, north: 30 min during 24x7 then quick",
    "excludes maintenance up to 1 h each calendar month",
)


@settings(max_examples=of_all(60), deadline=None)
@given(st.permutations(CARRIED))
def test_verdicts_and_figures_are_the_same_in_any_order(statements: list[str]) -> None:
    lines = "\n".join(statements)
    proofs = prove(
        compiled(
            f"""
priorities rank {{ H M L }}
priorities grade {{ S1 S2 }}
dimension place {{ north south }}
sla shop-sla {{ provider norvia customer brun covers shop
  objective high: restore-time for H at most 4 h during 24x7
  objective all: restore-time at most 9 h during 24x7
{lines}
}}
ola quick {{ provider ops customer desk covers shop
  objective fix: restore-time for S1 at most 2 h during 24x7 }}
ola slow {{ provider ops customer desk covers shop
  objective fix: restore-time for S2 at most 8 h during 24x7 }}
""",
            AS_OF,
            horizon=12,
        )
    )
    shown = [(proof.verdict, proof.guaranteed and proof.guaranteed.text, proof.slack) for proof in proofs.values()]
    assert shown[:2] == [("backed", "2 h 30 min", "1 h 30 min"), ("backed", "9 h", "0 s")]
