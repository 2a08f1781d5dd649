"""Silence is no proof: what does not bound a promise leaves it undecidable, with a ground."""

from datetime import date

import pytest

from sla_dsl.proof import Proof, prove
from sla_dsl.proof.prove import METHODS

from .workspaces import compiled

AS_OF = date(2026, 1, 1)
WITHOUT_LIMIT = "`ops-ola/fix` does not say how long a case takes at most"


def proved(fix: str, path: str = "") -> Proof:
    """The proof of a restoration in four hours, behind which one agreement promises a restoration and an uptime."""
    return prove(
        compiled(
            f"""
sla shop-sla {{ provider norvia customer brun covers shop
  objective fix: restore-time at most 4 h during 24x7
  backed by ops-ola
  {path}
}}
ola ops-ola {{ provider ops customer desk covers shop
  parameter open "Agreed later"
  objective fix: restore-time {fix} during 24x7
  objective up: availability at least 99% each calendar month
}}""",
            AS_OF,
        )
    )["shop-sla/fix"]


def test_a_carrier_with_an_upper_bound_carries() -> None:
    assert proved("at most 1 h").verdict == "backed"


@pytest.mark.parametrize("path", ["", "path restore-time: ops-ola/fix"])
@pytest.mark.parametrize("fix", ["at most open", "between 1 h and 9 h"])
def test_a_carrier_without_an_upper_bound_carries_nothing(fix: str, path: str) -> None:
    proof = proved(fix, path)
    assert proof.verdict == "undecidable"
    assert [(ground.rule, ground.message) for ground in proof.grounds] == [("backing/not-comparable", WITHOUT_LIMIT)]


def test_a_hop_that_is_no_duration_carries_nothing() -> None:
    proof = proved("at most 1 h", "path restore-time: ops-ola/up")
    assert proof.verdict == "undecidable"
    assert [ground.rule for ground in proof.grounds] == ["backing/not-comparable"]


def test_a_proof_that_shows_nothing_backs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(METHODS, "hand-offs", lambda _case: None)
    assert proved("at most 1 h").verdict == "undecidable"
