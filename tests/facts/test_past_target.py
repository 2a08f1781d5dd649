"""Steps above or below a target, against sums by hand: whole things, times, and what is owed whatever happens."""

import pytest

from ..rules.samples import found

SLA = """\
metric load {{ unit count lower is better population requests statistic total }}
metric scored {{ unit count higher is better population calls statistic total }}
metric work {{ unit duration lower is better population requests statistic total }}
sla statistics {{
  provider norvia
  customer atelier-brun
  covers reports
  objective load: load at most 1000 each calendar month {{ owned by dba }}
  objective scored: scored at least 80 each calendar month {{ owned by dba }}
  objective work: total work at most 3 h during 24x7 each calendar month {{ owned by dba }}
  {award}
  example "By hand" for {promise} {{
    given {promise} is {figure}
    then {kind} is {due} EUR
  }}
}}
"""


@pytest.mark.parametrize(
    ("award", "figure", "due"),
    [
        ("charge for load: 4 EUR for every 100 requests begun above target", "1201", 12),
        ("charge for load: 4 EUR for every 100 requests above target", "1201", 8),
        ("charge for load: 4 EUR for every 100 requests above target", "900", 0),
        ("charge for load: 4 EUR for every 100 requests below target", "700", 12),
        ("credit for scored: 4 EUR for every 10 calls below target", "55", 8),
        ("credit for scored: 4 EUR for every 10 calls below target", "95", 0),
        ("bonus for scored: 4 EUR for every 10 calls above target", "105", 8),
        ("charge for work: 55 EUR for every 30 min begun above target", "4 h 10 min", 165),
        ("bonus for work: 55 EUR for every 30 min below target", "1 h 45 min", 110),
        ("bonus for work: 55 EUR for every 30 min", "4 h", 0),
    ],
)
def test_a_step_counts_from_its_target_to_its_side(award: str, figure: str, due: int) -> None:
    kind, _, promise = award.partition(":")[0].split(" ")
    sample = SLA.format(award=award, figure=figure, due=due, kind=kind, promise=promise)
    assert [one for one in found(sample) if one[0].startswith(("remedy/example", "value", "syntax"))] == []
