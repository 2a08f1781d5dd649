"""A share behind a promise carries it only over the promise's own cases, and what it leaves out must be left out."""

from datetime import date

import pytest

from sla_dsl.proof import prove

from .workspaces import compiled

BEHIND = """\
uc fast-uc {{
  provider arc
  customer norvia
  covers shop
  version 1.0.0
  status draft
  in force from 2026-01-01 to 2035-12-15
  {behind}
  {excluded}
}}
sla shop-sla {{
  provider norvia
  customer brun
  covers shop
  version 1.0.0
  status draft
  in force from 2026-01-01
  {tier}
  {promise}
  {ours}
  backed by fast-uc
}}
priorities how-urgent {{ high low }}
tiers level-of-care {{ plain fine }}

"""
COUNTED = "in 95% of cases during 24x7 each calendar month { counted for each agreement it carries }"


def verdict(promise: str, behind: str, excluded: str = "", ours: str = "", tier: str = "") -> tuple[str, set[str]]:
    text = BEHIND.format(promise=promise, behind=behind, excluded=excluded, ours=ours, tier=tier)
    proof = prove(compiled(text, date(2026, 1, 1)))["shop-sla/answer"]
    against = {ground.rule for ground in proof.grounds if ground.verdict == proof.verdict != "backed"}
    return proof.verdict, against


PROMISE = "objective answer: restore-time {scope}at most 4 h in 95% of cases during 24x7 each calendar month"
ALL = f"objective fix: restore-time at most 4 h {COUNTED}"
HIGH = f"objective fix: restore-time for high at most 4 h {COUNTED}"


@pytest.mark.parametrize(
    ("scope", "behind", "tier", "expected"),
    [
        ("", ALL, "", ("backed", set())),
        ("for high ", HIGH, "", ("backed", set())),
        ("for high ", ALL, "", ("undecidable", {"backing/pooled"})),
        ("for fine ", ALL, "", ("undecidable", {"backing/pooled"})),
        ("for fine ", ALL, "tier fine of level-of-care", ("backed", set())),
    ],
)
def test_a_share_of_more_cases_says_nothing_of_some(
    scope: str, behind: str, tier: str, expected: tuple[str, set[str]]
) -> None:
    assert verdict(PROMISE.format(scope=scope), behind, tier=tier) == expected


LIMITED = "excludes maintenance up to 4 h each calendar month"
FREE = "excludes maintenance"
OFFICE = "excludes maintenance within paris-office"


@pytest.mark.parametrize(
    ("hours", "excluded", "ours", "expected"),
    [
        (4, LIMITED, "", ("undecidable", {"backing/pause-gap"})),
        # It is excluded twice, at the end of one month and at the beginning of the next.
        (12, LIMITED, "", ("backed", set())),
        (11, LIMITED, "", ("undecidable", {"backing/pause-gap"})),
        (4, LIMITED, LIMITED, ("backed", set())),
        (4, LIMITED, "excludes maintenance up to 3 h each calendar month", ("undecidable", {"backing/pause-gap"})),
        (4, LIMITED, FREE, ("backed", set())),
        (4, FREE, FREE, ("backed", set())),
        (400, FREE, LIMITED, ("unbacked", {"backing/exclusion-gap"})),
        (400, FREE, "", ("unbacked", {"backing/exclusion-gap"})),
        (400, OFFICE, "", ("undecidable", {"backing/exclusion-gap"})),
    ],
)
def test_what_is_excluded_behind_a_duration_is_excluded_from_it(
    hours: int, excluded: str, ours: str, expected: tuple[str, set[str]]
) -> None:
    promise = f"objective answer: restore-time at most {hours} h in 95% of cases during 24x7 each calendar month"
    assert verdict(promise, ALL, excluded, ours) == expected


@pytest.mark.parametrize(
    ("behind", "excluded"),
    [
        (ALL.replace("{ counted", "{ rounded to 1 decimal counted"), ""),
        (ALL, "partial windows count as met"),
    ],
)
def test_what_rounding_or_cut_windows_leave_open_carries_nothing(behind: str, excluded: str) -> None:
    assert verdict(PROMISE.format(scope=""), behind, excluded) == ("undecidable", {"backing/not-comparable"})
    assert verdict(PROMISE.format(scope=""), ALL, "partial windows count in proportion") == ("backed", set())
