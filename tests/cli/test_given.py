"""``sla diff --given``: what an award comes to for given figures, by the terms before and after."""

from __future__ import annotations

from pathlib import Path

import pytest

from sla_dsl.cli import main

from ..history.repositories import write

TEXT = """party us {{ time zone UTC }} party them {{ time zone UTC }}
sla a {{
  provider us customer them service hours 24x7
  parameter fee = 1000 EUR
  objective up: availability at least 99.5% each calendar month
  credit on fee for up {{ | availability | credit |
    | below 99.5% | 5% |
    | below {band} | 10% |
  }}
  cap credit at {cap} each calendar month
}}
"""


@pytest.fixture(autouse=True)
def _folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, said in (("a", {"band": "99%", "cap": "500 EUR"}), ("b", {"band": "98%", "cap": "30 EUR"})):
        write(tmp_path / name, {"sla.toml": "as-of = 2026-11-23\n", "a.sla": TEXT.format(**said)})
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ("a/up: up is 98.7%", "the credit was 100 EUR, is 30 EUR"),
        ("a/up: up is 99.2%", "the credit was 50 EUR, is 30 EUR"),
        ("a/up: up is 99.9%", "the credit was 0, is 0"),
        ("a/up: up is 98.7%, fee is 200 EUR", "the credit was 20 EUR, is 10 EUR"),
        ("a/up: downtime is 600 min of 43200 min", "the credit was 100 EUR, is 30 EUR"),
    ],
)
def test_a_changed_band_and_cap(figures: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "a", "b", "--given", figures]) == 0
    out = capsys.readouterr().out
    assert f'example "{figures.partition(": ")[2]}" of a: {said}\n' in out
    assert "example-added" not in out


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ("up is 98%", "names no figure"),
        ("b: up is 98%", "`b` is no agreement of both sides"),
        ("a/up: upp is 98%", "there is no figure `upp`"),
        ("a/down: up is 98%", "is called `down`"),
        ("a/up: fee is 10 EUR", "no award follows"),
    ],
)
def test_figures_that_mean_nothing(figures: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "a", "b", "--given", figures]) == 2
    assert said in capsys.readouterr().err
