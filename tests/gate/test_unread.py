"""What cannot be read is not judged: exit code 2, with what hides what on which side."""

from __future__ import annotations

import json

import pytest

from sla_dsl.cli import gate as module
from sla_dsl.cli import main as sla

from ..history.repositories import git
from .scene import TODAY, Scene

HIDING = {
    "a value": ("shop.sla", "at least 99% each", "at least 99 apples each"),
    "a name": ("shop.sla", "covers shop", "covers shopp"),
    "a statement": ("shop.sla", "  covers shop\n", "  covers shop {\n"),
    "a setting": ("sla.toml", "", "currencies = 7\n"),
    "settings": ("sla.toml", "", "currencies = [\n"),
}


def judged(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *form: str
) -> tuple[int, str]:
    monkeypatch.chdir(scene.folder)
    monkeypatch.setattr(module, "today", lambda: TODAY)
    return sla(["gate", "--against", "main", *form]), capsys.readouterr().out


@pytest.mark.parametrize("what", HIDING)
def test_a_proposal_that_cannot_be_read(
    scene: Scene, what: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file, old, new = HIDING[what]
    scene.edit(file, (old, new))
    commit = scene.commit()
    code, out = judged(scene, monkeypatch, capsys)
    assert code == 2
    assert out.startswith(f"not read: in the proposal ({commit[:10]}): {file}")
    code, out = judged(scene, monkeypatch, capsys, "--format", "json")
    said = json.loads(out)
    assert (code, said["outcome"]) == (2, "unjudged")
    assert {(one["side"], one["revision"], one["file"]) for one in said["misread"]} == {("proposal", commit, file)}
    # Of what cannot be read nobody says that it is gone.
    assert {one["id"] for one in said["conditions"]} <= {"readable", "errors"}


def test_where_the_tip_cannot_be_read_an_older_commit_rules(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It can be mended by all parties: what was not read is told, and the gate judges by what was before."""
    git(scene.folder, "checkout", "--quiet", "main")
    scene.edit("shop.sla", ("covers shop", "covers shopp"))
    broken = scene.commit("Broken")
    git(scene.folder, "checkout", "--quiet", "-B", "proposal")
    scene.edit("shop.sla", ("covers shopp", "covers shop"))
    scene.commit()
    code, out = judged(scene, monkeypatch, capsys)
    assert (code, out.splitlines()[0].partition(": error")[0]) == (
        0,
        f"not read: in `main` ({broken[:10]}): shop.sla:4:10",
    )
    scene.amend("2.0.0", "2027-01-01", ("at least 99% each", "at least 98% each"), ("below 99% ", "below 98% "))
    scene.commit()
    code, _out = judged(scene, monkeypatch, capsys)
    assert code == 1


def test_where_no_commit_of_the_branch_can_be_read(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scene.as_signed(("covers shop", "covers shopp"))
    rules = git(scene.folder, "rev-parse", "main")
    scene.edit("shop.sla", ("covers shopp", "covers shop"))
    scene.commit()
    code, out = judged(scene, monkeypatch, capsys)
    assert (code, out.partition(": shop.sla")[0]) == (2, f"not read: in `main` ({rules[:10]})")
