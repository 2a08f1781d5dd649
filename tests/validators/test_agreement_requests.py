"""Requests: of whom they are, and whose agreement meets them, beyond the samples of their rule."""

import pytest

from ..rules.samples import announced, found

TEXT = """\
sla wish {{
  provider norvia
  customer {asking}
  covers reports
  status requirement
  asked 2026-01-31 by "Jo Lindqvist" for {party}{asked}
  objective uptime: availability at least 98% each calendar month {{ owned by dba }}
  no credit
}}
sla statistics {{{met}
  provider norvia
  customer {customer}
  covers reports
  meets wish
  objective uptime: availability at least 98% each calendar month {{ owned by dba }}
  no credit
}}
"""
MARK = " # agreement/request-of-another"


@pytest.mark.parametrize(
    ("asking", "party", "customer", "asked", "met"),
    [
        ("atelier-brun", "atelier-brun", "atelier-brun", "", ""),
        # Who provides may have asked, and a team asks for its house.
        ("atelier-brun", "norvia", "atelier-brun", "", ""),
        ("atelier-brun", "dba", "atelier-brun", "", ""),
        ("atelier-brun", "arc-telecom", "atelier-brun", MARK, ""),
        ("atelier-brun", "atelier-brun", "arc-telecom", "", MARK),
        ("atelier-brun", "arc-telecom", "arc-telecom", MARK, MARK),
        # What everyone has is for each who asks.
        ("atelier-brun", "atelier-brun", "everyone", "", ""),
        ("everyone", "arc-telecom", "atelier-brun", "", ""),
    ],
)
def test_a_request_is_of_a_side_and_met_for_its_customer(
    asking: str, party: str, customer: str, asked: str, met: str
) -> None:
    sample = TEXT.format(asking=asking, party=party, customer=customer, asked=asked, met=met)
    assert [one for one in found(sample) if one[0] == "agreement/request-of-another"] == announced(sample)
