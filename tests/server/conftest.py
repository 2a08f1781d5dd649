"""A workspace to edit; without the extra `lsp` there is nothing to test here."""

import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

collect_ignore_glob = [] if find_spec("pygls") else ["test_*.py"]
collect_ignore = [] if find_spec("pytest_lsp") else ["test_clients.py"]
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def haste(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody types here: a check need not wait long for the next keystroke."""
    monkeypatch.setattr("sla_dsl.server.serve.PAUSE", 0.02)


@pytest.fixture
def atelier(tmp_path: Path) -> Path:
    """A copy of the example."""
    return Path(shutil.copytree(ROOT / "examples" / "atelier", tmp_path / "atelier"))


SHOP = {
    "sla.toml": "language = 1\nas-of = 2026-11-24\n",
    "people.sla": """party norvia "Norvia" { time zone Europe/Paris }
party brun "Atelier Brun" { time zone Europe/Paris }
team web of norvia "Web team" { contact "web@norvia.example" }
service payments "Card payments" { owner web hours office }
calendar office "Office" { time zone Europe/Paris open Mon-Fri 08:00-18:00 }
""",
    "shop.sla": '''sla shop "Shop" {
  provider norvia
  customer brun
  covers payments
  in force from 2026-01-01
  parameter monthly-fee = 900 EUR "Monthly fee"
  service hours 24x7
  objective uptime "Availability": availability at least 99.5% each calendar month
  backed by web-ola
  clause fees "Fees" """Of {monthly-fee}, for {uptime}."""
}
ola web-ola "Web" {
  provider web
  customer norvia
  covers payments
  in force from 2026-01-01
  service hours 24x7
  objective uptime: availability at least 99.9% each calendar month
}
''',
}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A small workspace in which nothing is found."""
    folder = tmp_path / "shop"
    folder.mkdir()
    for name, text in SHOP.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
