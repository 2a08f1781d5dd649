"""Partial outages in front count less, and are carried; behind, those who are hit may all be ours."""

from datetime import date

import pytest

from sla_dsl.proof import prove

from .workspaces import compiled

TEXT = """\
uc arc-uc "Users" {{
  provider arc
  customer norvia
  covers shop
  status draft
  in force from 2026-01-01
  objective uptime: availability at least {guaranteed} during 24x7 each calendar month{behind}
}}
sla shop-sla {{
  provider norvia
  customer brun
  covers shop
  status draft
  in force from 2026-01-01
  objective uptime: availability at least 99% during 24x7 each calendar month{front}
  backed by arc-uc
}}
"""
PARTIAL = " { partial outages count in proportion to users }"


@pytest.mark.parametrize(
    ("front", "behind", "guaranteed", "expected"),
    [
        ("", "", "99%", ("backed", set())),
        (PARTIAL, "", "99%", ("backed", set())),
        (PARTIAL, "", "98%", ("unbacked", {"backing/too-weak"})),
        ("", PARTIAL, "99.9%", ("undecidable", {"backing/not-understood"})),
        (PARTIAL, PARTIAL, "99.9%", ("undecidable", {"backing/not-understood"})),
    ],
)
def test_only_whole_outages_carry(front: str, behind: str, guaranteed: str, expected: tuple[str, set[str]]) -> None:
    text = TEXT.format(front=front, behind=behind, guaranteed=guaranteed)
    proof = prove(compiled(text, date(2026, 1, 1)))["shop-sla/uptime"]
    against = {ground.rule for ground in proof.grounds if ground.verdict == proof.verdict != "backed"}
    assert (proof.verdict, against) == expected
