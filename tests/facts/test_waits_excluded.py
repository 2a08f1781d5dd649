"""What a case waits for is excluded as the exclusion says: in its calendar, under its condition, not without notice."""

import pytest

from sla_dsl.facts.world import CaseEvent, ServiceCase, Waiting, World

from ..truth.judging import promises
from ..truth.test_by_hand import HOUR, at, chain

FIX = "objective fix: restore-time at most 4 h during 24x7"
MONDAY = at("2026-03-09T00:00")


@pytest.mark.parametrize(
    ("excludes", "start", "is_kept"),
    [
        ("excludes maintenance", MONDAY, True),
        ("excludes third-party", MONDAY, False),
        # In office hours, from eight to six, eight hours of ten are excluded.
        ("excludes maintenance within office", MONDAY + 9 * HOUR, True),
        ("excludes maintenance within office", MONDAY + 18 * HOUR, False),
        ("excludes maintenance when in the first 30 days", MONDAY, False),
        ("excludes maintenance when not in the first 30 days", MONDAY, True),
        ('excludes maintenance when "it was agreed"', MONDAY, False),
        ("excludes maintenance announced 3 days ahead", MONDAY, False),
        ("excludes maintenance for P2", MONDAY, False),
        ("excludes maintenance for P1", MONDAY, True),
        ("excludes maintenance no maintenance 2026-03-09 to 2026-03-09", MONDAY, False),
    ],
)
def test_what_a_case_waits_for(excludes: str, start: int, is_kept: bool) -> None:
    first, _, frozen = excludes.partition(" no maintenance ")
    lines = [first, *([f"no maintenance from {frozen}"] if frozen else [])]
    promise = next(promises(chain((FIX, *lines), (FIX,))))
    end = start + 8 * HOUR
    case = ServiceCase(
        "case",
        "shop",
        (CaseEvent("logged", start), CaseEvent("restored", end)),
        values=(("urgency", "P1"),),
        states=(Waiting("maintenance", start + HOUR, end),),
        agreement="front",
    )
    assert promise.answer((start - 1, start + 1), World(cases=(case,))).is_kept == is_kept
