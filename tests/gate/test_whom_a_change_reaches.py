"""Whom a change reaches must approve it: through what is shared, and through what a promise is made of."""

from __future__ import annotations

import pytest

from sla_dsl.gate.proposal import AgreementChange
from sla_dsl.gate.reading import read_proposal

from ..history.repositories import git, write
from .scene import SLA, TODAY, Scene

LOWER = (("at least 99% each", "at least 98% each"), ("below 99% ", "below 98% "))
HIGHER = (("at least 99% each", "at least 99.5% each"), ("below 99% ", "below 99.5% "))
APPROVAL, NEVER = ("approval", "shop-sla"), ("never", "shop-sla")
SHARED = """reason flood "Flood of the Loire above 5 m"
document handbook { at "https://norvia.example/1" }
channel claims of norvia { contact "portal@norvia.example" }
priorities urgency { P1 "Nobody can pay" P2 "Some cannot pay" }
"""
USES = """  objective repair: restore-time for P1 at most 4 h during 24x7 { owned by desk }
  excludes flood
  claim through claims within 30 days of window end
  order of precedence this then handbook
"""


# What is shared


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("parties.sla", 'party norvia "Norvia"', 'party norvia "Empty Shell Ltd"'),
        ("parties.sla", '"camille@norvia.example"', '"c.roy@norvia.example"'),
        ("parties.sla", "service shop {", 'service shop "Another shop" {'),
        ("parties.sla", "calendar office {", 'calendar office "Hours of the office" {'),
        ("shared.sla", "Flood of the Loire above 5 m", "Anything that goes wrong"),
        ("shared.sla", "https://norvia.example/1", "https://norvia.example/2"),
        ("shared.sla", "portal@norvia.example", "nobody@norvia.example"),
        ("shared.sla", "Nobody can pay", "The data centre was destroyed"),
    ],
)
def test_another_title_of_what_an_agreement_uses_needs_approval(scene: Scene, file: str, old: str, new: str) -> None:
    write(scene.folder, {"shared.sla": SHARED})
    scene.as_signed(("  backed by", f"{USES}  backed by"))
    scene.edit(file, (old, new))
    scene.commit()
    assert APPROVAL in scene.unmet()
    assert ("readable", "") not in scene.unmet()


def test_what_is_only_a_title_needs_no_amendment(scene: Scene) -> None:
    scene.edit("parties.sla", ("calendar office {", 'calendar office "Hours of the office" {'))
    scene.commit()
    assert scene.unmet() == [APPROVAL]
    scene.approve("Camille Roy", "norvia")
    assert scene.unmet() == []


PARTS = "service node-1 { owner operations }\nservice node-2 { owner operations }\n"


def test_what_a_service_needs_is_asked_of_both_and_needs_an_amendment(scene: Scene) -> None:
    scene.as_signed(("service shop {", f"{PARTS}service shop {{\n  needs node-1 and node-2"), file="parties.sla")
    scene.edit("parties.sla", ("node-1 and node-2", "node-1 or node-2"))
    scene.commit()
    assert {APPROVAL, ("amendment", "shop-sla"), ("version", "shop-sla")} <= {*scene.unmet()}
    conditions = [one for one in scene.judge().conditions if (one.id, one.agreement) == APPROVAL]
    assert [one.required for one in conditions] == ["approval of norvia and brun"]
    assert "service-structure-loosened shop" in conditions[0].because


def test_what_nobody_uses_needs_nothing(scene: Scene) -> None:
    write(scene.folder, {"shared.sla": SHARED})
    scene.commit()
    assert scene.unmet() == []
    scene.merge()
    scene.edit("shared.sla", ("Flood of the Loire above 5 m", "A flood"))
    scene.commit()
    assert scene.unmet() == []


# What a subject is made of


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("shop.sla", "service hours 24x7", "service hours office"),
        ("parties.sla", "08:00-18:00", "09:00-18:00"),
        ("metrics.sla", "for 3 consecutive", "for 5 consecutive"),
        ("shop.sla", "  backed by", "  excludes flood\n  backed by"),
        ("shop.sla", "covers shop", "covers shop, post"),
    ],
)
def test_what_never_changes_is_not_changed_through_what_it_is_made_of(
    scene: Scene, file: str, old: str, new: str
) -> None:
    metric = 'metric edge "At the edge" is availability { down when "no answer" for 3 consecutive samples }\n'
    shared = 'reason flood "A flood"\nservice post { owner desk hours 24x7 }\n'
    write(scene.folder, {"shared.sla": shared, "metrics.sla": metric})
    hours = ("service hours 24x7", "service hours office") if file == "parties.sla" else ("24x7", "24x7")
    scene.as_signed(("never change clause/law", "never change uptime"), hours, (": availability", ": edge"))
    scene.edit(file, (old, new))
    scene.commit()
    assert NEVER in scene.unmet()


def test_what_a_promise_is_not_made_of_may_change(scene: Scene) -> None:
    write(scene.folder, {"shared.sla": "calendar other { time zone Europe/Paris open Mon 08:00-18:00 }\n"})
    scene.as_signed(("never change clause/law", "never change uptime"))
    scene.edit("shared.sla", ("08:00-18:00", "08:00-17:00"))
    scene.edit("shop.sla", ("French law applies.", "The law of France applies."), ("fee = 1000 EUR", "fee = 999 EUR"))
    scene.commit()
    assert NEVER not in scene.unmet()


def test_a_subject_needs_its_approval_when_what_it_is_made_of_changes(scene: Scene) -> None:
    line = "    never change clause/law\n"
    scene.as_signed(
        ("service hours 24x7", "service hours office"), (line, f'    uptime needs evidence "A test"\n{line}')
    )
    scene.edit("parties.sla", ("08:00-18:00", "08:00-19:00"))
    scene.amend("1.1.0", "2027-01-01")
    scene.commit()
    assert ("evidence", "shop-sla") in scene.unmet()


def test_a_combined_calendar_is_what_it_is_combined_of(scene: Scene) -> None:
    write(scene.folder, {"time.sla": "calendar most = office or night\n" + NIGHT})
    scene.as_signed(("service hours 24x7", "service hours most"), ("never change clause/law", "never change most"))
    scene.edit("time.sla", ("22:00-06:00", "23:00-06:00"))
    scene.commit()
    assert NEVER in scene.unmet()


NIGHT = "calendar night { time zone Europe/Paris open Mon-Fri 22:00-06:00 }\n"


def test_parties_that_never_change_keep_their_names(scene: Scene) -> None:
    scene.as_signed(("never change clause/law", "never change parties"))
    scene.edit("parties.sla", ('party norvia "Norvia"', 'party norvia "Empty Shell Ltd"'))
    scene.commit()
    assert NEVER in scene.unmet()


# Whom a clause names


@pytest.mark.parametrize("needed", ["weakening needs 30 days notice", "weakening needs effective at month start", ""])
def test_a_class_for_which_nobody_is_named_is_left_to_all_parties(scene: Scene, needed: str) -> None:
    named = "weakening needs approval of 2 of norvia and brun, 30 days notice, effective at month start"
    scene.as_signed((named, needed))
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    assert scene.unmet() == [APPROVAL]
    scene.approve("Jo Lindqvist", "brun")
    assert scene.unmet() == []


@pytest.mark.parametrize(
    "change",
    [
        ("    never change clause/law\n", "    never change clause/law, uptime\n"),
        ("    never change clause/law\n", ""),
        ("5 days notice", "999 days notice"),
        ("editorial needs approval of norvia", "editorial needs approval of brun"),
    ],
)
def test_nobody_changes_the_clause_alone(scene: Scene, change: tuple[str, str]) -> None:
    """Neither to free oneself, nor to bar the others: a `never`, or a notice that never ends."""
    scene.as_signed(("approval of 2 of norvia and brun, 30 days", "approval of norvia, 30 days"))
    scene.amend("2.0.0", "2027-01-01", change)
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    assert scene.unmet() == [APPROVAL]
    scene.approve("Jo Lindqvist", "brun")
    assert scene.unmet() == []


def test_nobody_bars_the_others_by_an_amendment_for_a_day_far_ahead(scene: Scene) -> None:
    """Nothing takes effect before what is recorded already: so it takes effect soon, or all have approved it."""
    scene.amend("1.1.0", "2027-03-01", *HIGHER)
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    assert scene.unmet() == []
    scene.edit("shop.sla", ("effective 2027-03-01", "effective 2028-12-01"))
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    assert scene.unmet() == [APPROVAL]
    scene.approve("Jo Lindqvist", "brun")
    assert scene.unmet() == []


# Successors


def test_an_extended_agreement_has_no_successor(scene: Scene) -> None:
    scene.amend("1.1.0", "2027-01-01", ("to 2028-12-31", "to 2029-12-31"))
    write(
        scene.folder, {"next.sla": SLA.replace("sla shop-sla", "sla next-sla").replace("at least 99%", "at least 98%")}
    )
    scene.commit()
    assert [one.succeeds for one in _steps(scene) if one.name == "next-sla"] == [""]


@pytest.mark.parametrize("names", [("a-sla", "z-sla"), ("z-sla", "a-sla")])
def test_whom_an_agreement_succeeds_does_not_depend_on_the_order(scene: Scene, names: tuple[str, str]) -> None:
    write(scene.folder, {"both.sla": "\n".join(SLA.replace("sla shop-sla", f"sla {name}") for name in names)})
    (scene.folder / "shop.sla").unlink()
    git(scene.folder, "checkout", "--quiet", "main")
    scene.commit("Two", on="2025-12-12")
    git(scene.folder, "checkout", "--quiet", "-B", "proposal")
    (scene.folder / "both.sla").unlink()
    write(scene.folder, {"next.sla": SLA.replace("sla shop-sla", "sla next-sla")})
    scene.commit()
    assert [one.succeeds for one in _steps(scene) if one.name == "next-sla"] == ["a-sla"]


def _steps(scene: Scene) -> tuple[AgreementChange, ...]:
    return read_proposal(scene.folder, "main", TODAY).steps
