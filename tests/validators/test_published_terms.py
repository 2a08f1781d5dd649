"""Terms in force as published are judged as agreements are; a template of others is not."""

import pytest

from ..rules.samples import checked, found

WITHOUT = "remedy/objective-without-consequence"
TERMS = """\
standard sla terms {{
  provider norvia
{says}
  covers reports
  parameter speed is rate
  objective answer: response-time at most 4 h {{ owned by dba }}
  objective uptime: availability at least 99% each calendar month {{ owned by dba }}
  objective flow: throughput at least speed {{ owned by dba }}
}}
"""


@pytest.mark.parametrize(
    ("says", "is_judged"),
    [
        ("  customer everyone\n  in force from 2026-01-01", True),
        ("  customer everyone", False),
        ("  customer atelier-brun\n  in force from 2026-01-01", False),
    ],
)
def test_published_terms_are_judged(says: str, is_judged: bool) -> None:
    text = TERMS.format(says=says)
    with_hours = checked(text.replace("4 h", "4 h during office"))
    assert [rule for rule, *_ in found(text)] == (["value/missing-hours"] if is_judged else [])
    assert [one.finding.rule for one in with_hours.findings] == [WITHOUT] * (3 if is_judged else 0)
    of_figures = ["terms/answer", "terms/uptime"]
    judged = [address for address in with_hours.proofs if address.startswith("terms/")]
    assert judged == (of_figures if is_judged else []), "`flow` is each customer's own figure"
