"""The gate: each condition met and not met, on real repositories."""

from __future__ import annotations

import sys
from datetime import date

import pytest

from sla_dsl.gate.judge import judge
from sla_dsl.gate.reading import read_proposal
from sla_dsl.history.refusal import RefusalError

from ..history.repositories import git, write
from ..history.signature_keys import fingerprint
from .scene import SLA, TODAY, Scene

LOWER = ("at least 99% each", "at least 98% each"), ("below 99% ", "below 98% ")
HIGHER = ("at least 99% each", "at least 99.2% each"), ("below 99% ", "below 99.2% ")
BOTH = (("Camille Roy", "norvia"), ("Jo Lindqvist", "brun"))


def approved(scene: Scene, *who: tuple[str, str], agreement: str = "shop-sla") -> None:
    for name, party in who or BOTH:
        scene.approve(name, party, agreement)


# Requirements and approvals


def test_without_a_change_the_gate_is_open(scene: Scene) -> None:
    scene.edit("shop.sla", ("at least 99% each", "at least 99.0%   each"))
    scene.commit()
    judgement = scene.judge()
    assert judgement.is_open
    assert not judgement.bases


def test_a_weakening_needs_both(scene: Scene) -> None:
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    assert scene.unmet() == [("approval", "shop-sla")]
    scene.approve("Camille Roy", "norvia")
    assert scene.unmet() == [("approval", "shop-sla")]
    scene.approve("Jo Lindqvist", "brun")
    judgement = scene.judge()
    assert judgement.is_open
    assert [(one.by, one.verified) for one in judgement.approvals] == [("Camille Roy", True), ("Jo Lindqvist", True)]
    assert judgement.bases["shop-sla"].version == "1.0.0"


def test_a_strengthening_needs_the_role(scene: Scene) -> None:
    scene.amend("1.1.0", "2027-01-01", *HIGHER)
    scene.commit()
    scene.approve("Rui Faria", "norvia")
    assert scene.unmet() == [("approval", "shop-sla")]
    scene.approve("Camille Roy", "norvia")
    assert scene.unmet() == []


def test_an_editorial_change_needs_one(scene: Scene) -> None:
    scene.amend("1.0.1", "2027-01-01", ('sla shop-sla "Shop"', 'sla shop-sla "The shop"'))
    scene.commit()
    scene.approve("Rui Faria", "norvia")
    assert scene.unmet() == []


def test_what_judges_alone_is_no_amendment_and_weakens(scene: Scene) -> None:
    scene.edit("sla.toml", ("", 'currencies = ["EUR"]\n'))
    scene.commit()
    assert scene.unmet() == [("approval", "shop-ola"), ("approval", "shop-sla")]
    approved(scene)
    scene.approve("Rui Faria", "norvia", "shop-ola")
    assert scene.unmet() == []


def test_a_person_counts_once(scene: Scene) -> None:
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    scene.approve("Camille Roy", "norvia")
    scene.approve("Rui Faria", "norvia")
    assert scene.unmet() == [("approval", "shop-sla")]


def test_a_new_agreement_needs_all_its_parties(scene: Scene) -> None:
    new = SLA.replace("shop-sla", "second-sla").replace("covers shop", "covers post")
    write(scene.folder, {"second.sla": new + "service post { owner desk hours 24x7 }\n"})
    scene.commit()
    assert [one for one in scene.unmet() if one[1]] == [
        ("approval", "second-sla"),
        ("signed", "second-sla"),
        ("signed", "second-sla"),
    ]


def test_a_draft_is_free(scene: Scene) -> None:
    new = SLA.replace("shop-sla", "second-sla").replace("status signed", "status draft")
    new = "\n".join(line for line in new.splitlines() if not line.startswith("  signed "))
    write(scene.folder, {"second.sla": new.replace("covers shop", "covers post") + "\nservice post { owner desk }\n"})
    scene.commit()
    assert all(not agreement for _id, agreement in scene.unmet())


def test_without_a_change_clause_everybody_approves(scene: Scene) -> None:
    scene.as_signed((SLA[SLA.index("  changes {") : SLA.index("  clause law")], ""))
    scene.edit("shop.sla", *HIGHER, ("  version 1.0.0", "  amendment 1.1.0 { effective 2027-01-01 }\n  version 1.1.0"))
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    assert ("approval", "shop-sla") in scene.unmet()
    scene.approve("Jo Lindqvist", "brun")
    assert scene.unmet() == []


def test_what_never_changes(scene: Scene) -> None:
    scene.amend("2.0.0", "2027-01-01", ("French law", "Belgian law"))
    scene.commit()
    approved(scene)
    assert scene.unmet() == [("never", "shop-sla")]


def test_a_never_goes_with_all_parties(scene: Scene) -> None:
    scene.amend("2.0.0", "2027-01-01", ("    never change clause/law\n", ""))
    scene.commit()
    approved(scene)
    assert scene.unmet() == []


# Whose approval it is


def test_an_approval_dies_when_a_value_moves(scene: Scene) -> None:
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    approved(scene)
    scene.edit("shop.sla", ("at least 98% each", "at least 97% each"), ("below 98% ", "below 97% "))
    scene.commit()
    assert scene.unmet() == [("approval", "shop-sla")]


def test_a_reversed_order_of_precedence_needs_a_new_approval(scene: Scene) -> None:
    scene.as_signed(("service shop {", 'document framework "F"\nservice shop {'), file="parties.sla")
    order = "  order of precedence framework then this\n"
    scene.amend("2.0.0", "2027-01-01", ("  service hours 24x7\n", f"{order}  service hours 24x7\n"))
    scene.commit()
    approved(scene)
    assert scene.unmet() == []
    scene.edit("shop.sla", ("framework then this", "this then framework"))
    scene.commit()
    assert scene.unmet() == [("approval", "shop-sla")]


def test_an_approval_survives_formatting(scene: Scene) -> None:
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    approved(scene)
    scene.edit("shop.sla", ("at least 98% each", "at least   98.0% each"))
    scene.commit()
    assert scene.unmet() == []


def test_an_approval_survives_squash_and_rebase(scene: Scene) -> None:
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    approved(scene)
    messages = git(scene.folder, "log", "--format=%B", "main..proposal")
    git(scene.folder, "checkout", "--quiet", "main")
    write(scene.folder, {"notes.txt": "Something else\n"})
    tip = scene.commit("Meanwhile")
    git(scene.folder, "checkout", "--quiet", "proposal")
    scene.git("rebase", "--quiet", "main", "--empty=keep")
    assert scene.unmet() == []
    tree = git(scene.folder, "rev-parse", "HEAD^{tree}")
    squashed = git(
        scene.folder, "commit-tree", tree, "-p", tip, "-m", "\n".join(f"* {line}" for line in messages.split("\n"))
    )
    git(scene.folder, "reset", "--quiet", "--hard", squashed)
    assert scene.unmet() == []


def test_the_wrong_key_under_the_right_name(scene: Scene) -> None:
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    scene.approve("Jo Lindqvist", "brun", key=scene.keys["A stranger"])
    scene.approve("Jo Lindqvist", "brun", key=scene.keys["Camille Roy"])
    assert scene.unmet() == [("approval", "shop-sla")]


def test_a_key_that_the_proposal_brings_does_not_count(scene: Scene) -> None:
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    text = (scene.folder / "parties.sla").read_text(encoding="utf-8")
    key = text.split('"jo@brun.example" key "')[1].split('"')[0]
    scene.edit("parties.sla", (key, fingerprint(scene.keys["A stranger"])))
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    scene.approve("Jo Lindqvist", "brun", key=scene.keys["A stranger"])
    assert ("approval", "shop-sla") in scene.unmet()


def test_a_forged_author_is_nobody(scene: Scene) -> None:
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    scene.commit("I, Jo Lindqvist, approve", author="Jo Lindqvist")
    assert scene.unmet() == [("approval", "shop-sla")]


def test_unsigned_where_signatures_are_required(scene: Scene) -> None:
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    approved(scene)
    stripped = "\n".join(
        line for line in git(scene.folder, "log", "--format=%B", "-2").splitlines() if "SLA-Signature" not in line
    )
    git(scene.folder, "reset", "--quiet", "--hard", "HEAD~2")
    scene.commit(stripped)
    assert scene.unmet() == [("approval", "shop-sla")]


def test_unsigned_where_that_is_allowed(unsigned: Scene) -> None:
    unsigned.amend("2.0.0", "2027-01-01", *LOWER)
    unsigned.commit()
    approved(unsigned)
    messages = git(unsigned.folder, "log", "--format=%B", "-2").splitlines()
    git(unsigned.folder, "reset", "--quiet", "--hard", "HEAD~2")
    unsigned.commit("\n".join(line for line in messages if "SLA-Signature" not in line))
    judgement = unsigned.judge()
    assert judgement.is_open
    assert [one.verified for one in judgement.approvals] == [False, False]


def test_the_author_does_not_approve(scene: Scene) -> None:
    scene.amend("1.1.0", "2027-01-01", *HIGHER)
    scene.commit(author="Camille Roy")
    scene.approve("Camille Roy", "norvia")
    assert scene.unmet() == [("approval", "shop-sla")]


def test_the_author_approves_where_the_clause_says_so(scene: Scene) -> None:
    scene.as_signed(("    never change", "    own approval counts\n    never change"))
    scene.amend("1.1.0", "2027-01-01", *HIGHER)
    scene.commit(author="Camille Roy")
    scene.approve("Camille Roy", "norvia")
    assert scene.unmet() == []


def test_a_line_signed_needs_an_approval(scene: Scene) -> None:
    line = 'reason "As agreed"\n    signed 2026-11-20 by "Rui Faria" for norvia\n'
    scene.amend("1.1.0", "2027-01-01", *HIGHER)
    scene.edit("shop.sla", ('reason "As agreed"\n', line))
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    assert scene.unmet() == [("signed", "shop-sla")]
    scene.approve("Rui Faria", "norvia")
    assert scene.unmet() == []


def test_an_approval_is_good_for_one_step(scene: Scene) -> None:
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    approved(scene)
    git(scene.folder, "checkout", "--quiet", "main")
    git(scene.folder, "merge", "--quiet", "--no-ff", "--no-edit", "proposal")
    git(scene.folder, "checkout", "--quiet", "-B", "proposal")
    scene.amend("3.0.0", "2027-03-01", ("at least 98% each", "at least 97% each"), ("below 98% ", "below 97% "))
    scene.commit()
    assert scene.unmet() == [("approval", "shop-sla")]


# The record


@pytest.mark.parametrize(("version", "met"), [("1.0.1", False), ("1.1.0", False), ("2.0.0", True), ("3.0.0", False)])
def test_the_version_goes_up_by_one_step(scene: Scene, version: str, met: bool) -> None:
    scene.amend(version, "2027-01-01", *LOWER)
    scene.commit()
    assert (("version", "shop-sla") not in scene.unmet()) == met


def test_every_change_is_recorded(scene: Scene) -> None:
    scene.edit("shop.sla", *LOWER)
    scene.commit()
    assert {("amendment", "shop-sla"), ("version", "shop-sla")} <= {*scene.unmet()}


def test_what_is_recorded_stays(scene: Scene) -> None:
    scene.amend("1.1.0", "2027-01-01", *HIGHER)
    scene.edit("shop.sla", ('  signed 2025-12-11 by "Jo Lindqvist" for brun\n', ""))
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    assert ("earlier-amendments", "shop-sla") in scene.unmet()


def test_a_shared_calendar_is_a_change_of_each_agreement(scene: Scene) -> None:
    scene.as_signed(("  service hours 24x7", "  service hours office"))
    scene.edit("parties.sla", ("08:00-18:00", "08:00-17:00"))
    scene.commit()
    assert {("approval", "shop-sla"), ("amendment", "shop-sla")} <= {*scene.unmet()}


# Dates


def test_notice_and_boundary_name_the_earliest_day(scene: Scene) -> None:
    scene.amend("2.0.0", "2026-12-15", *LOWER)
    scene.commit()
    approved(scene)
    assert scene.unmet() == [("notice", "shop-sla"), ("boundary", "shop-sla"), ("window", "shop-sla")]
    assert {one.help for one in scene.judge().conditions if not one.met} == {"effective 2027-01-01 or later"}


HOURS = "  service hours 24x7\n"
IF_DEAR = ("at least 99% each calendar month", "at least 99% each calendar month when fee at least 900 EUR")


@pytest.mark.parametrize(
    "change",
    [
        (HOURS, f"{HOURS}  excludes maintenance for uptime\n"),
        (HOURS, f'{HOURS}  suspends uptime while "nobody pays"\n'),
        (HOURS, f"{HOURS}  partial windows count as whole\n"),
        (HOURS, f"{HOURS}  no maintenance from 2027-02-01 to 2027-02-28\n"),
        ("  covers shop\n", '  covers shop when "it is open"\n'),
        ("fee = 1000 EUR", "fee = 800 EUR"),
    ],
    ids=["exclusion", "suspension", "partial windows", "no maintenance", "covers", "a parameter that is compared"],
)
def test_no_month_is_measured_by_two_rules(scene: Scene, change: tuple[str, str]) -> None:
    scene.as_signed(IF_DEAR, ("30 days notice, effective at month start", "30 days notice"))
    scene.amend("2.0.0", "2027-01-15", change)
    scene.commit()
    approved(scene)
    assert ("window", "shop-sla") in scene.unmet()


def test_another_price_of_what_a_miss_costs_moves_no_window(scene: Scene) -> None:
    scene.as_signed(("30 days notice, effective at month start", "30 days notice"))
    scene.amend("2.0.0", "2027-01-15", ("fee = 1000 EUR", "fee = 800 EUR"))
    scene.commit()
    approved(scene)
    assert ("window", "shop-sla") not in scene.unmet()


def test_never_retroactive(scene: Scene) -> None:
    scene.amend("1.1.0", "2026-11-01", *HIGHER)
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    assert ("retroactive", "shop-sla") in scene.unmet()


def test_not_after_the_term(scene: Scene) -> None:
    scene.amend("2.0.0", "2029-02-01", *LOWER)
    scene.commit()
    approved(scene)
    assert ("term-end", "shop-sla") in scene.unmet()


@pytest.mark.parametrize(("effective", "met"), [("2026-12-25", False), ("2026-12-31", False), ("2027-01-05", True)])
def test_notice_in_business_days_across_holidays(scene: Scene, effective: str, met: bool) -> None:
    """Of 22 opening days after 24 November, 21 lie before Christmas; the last is Monday 4 January."""
    scene.as_signed(("as service-level-manager, 5 days", "as service-level-manager, 22 business days"))
    scene.amend("1.1.0", effective, ("  clause law", '  report "Monthly" each calendar month to brun\n  clause law'))
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    assert (("notice", "shop-sla") not in scene.unmet()) == met


def test_notice_begins_when_the_branch_saw_the_last_approval(scene: Scene) -> None:
    """Merged in time, it is still lawful on a later day."""
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    approved(scene)
    git(scene.folder, "checkout", "--quiet", "main")
    variables = {"GIT_COMMITTER_DATE": "2026-11-24T12:00Z", "GIT_AUTHOR_DATE": "2026-11-24T12:00Z"}
    scene.git("merge", "--quiet", "--no-ff", "--no-edit", "proposal", **variables)
    assert scene.unmet(date(2026, 12, 20)) == []


# Ways out


def test_the_deletion_of_a_file(scene: Scene) -> None:
    (scene.folder / "shop.sla").unlink()
    scene.commit()
    assert {("approval", "shop-sla"), ("notice", "shop-sla")} <= {*scene.unmet()}


def test_slipping_out_of_signed(scene: Scene) -> None:
    scene.amend("2.0.0", "2027-01-01", ("status signed", "status draft"))
    scene.commit()
    assert {("approval", "shop-sla"), ("notice", "shop-sla")} <= {*scene.unmet()}


def test_slipping_out_of_the_workspace(scene: Scene) -> None:
    scene.edit("sla.toml", ("", 'exclude = ["shop.sla"]\n'))
    scene.commit()
    assert ("approval", "shop-sla") in scene.unmet()


def test_a_nested_workspace(scene: Scene) -> None:
    write(scene.folder, {"old/sla.toml": "", "old/shop.sla": SLA})
    (scene.folder / "shop.sla").unlink()
    scene.commit()
    assert scene.unmet()[0] == ("readable", "")


def test_a_link_is_no_agreement(scene: Scene) -> None:
    (scene.folder / "linked.sla").symlink_to("shop.sla")
    scene.commit()
    assert ("readable", "") in scene.unmet()


def test_renamed_is_ended(scene: Scene) -> None:
    scene.edit("shop.sla", ("sla shop-sla", "sla shop-agreement"))
    scene.commit()
    assert ("approval", "shop-agreement") in scene.unmet()


def test_delete_and_add_again(scene: Scene) -> None:
    (scene.folder / "shop.sla").unlink()
    scene.commit()
    git(scene.folder, "checkout", "--quiet", "-B", "main")
    git(scene.folder, "checkout", "--quiet", "-B", "proposal")
    weaker = SLA.replace("at least 99% each", "at least 98% each").replace("below 99% ", "below 98% ")
    write(scene.folder, {"shop.sla": weaker})
    scene.commit()
    assert ("approval", "shop-sla") in scene.unmet()


def test_a_successor_is_compared_with_its_predecessor(scene: Scene) -> None:
    scene.edit("shop.sla", ("sla shop-sla", "sla shop-agreement"), *LOWER)
    scene.commit()
    judgement = scene.judge()
    assert judgement.bases["shop-agreement"].version == "1.0.0"
    assert ("version", "shop-agreement") in scene.unmet()


def test_a_syntax_error_anywhere(scene: Scene) -> None:
    write(scene.folder, {"other.sla": "party {"})
    scene.commit()
    assert ("readable", "") in scene.unmet()


# Attacks in several steps


def test_ten_small_steps_add_up(scene: Scene) -> None:
    """What somebody pushed to the branch under the same version was never agreed upon."""
    git(scene.folder, "checkout", "--quiet", "main")
    for number in range(1, 11):
        old, new = (f"at least {99 - step / 100:.2f}%".replace("99.00%", "99%") for step in (number - 1, number))
        scene.edit("shop.sla", (old, new))
        scene.commit(f"Step {number}")
    git(scene.folder, "checkout", "--quiet", "-B", "proposal")
    scene.amend("1.0.1", "2027-01-01", ('sla shop-sla "Shop"', 'sla shop-sla "The shop"'))
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    assert {("approval", "shop-sla"), ("version", "shop-sla")} <= {*scene.unmet()}


def test_the_clause_is_changed_under_the_old_clause(scene: Scene) -> None:
    scene.amend(
        "2.0.0", "2027-01-01", *LOWER, ("approval of 2 of norvia and brun, 30 days", "approval of norvia, 1 day")
    )
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    assert scene.unmet() == [("approval", "shop-sla")]


def test_a_softened_clause_that_is_not_in_force_yet_softens_nothing(scene: Scene) -> None:
    scene.amend("2.0.0", "2027-06-01", ("approval of 2 of norvia and brun, 30 days", "approval of norvia, 1 day"))
    scene.commit()
    approved(scene)
    assert scene.unmet() == []
    git(scene.folder, "checkout", "--quiet", "-B", "main")
    git(scene.folder, "checkout", "--quiet", "-B", "proposal")
    scene.amend("3.0.0", "2027-07-01", *LOWER)
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    assert scene.unmet() == [("approval", "shop-sla")]


def test_two_open_amendments_on_one_clause(scene: Scene) -> None:
    scene.amend("2.0.0", "2027-03-01", *LOWER)
    scene.commit()
    approved(scene)
    git(scene.folder, "checkout", "--quiet", "-B", "main")
    git(scene.folder, "checkout", "--quiet", "-B", "proposal")
    scene.amend("3.0.0", "2027-02-01", ("at least 98% each", "at least 97% each"), ("below 98% ", "below 97% "))
    scene.commit()
    approved(scene)
    assert scene.unmet() == [("order", "shop-sla")]


def test_an_edit_of_what_is_behind_costs_an_agreement_its_backing(scene: Scene) -> None:
    scene.amend("2.0.0", "2027-01-01", ("at least 99.5%", "at least 98.5%"), file="ola.sla")
    scene.commit()
    scene.approve("Rui Faria", "norvia", "shop-ola")
    assert scene.unmet() == [("cascade", "shop-sla")]
    scene.approve("Camille Roy", "norvia", "shop-sla")
    assert scene.unmet() == []


def test_a_cascade_is_met_by_a_waiver_of_the_rules_base(scene: Scene) -> None:
    waiver = '  waive backing/too-weak until 2027-06-30 because "Being renewed"\n  clause law'
    scene.as_signed(("  clause law", waiver))
    scene.amend("2.0.0", "2027-01-01", ("at least 99.5%", "at least 98.5%"), file="ola.sla")
    scene.commit()
    scene.approve("Rui Faria", "norvia", "shop-ola")
    assert scene.unmet() == []
    assert scene.unmet(date(2027, 7, 1))[-1] == ("cascade", "shop-sla")


# Emergencies


EMERGENCY = 'reason "As agreed"\n    emergency "The link is down"\n'


def emergency(scene: Scene) -> None:
    scene.amend("2.0.0", "2026-11-24", *LOWER)
    scene.edit("shop.sla", ('reason "As agreed"\n', EMERGENCY))
    scene.commit()
    scene.approve("Rui Faria", "norvia")


def test_an_emergency_takes_effect_at_once(scene: Scene) -> None:
    emergency(scene)
    judgement = scene.judge()
    assert judgement.is_open
    assert next(one for one in judgement.conditions if one.id == "emergency").required == (
        "ratified by 2026-12-04, else it lapses"
    )


def test_an_emergency_is_ratified_by_whom_a_weakening_needs(scene: Scene) -> None:
    emergency(scene)
    git(scene.folder, "checkout", "--quiet", "-B", "main")
    git(scene.folder, "checkout", "--quiet", "-B", "proposal")
    scene.edit("shop.sla", (EMERGENCY, EMERGENCY.replace('down"', 'down" ratified 2026-11-30 by brun')))
    scene.commit()
    day = date(2026, 11, 30)
    assert ("approval", "shop-sla") in scene.unmet(day)
    for who, party in BOTH:
        scene.approve(who, party, today=day)
    assert scene.unmet(day) == []


def test_an_emergency_that_nobody_ratified_has_lapsed(scene: Scene) -> None:
    emergency(scene)
    git(scene.folder, "checkout", "--quiet", "-B", "main")
    git(scene.folder, "checkout", "--quiet", "-B", "proposal")
    scene.amend("2.0.1", "2027-01-01", ('sla shop-sla "Shop"', 'sla shop-sla "The shop"'))
    scene.commit()
    assert scene.judge(date(2026, 12, 10)).bases["shop-sla"].version == "1.0.0"


# Repositories that cannot be judged


def test_a_shallow_clone_is_refused(scene: Scene) -> None:
    scene.commit()
    clone = scene.folder.parent / "clone"
    git(scene.folder.parent, "clone", "--quiet", "--depth", "1", f"file://{scene.folder}", str(clone))
    scene.folder = clone
    with pytest.raises(RefusalError, match="git fetch --unshallow"):
        scene.judge()


def test_a_detached_head_is_judged(scene: Scene) -> None:
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    approved(scene)
    git(scene.folder, "checkout", "--quiet", "--detach")
    assert scene.unmet() == []


def test_the_merge_result_is_judged(scene: Scene) -> None:
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    approved(scene)
    git(scene.folder, "checkout", "--quiet", "main")
    write(scene.folder, {"notes.txt": "Something else\n"})
    scene.commit("Meanwhile")
    git(scene.folder, "checkout", "--quiet", "--detach")
    git(scene.folder, "merge", "--quiet", "--no-ff", "--no-edit", "proposal")
    assert scene.unmet() == []


def test_a_stale_branch_is_refused(scene: Scene) -> None:
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    git(scene.folder, "checkout", "--quiet", "main")
    write(scene.folder, {"notes.txt": "Something else\n"})
    scene.commit("Meanwhile")
    git(scene.folder, "checkout", "--quiet", "proposal")
    with pytest.raises(RefusalError, match="git merge"):
        scene.judge()


def test_another_branch_does_not_rule(scene: Scene) -> None:
    scene.commit()
    git(scene.folder, "branch", "milder")
    with pytest.raises(RefusalError, match="--against main"):
        read_proposal(scene.folder, "milder", TODAY)


def test_a_dirty_working_tree_is_not_judged(scene: Scene) -> None:
    scene.commit()
    scene.edit("shop.sla", *LOWER)
    assert scene.judge().is_open


def test_a_pack_of_the_proposal_is_not_loaded(scene: Scene) -> None:
    trap = scene.folder.parent / "sprung"
    write(scene.folder, {"evil/__init__.py": f"open({str(trap)!r}, 'w')\nRULES = ()\n"})
    scene.edit("sla.toml", ("", 'validators = ["evil"]\n'))
    scene.commit()
    scene.judge()
    assert not trap.exists()


def test_a_rules_base_that_does_not_compile(scene: Scene) -> None:
    git(scene.folder, "checkout", "--quiet", "main")
    write(scene.folder, {"broken.sla": "party {"})
    scene.commit("Broken")
    git(scene.folder, "checkout", "--quiet", "-B", "proposal")
    (scene.folder / "broken.sla").unlink()
    scene.amend("1.1.0", "2027-01-01", *HIGHER)
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    assert ("approval", "shop-sla") in scene.unmet()
    scene.approve("Jo Lindqvist", "brun")
    assert scene.unmet() == []


def test_an_approval_of_one_setting_is_none_of_another(scene: Scene) -> None:
    scene.edit("sla.toml", ("", 'currencies = ["EUR"]\n'))
    scene.commit()
    approved(scene)
    scene.approve("Rui Faria", "norvia", "shop-ola")
    scene.edit("sla.toml", ("EUR", "USD"))
    scene.commit()
    assert scene.unmet() == [("approval", "shop-ola"), ("approval", "shop-sla")]


def test_a_repository_that_had_no_workspace(scene: Scene) -> None:
    git(scene.folder, "checkout", "--quiet", "--orphan", "trunk")
    git(scene.folder, "rm", "--quiet", "-r", "--cached", ".")
    files = {name: (scene.folder / name).read_text(encoding="utf-8") for name in ("parties.sla", "shop.sla", "ola.sla")}
    for name in (*files, "sla.toml"):
        (scene.folder / name).unlink()
    scene.commit("Nothing yet")
    git(scene.folder, "checkout", "--quiet", "-b", "start")
    write(scene.folder, {"sla.toml": 'main-branch = "trunk"\n', "parties.sla": files["parties.sla"]})
    scene.commit("People first")
    assert judge(read_proposal(scene.folder, "trunk", TODAY)).is_open
    git(scene.folder, "branch", "--quiet", "--delete", "--force", "main", "proposal")
    write(scene.folder, files)
    scene.commit("Agreements")
    judgement = judge(read_proposal(scene.folder, None, TODAY))
    assert [one.id for one in judgement.conditions if not one.met] == [
        "approval",
        "signed",
        "approval",
        "signed",
        "signed",
    ]


def test_without_the_program_that_verifies_nothing_is_judged(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    approved(scene)
    monkeypatch.setattr("sla_dsl.gate.given.program_of", lambda _signature: None)
    with pytest.raises(RefusalError, match="ssh-keygen"):
        scene.judge()


POLICY = "policy floor { every objective in sla where metric is availability must have target at least 99% }\n"


def test_the_policies_of_the_branch_judge(scene: Scene) -> None:
    git(scene.folder, "checkout", "--quiet", "main")
    write(
        scene.folder,
        {"house/floor.sla": POLICY, "sla.toml": 'exclude = ["house/**"]\npolicies = ["house/floor.sla"]\n'},
    )
    scene.commit("A policy")
    git(scene.folder, "checkout", "--quiet", "-B", "proposal")
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    approved(scene)
    assert scene.unmet() == [("errors", "")]
    write(scene.folder, {"house/floor.sla": POLICY.replace("99%", "90%"), "sla.toml": "\n"})
    scene.commit()
    assert ("errors", "") in scene.unmet()


def test_a_policy_whose_severity_the_branch_raises_judges_a_proposal_that_removes_it(scene: Scene) -> None:
    policy = POLICY.replace("floor {", "floor { severity warning")
    settings = 'exclude = ["house/**"]\npolicies = ["house/floor.sla"]\nseverities = {"policy/floor" = "error"}\n'
    git(scene.folder, "checkout", "--quiet", "main")
    write(scene.folder, {"house/floor.sla": policy, "sla.toml": settings})
    scene.commit("A policy")
    git(scene.folder, "checkout", "--quiet", "-B", "proposal")
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    assert ("errors", "") in scene.unmet()
    write(scene.folder, {"house/floor.sla": "# none\n", "sla.toml": "\n"})
    scene.commit()
    assert ("errors", "") in scene.unmet()


def test_packs_of_rules_are_not_loaded_and_what_names_their_rules_does_not_close_the_gate(scene: Scene) -> None:
    git(scene.folder, "checkout", "--quiet", "main")
    settings = 'validators = ["house_rules"]\nseverities = {"house/same-supplier" = "error"}\n'
    write(scene.folder, {"sla.toml": settings})
    scene.commit("Rules of the house")
    git(scene.folder, "checkout", "--quiet", "-B", "proposal")
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    waiver = '  waive practice/own until 2027-06-30 because "Soon"\n  clause law'
    scene.edit("shop.sla", ("  clause law", waiver))
    scene.commit()
    approved(scene)
    assert scene.unmet() == []
    assert not read_proposal(scene.folder, "main", TODAY).fallen_back


def test_a_waiver_of_the_proposal_does_not_open_it(scene: Scene) -> None:
    git(scene.folder, "checkout", "--quiet", "main")
    write(scene.folder, {"floor.sla": POLICY.replace(" }", " may be waived }")})
    scene.commit("A policy")
    git(scene.folder, "checkout", "--quiet", "-B", "proposal")
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    waiver = '  waive policy/floor until 2027-06-30 because "Soon"\n  clause law'
    scene.edit("shop.sla", ("  clause law", waiver))
    scene.commit()
    approved(scene)
    assert ("errors", "") in scene.unmet()


def test_evidence_is_named_where_the_clause_asks_for_it(scene: Scene) -> None:
    scene.as_signed(("service-level-manager, 5 days notice", 'service-level-manager, evidence "a ticket"'))
    scene.amend("1.1.0", "2027-01-01", *HIGHER)
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    assert scene.unmet() == [("evidence", "shop-sla")]
    scene.edit("shop.sla", ('reason "As agreed"\n', 'reason "As agreed"\n    evidence "ticket 4711"\n'))
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    assert scene.unmet() == []


def test_a_package_that_the_proposal_names_is_not_imported(scene: Scene) -> None:
    scene.edit("sla.toml", ("", 'policies = ["antigravity.tests"]\n'))
    scene.commit()
    assert ("readable", "") in scene.unmet()
    assert "antigravity" not in sys.modules


def test_where_nobody_signs_the_help_says_so(scene: Scene) -> None:
    text = (scene.folder / "parties.sla").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if "Lindqvist" in line)
    scene.as_signed((f"{line}\n", ""), file="parties.sla")
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    helps = [one.help for one in scene.judge().conditions if not one.met and one.id == "approval"]
    assert len(helps) == 1
    assert "a line `signatory`" in helps[0]


def test_a_lapsed_emergency_is_written_back(scene: Scene) -> None:
    before = (scene.folder / "shop.sla").read_text(encoding="utf-8")
    emergency(scene)
    git(scene.folder, "checkout", "--quiet", "-B", "main")
    git(scene.folder, "checkout", "--quiet", "-B", "proposal")
    (scene.folder / "shop.sla").write_text(before, encoding="utf-8")
    scene.commit()
    assert ("earlier-amendments", "shop-sla") in scene.unmet(date(2026, 12, 1))
    day = date(2026, 12, 10)
    assert scene.unmet(day) == []
    git(scene.folder, "checkout", "--quiet", "-B", "main")
    git(scene.folder, "checkout", "--quiet", "-B", "proposal")
    scene.amend("1.1.0", "2027-01-01", *HIGHER)
    scene.commit()
    scene.approve("Camille Roy", "norvia", today=day)
    assert scene.unmet(day) == []
