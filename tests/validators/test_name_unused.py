"""Parameters that nothing refers to, where terms declare them and agreements use them or give them a value."""

import pytest

from ..rules.samples import announced, checked, found

SAMPLE = """\
standard ola base {{
  service hours office
  parameter fee is money{declared}
  parameter desk is hours
  parameter spoken = 5 EUR about price
{base}
}}
standard ola middle on the terms of base {{
{middle}
}}
ola answers on the terms of middle {{
  provider dba
  customer desk
  covers reports
  with fee = 3 EUR{given}
  with desk = office
  objective uptime: availability at least 98% during desk each calendar month
{own}
}}
"""
UNUSED = " # name/unused"
USE = "  credit on fee for uptime: 5%"
CLAUSE = '  clause pay "Pay" """The fee is {fee}."""'


@pytest.mark.parametrize(
    "said",
    [
        {"own": USE},
        {"own": CLAUSE},
        {"middle": CLAUSE},
        {"base": CLAUSE},
        {"declared": UNUSED},
        {"base": CLAUSE, "middle": "  without clause pay", "own": USE},
        # The base uses it, and this agreement has taken that out: here alone nothing refers to it.
        {"base": CLAUSE, "own": "  without clause pay", "given": UNUSED},
    ],
)
def test_a_parameter_of_terms_is_unused_where_no_agreement_on_them_uses_it(said: dict[str, str]) -> None:
    holes = dict.fromkeys(("base", "declared", "given", "middle", "own"), "")
    sample = SAMPLE.format(**holes | said)
    assert [one for one in found(sample) if one[0] == "name/unused"] == announced(sample)


def test_it_is_told_once_with_all_values_that_it_is_given() -> None:
    sample = SAMPLE.format(base="", declared="", given="", middle="", own="")
    again = "ola more on the terms of middle {\n  with fee = 4 EUR\n}\n"
    (finding,) = [one.finding for one in checked(sample + again).findings if one.finding.rule == "name/unused"]
    assert finding.address == "base"
    assert [(one.span.start.line, one.message) for one in finding.related] == [
        (15, "it is given a value here"),
        (21, "it is given a value here"),
    ]
