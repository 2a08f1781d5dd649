"""Bands, caps and bases beyond the samples of their rules."""

import pytest

from ..rules.samples import announced, found

SLA = """\
sla statistics {{
  provider norvia
  customer atelier-brun
  covers reports
  parameter monthly-fee = 900 EUR
  objective uptime: availability at least 99% each calendar month {{ owned by dba }}
  objective answer: response-time at most 4 h during office {{ owned by dba }}
{statements}
}}
"""
BANDS = """\
  credit on monthly-fee for {objective} {{
    | {metric} | credit |
{rows}
  }}
"""


def bands(objective: str, metric: str, *rows: str) -> str:
    return BANDS.format(objective=objective, metric=metric, rows="\n".join(f"    {row}" for row in rows))


@pytest.mark.parametrize(
    "statements",
    [
        bands("answer", "response-time", "| above 4 h | 5% |", "| above 8 h | 10% |"),
        bands("answer", "response-time", "| above 8 h | 5% | # remedy/gap-under-target"),
        bands("answer", "response-time", "| at least 4 h | 5% | # remedy/due-although-kept"),
        bands("uptime", "availability", "| at most 99% | 5% | # remedy/due-although-kept"),
        bands("uptime", "availability", "| above 99% | 5% | # remedy/on-the-other-side", "| above 99.5% | 8% |"),
        bands("uptime", "availability", "| above 99.9% | 5% | # remedy/on-the-other-side"),
        bands("answer", "response-time", "| below 8 h | 5% | # remedy/on-the-other-side"),
        bands("uptime", "availability", "| above 99.9% | 5% |").replace("credit", "bonus"),
        bands("uptime", "availability", "| below 99% | 5% | # remedy/on-the-other-side").replace("credit", "bonus"),
        bands("uptime", "availability", "| above 99.9% | 5% |").replace("credit", "charge"),
        "  credit for uptime: 5 EUR for every point above target # remedy/on-the-other-side",
        "  credit for answer: 5 EUR for every hour below target # remedy/on-the-other-side",
        "  bonus for uptime: 5 EUR for every point above target",
        (
            "  objective peak for silver: availability above 98% each calendar month { owned by dba }\n"
            + bands("peak", "availability", "| below 98% | 5% | # remedy/gap-under-target")
        ),
        (
            "  objectives care of availability by care each calendar month { owned by dba\n"
            "    | care | availability |\n    | silver | 97% |\n    | gold | 98% |\n  }\n"
            + bands("care, silver", "availability", "| below 97% | 5% |")
            + bands("care, gold", "availability", "| below 98% | 5% |")
        ),
        ('  credit for uptime: 50 EUR\n  cap credit at 40 EUR each calendar month when "the fee is low"'),
        bands("answer", "response-time", "| above 2 h | 5% | # remedy/due-although-kept"),
        bands(
            "answer",
            "response-time",
            "| above 4 h | 5% |",
            "| above 8 h | 7% |",
            "| above 6 h | 10% | # remedy/bands-not-descending",
        ),
        bands("uptime", "availability", "| below 99% | 5% |", "| below 98% | 5% | # remedy/bands-not-descending"),
        bands("uptime", "availability", "| below 99% | 5% |", "| below 99% | 7% | # remedy/bands-not-descending"),
        bands("uptime", "availability", "| below 99% | 5% |", "| below 98% | none | # remedy/bands-not-descending"),
        bands("uptime", "availability", "| below 99% | 5% |", "| above 97% | 9% | # remedy/bands-not-descending"),
        bands("uptime", "availability", "| below 99% | 5% |", "| below 98% | 40 EUR | # remedy/bands-not-descending"),
        "  credit for uptime: 50 EUR # remedy/credit-above-cap\n  cap credit at 40 EUR each calendar month",
        (
            "  credit for uptime: 50 EUR\n  cap credit at 40 EUR each calendar month for answer\n"
            "  credit for answer: 1 EUR"
        ),
        "  credit for uptime: 50 EUR\n  cap credit at 10% each calendar month # remedy/no-base",
        "  credit for uptime: 5% of monthly-fee\n  cap credit at 10% of monthly-fee each calendar month",
        "  credit on monthly-fee for answer: 1% for every hour begun late",
    ],
)
def test_remedies(statements: str) -> None:
    sample = SLA.format(statements=statements)
    expected = announced(sample)
    used = [one for one in found(sample) if one[0] != "name/unused"]
    assert used == expected


def test_what_a_cap_cuts_off_is_one_finding() -> None:
    rows = ["| below 99% | 5% |", "| below 98% | 20% | # remedy/credit-above-cap", "| below 97% | 30% |"]
    capped = bands("uptime", "availability", *rows) + "  cap credit at 10% of monthly-fee each calendar month"
    sample = SLA.format(statements=capped)
    assert found(sample) == announced(sample)
