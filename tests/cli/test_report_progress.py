"""Long work shows on a terminal how far it is; in a pipe it shows nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

AGREEMENT = """
sla a{0} {{
  provider house customer buyer covers shop status signed in force from 2026-01-01
  service hours 24x7
  objective up: availability at least 99% each calendar month
  no credit
}}
"""
COMMAND = "import sys; from sla_dsl.start import main; sys.exit(main())"
NOW = ["--now", "2026-05-02T00:00:00Z"]
ASKED = [sys.executable, "-c", COMMAND, "report", "--facts", "facts", "--period", "2026-04", "--format", "csv", *NOW]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("many")
    (place / "sla.toml").write_text("language = 1\n", encoding="utf-8")
    shared = "party house { time zone UTC }\nparty buyer { time zone UTC }\nservice shop { owner house }\n"
    text = shared + "".join(AGREEMENT.format(number) for number in range(50))
    (place / "all.sla").write_text(text, encoding="utf-8")
    (place / "facts").mkdir()
    (place / "facts/outages.csv").write_text("service,start,end\n", encoding="utf-8")
    return place


def test_a_bar_on_a_terminal(folder: Path) -> None:
    pty = pytest.importorskip("pty")
    terminal, end = pty.openpty()
    done = subprocess.run(ASKED, cwd=folder, stdout=subprocess.DEVNULL, stderr=end, timeout=60, check=False)
    os.close(end)
    said = os.read(terminal, 1 << 16).decode()
    os.close(terminal)
    assert done.returncode == 0
    assert "agreements" in said
    assert "100%" in said


def test_nothing_in_a_pipe(folder: Path) -> None:
    done = subprocess.run(ASKED, cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == "50 met, at 2026-05-02 00:00 UTC\n"
