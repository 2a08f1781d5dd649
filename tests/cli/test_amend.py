"""``sla amend``: the draft that passes the gate but for approvals."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest

from sla_dsl.cli import amend as module
from sla_dsl.cli import main as sla
from sla_dsl.reports.gate.text import gate_text

from ..gate.conftest import keys  # noqa: F401 - a fixture
from ..gate.scene import TODAY, Scene
from ..history.repositories import git, write

LOWER = (("at least 99% each", "at least 98% each"), ("below 99% ", "below 98% "))


@pytest.fixture
def scene(tmp_path: Path, keys: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> Scene:  # noqa: F811 - a fixture that is asked for by its name
    made = Scene(tmp_path / "shop", keys)
    monkeypatch.chdir(made.folder)
    monkeypatch.setattr(module, "today", lambda: TODAY)
    return made


def test_a_draft_needs_nothing_but_approvals(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    scene.edit("shop.sla", *LOWER, ("  covers shop", "  covers   shop # version 7.7.7 }"))
    scene.commit()
    before = (scene.folder / "shop.sla").read_text(encoding="utf-8")
    (scene.folder / "shop.sla").chmod(0o640)
    assert sla(["amend", "shop-sla", "--against", "main"]) == 0
    assert capsys.readouterr().err.startswith("wrote amendment 2.0.0, effective 2027-01-01, to shop.sla\n")
    after = (scene.folder / "shop.sla").read_text(encoding="utf-8")
    block = after[after.index("  amendment 2.0.0") : after.rindex("}")]
    assert block.startswith("  amendment 2.0.0 {\n    effective 2027-01-01\n    reason ")
    assert "shop-sla/uptime: objective bound lowered (at least 99% -> at least 98%)" in block
    assert after.replace(block, "").replace("version 2.0.0", "version 1.0.0", 1) == before
    assert stat.S_IMODE((scene.folder / "shop.sla").stat().st_mode) == 0o640
    scene.commit()
    assert scene.unmet() == [("approval", "shop-sla")]
    scene.approve("Camille Roy", "norvia")
    scene.approve("Jo Lindqvist", "brun")
    assert scene.unmet() == []


def test_the_gate_names_what_to_write(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    """One line for what one amendment would meet, and the changes for which an approval is needed."""
    scene.edit("shop.sla", *LOWER)
    scene.commit()
    unmet = {one.id: one for one in scene.judge().conditions if not one.met}
    assert {*unmet} == {"approval", "amendment", "version", "notice", "boundary", "window"}
    assert unmet["amendment"].help == (
        'write `version 2.0.0` and `amendment 2.0.0 { effective 2027-01-01 reason "…" }` in `shop-sla`: '
        "`sla amend shop-sla` does"
    )
    assert "objective-bound-lowered shop-sla/uptime" in unmet["approval"].because
    assert sla(["gate", "--against", "main"]) == 1
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith("not met")]
    assert len(said) == 2
    because = (
        "  = because of: remedy-bands-lowered shop-sla/credit\n"
        "                objective-bound-lowered shop-sla/uptime\n"
    )
    assert because in gate_text(scene.judge()).decode()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_and_marks_stay(scene: Scene, end: str) -> None:
    path = scene.folder / "shop.sla"
    text = path.read_text(encoding="utf-8").replace(*LOWER[0]).replace(*LOWER[1])
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", end).encode())
    scene.commit()
    assert sla(["amend", "shop-sla", "--against", "main"]) == 0
    written = path.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.count(b"\n") == (written.count(b"\r\n") if end == "\r\n" else written.count(b"\n"))


def test_what_is_refused(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    scene.commit()
    assert sla(["amend", "shop-sal", "--against", "main"]) == 2
    assert "did you mean `shop-sla`?" in capsys.readouterr().err
    assert sla(["amend", "shop-sla", "--against", "main"]) != 0
    assert "nothing changes `shop-sla`" in capsys.readouterr().err
    scene.amend("2.0.0", "2027-01-01", *LOWER)
    scene.commit()
    before = {*scene.folder.iterdir()}
    assert sla(["amend", "shop-sla", "--against", "main"]) != 0
    assert "amendment 2.0.0 is there already" in capsys.readouterr().err
    assert {*scene.folder.iterdir()} == before


def test_an_agreement_on_one_line(scene: Scene) -> None:
    write(scene.folder, {"ola.sla": " ".join((scene.folder / "ola.sla").read_text(encoding="utf-8").split())})
    scene.edit("ola.sla", ("at least 99.5%", "at least 99.4%"))
    scene.commit()
    assert sla(["amend", "shop-ola", "--against", "main"]) == 0
    scene.commit()
    assert scene.judge(date(2026, 11, 24)).bases
    assert ("amendment", "shop-ola") not in scene.unmet()
    assert ("readable", "") not in scene.unmet()


@pytest.mark.parametrize("branch", ["main", "proposal"])
def test_what_is_not_committed_yet(scene: Scene, branch: str) -> None:
    """On the branch itself, the files are proposed to its tip."""
    git(scene.folder, "checkout", "--quiet", branch)
    scene.edit("shop.sla", *LOWER)
    assert sla(["amend", "shop-sla", "--against", "main"]) == 0
    git(scene.folder, "checkout", "--quiet", "-B", "proposal")
    scene.commit()
    assert scene.unmet() == [("approval", "shop-sla")]


CLAUSES = {
    "evidence": ("30 days notice", '30 days notice, evidence "a ticket", evidence "the minutes"'),
    "business days": ("30 days notice", "10 business days notice"),
    "a quarter": ("effective at month start", "effective at quarter start"),
    "a renewal": ("effective at month start", "effective at year start"),
    "a subject": ("never change", 'uptime needs 90 days notice, evidence "a study"\n    never change'),
    "no approver": (
        "weakening needs approval of 2 of norvia and brun, 30 days notice",
        "weakening needs 1 month notice",
    ),
}


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_draft_needs_nothing_but_approvals_by_other_clauses(scene: Scene, clause: str) -> None:
    scene.as_signed(CLAUSES[clause])
    scene.edit("shop.sla", *LOWER)
    assert sla(["amend", "shop-sla", "--against", "main"]) == 0
    scene.commit()
    assert {kind for kind, _of in scene.unmet()} == {"approval"}


def test_an_amendment_of_what_begins_later_takes_effect_when_it_begins(scene: Scene) -> None:
    """Before that day nothing is in force that could be amended, and `sla check` refuses a day before it."""
    scene.as_signed(("in force from 2026-01-01", "in force from 2027-03-01"))
    scene.edit("shop.sla", ("  clause law", '  report "Monthly" each calendar month to brun\n  clause law'))
    scene.commit()
    assert sla(["amend", "shop-sla", "--against", "main"]) == 0
    assert "  amendment 1.1.0 {\n    effective 2027-03-01\n" in (scene.folder / "shop.sla").read_text(encoding="utf-8")
    scene.commit()
    assert {kind for kind, _of in scene.unmet()} == {"approval"}
    scene.edit("shop.sla", ("effective 2027-03-01", "effective 2027-02-28"))
    scene.commit()
    unmet = {one.id: one for one in scene.judge().conditions if not one.met}
    assert {*unmet} == {"approval", "errors", "retroactive"}
    assert unmet["retroactive"].required == "not before 2027-03-01, when its term begins"
    assert unmet["retroactive"].help == "effective 2027-03-01 or later"


@pytest.mark.parametrize(("effective", "unmet"), [("2026-11-23", {"retroactive"}), ("2026-11-24", set())])
def test_a_day_is_lawful_from_today_on(scene: Scene, effective: str, unmet: set[str]) -> None:
    scene.as_signed(("as service-level-manager, 5 days notice", "as service-level-manager"))
    report = '  report "Monthly" each calendar month to brun\n  clause law'
    scene.amend("1.1.0", effective, ("  clause law", report))
    scene.commit()
    assert {kind for kind, _of in scene.unmet()} - {"approval", "cascade"} == unmet


IN_FRENCH = "shop-sla/uptime : renforcement (at least 99% -> at least 99.2%)"
IN_ENGLISH = "shop-sla/uptime: objective bound raised (at least 99% -> at least 99.2%)"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("en and fr, equally binding", f'reason "{IN_ENGLISH}" wording fr "{IN_FRENCH}"'),
        ("fr and en, of which fr prevails", f'reason "{IN_FRENCH}" wording en "{IN_ENGLISH}"'),
        ("fr", f'reason "{IN_FRENCH}"'),
        ("en", f'reason "{IN_ENGLISH}"'),
    ],
)
def test_a_reason_has_words_in_each_language_of_the_agreement(
    scene: Scene, written: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    scene.as_signed(("  version 1.0.0", f"  written in {written}\n  version 1.0.0"))
    sla(["check", "--format", "json"])
    before = capsys.readouterr().out.count("agreement/missing-wording")
    scene.edit("shop.sla", ("at least 99% each", "at least 99.2% each"))
    assert sla(["amend", "shop-sla", "--against", "main"]) == 0
    assert f"    {said}\n" in (scene.folder / "shop.sla").read_text(encoding="utf-8")
    capsys.readouterr()
    sla(["check", "--format", "json"])
    assert capsys.readouterr().out.count("agreement/missing-wording") == before
