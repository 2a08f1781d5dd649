"""Mistakes of an author who had only the documentation, and what the finding says to write."""

import pytest

from ..rules.samples import checked

SLA = """\
metric load {{ {unit} lower is better population requests statistic total }}
sla statistics {{
  provider norvia
  customer atelier-brun
  covers reports
  parameter fee = 900 EUR
  objective answers: answer-time at most 20 s in 80% of calls during 24x7 each calendar month {{ owned by dba }}
  {statement}
}}
"""


@pytest.mark.parametrize(
    ("unit", "statement", "rule", "help_"),
    [
        ('unit number "requests a day"', "", "value/unknown-unit", "leave the text out, or name the unit otherwise"),
        ('unit percent "of all"', "", "value/unknown-unit", "leave the text out, or name the unit otherwise"),
        (
            "unit count",
            "credit on fee for answers {\n| answer-time | credit |\n| below 80% | 2% |\n}",
            "value/wrong-dimension",
            "for bands by a share of cases, promise a metric with `unit percent`",
        ),
        (
            "unit count",
            'excludes maintenance announced 5 days ahead\nexcludes maintenance when "a storm"',
            "name/duplicate",
            "leave one out; another allowance has other hours",
        ),
        *(
            ("unit count", f"excludes maintenance {limit}", "value/wrong-dimension", "write a duration such as `")
            for limit in (
                "up to 4 EUR each calendar month",
                "up to 5% each calendar month",
                "up to 4 each calendar month",
                "up to 4 h each calendar month and up to 5% each time",
            )
        ),
        (
            "unit count",
            "credit for answers: 5 EUR for every case late\ncredit for answers: 9 EUR for every case late",
            "remedy/due-twice",
            "as it stands they add up",
        ),
    ],
)
def test_the_help_says_what_to_write(unit: str, statement: str, rule: str, help_: str) -> None:
    findings = checked(SLA.format(unit=unit, statement=statement)).findings
    helped = [one.finding.help for one in findings if one.finding.rule == rule]
    assert helped
    assert all(one.startswith(help_) for one in helped)


@pytest.mark.parametrize(
    ("price", "payable"),
    [("0.0185 EUR", "1.85 EUR for every 100 cases"), ("450.50 JPY", "4505 JPY for every 10 cases")],
)
def test_the_price_of_a_full_step_is_advised_and_can_be_written(price: str, payable: str) -> None:
    """100 × 0.0185 = 1.85, which has the two decimals of the euro; 10 × 450.5 = 4505, for the yen has none."""
    refused, accepted = (
        [
            one.finding
            for one in checked(SLA.format(unit="unit count", statement=f"charge for answers: {amount}")).findings
        ]
        for amount in (price, payable)
    )
    (said,) = (one.help for one in refused if one.rule == "value/too-many-decimals")
    assert said
    assert said.endswith(f", such as `{payable}`")
    assert not [one for one in accepted if one.rule.startswith(("value/", "syntax/"))]
