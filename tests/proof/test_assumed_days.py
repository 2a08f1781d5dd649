"""What a proof rests on where days are estimates or not announced, and that it rests on nothing unknown."""

from datetime import date

import pytest

from sla_dsl.algebra.zones import clocks
from sla_dsl.compiler import compile_sources
from sla_dsl.compiler.lock import make_lock
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.proof import Proof, prove
from sla_dsl.text.source import Source

TEXT = """
party n "N" {{ time zone {front} }}
party c "C" {{ }}
party u "U" {{ time zone {behind} }}
team desk of n
service s {{ supplied by u }}
calendar up {{ time zone {front} open Mon-Fri 09:00-17:00 }}
calendar down {{ time zone {behind} open Mon-Fri 09:00-17:00 {line} }}
sla a {{
  provider n
  customer c
  covers s
  in force from 2027-01-01 to 2028-12-31
  objective fix: restore-time at most 4 h during up
  objective free: response-time at most 4 h during up {{ owned by desk }}
  backed by uc1
}}
uc uc1 {{
  provider u
  customer n
  covers s
  in force from 2027-01-01 to 2028-12-31
  objective fix: restore-time at most 4 h during down
}}
"""
AS_OF = date(2027, 1, 2)


def locked(line: str, front: str, behind: str, lock: Lock | None) -> Workspace:
    source = Source("a.sla", TEXT.format(line=line, front=front, behind=behind or front))
    workspace = compile_sources([source], Lock(), AS_OF)
    first, last = workspace.lock_years
    made, found = make_lock(workspace.day_lists, workspace.zones, range(first, last + 1))
    assert found == []
    return compile_sources([source], lock or made, AS_OF)


def proofs(line: str, front: str = "Asia/Colombo", behind: str = "", lock: Lock | None = None) -> dict[str, Proof]:
    return prove(locked(line, front, behind, lock))


OF_CASES = ("handed over", "`uc1` finishes")
"""How the assumptions about cases begin, which every duration makes."""


def assumed(line: str, zone: str) -> list[str]:
    return [text for text in proofs(line, zone)["a/fix"].assumptions if not text.startswith(OF_CASES)]


def test_a_year_of_which_no_days_are_known_is_not_judged() -> None:
    """The New Year of the Sinhala and Tamil calendar of 2027 is no day on which anybody is in time."""
    assert "a/fix" not in proofs("closed holidays LK")
    said = "closed holidays LK to 2026-12-31 closed 2027-04-13 to 2027-04-14"
    assert proofs(said)["a/fix"].verdict == "unbacked"


@pytest.mark.parametrize("code", ["LK", "UA", "BV", "IO", "HM", "DE-BE with catholic"])
def test_no_list_without_data_is_judged(code: str) -> None:
    assert "a/fix" not in proofs(f"closed holidays {code}")


def test_what_is_known_for_good_is_not_assumed() -> None:
    assert assumed("closed holidays FR", "Europe/Paris") == []


def test_estimates_are_assumed_to_be_right() -> None:
    assert assumed("closed holidays AE", "Asia/Dubai") == [
        "the estimates of 27 days of `AE` in 2027 to 2029 are right",
    ]


def test_what_is_not_announced_is_assumed_not_to_come() -> None:
    assert assumed("closed holidays HU open moved working days HU 09:00-17:00", "Europe/Budapest") == [
        "no working days of `HU` are moved in 2027 to 2029, as none are announced",
    ]
    assert assumed("closed holidays CN", "Asia/Shanghai") == [
        "no working days of `CN` are moved in 2027, as none are announced",
        "`CN` has no more days in 2028 and 2029 than the few that are known",
    ]


def test_moved_working_days_that_a_calendar_leaves_out_are_assumed() -> None:
    lock = Lock(
        first=2027,
        last=2029,
        holidays={"HU": {}, "moved working days HU": {date(2027, 8, 7): "Working day moved onto a weekend"}},
    )
    found = proofs("closed holidays HU", "Europe/Budapest", lock=lock)["a/fix"].assumptions
    assert "`down` is not open for the working days that `HU` moves to 2027-08-07" in found
    both = "closed holidays HU open moved working days HU 09:00-17:00"
    assert [text for text in proofs(both, "Europe/Budapest", lock=lock)["a/fix"].assumptions if "2027" in text] == []


def test_only_promises_whose_calendars_use_them_assume_them() -> None:
    """What a party answers for itself is not proved; and the days behind are none of the promise behind alone."""
    found = proofs("closed holidays AE", "Asia/Dubai")
    assert found["a/free"].assumptions == ()
    text = TEXT.replace("during up\n  objective free", "during always\n  objective free")
    source = text.format(line="", front="Asia/Dubai", behind="Asia/Dubai") + (
        "calendar always = 24x7 or religious\n"
        "calendar religious { time zone Asia/Dubai open Mon-Fri 09:00-17:00 closed holidays AE }"
    )
    lock, _ = make_lock(["AE"], ["Asia/Dubai"], range(2027, 2030))
    workspace = compile_sources([Source("a.sla", source)], lock, AS_OF)
    assert any("AE" in text for text in prove(workspace)["a/fix"].assumptions)
    assert prove(workspace)["uc1/fix"].assumptions == ()


def test_two_zones_are_judged_by_the_clocks_that_are_locked() -> None:
    """Manitoba stays at -05 from 2026 on: what is promised there is not carried from Chicago in the winter."""
    zones = ("America/Winnipeg", "America/Chicago")
    assert proofs("", *zones)["a/fix"].verdict == "unbacked"
    assert proofs("", "America/Edmonton", "America/Regina")["a/fix"].verdict == "backed"
    with_winter = {name: clocks("America/Chicago", 2027, 2029) for name in zones}
    assert "a/fix" not in proofs("", *zones, lock=Lock(first=2027, last=2029, zones=with_winter))
