"""What comes beyond the volume of an agreement behind is not promised there: ours must be limited to as much."""

import pytest

from sla_dsl.proof import prove

from .workspaces import compiled

TERM = "in force from 2026-01-01 to {} time zone Europe/Paris"
FIX = "objective fix: restore-time at most {} h during 24x7"


def agreement(kind: str, name: str, of: str, *lines: str) -> str:
    provider, customer, last = ("norvia", "brun", "2026-12-31") if kind == "sla" else ("arc", "norvia", "2027-12-31")
    text = " ".join((TERM.format(last), *lines))
    return f"{kind} {name} {{ provider {provider} customer {customer} covers {of} {text} }}\n"


def verdict(ours: str, theirs: str, *further: str, path: str = "") -> str:
    text = (
        "# as of 2026-01-01\n"
        "service whole { owner desk needs line }\nservice line { supplied by arc }\n"
        + agreement(
            "sla", "ours", "whole", ours, FIX.format(8), "backed by theirs, first" if path else "backed by theirs", path
        )
        + agreement("uc", "theirs", "line", theirs, FIX.format(4))
        + (agreement("uc", "first", "line", "objective look: response-time at most 1 h during 24x7") if path else "")
        + "".join(further)
    )
    return prove(compiled(text))["ours/fix"].verdict


MONTH, YEAR, DAY = "each calendar month", "each calendar year", "each calendar day"


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        ("", f"volume at most 500 cases {MONTH}", "undecidable"),
        ("", f"volume at least 500 cases {MONTH}", "backed"),
        (f"volume at most 500 cases {MONTH}", f"volume at most 500 cases {MONTH}", "backed"),
        (f"volume at most 501 cases {MONTH}", f"volume at most 500 cases {MONTH}", "undecidable"),
        (f"volume at least 400 cases {MONTH}", f"volume at most 500 cases {MONTH}", "undecidable"),
        (f"volume between 400 and 500 cases {MONTH}", f"volume at most 500 cases {MONTH}", "backed"),
        (f"volume at most 500 cases {MONTH}", f"volume between 1 and 500 cases {MONTH}", "backed"),
        # What a year lets through may all come in one month; what a month does, twelve times in a year.
        (f"volume at most 500 cases {YEAR}", f"volume at most 500 cases {MONTH}", "backed"),
        (f"volume at most 500 cases {MONTH}", f"volume at most 500 cases {YEAR}", "undecidable"),
        (f"volume at most 500 cases {DAY}", f"volume at most 500 cases {MONTH}", "undecidable"),
        # What is limited here is less than what counts there.
        (f"volume at most 500 cases {MONTH} for P1", f"volume at most 500 cases {MONTH}", "undecidable"),
        (f"volume at most 500 cases {MONTH}", f"volume at most 500 cases {MONTH} for P1", "backed"),
        (f"volume at most 500 cases {MONTH} for P1", f"volume at most 500 cases {MONTH} for P1", "backed"),
        (f"volume at most 500 cases {MONTH} for P2", f"volume at most 500 cases {MONTH} for P1", "undecidable"),
        (f"volume at most 500 calls {MONTH}", f"volume at most 500 cases {MONTH}", "undecidable"),
    ],
)
def test_a_promise_is_limited_to_what_is_promised_behind(ours: str, theirs: str, found: str) -> None:
    assert verdict(ours, theirs) == found


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (f"volume at most 300 cases {MONTH}", "backed"),
        (f"volume at most 301 cases {MONTH}", "undecidable"),
        ("", "undecidable"),
    ],
)
def test_two_that_rest_on_one_share_its_volume(other: str, found: str) -> None:
    second = agreement("sla", "second", "whole", other, FIX.format(8), "backed by theirs")
    assert verdict(f"volume at most 200 cases {MONTH}", f"volume at most 500 cases {MONTH}", second) == found


@pytest.mark.parametrize(("theirs", "found"), [(400, "backed"), (399, "undecidable")])
def test_cases_of_two_months_may_come_to_a_later_hop_in_one(theirs: int, found: str) -> None:
    path = "path restore-time: first/look then theirs/fix"
    assert verdict(f"volume at most 200 cases {MONTH}", f"volume at most {theirs} cases {MONTH}", path=path) == found
