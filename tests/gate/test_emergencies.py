"""Emergencies are bounded: they begin at once, there is one, and they end nothing."""

from __future__ import annotations

from datetime import date

import pytest

from ..history.repositories import git
from .scene import SLA, Scene

LOWER = (("at least 99% each", "at least 98% each"), ("below 99% ", "below 98% "))
LOWEST = (("at least 98% each", "at least 50% each"), ("below 98% ", "below 50% "))
EMERGENCY = ("emergency", "shop-sla")


def declare(scene: Scene, version: str, effective: str, *changes: tuple[str, str], ratified: str = "") -> None:
    scene.amend(version, effective, *changes)
    line = f'effective {effective}\n    emergency "The link is down"{ratified}\n'
    scene.edit("shop.sla", (f"effective {effective}\n", line))
    scene.commit(on=effective if effective < "2026-12-31" else "2026-11-20")


def test_a_second_one_waits_until_the_first_is_ratified(scene: Scene) -> None:
    declare(scene, "2.0.0", "2026-11-24", *LOWER)
    scene.approve("Rui Faria", "norvia")
    assert scene.unmet() == []
    scene.merge()
    day = date(2026, 12, 3)
    declare(scene, "3.0.0", "2026-12-03", *LOWEST)
    scene.approve("Rui Faria", "norvia", today=day)
    assert EMERGENCY in scene.unmet(day)


def test_it_is_not_declared_again_after_it_has_lapsed(scene: Scene) -> None:
    before = (scene.folder / "shop.sla").read_text(encoding="utf-8")
    declare(scene, "2.0.0", "2026-11-24", *LOWER)
    scene.approve("Rui Faria", "norvia")
    scene.merge()
    (scene.folder / "shop.sla").write_text(before, encoding="utf-8")
    scene.commit("It has lapsed", on="2026-12-07")
    assert scene.judge(date(2026, 12, 7)).is_open
    scene.merge()
    again = date(2026, 12, 8)
    declare(scene, "2.0.0", "2026-12-08", *LOWER)
    scene.approve("Rui Faria", "norvia", today=again)
    assert scene.unmet(again) == [EMERGENCY]
    git(scene.folder, "reset", "--quiet", "--hard", "main")
    declare(scene, "2.0.0", "2026-12-08", *LOWER, ratified=" ratified 2026-12-08 by brun")
    scene.approve("Rui Faria", "norvia", today=again)
    scene.approve("Jo Lindqvist", "brun", today=again)
    assert scene.unmet(again) == []
    git(scene.folder, "reset", "--quiet", "--hard", "main")
    a_year_later = date(2027, 11, 25)
    declare(scene, "2.0.0", "2027-11-25", *LOWER)
    scene.approve("Rui Faria", "norvia", today=a_year_later)
    assert scene.unmet(a_year_later) == []


@pytest.mark.parametrize(("effective", "is_one"), [("2026-12-04", True), ("2026-12-05", False), ("2027-07-01", False)])
def test_what_can_wait_is_none(scene: Scene, effective: str, is_one: bool) -> None:
    declare(scene, "2.0.0", effective, *LOWER)
    scene.approve("Rui Faria", "norvia")
    assert (EMERGENCY not in scene.unmet()) is is_one


@pytest.mark.parametrize(
    "change",
    [
        ("  service hours", '  ended 2026-12-01 because "Over"\n  service hours'),
        ("to 2028-12-31", "to 2026-12-31"),
        ("from 2026-01-01 to", "from 2027-01-01 to"),
        ("status signed", "status draft"),
    ],
)
def test_it_ends_no_agreement(scene: Scene, change: tuple[str, str]) -> None:
    declare(scene, "2.0.0", "2026-11-24", change)
    assert EMERGENCY in scene.unmet()


def test_an_emergency_for_which_nobody_is_named_needs_everybody(scene: Scene) -> None:
    assert "emergency needs approval of norvia, ratification" in SLA
    scene.as_signed(("emergency needs approval of norvia, ratification", "emergency needs ratification"))
    declare(scene, "2.0.0", "2026-11-24", *LOWER)
    scene.approve("Rui Faria", "norvia")
    assert ("approval", "shop-sla") in scene.unmet()
    scene.approve("Jo Lindqvist", "brun")
    assert scene.unmet() == []
