"""What a shell offers while somebody types: asked as bash asks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ATELIER = Path(__file__).parents[2] / "examples" / "atelier"
PROGRAM = "import sys; from sla_dsl.cli import sla; sys.exit(sla(prog_name='sla'))"


def offered(line: str, folder: Path) -> list[str]:
    """What is offered for the last word of a line."""
    asked = {"_SLA_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    call = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(call, cwd=folder, env={**os.environ, **asked}, check=True, capture_output=True, text=True)
    return [found.partition(",")[2] for found in done.stdout.splitlines() if found]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("sla exp", ["explain", "export"]),
        ("sla log atelier-pay", ["atelier-payments"]),
        ("sla explain atelier-payments/succ", ["atelier-payments/success"]),
        ("sla rule backing/hours", ["backing/hours-gap"]),
        ("sla check --ignore backing/hours", ["backing/hours-gap"]),
    ],
)
def test_names_are_offered(line: str, names: list[str]) -> None:
    assert offered(line, ATELIER) == names


def test_revisions_are_offered_and_none_outside_of_a_repository(tmp_path: Path) -> None:
    assert offered("sla diff HE", tmp_path) == []
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    assert offered("sla diff HE", tmp_path) == ["HEAD"]


def test_a_folder_without_a_workspace_offers_nothing(tmp_path: Path) -> None:
    assert offered("sla log a", tmp_path) == []
