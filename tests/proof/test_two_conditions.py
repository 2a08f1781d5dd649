"""Conditions that differ on both sides: one cause is one finding, and it says what to write."""

import pytest

from ..rules.samples import checked

TEXT = """\
fact account "Account" {{ overdue "an invoice is unpaid" closed "it is closed" }}
service web "Web" {{ owner desk hours 24x7 needs link offered to atelier-brun }}
uc link-uc {{
  provider arc-telecom
  customer norvia
  covers link
  in force from 2020-01-15
  service hours 24x7
  objective uptime: availability at least 99.9% each {window} month {behind}
  no credit
}}
sla web-sla {{
  provider norvia
  customer atelier-brun
  covers web
  service hours 24x7
  objective uptime: availability at least 99% each calendar month {front}
  no credit
  backed by link-uc
}}
"""
OVERDUE, CLOSED = "when not account is overdue", "when not account is closed"


@pytest.mark.parametrize(
    ("front", "behind", "help_"),
    [
        ("", CLOSED, f"write `{CLOSED}` here as well, or take it out of `link-uc/uptime`"),
        (OVERDUE, CLOSED, f"write `{OVERDUE}` in `link-uc/uptime`, in place of `{CLOSED}`"),
        (OVERDUE, "", "say the same in both, or bound every one behind it"),
    ],
)
@pytest.mark.parametrize("window", ["calendar", "contract"])
def test_one_cause_is_one_finding(front: str, behind: str, help_: str, window: str) -> None:
    found = [one.finding for one in checked(TEXT.format(front=front, behind=behind, window=window)).findings]
    assert [one.help for one in found if one.rule == "backing/conditional"] == [help_]
    assert [one for one in found if one.rule.startswith("syntax/")] == []
