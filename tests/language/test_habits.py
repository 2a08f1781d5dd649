"""What people type by habit costs one finding, which says how to write it, and is read as it was meant."""

from pathlib import Path

import pytest

from sla_dsl.language.habits import HABITS, WORDS
from sla_dsl.language.scanner import _HABITS, _pattern

from .samples import read, said


def _cases() -> list[tuple[str, ...]]:
    cases, frame = [], ""
    for line in Path(__file__).with_name("habits.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            frame = line.removeprefix("== ")
        elif line and not line.startswith("#"):
            statement, *rest = line.replace("\\n", "\n").split("  ->  ")
            cases.append((frame.replace("…", statement), *rest))
    return cases


@pytest.mark.parametrize(("text", "typed", "help", "meant"), _cases())
def test_a_habit_is_read_as_meant(text: str, typed: str, help: str, meant: str) -> None:
    parsed = read(text)
    (finding,) = parsed.findings
    label = "read with the day first" if "stands first" in help else "read as meant"
    assert (finding.rule, finding.label or label) == ("syntax/foreign-spelling", label)
    assert (finding.message, finding.help) == (f"`{typed}` is not how the language writes it", help)
    assert parsed.declarations[0].text.split(" { ", 1)[1] == f"{meant} }}"


def test_every_habit_has_a_case() -> None:
    typed = " ".join(case[1] for case in _cases())
    found = set()
    for text in (typed, *(case[0] for case in _cases())):
        for match in _pattern().finditer(text):
            if match.lastgroup in ("habit", "habit_words"):
                habit = _HABITS.match(text, match.start(match.lastgroup))
                found.add(habit and habit.lastgroup)
    assert {habit.name for habit in (*WORDS, *HABITS)} - found == set()


@pytest.mark.parametrize(
    "text",
    [
        "sla a { in force from 2026-01-01 }",
        "calendar c { open Mon-Fri, Sun 08:00-12:00, 13:00-18:00 }",
        "calendar c { closed holidays FR, FR-57 }",
        "sla a { version 12.10.2026 }".replace("12.10.2026", "2.10.20"),
        "sla a { volume at most 500 cases }",
        "sla a { volume at most 200/s }",
        "sla a { volume at most 500 EUR }",
        "sla a { volume at most 500 EUROPE }",
        'party p { contact "it\'s 5pm; 24/7, 99,9% // €5" }  # 5pm; 24/7 ‘’',
    ],
)
def test_what_is_right_is_no_habit(text: str) -> None:
    assert said(read(text)) == []
