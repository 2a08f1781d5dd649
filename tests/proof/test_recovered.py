"""What comes back from a supplier, where nobody knows yet how much is owed."""

from datetime import date

import pytest

from sla_dsl.proof.context import Context
from sla_dsl.proof.uptime.money import recoveries

from .workspaces import compiled

TEXT = """\
service pages {{ supplied by arc hours 24x7 }}
sla pages-sla {{
  provider norvia
  customer brun
  covers pages
  parameter fee is money
  objective uptime: availability at least 99% during 24x7 each calendar month
  {ours}
  backed by pages-uc
}}
uc pages-uc {{
  provider arc
  customer norvia
  covers pages
  parameter fee is money
  objective uptime: availability at least 99.5% during 24x7 each calendar month
  {theirs}
}}
"""
CREDIT = "credit for uptime: 10% of fee"


@pytest.mark.parametrize(
    ("ours", "theirs", "is_found"),
    [
        (CREDIT, "", True),
        (CREDIT, "no credit for uptime", True),
        (CREDIT, CREDIT, False),
        ("no credit for uptime", "", False),
        ("points for uptime: 2", "", False),
    ],
)
def test_a_supplier_who_owes_nothing_is_told_even_if_the_amount_is_a_blank(
    ours: str, theirs: str, is_found: bool
) -> None:
    workspace = compiled(TEXT.format(ours=ours, theirs=theirs), as_of=date(2026, 1, 1))
    found = list(recoveries(Context(workspace), list(workspace.agreements.values())))
    assert [one.values for one in found] == ([("pages-sla/uptime", "pages-uc")] if is_found else [])
