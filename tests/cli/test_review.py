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
from sla_dsl.reports.review import LIMITS, review_html, review_markdown

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
