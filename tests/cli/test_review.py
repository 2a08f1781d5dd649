"""``sla review``: gate and diff in one comment that fits, and what does not fit is counted."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sla_dsl.cli import main as sla
from sla_dsl.cli import review as module
from sla_dsl.gate.judge import judge
from sla_dsl.gate.reading import read_proposal
from sla_dsl.reports.review import LIMITS, MARK, review_html, review_markdown

from ..gate.conftest import keys  # noqa: F401 - a fixture
from ..gate.scene import TODAY, Scene
from ..history.repositories import write

LOWER = (("at least 99% each", "at least 98% each"), ("below 99% ", "below 98% "))


@pytest.fixture
def scene(tmp_path: Path, keys: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> Scene:  # noqa: F811 - a fixture that is asked for by its name
    made = Scene(tmp_path / "shop", keys)
    monkeypatch.chdir(made.folder)
    monkeypatch.setattr(module, "today", lambda: TODAY)
    return made


def test_gate_and_diff_are_one_comment(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    scene.edit("shop.sla", *LOWER)
    scene.commit()
    assert sla(["review", "--against", "main"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("**the gate is closed: ")
    assert out.index("approval of norvia and brun") < out.index("**weakening**")
    assert sla(["review", "--against", "main", "--format", "json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["schema"], said["gate"]["outcome"], said["diff"]["schema"]) == ("sla.review/1", "closed", "sla.diff/1")
    assert sla(["review", "--against", "main", "--format", "html"]) == 1
    page = capsys.readouterr().out
    assert page.startswith("<!doctype html>")
    not_met = page.partition("<h2>Not met</h2>")[2].partition("</table>")[0]
    assert "<td><code>shop-sla</code></td><td>approval</td>" in not_met
    assert "<li>objective-bound-lowered shop-sla/uptime</li>" in not_met
    assert page.count("<body>") == page.count("</body>") == 1
    assert sla(["review", "--against", "nothing"]) == 2


def test_what_the_branch_has_already_stands_apart(scene: Scene) -> None:
    scene.edit("shop.sla", ("  clause law", '  clause slow "Slow" """It may be slow."""\n  clause law'))
    scene.commit()
    scene.merge()
    scene.edit("shop.sla", *LOWER)
    scene.commit()
    text = review_markdown(judge(read_proposal(scene.folder, "main", TODAY)), LIMITS["github"]).decode()
    assert text.count("`clause-added shop-sla/clause/slow`") == 2  # the approval and the amendment
    assert text.count("- on main already, and not in the promise in force: ") == 1
    assert "| clause added |" not in text


def test_a_changed_approval_has_its_place_and_is_asked_of_all(scene: Scene) -> None:
    scene.edit("shop.sla", ("approval of 2 of norvia and brun, 30", "approval of norvia, 30"))
    scene.commit()
    text = review_markdown(judge(read_proposal(scene.folder, "main", TODAY)), LIMITS["github"]).decode()
    assert "a signatory of norvia and a signatory of brun run " in text
    assert "| approval removed | `approval of norvia and brun` |" in text
    assert "changes/weakening/approval/norvia-and-brun` removed: `shop.sla:" in text


def test_a_new_parameter_is_shown_with_its_value(scene: Scene) -> None:
    scene.edit("shop.sla", ("  clause law", "  parameter days = 3 days one of 3 days, 5 days\n  clause law"))
    scene.commit()
    text = review_markdown(judge(read_proposal(scene.folder, "main", TODAY)), LIMITS["github"]).decode()
    assert "`days = 3 days one of 3 days, 5 days`" in text


def test_awards_on_given_figures(scene: Scene, capsys: pytest.CaptureFixture[str]) -> None:
    scene.edit("shop.sla", ("| below 99%    | 10%    |", "| below 99%    | 5%     |"))
    scene.commit()
    assert sla(["review", "--against", "main", "--given", "shop-sla/uptime: uptime is 98%"]) == 1
    assert 'example "uptime is 98%" of shop-sla: the credit was 100 EUR, is 50 EUR' in capsys.readouterr().out
    assert sla(["review", "--against", "main", "--given", "shop-sla/uptime: price is 98%"]) == 2


def test_a_comment_that_the_action_marks_still_fits() -> None:
    action = (Path(__file__).parents[2] / "action.yml").read_text(encoding="utf-8")
    assert f"mark='{MARK.rstrip()}'" in action
    assert len(MARK) + LIMITS["github"] <= 65_536


def test_what_does_not_fit_is_counted_and_named_and_is_whole_elsewhere(scene: Scene) -> None:
    text = '"""' + "words " * 60 + '{number}"""'
    clauses = "\n".join(f'  clause c{number} "C" {text.format(number=number)}' for number in range(400))
    scene.edit("shop.sla", ("  clause law", f"{clauses}\n  clause law"), *LOWER)
    write(scene.folder, {"more.sla": 'reason flood "A flood"\n'})
    scene.commit()
    judgement = judge(read_proposal(scene.folder, "main", TODAY))
    for limit in (20_000, *LIMITS.values()):
        text = review_markdown(judgement, limit).decode()
        assert len(text) <= limit
        if limit < LIMITS["gitlab"]:
            table = text.partition("| class |")[2].partition("<details>")[0]
            (left,) = re.findall(r"… and (\d+) changes more: `sla review --format html` has all of them", table)
            rows = [line for line in table.splitlines() if line.startswith("| ") and not line.startswith("|---")]
            assert int(left) + len(rows) == len(judgement.comparison.changes)
            assert "- weakening, clause added: " in table.partition("… and")[2]
    assert review_html(judgement).decode().count("<section") >= len(judgement.comparison.changes)
