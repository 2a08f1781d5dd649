"""What tells a tool to look away says why."""

from __future__ import annotations

import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOREIGN = re.compile(r"^\.|^(build|dist|site-packages|venv)$|\.egg-info$")
TOLD = re.compile(r"#\s*(noqa|type:\s*ignore|pragma|fmt:|ruff:|mypy:|isort:|pylint:|pyright:|nosec)", re.IGNORECASE)
REASON = re.compile(r"(?: - |  # )(?!noqa|type: ignore|pragma|fmt:)\w[^#]{7,}$")
"""Behind all that is told, words for people."""


def files() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*.py")):
        if not any(FOREIGN.search(part) for part in path.relative_to(ROOT).parts):
            yield path


def without_reason(path: Path) -> Iterator[tuple[int, str]]:
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            if token.type == tokenize.COMMENT and TOLD.search(token.string) and not REASON.search(token.string):
                yield token.start[0], token.string


def test_every_ignore_carries_its_reason() -> None:
    paths = list(files())
    assert {"sla_dsl", "validators", "tests", "docs", "benchmarks", "examples"} <= {
        path.relative_to(ROOT).parts[0] for path in paths
    }
    assert {str(path.relative_to(ROOT)): found for path in paths if (found := list(without_reason(path)))} == {}


@pytest.mark.parametrize(
    ("comment", "is_reason"),
    [
        ("# noqa: E501", False),
        ("# noqa: E501 - one line, as it is written", True),
        ("# type: ignore[misc]  # noqa: E501", False),
        ("# type: ignore[misc]  # made of strings", True),
        ("# type: ignore[misc] # -", False),
        ("# fmt: skip", False),
        ("# pragma: no cover - it is for Windows", True),
    ],
)
def test_a_reason_is_words_for_people(tmp_path: Path, comment: str, is_reason: bool) -> None:
    path = tmp_path / "a.py"
    path.write_text(f"x = 1  {comment}\n", encoding="utf-8")
    assert (list(without_reason(path)) == []) is is_reason
