"""What carries a promise must be for all that the customer in front has."""

from datetime import date

import pytest

from sla_dsl.proof import prove

from .workspaces import compiled

TEXT = """\
dimension place {{ lyon brest }}
uc arc-uc {{
  provider arc
  customer norvia
  covers shop
  status draft
  in force from 2026-01-01
  {behind}
  objective uptime: availability at least 99% during 24x7 each calendar month
  objective repair: restore-time at most 4 h during 24x7
}}
sla shop-sla {{
  provider norvia
  customer brun
  covers shop
  status draft
  in force from 2026-01-01
  {front}
  objective uptime: availability at least 99% during 24x7 each calendar month
  objective repair: restore-time at most 4 h during 24x7
  backed by arc-uc
}}
"""
LYON, BOTH = "customer has lyon of place", "customer has lyon, brest of place"


@pytest.mark.parametrize(
    ("front", "behind", "verdict"),
    [
        ("", "", "backed"),
        (LYON, "", "backed"),
        (LYON, LYON, "backed"),
        (LYON, BOTH, "backed"),
        (BOTH, LYON, "undecidable"),
        ("", LYON, "undecidable"),
        ("", BOTH, "backed"),
    ],
)
def test_what_is_carried_is_what_both_customers_have(front: str, behind: str, verdict: str) -> None:
    proofs = prove(compiled(TEXT.format(front=front, behind=behind), date(2026, 1, 1)))
    assert {name: proofs[f"shop-sla/{name}"].verdict for name in ("uptime", "repair")} == dict.fromkeys(
        ("uptime", "repair"), verdict
    )
