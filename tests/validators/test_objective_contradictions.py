"""Pairs of objectives, and which of them are compared."""

import pytest

from ..rules.samples import announced, found

OLA = """\
ola statistics {{
  provider dba
  customer desk
  covers reports
  support hours office
{statements}
}}
"""
MEASURED = "each calendar month"
ANY = "  objective a: response-time at most 4 h\n"


@pytest.mark.parametrize(
    "statements",
    [
        (
            f"  objective a: availability at least 98% {MEASURED}\n"
            f"  objective b: availability at least 99% {MEASURED} as a target"
        ),
        (
            f"  objective a: availability at least 98% {MEASURED}\n"
            "  objective b: availability at least 97% each calendar year"
        ),
        (
            "  objective a: throughput between 1/s and 5/s\n  objective b: throughput between 6/s and 9/s"
            " # objective/contradictory"
        ),
        (
            f"  objective a: availability at least 98% {MEASURED}\n"
            f"  objective a: availability at least 97% {MEASURED} # name/duplicate"
        ),
        "  objective a: delivery-time by 18:00 the next day\n  objective b: delivery-time by 17:00 the next day",
        (
            "  objective a for P1: response-time at most 4 h # objective/slower-when-more-urgent\n"
            "  objective a2 for P2: response-time at most 2 h"
        ),
        (
            "  objective a for P1: response-time at most 4 h # objective/slower-when-more-urgent\n"
            "  objective b for P2: response-time at most 5 h during 24x7 # objective/outside-support-hours"
        ),
        (
            "  objective a for P1: response-time at most 4 h during 24x7 # objective/outside-support-hours\n"
            "  objective b for P2: response-time at most 2 h"
        ),
        (
            "  objective a: throughput at least 2/s for silver\n"
            "  objective b: throughput at least 1/s for gold # objective/worse-in-better-tier"
        ),
        (
            "  objective a: response-time at most 4 h during office\n"
            "  objective b: restore-time at most 2 h during 24x7 # objective/outside-support-hours"
        ),
        (
            f"  objective a: availability at least 99.9% during 24x7 {MEASURED}"
            " # objective/restoration-longer-than-budget\n"
            "  objective b: restore-time at most 4 h\n"
            f"  objective c: total outage-length at most 43 min {MEASURED}"
        ),
        (
            f"  objective a: availability at least 99.9% during 24x7 {MEASURED}\n"
            "  objective b: restore-time at most 4 h\n"
            "  objective c: outage-length at most 43 min"
        ),
        "  objective a: answer-time at most 4 h\n  objective b: restore-time at most 2 h",
        f"{ANY}  volume at least 10 cases {MEASURED}\n  volume below 10 cases {MEASURED} # objective/contradictory",
        (
            f"{ANY}  volume at least 10 cases {MEASURED}\n"
            f"  volume below 10 cases {MEASURED} # objective/contradictory\n"
            f"  volume at most 10 cases {MEASURED}"
        ),
        f"{ANY}  volume at least 20 cases {MEASURED}\n  volume at most 10 cases {MEASURED} # objective/contradictory",
        (
            f"{ANY}  volume at least 5 cases {MEASURED}\n  volume at least 20 cases {MEASURED}\n"
            f"  volume between 2 cases and 19 cases {MEASURED} # objective/contradictory"
        ),
        f"{ANY}  volume at least 20 cases {MEASURED}\n  volume at most 20 cases {MEASURED}",
        # One case is a case, in the singular.
        f"{ANY}  volume at least 20 cases {MEASURED}\n  volume at most 1 case {MEASURED} # objective/contradictory",
        f"{ANY}  volume at least 20 cases {MEASURED}\n  volume at most 10 cases each calendar week",
        f"{ANY}  volume at least 20 cases for P3 {MEASURED}\n  volume at most 10 cases for P1 {MEASURED}",
        f"  volume at most 30 cases {MEASURED}\n  objective a: response-time at most 4 h in 100% of cases {MEASURED}",
    ],
)
def test_pairs(statements: str) -> None:
    sample = OLA.format(statements=statements)
    assert found(sample) == announced(sample)


def test_a_tier_that_was_chosen_leaves_no_value_out() -> None:
    table = """\
  tier gold of care
  objectives handling by care {
    | care | response-time |
    | gold | 1 h           |
  }"""
    assert found(OLA.format(statements=table)) == []
