"""Duties that say two things of one matter, and duties of two matters."""

import pytest

from ..rules.samples import announced, found

SLA = """\
fact label {{ absent "a unit has no bar code" }}
sla statistics {{
  provider norvia
  customer atelier-brun
  covers reports
  parameter cover = 5 EUR
  objective uptime: availability at least 99% each calendar month {{ owned by dba }}
  no credit for uptime
{duties}
}}
"""
TWICE = " # remedy/contradiction"


@pytest.mark.parametrize(
    "duties",
    [
        "  customer must ensure not label is absent\n  customer must ensure cover at least 5 EUR",
        "  customer must ensure not label is absent\n  provider must ensure not label is absent",
        f"  customer must ensure cover is set\n  customer must ensure cover is set each calendar month{TWICE}",
        f'  customer must "label" 2 days ahead\n  customer must "label" 3 days ahead{TWICE}',
    ],
)
def test_a_duty_is_told_apart_by_its_text_or_by_what_has_to_hold(duties: str) -> None:
    sample = SLA.format(duties=duties)
    assert [one for one in found(sample) if one[0] != "name/unused"] == announced(sample)
