"""An agreement must be in force when a case comes to it, also when the case has waited before."""

import pytest

from sla_dsl.proof import Proof, prove

from .workspaces import compiled

PAUSE = "{{ pauses while waiting-for-supplier{} }}"


def proved(pause: str, last: str, hours: str = "24x7") -> Proof:
    """Two hops; only the first one pauses, as the promise does, and the second one ends on a day."""
    pauses = PAUSE.format(pause) if pause != "none" else ""
    text = f"""# as of 2026-01-01
service whole {{ owner desk needs line }}
service line {{ owner ops }}
sla ours {{ provider norvia customer brun covers whole in force from 2026-01-01 to 2026-12-31
  objective fix: restore-time at most 40 h during {hours} {pauses}
  backed by one, two path restore-time: one/look then two }}
ola one {{ provider desk customer norvia covers whole in force from 2026-01-01
  objective look: response-time at most 1 h during {hours} {pauses} }}
ola two {{ provider ops customer norvia covers line in force from 2026-01-01{last}
  objective fix: restore-time at most 2 h during {hours} }}
"""
    return prove(compiled(text))["ours/fix"]


@pytest.mark.parametrize(
    ("pause", "last", "verdict"),
    [
        ("none", " to 2026-12-31", "unbacked"),  # handed on an hour after midnight
        ("none", " to 2027-01-01", "backed"),
        ("", " to 2027-01-01", "expected"),
        ("", " to 2027-12-31", "expected"),
        ("", " to 2028-01-02", "backed"),
        ("", "", "backed"),
        (" at most 23 h", " to 2027-01-01", "backed"),  # until a second before midnight
        (" at most 24 h", " to 2027-01-01", "expected"),
        (" at most 5 days", " to 2027-01-05", "expected"),
        (" at most 5 days", " to 2027-01-07", "backed"),
        (" at most 5 days", " to 2026-12-31", "unbacked"),
    ],
)
def test_what_a_case_waits_may_outlast_the_next_hop(pause: str, last: str, verdict: str) -> None:
    assert proved(pause, last).verdict == verdict


def test_a_wait_in_hours_is_one_of_the_hours_of_the_hop() -> None:
    # An hour of work and ten that are waited, from Monday, 4 January on: until Tuesday, an hour before noon.
    assert proved(" at most 10 h", " to 2027-01-04", "paris-office").verdict == "expected"
    assert proved(" at most 10 h", " to 2027-01-05", "paris-office").verdict == "backed"


def test_that_no_case_waits_for_years_is_told() -> None:
    assert proved("", " to 2029-12-31").assumptions == ("no case waits for more than a year before it comes to `two`",)
    assert proved("", "").assumptions == ()
