"""Several limits of one reason, and limits of each time: behind a promise they are not weighed, and never passed."""

from datetime import date

import pytest

from sla_dsl.proof import prove

from .workspaces import compiled

TEXT = """
calendar weekdays {{ time zone UTC open Mon-Fri 08:00-18:00 }}
calendar sundays {{ time zone UTC open Sun 00:00-24:00 }}
service whole {{ owner ops hours 24x7 needs part }}
service part {{ owner ops }}
sla front {{ provider norvia customer brun covers whole in force from 2026-01-01
  objective up: {promise}
  {ours}
  backed by behind
}}
uc behind {{ provider arc customer norvia covers part in force from 2026-01-01
  objective up: {promise}
  {theirs}
}}
"""
UP = "availability at least 99% during 24x7 each calendar month"
ERRORS = "error-rate at most 1% during 24x7 each calendar month"
CASES = "restore-time at most 4 h during 24x7"
ONE = "excludes maintenance up to 4 h each calendar month"
BOTH = f"{ONE} and up to 2 h each time"
EACH = "excludes maintenance up to 2 h each time"
ALLOWANCES = (
    "excludes maintenance up to 2 h each calendar month within weekdays\n"
    "excludes maintenance up to 4 h each calendar month within sundays"
)


def verdict(promise: str, ours: str, theirs: str) -> str:
    workspace = compiled(TEXT.format(promise=promise, ours=ours, theirs=theirs), date(2026, 1, 1))
    return prove(workspace)["front/up"].verdict


@pytest.mark.parametrize("promise", [UP, ERRORS, CASES])
@pytest.mark.parametrize(
    ("ours", "theirs"), [(BOTH, BOTH), (BOTH, ONE), (ONE, BOTH), (EACH, EACH), (EACH, ONE), (ONE, EACH)]
)
def test_several_limits_and_limits_of_each_time_are_not_weighed(promise: str, ours: str, theirs: str) -> None:
    assert verdict(promise, ours, theirs) == "undecidable"


def test_what_the_promise_alone_excludes_does_not_matter() -> None:
    assert verdict(UP, BOTH, "") == "backed"


def test_allowances_with_hours_of_their_own_carry_each_other() -> None:
    assert verdict(UP, ALLOWANCES, ALLOWANCES) == "backed"
    assert verdict(UP, ALLOWANCES, ALLOWANCES.partition("\n")[0]) == "backed"
    assert verdict(UP, ALLOWANCES.partition("\n")[0], ALLOWANCES) == "unbacked"
