"""Messages that say the line to write, once for all that has one cause, and what keeps an answer from being given."""

from datetime import date
from pathlib import Path

from sla_dsl.model.lock import Lock
from sla_dsl.model.settings import Settings
from sla_dsl.pipeline import run
from sla_dsl.text.finding import Finding
from sla_dsl.text.source import Source
from sla_dsl.workspace import WorkspaceFiles

STAGE = """
party house { time zone Europe/Paris }
party buyer { time zone Europe/Paris }
party vendor { time zone Europe/Paris }
team ops of house
service shop { owner ops hours 24x7 needs link }
service link { supplied by vendor }
fact stock { gone "nothing is left" counted "it was counted" }
priorities urgency { P1 P2 P3 }
clock waiting { starts when logged pauses while third-party during 24x7 }
"""
FRONT = """
sla shop-sla {{
  provider house customer buyer covers shop in force from 2026-01-01 service hours 24x7
  {}
  no credit
  backed by link-uc
}}
"""
BEHIND = """
uc link-uc {{
  provider vendor customer house covers link in force from 2026-01-01 service hours 24x7
  {}
  no credit
}}
"""
UPTIME = "objective uptime: availability at least 99% during 24x7 each calendar month"
TABLE = "objectives handling by urgency {{ {} | urgency | restore-time | resolution-time |\n{} }}"
ROWS = "".join(f"| {one} | 4 h | 4 h |\n" for one in ("P1", "P2", "P3"))


def found(rule: str, *texts: str) -> list[Finding]:
    """The findings of a rule in a workspace."""
    sources = tuple(Source(f"{number}.sla", text) for number, text in enumerate((STAGE, *texts)))
    checked = run(WorkspaceFiles(Path(), Settings(), Lock(), sources), date(2026, 2, 1))
    return [one.finding for one in checked.findings if one.finding.rule == rule]


def test_an_exclusion_behind_is_told_with_the_line_to_write() -> None:
    behind = f"{UPTIME}\n  excludes force-majeure"
    (one,) = found("backing/exclusion-gap", FRONT.format(UPTIME), BEHIND.format(behind))
    assert one.help == "write `excludes force-majeure` here too, or have `force-majeure` taken out of `link-uc`"


def test_a_pause_behind_is_told_once_for_all_cells() -> None:
    front, behind = (
        FRONT.format(TABLE.format("during 24x7", ROWS)),
        BEHIND.format(TABLE.format("timed by waiting", ROWS)),
    )
    (one,) = found("backing/pause-gap", front, behind)
    assert one.help.startswith("write `pauses while third-party` in the clock here or in the braces of the promise")
    assert [each.message for each in one.related][-1].endswith("is not backed for the same reason, and 2 more")


def test_days_of_another_zone_are_told_where_a_promise_falls_short() -> None:
    (one,) = found("backing/too-weak", FRONT.format(UPTIME), BEHIND.format(f"{UPTIME}\n  time zone Asia/Tokyo"))
    assert [each.message for each in one.related] == [
        "its days and windows are those of Asia/Tokyo, and here those of Europe/Paris"
    ]


def test_a_waiver_is_not_unused_while_a_mistake_keeps_its_agreement_from_being_judged() -> None:
    waiver = 'waive backing until 2026-12-31 because "it is renewed"'
    half_read = found(
        "waiver/unused", FRONT.format(f"{UPTIME.replace('24x7', 'ofice')}\n  {waiver}"), BEHIND.format(UPTIME)
    )
    assert half_read == []


def test_a_blank_is_told_where_it_stands_and_one_of_the_terms_where_it_is_not_given() -> None:
    signed = 'version 1.0.0 status signed signed 2025-12-01 by "A" for house signed 2025-12-01 by "B" for buyer'
    own = FRONT.format(f"{signed}\n  parameter fee is money\n  {UPTIME}")
    terms = "standard sla base { parameter fee is money }\n"
    (told,) = found("agreement/unresolved-parameter", own, BEHIND.format(UPTIME))
    (taken,) = found(
        "agreement/unresolved-parameter",
        terms + FRONT.replace("{{", "on the terms of base {{", 1).format(f"{signed}\n  {UPTIME}"),
        BEHIND.format(UPTIME),
    )
    assert (told.span and told.span.start.line, told.help) == (5, "write `parameter fee = …`")
    assert (taken.help, [one.message for one in taken.related]) == (
        "write `with fee = …`",
        ["the terms leave it blank"],
    )


def test_a_name_of_another_kind_has_an_answer_of_its_own() -> None:
    (service,) = found(
        "name/unknown-scale-value", FRONT.format(UPTIME.replace("availability", "availability for link"))
    )
    (fact,) = found("name/unknown-parameter", FRONT.format("provider must ensure not stock is missing"))
    assert service.help.startswith("make an agreement that covers `link` alone")
    assert fact.help.startswith("it is a fact: `is missing` asks whether a parameter is blank")


def test_two_states_are_two_duties() -> None:
    states = "provider must ensure not stock is gone\n  provider must ensure stock is counted"
    assert found("remedy/contradiction", FRONT.format(states)) == []


def test_a_cell_that_promises_nothing_needs_no_points_to_multiply() -> None:
    rows = "| P1 | 4 h | 4 h |\n| P2 | 4 h | 4 h |\n| P3 | none | 8 h |\n"
    table = TABLE.format("during 24x7 each calendar month", rows)
    points = "points for handling/restore-time/P1, handling/restore-time/P2: 2\n"
    points += (
        "  points for handling/restore-time when handling/restore-time is missed 2 times in a row: 2 times the points"
    )
    assert found("remedy/multiple-of-nothing", FRONT.format(f"{table}\n  {points}")) == []
