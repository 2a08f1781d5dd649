"""What is excluded behind a promise: how often a limit counts, what is not known, and what a cut window owes."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from sla_dsl.proof.prove import prove
from sla_dsl.proof.verdict import Proof

from .workspaces import compiled

TERM = "in force from 2026-01-01 to 2026-12-31"


def agreements(bought: str, promised: str = TERM, figures: tuple[str, str] = ("99.9%", "99.9%"), **more: str) -> Proof:
    """The proof of a promise with these statements beside it, behind which a contract has those."""
    behind = more.get("behind", TERM)
    months = more.get("window", "each calendar month"), more.get("window_behind", "each calendar month")
    ours, theirs = (
        f"  objective uptime: availability at least {figure} during 24x7 {window}"
        for figure, window in zip(figures, months, strict=True)
    )
    text = "\n".join(
        [
            "sla shop-sla {\n  provider norvia\n  customer brun\n  covers shop",
            f"  {promised}\n{ours}\n  backed by shop-uc\n}}",
            "uc shop-uc {\n  provider arc\n  customer norvia\n  covers shop",
            f"  {behind}\n{theirs}\n  {bought}\n}}\n",
        ]
    )
    return prove(compiled(text, date(2026, 1, 1)))["shop-sla/uptime"]


# How often a limit counts


def lost_in(hours: int, of: int, share: str = "0.1") -> Fraction:
    """What is left of so many hours of which some are excluded and a share of the rest (in percent) is lost."""
    return 1 - (Fraction(hours) + Fraction(share) / 100 * (of - hours)) / of


@pytest.mark.parametrize(
    ("limit", "hours", "of"),
    [
        ("4 h each calendar month", 4, 28 * 24),
        ("2 h each calendar day", 62, 743),
        ("5 min each calendar hour", 56, 28 * 24),
        ("2 h each calendar week", 12, 720),
        ("2 h each rolling 7 days", 10, 720),
        ("4 h each rolling 30 days", 8, 743),
        ("2 h each contract month", 2, 28 * 24),
        ("48 h each calendar year", 48, 28 * 24),
    ],
)
def test_the_limits_of_all_windows_that_touch_a_month_add_up(limit: str, hours: int, of: int) -> None:
    """Six weeks touch November; March has a day of 23 hours."""
    proof = agreements(f"excludes maintenance up to {limit}", figures=("99%", "99.9%"))
    assert proof.verdict == ("backed" if hours * 100 < of * 0.9 else "unbacked")
    assert exact(proof) == lost_in(hours, of)


def exact(proof: Proof) -> Fraction:
    assert proof.guaranteed is not None
    return proof.guaranteed.exact


def test_thirteen_contract_months_touch_a_year() -> None:
    proof = agreements(
        "excludes maintenance up to 4 h each contract month",
        behind="in force from 2025-12-15 to 2027-01-14",
        window="each calendar year",
        window_behind="each calendar year",
    )
    assert exact(proof) == lost_in(13 * 4, 365 * 24)


SAME = [
    "up to 2 h each calendar day",
    "up to 4 h each calendar week",
    "up to 4 h each calendar month",
    "up to 4 h each rolling 30 days",
    "up to 4 h each contract month",
]


@pytest.mark.parametrize("window", ["each calendar month", "each calendar year", "each rolling 30 days"])
@pytest.mark.parametrize("limit", SAME)
def test_the_same_exclusion_on_both_sides_is_backed(limit: str, window: str) -> None:
    said = f"excludes maintenance {limit}"
    proof = agreements(said, f"{TERM}\n  {said}", window=window, window_behind=window)
    assert (proof.verdict, proof.slack) == ("backed", "0 points")


@pytest.mark.parametrize(
    ("theirs", "ours", "verdict"),
    [
        ("up to 2 h each calendar day", "up to 62 h each calendar month", "backed"),
        ("up to 62 h each calendar month", "up to 2 h each calendar day", "unbacked"),
        ("up to 2 h each calendar day", "up to 2 h each calendar month", "unbacked"),
        ("up to 4 h each calendar month", "up to 4 h each rolling 30 days", "unbacked"),
        ("up to 4 h each calendar month", "up to 2 h each calendar month", "unbacked"),
        ("up to 4 h each calendar month", "", "backed"),
    ],
)
def test_what_we_exclude_must_be_as_much_in_each_of_its_windows(theirs: str, ours: str, verdict: str) -> None:
    proof = agreements(f"excludes maintenance {theirs}", f"{TERM}\n  excludes maintenance {ours}")
    assert proof.verdict == verdict


# What is not known


@pytest.mark.parametrize(
    ("limit", "help_text"),
    [
        ("up to 1 month each calendar year", "write the limit in hours or days"),
        ("up to 2 business days each calendar month", "write the limit in hours or days"),
        ("up to 4 h each fiscal quarter", "say `fiscal year starts …`"),
    ],
)
def test_a_limit_that_is_no_time_is_undecidable(limit: str, help_text: str) -> None:
    proof = agreements(f"excludes maintenance {limit}", figures=("50%", "99.9%"))
    assert proof.verdict == "undecidable"
    assert proof.grounds[0].help.startswith(help_text)
    ours = agreements(
        "excludes maintenance up to 4 h each calendar month",
        f"{TERM}\n  excludes maintenance {limit}",
        figures=("50%", "99.9%"),
    )
    assert ours.verdict == "undecidable"


def test_without_a_limit_the_hours_and_conditions_count_too() -> None:
    proof = agreements("excludes maintenance", f"{TERM}\n  excludes maintenance within paris-office")
    assert proof.verdict == "unbacked"
    assert agreements("excludes maintenance", f"{TERM}\n  excludes maintenance").verdict == "backed"


# What is expected


def test_what_is_excluded_behind_is_expected_to_be_down() -> None:
    proof = agreements("excludes maintenance up to 400 h each calendar month")
    assert proof.expected is not None
    assert proof.expected.exact < Fraction(1, 2)
    said = "excludes maintenance up to 400 h each calendar month"
    shared = agreements(said, f"{TERM}\n  {said}")
    assert shared.expected is not None
    assert shared.expected.exact == Fraction(999, 1000)


# Windows that the term cuts


HALF = "in force from 2026-01-01 to 2026-02-14"


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        ("", "", {"verdict": "backed", "slack": "0 points"}),
        ("", "partial windows count as whole", {"verdict": "unbacked", "slack": "-0.1 points"}),
        ("", "partial windows count as met", {"verdict": "unbacked", "slack": "-99.9 points"}),
        ("partial windows count as whole", "partial windows count as whole", {"verdict": "backed"}),
        ("partial windows count as whole", "", {"verdict": "backed"}),
        ("partial windows count as met", "partial windows count as met", {"verdict": "backed"}),
        ("partial windows count as met", "partial windows count as whole", {"verdict": "backed"}),
    ],
)
def test_a_cut_window_counts_as_its_agreement_says(ours: str, theirs: str, said: dict[str, Any]) -> None:
    proof = agreements("", f"{HALF}\n  {ours}", behind=f"{HALF}\n  {theirs}")
    assert {key: getattr(proof, key) for key in said} == said


# Terms


def test_an_agreement_without_a_term_covers_no_day_for_certain() -> None:
    proof = agreements("", behind="")
    assert proof.verdict == "undecidable"
    assert proof.grounds[0].message == "`shop-uc` has no term, and `shop-sla` has one"
    assert agreements("", "", behind="").verdict == "backed"
