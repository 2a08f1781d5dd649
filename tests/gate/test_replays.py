"""An approval is for one step of one history: it is not replayed, can be taken back, and is of whoever signed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sla_dsl.cli import main as sla
from sla_dsl.gate.reading import read_proposal
from sla_dsl.history.refusal import RefusalError

from ..history.repositories import git, write
from ..history.signature_keys import OpenPGP, fingerprint
from .scene import TODAY, Scene

APPROVAL = ("approval", "shop-sla")
LOWER = (("at least 99% each", "at least 98% each"), ("below 99% ", "below 98% "))
POLICY = "policy floor { every objective in sla where metric is availability must have target at least %s }\n"


def approved(scene: Scene) -> None:
    """Everybody approves what concerns him."""
    scene.approve("Camille Roy", "norvia")
    scene.approve("Jo Lindqvist", "brun")
    scene.approve("Rui Faria", "norvia", "shop-ola")


def _eve(scene: Scene, is_in: bool) -> None:
    line = f'  signatory "Eve" as buyer "eve@e.example" key "{fingerprint(scene.keys["A stranger"])}"\n'
    jo = '  signatory "Jo Lindqvist"'
    scene.edit("parties.sla", (jo, line + jo) if is_in else (line, ""))


def _currency(scene: Scene, is_in: bool) -> None:
    write(scene.folder, {"sla.toml": 'currencies = ["EUR", "USD"]\n' if is_in else ""})


def _policy(scene: Scene, is_in: bool) -> None:
    write(scene.folder, {"policy.sla": POLICY % ("90%" if is_in else "99%")})


def _role(scene: Scene, is_in: bool) -> None:
    roles = ('"Jo Lindqvist" as buyer', '"Jo Lindqvist" as director')
    scene.edit("parties.sla", roles if is_in else roles[::-1])


def _agreement(scene: Scene, is_in: bool) -> None:
    """A new agreement, and its end: neither has a promise in force to be measured from."""
    text = (scene.folder / "shop.sla").read_text(encoding="utf-8")
    if is_in:
        write(scene.folder, {"new.sla": text.replace("sla shop-sla", "sla new-sla")})
    else:
        (scene.folder / "new.sla").unlink()


@pytest.mark.parametrize("change", [_eve, _currency, _policy, _role])
def test_what_was_done_and_undone_is_not_done_again_with_the_old_approvals(
    scene: Scene, change: Callable[[Scene, bool], None]
) -> None:
    if change is _policy:
        scene.edit("sla.toml", ("", ""))
        git(scene.folder, "checkout", "--quiet", "main")
        change(scene, False)
        scene.commit("A policy")
        git(scene.folder, "checkout", "--quiet", "-B", "proposal")
    for is_in in (True, False):
        change(scene, is_in)
        scene.commit()
        assert not scene.judge().is_open
        approved(scene)
        assert scene.unmet() == []
        scene.merge()
    change(scene, True)
    scene.commit()
    assert APPROVAL in scene.unmet()
    for commit in git(scene.folder, "log", "--format=%H", "--grep=SLA-Approval").splitlines():
        scene.commit(git(scene.folder, "log", "-1", "--format=%B", commit), author="A copyist")
    assert APPROVAL in scene.unmet()


def test_a_new_agreement_is_not_put_back_with_its_old_approvals(unsigned: Scene) -> None:
    scene = unsigned
    for is_in in (True, False):
        _agreement(scene, is_in)
        scene.commit()
        assert not scene.judge().is_open
        scene.approve("Camille Roy", "norvia", "new-sla")
        scene.approve("Jo Lindqvist", "brun", "new-sla")
        assert ("approval", "new-sla") not in scene.unmet()
        scene.merge()
    _agreement(scene, True)
    scene.commit()
    assert ("approval", "new-sla") in scene.unmet()


def test_an_approval_survives_what_it_is_not_about(scene: Scene) -> None:
    """A merge of something else on the branch kills no approval; another layout of the agreement does not either."""
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    approved(scene)
    assert scene.unmet() == []
    git(scene.folder, "checkout", "--quiet", "main")
    write(scene.folder, {"more.sla": 'reason flood "A flood"\n'})
    scene.commit("Something else")
    scene.edit("ola.sla", ("\n  covers shop", "\n\n  covers   shop # here"))
    scene.commit("Another layout")
    git(scene.folder, "checkout", "--quiet", "proposal")
    scene.git("merge", "--quiet", "--no-edit", "main")
    assert scene.unmet() == []


def test_an_approval_expires_with_its_base(scene: Scene) -> None:
    """The branch moves on, and comes back to the same words: what was approved before that is approved no longer."""
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    approved(scene)
    git(scene.folder, "checkout", "--quiet", "main")
    scene.edit("parties.sla", ("08:00-18:00", "08:00-17:00"))
    scene.commit("Shorter")
    scene.edit("parties.sla", ("08:00-17:00", "08:00-18:00"))
    scene.commit("And back")
    git(scene.folder, "checkout", "--quiet", "proposal")
    scene.git("merge", "--quiet", "--no-edit", "main")
    assert APPROVAL in scene.unmet()


# Withdrawals


def test_an_approval_is_withdrawn_on_the_branch_that_rules(scene: Scene) -> None:
    """Of a proposal that was turned down, the branch is not merged later: not even with a copy of the approval."""
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    approval = scene.approve("Jo Lindqvist", "brun")
    scene.approve("Camille Roy", "norvia")
    assert scene.unmet() == []
    withdrawal = scene.approve("Jo Lindqvist", "brun", withdraw=True)
    assert scene.unmet() == [APPROVAL]
    git(scene.folder, "reset", "--quiet", "--hard", "HEAD~1")
    assert scene.unmet() == []
    git(scene.folder, "checkout", "--quiet", "main")
    scene.git("cherry-pick", "--allow-empty", withdrawal)
    git(scene.folder, "checkout", "--quiet", "proposal")
    scene.git("merge", "--quiet", "--no-edit", "main")
    assert scene.unmet() == [APPROVAL]
    scene.commit(git(scene.folder, "log", "-1", "--format=%B", approval), author="A copyist")
    assert scene.unmet() == [APPROVAL]


def test_nobody_withdraws_the_approval_of_another(scene: Scene) -> None:
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    scene.approve("Jo Lindqvist", "brun")
    scene.approve("Camille Roy", "norvia")
    scene.approve("Jo Lindqvist", "brun", key=scene.keys["Camille Roy"], withdraw=True)
    scene.approve("Jo Lindqvist", "brun", key=scene.keys["A stranger"], withdraw=True)
    assert scene.unmet() == []


# Whose approval it is


def test_a_namesake_approves_in_the_role_of_the_own_line(scene: Scene) -> None:
    other = f'  signatory "Camille Roy" as assistant "c@norvia.example" key "{fingerprint(scene.keys["A stranger"])}"\n'
    git(scene.folder, "checkout", "--quiet", "main")
    for place in ('  signatory "Camille Roy"', '  signatory "Rui Faria"'):
        scene.edit("parties.sla", (place, other + place))
        scene.commit("An assistant of the same name")
        git(scene.folder, "checkout", "--quiet", "-B", "proposal")
        scene.amend("1.1.0", "2027-01-01", ("at least 99% each", "at least 99.5% each"), ("below 99% ", "below 99.5% "))
        scene.commit()
        scene.approve("Camille Roy", "norvia", key=scene.keys["A stranger"])
        assert APPROVAL in scene.unmet()
        scene.approve("Camille Roy", "norvia")
        assert scene.unmet() == []
        git(scene.folder, "checkout", "--quiet", "main")
        scene.edit("parties.sla", (other, ""))


def test_two_lines_of_one_person_are_two_roles(scene: Scene) -> None:
    line = next(
        each for each in (scene.folder / "parties.sla").read_text(encoding="utf-8").splitlines() if "Camille" in each
    )
    both = (line, f"{line.replace('service-level-manager', 'lawyer')}\n{line}")
    scene.as_signed(both, file="parties.sla")
    scene.amend("1.1.0", "2027-01-01", ("at least 99% each", "at least 99.5% each"), ("below 99% ", "below 99.5% "))
    scene.commit()
    scene.approve("Camille Roy", "norvia")
    assert scene.unmet() == []


# Keys


@pytest.fixture
def openpgp(tmp_path: Path) -> Iterator[OpenPGP]:
    key = OpenPGP(tmp_path / "jo")
    yield key
    key.close()


def test_a_revoked_key_is_not_put_back_as_it_was(scene: Scene, openpgp: OpenPGP) -> None:
    before = openpgp.public.decode()
    openpgp.revoke()
    git(scene.folder, "checkout", "--quiet", "main")
    scene.edit("parties.sla", (fingerprint(scene.keys["Jo Lindqvist"]), f"openpgp:{openpgp.fingerprint.lower()}"))
    write(scene.folder, {"keys/jo.asc": openpgp.public.decode()})
    scene.commit("Revoked")
    git(scene.folder, "checkout", "--quiet", "-B", "proposal")
    write(scene.folder, {"keys/jo.asc": before})
    scene.commit()
    assert APPROVAL in scene.unmet()
    (scene.folder / "keys/jo.asc").unlink()
    scene.commit()
    assert APPROVAL in scene.unmet()
    write(scene.folder, {"keys/jo.asc": openpgp.public.decode(), "keys/more.asc": "no key at all\n"})
    scene.commit()
    assert APPROVAL in scene.unmet()
    (scene.folder / "keys/more.asc").unlink()
    scene.commit()
    assert scene.unmet() == []


def test_a_key_of_nobody_concerns_nobody(scene: Scene, openpgp: OpenPGP) -> None:
    write(scene.folder, {"keys/new.asc": openpgp.public.decode()})
    scene.commit()
    assert scene.unmet() == []


# Which branch rules


def test_a_tag_does_not_take_the_place_of_a_branch(scene: Scene) -> None:
    write(scene.folder, {"sla.toml": "require-signed-approvals = false\n"})
    scene.edit("shop.sla", *LOWER)
    mild = scene.commit()
    for name in ("refs/tags/refs/remotes/origin/main", "refs/heads/refs/remotes/origin/main", "refs/tags/main"):
        git(scene.folder, "update-ref", name, mild)
    assert APPROVAL in scene.unmet()


def test_a_proposal_does_not_name_the_branch_that_rules(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    git(scene.folder, "checkout", "--quiet", "-b", "mild")
    write(scene.folder, {"sla.toml": 'main-branch = "mild"\nrequire-signed-approvals = false\n'})
    scene.commit("Mild rules")
    git(scene.folder, "checkout", "--quiet", "-B", "proposal")
    scene.edit("shop.sla", *LOWER)
    scene.commit()
    monkeypatch.chdir(scene.folder)
    assert sla(["gate"]) == 2
    assert "`sla gate --against BRANCH`" in capsys.readouterr().err
    with pytest.raises(RefusalError):
        read_proposal(scene.folder, None, TODAY)
    git(scene.folder, "branch", "--quiet", "--delete", "--force", "mild")
    assert read_proposal(scene.folder, None, TODAY).branch == "main"
