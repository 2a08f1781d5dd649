"""What judges changes is compared as well, and a change of it weakens every agreement that it reaches."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sla_dsl.changes import Change, diff
from sla_dsl.changes.change import OPPOSITE
from sla_dsl.changes.diff import JUDGING, KINDS
from sla_dsl.compiler import compile_sources
from sla_dsl.model.lock import Lock
from sla_dsl.model.settings import FactsLocation, Settings
from sla_dsl.model.workspace import Workspace
from sla_dsl.text.source import Source

WORKSPACE = """
party norvia "Norvia" {
  time zone Europe/Paris
  signatory "Jo" as manager "jo@norvia.example" key "SHA256:one"
  signatory "Al" as lawyer "al@norvia.example"
}
party brun "Brun" { time zone Europe/Paris }
party arc "Arc" {
  time zone Europe/Paris
  signatory "Li" as auditor "li@arc.example" key "SHA256:two"
}
team desk of norvia
service app { offered to brun from 2026-01-01 }
standard sla basic { provider norvia }
sla shop on the terms of basic {
  customer brun
  covers app
  objective uptime: availability at least 99% each calendar month during 24x7
  changes {
    weakening needs approval of norvia and brun and arc as auditor
  }
  waive backing/term-gap until 2026-12-31 because "renewal"
}
ola inner {
  provider desk
  customer norvia
  covers app
}
policy rule {
  every sla must have review interval at most 12 months
  because "it was decided"
}
"""
BOTH = ("inner", "shop")


def workspace(text: str = WORKSPACE, lock: Lock | None = None) -> Workspace:
    return compile_sources([Source("a.sla", text)], lock or Lock(), date(2026, 11, 23))


def reached(change: Change) -> tuple[str, ...]:
    assert change.class_ == "weakening"
    assert set(change.effect.values()) == {"unordered"}
    return tuple(one.agreement for one in change.reaches)


@pytest.mark.parametrize(
    ("old", "new", "kind", "agreements"),
    [
        (' key "SHA256:one"', ' key "SHA256:other"', "signatory-key-changed", BOTH),
        (' key "SHA256:one"', "", "signatory-key-removed", BOTH),
        ('"al@norvia.example"', '"al@norvia.example" key "SHA256:new"', "signatory-key-added", BOTH),
        ('"Jo" as manager', '"Jo" as clerk', "signatory-role-changed", BOTH),
        ('  signatory "Al" as lawyer "al@norvia.example"\n', "", "signatory-removed", BOTH),
        ("Europe/Paris }\nparty arc", 'Europe/Paris signatory "Bo" as boss "b@b.example" }\nparty arc',
         "signatory-added", ("shop",)),
        # the signatories of a third party that approves judge as well
        ("SHA256:two", "SHA256:three", "signatory-key-changed", ("shop",)),
    ],
)  # fmt: skip  # a table, a few to a line
def test_a_change_of_signatories_weakens_the_agreements_of_their_house(
    old: str, new: str, kind: str, agreements: tuple[str, ...]
) -> None:
    assert old in WORKSPACE
    (change,) = diff(workspace(), workspace(WORKSPACE.replace(old, new))).changes
    assert (change.kind, reached(change)) == (kind, agreements)
    assert change.kind in JUDGING


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("weakening needs", "weakening needs 5 days notice, ", "requirement-notice-added"),
        ("until 2026-12-31", "until 2027-12-31", "waiver-end-postponed"),
        ("at most 12 months", "at most 24 months", "policy-sentence-changed"),
        ("during 24x7", "during 24x7 { may be weakened }", "objective-may-be-weakened-added"),
    ],
)
def test_what_judges_has_its_kinds(old: str, new: str, kind: str) -> None:
    assert old in WORKSPACE
    (change,) = diff(workspace(), workspace(WORKSPACE.replace(old, new))).changes
    assert change.kind == kind
    assert change.kind in JUDGING


def test_what_is_written_down_beside_it_does_not_judge() -> None:
    editorial = {"waiver-reason-changed", "policy-title-changed", "policy-reason-changed"}
    assert editorial <= KINDS.keys() - JUDGING
    assert KINDS.keys() > JUDGING == {KINDS[kind] for kind in JUDGING}


SETTINGS: dict[str, Any] = {
    "include": ("agreements/*.sla",),
    "exclude": ("drafts/**",),
    "policies": ("baseline",),
    "validators": ("house.rules",),
    "severities": {"backing/term-gap": "error"},
    "as_of": date(2026, 1, 1),
    "horizon": 36,
    "main_branch": "trunk",
    "currencies": ("EUR", "USD"),
    "require_signed_approvals": not Settings().require_signed_approvals,
}
"""Every key that judges, with another value than the standard one; of ``language`` there is none."""
JUDGE_NOTHING: dict[str, Any] = {
    "decide_before": 60,
    "document_needs": ("law",),
    "facts": FactsLocation(folder="facts"),
}
"""The keys by which no change is judged, likewise."""


def test_every_key_is_tried() -> None:
    assert SETTINGS.keys() | JUDGE_NOTHING.keys() == Settings.model_fields.keys() - {"language"}


@pytest.mark.parametrize("key", JUDGE_NOTHING)
def test_a_setting_that_judges_nothing_is_no_change(key: str) -> None:
    pair = Settings(), Settings(**{key: JUDGE_NOTHING[key]})
    assert pair[0] != pair[1]
    assert diff(workspace(), workspace(), settings=pair).changes == ()


@pytest.mark.parametrize("key", SETTINGS)
def test_a_setting_reaches_every_agreement(key: str) -> None:
    one, other = Settings(), Settings(**{key: SETTINGS[key]})
    (there,), (back,) = (diff(workspace(), workspace(), settings=pair).changes for pair in ((one, other), (other, one)))
    assert (there.kind, there.address) == ("setting-changed", f"sla.toml/{key.replace('_', '-')}")
    assert reached(there) == reached(back) == BOTH
    assert (KINDS[there.kind], there.address, there.before, there.after) == (
        back.kind,
        back.address,
        back.after,
        back.before,
    )
    assert diff(workspace(), workspace(), settings=(other, other)).changes == ()


def test_a_setting_is_shown_as_it_is_written() -> None:
    severities = {"backing/term-gap": "error", "backing/same-cause": "warning"}
    one, other = Settings(require_signed_approvals=False), Settings(severities=severities)  # type: ignore[arg-type]  # made of strings
    found = diff(workspace(), workspace(), settings=(one, other)).changes
    assert [(one.before, one.after) for one in found] == [
        ("false", "true"),
        ("", "backing/same-cause = warning, backing/term-gap = error"),
    ]


def test_the_order_of_a_list_is_no_change() -> None:
    one, other = Settings(currencies=("EUR", "USD")), Settings(currencies=("USD", "EUR"))
    assert diff(workspace(), workspace(), settings=(one, other)).changes == ()


PARIS = {"2026-01-01 00:00": "+01:00", "2026-03-29 01:00": "+02:00", "2026-10-25 01:00": "+01:00"}
LOCKED = Lock(prelude="a" * 64, first=2026, last=2027, zones={"Europe/Paris": PARIS})
LOCKS: dict[str, Any] = {"language": 2, "prelude": "b" * 64}


@pytest.mark.parametrize("field", LOCKS)
def test_a_version_in_the_lock_reaches_every_agreement(field: str) -> None:
    other = LOCKED.model_copy(update={field: LOCKS[field]})
    (there,) = diff(workspace(lock=LOCKED), workspace(lock=other)).changes
    assert (there.kind, there.address) == (f"lock-{field.replace('_', '-')}-changed", "sla.lock")
    assert reached(there) == BOTH
    assert {OPPOSITE[one] for one in there.effect.values()} == {"unordered"}


def test_the_years_of_the_lock_are_no_change() -> None:
    """What they cover is compared by the calendars."""
    elsewhere = {"first", "last", "holidays", "zones"}
    # A release moves no clock; what is known of days is a finding of each side; numbers of documents promise nothing.
    of_no_weight = {"zone_data", "gaps", "numbers"}
    assert Lock.model_fields.keys() == LOCKS.keys() | elsewhere | of_no_weight
    assert diff(workspace(lock=LOCKED), workspace(lock=LOCKED.model_copy(update={"last": 2030}))).changes == ()


def test_a_lock_that_is_removed_is_a_change() -> None:
    found = diff(workspace(lock=LOCKED), workspace()).changes
    assert [change.kind for change in found] == ["lock-prelude-removed"]
    assert {reached(change) for change in found} == {BOTH}


def test_other_clocks_reach_the_agreements_that_count_by_them() -> None:
    for_good = {minute: offset for minute, offset in PARIS.items() if minute < "2026-10"}
    base = LOCKED.model_copy(update={"zones": {"Europe/Paris": PARIS, "Europe/Kyiv": PARIS}})
    head = LOCKED.model_copy(update={"zones": {"Europe/Paris": for_good, "Europe/Kyiv": for_good}})
    there, nowhere = diff(workspace(lock=base), workspace(lock=head)).changes
    assert (there.kind, there.address) == ("zone-clocks-changed", "Europe/Paris")
    assert reached(there) == BOTH
    assert {OPPOSITE[one] for one in there.effect.values()} == {"unordered"}
    assert (nowhere.address, nowhere.reaches, nowhere.class_) == ("Europe/Kyiv", (), "editorial")


def test_another_release_with_the_same_clocks_is_no_change() -> None:
    one, other = (LOCKED.model_copy(update={"zone_data": release}) for release in ("2026e", "2026f"))
    assert diff(workspace(lock=one), workspace(lock=other)).changes == ()


def test_clocks_of_further_years_are_no_change() -> None:
    further = {**PARIS, "2028-03-26 01:00": "+02:00"}
    longer = LOCKED.model_copy(update={"last": 2028, "zones": {"Europe/Paris": further}})
    later = longer.model_copy(update={"first": 2027, "zones": {"Europe/Paris": {"2027-01-01 00:00": "+01:00"}}})
    assert diff(workspace(lock=LOCKED), workspace(lock=longer)).changes == ()
    assert diff(workspace(lock=LOCKED), workspace(lock=later)).changes == ()


def test_what_judges_counts_where_nothing_is_promised() -> None:
    (change,) = diff(workspace(""), workspace(""), settings=(Settings(), Settings(horizon=1))).changes
    assert (change.class_, change.reaches) == ("weakening", ())
