"""``sla lock`` on workspaces of the language: what it says of days that are not known, or may still change."""

import json
from pathlib import Path

import pytest

from sla_dsl.cli import main

CALENDAR = "calendar office {{ time zone {} open Mon-Fri 09:00-17:00 {} }}\n"


def lock(folder: Path, zone: str, lines: str, capfdbinary: pytest.CaptureFixture[bytes]) -> tuple[int, list[str]]:
    """The exit code, and the notes, of `sla lock`."""
    (folder / "sla.toml").write_text("as-of = 2026-11-02\n", encoding="utf-8")
    (folder / "a.sla").write_text(CALENDAR.format(zone, lines), encoding="utf-8")
    code = main(["lock"])
    return code, capfdbinary.readouterr().err.decode().splitlines()


@pytest.mark.parametrize(
    ("zone", "lines", "code", "notes"),
    [
        ("Europe/Paris", "closed holidays FR-57", 0, []),
        (
            "Asia/Colombo",
            "closed holidays LK",
            1,
            ["LK: no days are known for 2027 and 2028; `sla check` says what to write"],
        ),
        ("Asia/Colombo", "closed holidays LK to 2026-12-31", 0, []),
        (
            "Asia/Dubai",
            "closed holidays AE",
            0,
            ["AE: 18 days of 2027 and 2028 are estimates, announced shortly before; lock again then"],
        ),
        (
            "Europe/Budapest",
            "closed holidays HU",
            0,
            [
                "HU: no moved working days are announced for 2027 and 2028; lock again then",
                "HU: work is moved to 2026-01-10, 2026-08-08; say `open moved working days HU` and the hours if so",
            ],
        ),
        (
            "Asia/Shanghai",
            "closed holidays CN open moved working days CN 09:00-17:00",
            0,
            [
                "CN: far fewer days are known for 2028 than for the years before",
                "CN: no moved working days are announced for 2027; lock again then",
                "CN: no moved working days are announced for 2027 and 2028; lock again then",
            ],
        ),
    ],
)
def test_what_may_still_change_is_said(
    zone: str,
    lines: str,
    code: int,
    notes: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert lock(tmp_path, zone, lines, capfdbinary) == (code, notes)
    assert list(json.loads(Path("sla.lock").read_bytes())["zones"]) == [zone]


def test_an_agreement_without_end_is_locked_as_far_as_anybody_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b.sla").write_text("sla a { in force from 1990-01-01 to 9999-12-31 }\n", encoding="utf-8")
    assert lock(tmp_path, "Asia/Tokyo", "closed holidays JP", capfdbinary)[1][-1] == (
        "JP: no days are known for 2100; `sla check` says what to write"
    )
    written = json.loads(Path("sla.lock").read_bytes())
    assert (written["from"], written["to"]) == (1990, 2100)
