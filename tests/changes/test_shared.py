"""What is shared is reported once, with what it does to each agreement; what moved together is one change."""

from __future__ import annotations

from datetime import date

import pytest

from sla_dsl.changes import Change, diff
from sla_dsl.changes.change import OPPOSITE
from sla_dsl.compiler import compile_sources
from sla_dsl.model.lock import Lock
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source

WORKSPACE = """
party norvia "Norvia" { time zone Europe/Paris }
party brun "Brun" { time zone Europe/Paris }
party arc "Arc" { time zone Europe/Paris }
team desk of norvia

calendar office {
  time zone Europe/Paris
  open Mon-Fri 08:00-18:00
  closed holidays FR
}
calendar nights {
  time zone Europe/Paris
  open Mon-Sun 22:00-06:00
}
calendar quiet = 24x7 except office
clock counter {
  starts when logged
  pauses while waiting-for-customer at most 5 days
  during office
  cut-off 16:00
}
priorities urgency {
  P1 "Critical" when "nobody can work"
  P2 "Minor"
}
tiers care { bronze gold }
metric green is availability {
  down when "no light"
  rounded to 2 decimals
}
service app { offered to brun from 2026-01-01 }
standard sla basic {
  provider norvia
  parameter fee is money
  objectives uptime of availability by care each calendar month {
    during 24x7
    | care   | availability |
    | bronze | 98%          |
    | gold   | 99%          |
  }
  review every 6 months
}
sla shop on the terms of basic {
  customer brun
  covers app
  tier gold of care
  with fee = 10 EUR
  in force from 2026-01-01 to 2027-12-31
  objectives handling by urgency {
    timed by counter
    | urgency | response-time | restore-time |
    | P1      | 1 h           | 4 h          |
    | P2      | 2 h           | 8 h          |
  }
  objective light: green at least 99.5% during office each calendar month
  credit for handling/restore-time/P1: 10 EUR for every hour late
  excludes maintenance within quiet
}
ola inner {
  provider desk
  customer norvia
  covers app
  in force from 2026-01-01 to 2027-12-31
  objective fix: restore-time at most 2 h during office
}
"""
HOLIDAYS = {
    "FR": {
        date(2026, 7, 14): "Fête nationale",
        date(2026, 12, 25): "Noël",
        date(2027, 1, 1): "Jour de l'an",
    },
    "half days TR": {date(2027, 10, 28): "Republic Day"},
    "moved working days HU": {date(2027, 8, 7): "Working day moved onto a weekend"},
}


def workspace(*texts: str, lock: Lock | None = None) -> Workspace:
    sources = [Source(f"{at}.sla", text) for at, text in enumerate(texts)]
    found = compile_sources(sources, lock or Lock(holidays=HOLIDAYS), date(2026, 11, 23))
    assert [finding.message for finding in found.findings] == []
    return found


def changed(old: str, new: str) -> list[str]:
    """What is told of a workspace in which a text has been replaced."""
    assert old in WORKSPACE
    return [told(one) for one in diff(workspace(WORKSPACE), workspace(WORKSPACE.replace(old, new))).changes]


def told(change: Change) -> str:
    """A change with the effect on the customer of each agreement reached; the provider's is its opposite."""
    assert all(OPPOSITE[customer] == provider for customer, provider in (one.effect.values() for one in change.reaches))
    effects = [(one.agreement, next(iter(one.effect.values()))) for one in change.reaches]
    reaches = " ".join(f"{agreement}:{'?' if effect == 'unordered' else effect}" for agreement, effect in effects)
    return f"{change.kind} {change.address} {reaches}".strip()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # a share of the time of `office`: what may fail of wider hours may fall into those of before as a whole
        ("08:00-18:00", "09:00-18:00", ["calendar-hours-narrowed office inner:worse shop:?"]),
        ("08:00-18:00", "08:00-19:00", ["calendar-hours-widened office inner:better shop:?"]),
        ("08:00-18:00", "09:00-19:00", ["calendar-hours-changed office inner:? shop:?"]),
        ("08:00-18:00", "08:00-12:00, 12:00-18:00", ["calendar-hours-rewritten office"]),
        ("  closed holidays FR\n", "", ["calendar-hours-widened office inner:better shop:?"]),
        (
            "  closed holidays FR\n",
            "  closed holidays FR to 2026-12-31\n",
            ["calendar-hours-widened office inner:better shop:?"],
        ),
        (
            "  closed holidays FR\n",
            "  closed holidays FR\n  closed half days TR from 13:00\n",
            ["calendar-hours-narrowed office inner:worse shop:?"],
        ),
        (
            "  closed holidays FR\n",
            "  closed holidays FR\n  open moved working days HU 09:00-17:00\n",
            ["calendar-hours-widened office inner:better shop:?"],
        ),
        ("24x7 except office", "24x7", ["calendar-hours-widened quiet shop:worse"]),
        ("22:00-06:00", "21:00-06:00", ["calendar-hours-widened nights"]),
        ("starts when logged", "starts when accepted", ["clock-start-postponed counter shop:worse"]),
        ("cut-off 16:00", "cut-off 15:00", ["clock-cut-off-advanced counter shop:worse"]),
        (" at most 5 days", " at most 6 days", ["pause-limit-raised counter/pause/waiting-for-customer shop:worse"]),
        ('when "nobody can work"', 'when "all is dark"', ["scale-value-text-changed urgency/P1 shop:?"]),
        ("rounded to 2 decimals", "rounded to 1 decimals", ["metric-rounding-changed green shop:worse"]),
        ('down when "no light"', 'down when "no lamp"', ["metric-down-changed green shop:?"]),
        ('party brun "Brun"', 'party brun "Brun SA"', ["party-title-changed brun shop:?"]),
        ('"Norvia" { time zone Europe/Paris }', '"Norvia" { time zone Europe/Rome }', [
            "party-time-zone-changed norvia inner:? shop:?"]),
        ("offered to brun", "offered to brun, arc", ["offer-to-widened app/offer inner:better shop:better"]),
        # terms that are taken over
        ("| 99%          |", "| 98.9%        |", ["objective-bound-lowered basic/uptime/gold shop:worse"]),
        ("review every 6 months", "review every 9 months", ["review-interval-lengthened basic/review shop:worse"]),
        ("with fee = 10 EUR", "with fee = 12 EUR", ["parameter-value-raised shop/fee shop:?"]),
        # a tier
        ("tier gold of care", "tier bronze of care", [
            "tier-lowered shop shop:worse", "objective-bound-lowered shop/uptime/bronze shop:worse"]),
    ],
)  # fmt: skip  # a table, a few to a line
def test_a_shared_declaration_is_reported_once(old: str, new: str, expected: list[str]) -> None:
    assert sorted(changed(old, new)) == sorted(expected)


DEFINED = """
party norvia { time zone Europe/Paris }
party brun { time zone Europe/Paris }
team desk of norvia
service app
reason strike "A strike of our staff" of norvia
event seen "A person has looked at it" after logged before answered
priorities urgency { P1 "Everybody is affected" when "the shop is closed" P2 "Somebody is affected" }
document paper "Price list" { at "https://prices.example/2026" }
clock watch { starts when seen during 24x7 }
metric mend { unit duration lower is better population cases statistic each from logged to restored composes as path }
metric peace {
  unit duration
  higher is better
  population cases
  statistic each
  from restored to closed
  composes as owned
}
sla shop {
  provider norvia
  customer brun
  covers app
  excludes strike
  order of precedence this then paper
  objective fix: restore-time for P1, P2 at most 4 h timed by watch
  objective mended: mend at most 8 h during 24x7
  objective calm: peace at least 8 h during 24x7
}
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("of our staff", "of anybody", ["reason-title-changed strike shop:?"]),
        ("A person has", "Somebody has", ["event-title-changed seen shop:?"]),
        ("Somebody is affected", "One person is affected", ["scale-value-title-changed urgency/P2 shop:?"]),
        ("Everybody is affected", "All are affected", ["scale-value-title-changed urgency/P1 shop:neutral"]),
        ("Price list", "List of prices", ["document-title-changed paper shop:?"]),
        ("example/2026", "example/2027", ["document-place-changed paper shop:?"]),
        ("from logged to restored", "from logged to fixed", ["metric-stop-postponed mend shop:better"]),
        ("from restored to closed", "from restored to confirmed", ["metric-stop-advanced peace shop:better"]),
        ("from restored to closed", "from fixed to closed", ["metric-start-postponed peace shop:better"]),
    ],
)
def test_what_defines_is_no_mere_title(old: str, new: str, expected: list[str]) -> None:
    assert old in DEFINED
    assert [told(one) for one in diff(workspace(DEFINED), workspace(DEFINED.replace(old, new))).changes] == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "through phone", "channel-added watch shop:worse"),
        ("through phone", "through phone or email", "channel-widened watch shop:better"),
        ("reopened within 5 days continues", "reopened within 5 days restarts", "reopening-loosened watch shop:worse"),
        ("reopened within 5 days continues", "reopened within 9 days continues", "reopening-changed watch shop:?"),
        (
            "raised priority counts from the start",
            "raised priority counts from the change",
            "raised-priority-loosened watch shop:worse",
        ),
        ("", "raised priority counts from the start", "raised-priority-rewritten watch shop:neutral"),
    ],
)
def test_words_of_a_clock(old: str, new: str, expected: str) -> None:
    base, head = (workspace(DEFINED.replace("when seen", f"when seen {word}")) for word in (old, new))
    assert [told(one) for one in diff(base, head).changes] == [f"clock-{expected}"]


def test_a_renamed_priority_is_one_change() -> None:
    head = workspace(WORKSPACE.replace("P1", "critical"))
    assert [told(one) for one in diff(workspace(WORKSPACE), head).changes] == [
        "scale-value-renamed urgency/critical shop:neutral"
    ]


def test_a_renamed_tier_is_one_change() -> None:
    head = workspace(WORKSPACE.replace("gold", "best"))
    assert [told(one) for one in diff(workspace(WORKSPACE), head).changes] == [
        "scale-value-renamed care/best shop:neutral"
    ]


def test_a_renamed_objective_is_one_change() -> None:
    head = workspace(WORKSPACE.replace("objective light", "objective lamp"))
    assert [told(one) for one in diff(workspace(WORKSPACE), head).changes] == [
        "objective-renamed shop/lamp shop:neutral"
    ]


def test_an_objective_that_moves_into_the_terms_has_no_effect() -> None:
    light = "  objective light: green at least 99.5% during office each calendar month\n"
    moved = WORKSPACE.replace(light, "").replace("  review every 6 months\n", f"  review every 6 months\n{light}")
    found = diff(workspace(WORKSPACE), workspace(moved)).changes
    assert [(told(one), one.class_) for one in found] == [("objective-added basic/light", "editorial")]


def test_holidays_of_the_lock() -> None:
    fewer = Lock(holidays={"FR": {date(2026, 7, 14): "Fête nationale"}})
    found = diff(workspace(WORKSPACE), workspace(WORKSPACE, lock=fewer)).changes
    assert [told(one) for one in found] == ["calendar-hours-widened office inner:better shop:?"]


def test_a_declaration_in_another_file_is_no_change() -> None:
    parts = WORKSPACE.partition("standard sla")
    assert diff(workspace(WORKSPACE), workspace("".join(parts[1:]), parts[0])).changes == ()


def test_a_withdrawn_agreement() -> None:
    found = diff(workspace(WORKSPACE), workspace(WORKSPACE[: WORKSPACE.index("ola inner")])).changes
    assert [told(one) for one in found] == ["agreement-removed inner inner:worse"]


def test_terms_in_a_circle() -> None:
    circle = "sla one on the terms of two { %s }\nsla two on the terms of one { review every %d months }"
    one, other = (
        compile_sources([Source("a.sla", circle % ("", months))], Lock(), date(2026, 11, 23)) for months in (3, 6)
    )
    assert {change.kind for change in diff(one, other).changes} <= {"review-interval-lengthened"}
