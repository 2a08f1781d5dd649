"""``sla diff --facts``: what a changed band costs on what was measured."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from sla_dsl.cli import main

ATELIER = Path(__file__).parents[2] / "examples" / "atelier"
OCTOBER = ("--period", "2026-10")


@pytest.fixture(autouse=True)
def _folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The workspace, and one in which the second band is 40 % of the monthly fee of 690 EUR, and not 60 %."""
    for name in ("a", "b"):
        shutil.copytree(ATELIER, tmp_path / name)
    contract = tmp_path / "b" / "agreements" / "suppliers.sla"
    text = contract.read_text(encoding="utf-8")
    assert "| below 99%    | 60%     |" in text
    contract.write_text(text.replace("| below 99%    | 60%     |", "| below 99%    | 40%     |"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def test_a_changed_band_is_told_in_money(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "a", "b", "--facts", "a/facts", *OCTOBER]) == 0
    told = "measured from 2026-10-01 to 2026-10-31, for uptime of link-a-uc: the penalty was 414 EUR, is 276 EUR\n"
    assert told in capsys.readouterr().out


def test_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    main(["diff", "a", "b", "--facts", "a/facts", *OCTOBER, "--format", "json"])
    (one,) = json.loads(capsys.readouterr().out)["costs"]
    assert one == {
        "agreement": "link-a-uc",
        "example": "from 2026-10-01 to 2026-10-31, for uptime",
        "award": "penalty",
        "before": "414 EUR",
        "after": "276 EUR",
        "measured": True,
    }


def test_where_nothing_differs_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "a", "a", "--facts", "a/facts", *OCTOBER]) == 0
    assert "measured from 2026-10-01 to 2026-10-31: no award is another\n" in capsys.readouterr().err


def test_facts_that_cannot_be_read_as_a_whole(capsys: pytest.CaptureFixture[str]) -> None:
    outages = Path("a/facts/outages.csv")
    outages.write_text(outages.read_text(encoding="utf-8") + "link-a,soon,later\n", encoding="utf-8")
    assert main(["diff", "a", "b", "--facts", "a/facts", *OCTOBER]) == 2
    assert "outages.csv" in capsys.readouterr().err
