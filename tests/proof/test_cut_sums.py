"""Sums and numbers in windows that a term cuts: the bound shrinks with the window, in front and behind."""

import pytest

from .test_budgets import proved

YEARLY = "objective up: outage-count at most 4 each calendar year"


@pytest.mark.parametrize(
    ("term", "behind", "says", "verdict"),
    [
        ("2026-01-01 to 2027-12-31", "2025-01-01 to 2027-12-31", "", "backed"),
        # Of the four of a year two are left in front, and four may come in these months.
        ("2026-01-01 to 2026-06-30", "2025-01-01 to 2027-12-31", "", "undecidable"),
        ("2026-01-01 to 2026-06-30", "2026-01-01 to 2026-06-30", "", "backed"),
        ("2026-01-01 to 2026-06-30", "2026-01-01 to 2026-06-30", "partial windows count as whole", "undecidable"),
        ("2026-03-01 to 2026-12-31", "2025-01-01 to 2027-12-31", "", "undecidable"),
    ],
)
def test_a_number_in_a_cut_window_is_carried_if_both_are_cut_alike(
    term: str, behind: str, says: str, verdict: str
) -> None:
    assert proved(YEARLY, f"part-a | {behind} | {says}\n {YEARLY}", term=term).verdict == verdict


def test_what_counts_as_a_whole_in_front_does_not_shrink() -> None:
    whole = f"partial windows count as whole\n {YEARLY}"
    assert proved(whole, f"part-a | 2025-01-01 to 2027-12-31 | {YEARLY}", term="2026-01-01 to 2026-06-30").verdict == (
        "backed"
    )
