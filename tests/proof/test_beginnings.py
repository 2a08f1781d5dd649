"""A ramp-up: what is promised in the first months of a term, and what carries it."""

from datetime import date

import pytest

from sla_dsl.proof import prove

from .workspaces import compiled

TEXT = """\
uc arc-uc {{
  provider arc
  customer norvia
  covers shop
  status draft
  in force from {theirs}
  objective uptime: availability at least 98.5% during 24x7 each calendar month {behind}
  objective steady: availability at least 99.5% during 24x7 each calendar month {later}
}}
sla shop-sla {{
  provider norvia
  customer brun
  covers shop
  status draft
  in force from {ours}
  objective ramp-up: availability at least 98% during 24x7 each calendar month when in the first 3 months
  objective uptime: availability at least 99% during 24x7 each calendar month when not in the first 3 months
  backed by arc-uc
}}
"""
NOW, MIDDLE = "2026-01-01", "2026-01-15"
FIRST, THEN = "when in the first 3 months", "when not in the first 3 months"


@pytest.mark.parametrize(
    ("ours", "theirs", "behind", "later", "verdicts"),
    [
        # The beginning ends with a window, so that no window is narrowed.
        (NOW, NOW, "", "", ("backed", "backed")),
        (NOW, "2025-06-10", "", "", ("backed", "backed")),
        (NOW, NOW, FIRST, THEN, ("backed", "backed")),
        # What is promised behind in the first months alone carries nothing after them.
        (NOW, NOW, "", FIRST, ("backed", "unbacked")),
        (NOW, NOW, FIRST, FIRST, ("backed", "undecidable")),
        # Of a window that the beginning cuts, all that may fail behind may fall into one part.
        (MIDDLE, MIDDLE, "", "", ("undecidable", "undecidable")),
        (MIDDLE, MIDDLE, FIRST, THEN, ("backed", "backed")),
        # The first months of two terms are two times; so are those of two lengths.  In the first January all that
        # may fail of a whole month may fall into the half that is ours.
        (MIDDLE, NOW, FIRST, THEN, ("unbacked", "undecidable")),
        (NOW, NOW, "when in the first 90 days", "when not in the first 90 days", ("undecidable", "undecidable")),
    ],
)
def test_a_beginning_is_carried_by_what_holds_in_it(
    ours: str, theirs: str, behind: str, later: str, verdicts: tuple[str, str]
) -> None:
    proofs = prove(compiled(TEXT.format(ours=ours, theirs=theirs, behind=behind, later=later), date(2026, 1, 1)))
    assert (proofs["shop-sla/ramp-up"].verdict, proofs["shop-sla/uptime"].verdict) == verdicts


def test_of_cases_the_beginning_of_a_hop_may_be_over() -> None:
    text = TEXT.replace("availability at least 98.5%", "restore-time at most 2 h").replace(
        "availability at least 98%", "restore-time at most 4 h"
    )
    text = text.replace("99.5% during 24x7 each calendar month", "99% during 24x7 each calendar month")
    with_condition = prove(compiled(text.format(ours=NOW, theirs=NOW, behind=FIRST, later=""), date(2026, 1, 1)))
    without = prove(compiled(text.format(ours=NOW, theirs=NOW, behind="", later=""), date(2026, 1, 1)))
    assert with_condition["shop-sla/ramp-up"].verdict == "undecidable"
    assert without["shop-sla/ramp-up"].verdict == "backed"
