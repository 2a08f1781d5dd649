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
        (NOW, NOW, FIRST, FIRST, ("backed", "unbacked")),
        # Of a window that the beginning cuts, all that may fail behind may fall into one part: in April 3.6 h, of the
        # 336 h before the 15th or of the 384 h from then on.
        (MIDDLE, MIDDLE, "", "", ("backed", "backed")),
        (MIDDLE, MIDDLE, "", THEN, ("unbacked", "backed")),
        (MIDDLE, MIDDLE, FIRST, THEN, ("backed", "backed")),
        # The first months of two terms are two times.  In the first January all that may fail of a whole month may
        # fall into the half that is ours.
        (MIDDLE, NOW, FIRST, THEN, ("unbacked", "backed")),
        # Three months from January on are ninety days.
        (NOW, NOW, "when in the first 90 days", "when not in the first 90 days", ("backed", "backed")),
        (NOW, NOW, "when in the first 90 days", "when not in the first 91 days", ("backed", "unbacked")),
    ],
)
def test_a_beginning_is_carried_by_what_holds_in_it(
    ours: str, theirs: str, behind: str, later: str, verdicts: tuple[str, str]
) -> None:
    proofs = prove(compiled(TEXT.format(ours=ours, theirs=theirs, behind=behind, later=later), date(2026, 1, 1)))
    assert (proofs["shop-sla/ramp-up"].verdict, proofs["shop-sla/uptime"].verdict) == verdicts


PATH = "path restore-time: {}arc-uc/uptime\n  backed by"


@pytest.mark.parametrize(
    ("path", "behind", "verdict"),
    [
        ("backed by", "", "backed"),
        ("backed by", FIRST, "backed"),
        (PATH.format(""), "", "backed"),
        # When it comes to a hop, the beginning may be over.
        (PATH.format("10 min during 24x7 then "), "", "backed"),
        (PATH.format("10 min during 24x7 then "), FIRST, "undecidable"),
    ],
)
def test_of_cases_the_beginning_of_a_hop_may_be_over(path: str, behind: str, verdict: str) -> None:
    text = TEXT.replace("availability at least 98.5%", "restore-time at most 2 h").replace(
        "availability at least 98%", "restore-time at most 4 h"
    )
    text = text.replace("99.5% during 24x7 each calendar month", "99% during 24x7 each calendar month")
    text = text.replace("backed by", path)
    proofs = prove(compiled(text.format(ours=NOW, theirs=NOW, behind=behind, later=""), date(2026, 1, 1)))
    assert proofs["shop-sla/ramp-up"].verdict == verdict
