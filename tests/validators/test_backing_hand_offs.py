"""Paths for the same cases: in one agreement, in its terms, and in both."""

import pytest

from ..rules.samples import announced, found

TWICE = " # backing/path-twice"
UC = """
uc reports-uc {{
  provider arc-telecom
  customer norvia
  covers reports
  objective repair: restore-time at most 2 h during 24x7
}}
"""
STANDARD = """
standard ola {name} {{
  path restore-time{scope}: {minutes} min during 24x7 then reports-uc{mark}
}}
"""
OLA = """
ola statistics on the terms of {terms} {{
  provider dba
  customer desk
  covers reports
  objective repair: restore-time at most 4 h during 24x7
  backed by reports-uc
{own}}}
"""


@pytest.mark.parametrize(
    ("scope", "minutes", "mark"),
    [
        ("", 30, TWICE),
        (" for P1, P2, P3", 30, TWICE),
        (" for P1", 30, ""),
        ("", 15, ""),
    ],
)
def test_terms_that_write_two_paths_for_the_same_cases_are_found(scope: str, minutes: int, mark: str) -> None:
    sample = (
        STANDARD.format(name="first", scope="", minutes=15, mark="")
        + STANDARD.format(name="second", scope=scope, minutes=minutes, mark=mark)
        + OLA.format(terms="first, second", own="")
        + UC.format()
    )
    assert found(sample) == announced(sample)


@pytest.mark.parametrize(
    "own",
    [
        "  path restore-time: 30 min during 24x7 then reports-uc # agreement/unmarked-override\n",
        "  override path restore-time: 30 min during 24x7 then reports-uc\n",
        "  without path restore-time\n  path restore-time: 30 min during 24x7 then reports-uc\n",
        "  path restore-time for P1: 30 min during 24x7 then reports-uc\n",
    ],
)
def test_an_agreement_overrides_the_path_of_its_terms_for_the_same_cases(own: str) -> None:
    sample = (
        STANDARD.format(name="first", scope="", minutes=15, mark="") + OLA.format(terms="first", own=own) + UC.format()
    )
    assert found(sample) == announced(sample)
