"""One agreement as a host would write it, with hours, windows, limits and amounts that the terms leave open."""

from sla_dsl.wording.statements import statement_text

from ..documents import compiled

TEXT = """
party host "Host SARL" { time zone Europe/Paris }
party shop "Shop SA" { time zone Europe/Paris }
team desk of host "Desk"
service site "Web site" { owner desk hours 24x7 }
calendar desk-days "Days of the desk" { time zone Europe/Paris open Mon-Fri 08:00-18:00 closed 12-25 }
calendar patch-nights "Nights of patches" { time zone Europe/Paris open Sun 00:00-06:00 }
standard sla hosting-terms "Hosting terms" {
  provider host
  parameter support is hours one of desk-days, 24x7 "Support hours"
  parameter period is window = each calendar month "Billing period"
  parameter monthly-fee is money "Monthly fee"
  parameter last-fee = monthly-fee of the month before "Fee of the month before"
  support hours support
  objective uptime "Availability": availability at least 99.5% each period { owned by desk }
  objective steady "Quarterly": availability at least 99.8% each rolling 3 calendar months { owned by desk }
  objective fix "Repair": restore-time at most 8 h in 90% of cases each period { owned by desk }
  excludes maintenance up to 4 h each period and up to 2 h each time within patch-nights announced 5 days ahead
  excludes maintenance up to 1 h each period within desk-days
  credit on last-fee for uptime: 10%
  no credit for steady, fix
  customer may "have data restored" up to 5 h each contract year carried over once
}
sla shop-hosting "Hosting of the shop" on the terms of hosting-terms {
  customer shop
  covers site
  in force from 2027-01-01
  with support = desk-days
  with monthly-fee = 400 EUR
}
"""


def test_a_contract_fills_in_what_the_terms_leave_open() -> None:
    workspace = compiled(TEXT)
    assert workspace.findings == ()
    agreement = workspace.agreements["shop-hosting"]
    assert [(one.name, one.hours, one.window.text if one.window else "") for one in agreement.objectives] == [
        ("uptime", "24x7", "each calendar month"),
        ("steady", "24x7", "each rolling 3 calendar months"),
        ("fix", "desk-days", "each calendar month"),
    ]
    assert [statement_text(one) for one in (*agreement.exclusions, *agreement.duties)] == [
        (
            "excludes maintenance up to 4 h each calendar month and up to 2 h each time within patch-nights "
            "announced 5 days ahead"
        ),
        "excludes maintenance up to 1 h each calendar month within desk-days",
        'customer may "have data restored" up to 5 h each contract year carried over once',
    ]
