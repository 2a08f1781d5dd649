"""Which days must follow which."""

import pytest

from ..rules.samples import found

OLA = """\
ola statistics {{
  provider dba
  customer desk
  covers reports
  in force from 2026-01-01 to 2026-12-31
  objective uptime: availability at least 98% each calendar month
  {statement}
}}
"""
RENEWS = "renews every 12 months unless either party gives 3 months notice"
AMENDMENT = 'amendment 1.1.0 { effective 2026-05-01 signed 2026-06-01 by "Sam Okoro" for dba %s }'


@pytest.mark.parametrize(
    ("statement", "count"),
    [
        ('signed 2027-01-01 by "Sam Okoro" for dba', 1),
        ('signed 2026-12-31 by "Sam Okoro" for dba', 0),
        ('ended 2025-12-31 because "merged"', 1),
        ('ended 2026-01-01 because "merged"', 0),
        ("notice given 2025-11-01 by dba", 1),
        ("amendment 1.1.0 { effective 2025-12-31 }", 1),
        ("amendment 1.1.0 { effective 2027-01-01 }", 1),
        (AMENDMENT % "", 1),
        (AMENDMENT % 'emergency "The link failed" ratified 2026-05-03 by desk', 0),
        (f"{RENEWS} amendment 1.1.0 {{ effective 2028-05-01 }}", 0),
        (f'{RENEWS} signed 2028-05-01 by "Sam Okoro" for dba', 0),
        (f"{RENEWS} notice given 2026-02-01 by dba amendment 1.1.0 {{ effective 2026-12-31 }}", 0),
        (f"{RENEWS} notice given 2026-02-01 by dba amendment 1.1.0 {{ effective 2027-01-01 }}", 1),
        (f"{RENEWS} notice given 2027-02-01 by dba amendment 1.1.0 {{ effective 2027-12-31 }}", 0),
        (f"{RENEWS} notice given 2027-02-01 by dba amendment 1.1.0 {{ effective 2028-01-01 }}", 1),
        ("review every 6 months", 0),
        ("no maintenance from 2026-12-31 to 2026-11-25", 1),
        ("no maintenance from 2026-11-25 to 2026-12-31", 0),
    ],
)
def test_days_in_order(statement: str, count: int) -> None:
    rules = [rule for rule, _, _ in found(OLA.format(statement=statement))]
    assert [rule for rule in rules if rule != "agreement/signed-in-future"] == ["agreement/dates-out-of-order"] * count
