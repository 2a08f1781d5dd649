"""A new agreement on the terms of a standard: what is asked, what is refused, and what is written."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from sla_dsl.cli import main
from sla_dsl.drafts.agreement import open_points
from sla_dsl.pipeline import run
from sla_dsl.workspace import read_workspace

WORKSPACE = {
    "sla.toml": "language = 1\nas-of = 2026-11-30\n",
    "people.sla": """\
party norvia "Norvia" { time zone Europe/Paris }
party brun "Atelier Brun" { time zone Europe/Paris }
team web of norvia "Web team" { contact "web@norvia.example" }
calendar office "Office" { time zone Europe/Paris open Mon-Fri 08:00-18:00 }
service shop "Shop" { owner web hours 24x7 }
tiers care { silver gold }
priorities urgency { P1 P2 }
ola web-ola "Web" {
  provider web
  customer norvia
  covers shop
  version 1.0.0
  status signed
  signed 2025-12-01 by "Lea Sommer" for norvia
  in force from 2026-01-01
  service hours 24x7
  objective uptime: availability at least 99.9% each calendar month
}
""",
    "terms/basic.sla": """\
standard sla basic "Basic terms" {
  parameter monthly-fee is money "Monthly fee"
  parameter contact-person "Whom to ask"
  parameter reaction one of 1 h, 4 h
  objectives uptime of availability by care each calendar month {
    | care   | availability |
    |--------|--------------|
    | silver | 99%          |
    | gold   | 99.5%        |
  }
  credit on monthly-fee for uptime: 5%
  cap credit at 20% of monthly-fee each calendar month
  one event earns the highest credit only
  credit is paid on the next invoice, one remedy among others
  report "Report" each calendar month within 5 business days of window end to brun
}
""",
}
VALUES = """\
provider = "norvia"
covers = ["shop"]
in-force-from = 2027-01-01
service-hours = "24x7"
business-days-follow = "office"
backed-by = "web-ola"

[tier]
care = "gold"

[parameter]
monthly-fee = "900 EUR"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a standard that leaves much open."""
    for name, text in WORKSPACE.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 0
    return tmp_path


def new(*more: str) -> int:
    return main(["new", "sla", "--on", "basic", "--for", "brun", *more])


def with_values(folder: Path, text: str = VALUES) -> int:
    (folder / "v.toml").write_text(text, encoding="utf-8")
    return new("--values", "v.toml")


def test_only_what_the_standard_leaves_open_is_asked(folder: Path) -> None:
    workspace = run(read_workspace(folder)).workspace
    points = open_points(workspace, workspace.agreements["basic"])
    assert [(point.key, point.needed) for point in points] == [
        ("provider", True),
        ("covers", True),
        ("in-force-from", True),
        ("tier.care", False),
        ("parameter.monthly-fee", True),
        ("parameter.contact-person", False),
        ("parameter.reaction", False),
        ("service-hours", True),
        ("business-days-follow", True),
    ]
    assert points[0].question == "Who provides it (norvia, brun, web)"
    assert points[6].question == "The value of `reaction` (1 h, 4 h), or nothing"


def test_values_make_an_agreement_that_checks_clean(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert with_values(folder) == 0
    assert capsys.readouterr().err.splitlines()[-2:] == ["wrote terms/brun-basic.sla", "nothing is missing"]
    assert (folder / "terms" / "brun-basic.sla").read_text(encoding="utf-8") == (
        "sla brun-basic on the terms of basic {\n"
        "  customer brun\n"
        "  version 1.0.0\n"
        "  status draft\n"
        "  provider norvia\n"
        "  covers shop\n"
        "  in force from 2027-01-01\n"
        "  tier gold of care\n"
        "  with monthly-fee = 900 EUR\n"
        "  service hours 24x7\n"
        "  business days follow office\n"
        "  backed by web-ola\n"
        "}\n"
    )
    assert main(["check"]) == 0
    assert main(["fmt", "--check"]) == 0
    assert with_values(folder) == 0  # the next one has another name
    assert (folder / "terms" / "brun-basic-2.sla").exists()


def test_what_is_missing_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert with_values(folder, VALUES.replace('backed-by = "web-ola"\n', "")) == 1
    assert "error[backing/nothing-named]" in capsys.readouterr().err


def test_all_that_values_lack_is_told_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = 'provider = "nobody"\ncovrs = "shop"\nin-force-from = "tomorrow"\n[parameter]\nmonthly-fee = "900"\n'
    assert with_values(folder, text) == 2
    told = capsys.readouterr().err
    assert "`provider`: " in told
    assert "`covers`: this must be said; Which services it covers (shop)" in told
    assert "`in-force-from`: " in told
    assert "`parameter.monthly-fee`: " in told
    assert "`service-hours`: this must be said" in told
    assert "`covrs` is not asked: did you mean `covers`?" in told
    assert not (folder / "terms" / "brun-basic.sla").exists()


@pytest.mark.parametrize("bad", ["a = [", "a = 1.5\n", "a = true\n"])
def test_values_that_cannot_be_read(folder: Path, bad: str) -> None:
    assert with_values(folder, bad) == 2


def test_an_answer_cannot_write_more_than_itself(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for injected in ("shop } party x {", "shop\\n  provider brun", "shop provider brun"):
        assert with_values(folder, VALUES.replace('["shop"]', f'"{injected}"')) == 2
        assert "`covers`: " in capsys.readouterr().err


def test_a_person_is_asked_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ["nobody", "norvia", "shop", "2027-01-01", "gold", "900", "900 EUR", "", "", "24x7", "office", "web-ola", ""]
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(said)))
    assert new() == 0
    told = capsys.readouterr().err
    assert told.count("Who provides it") == 2
    assert told.count("The value of `monthly-fee`") == 2
    assert with_values(folder) == 0
    first, second = ((folder / "terms" / f"brun-basic{end}.sla").read_text(encoding="utf-8") for end in ("", "-2"))
    assert first == second.replace("brun-basic-2", "brun-basic")


def test_who_stops_answering_writes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("norvia\n"))
    assert new() == 130
    assert "nothing is written: answers may stand in a file as well, `--values FILE`" in capsys.readouterr().err
    assert not (folder / "terms" / "brun-basic.sla").exists()


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"caf\xe9", 2, "byte E9 in line 1 of `answers.toml` is not UTF-8\nhelp: save the file as UTF-8"),
        (b"covers", 2, "`answers.toml` is no TOML that can be read"),
        (b"\xef\xbb\xbfcovers = 'nothing'", 2, "the values do not suffice"),
    ],
)
def test_a_file_of_values_that_a_machine_of_windows_wrote(
    content: bytes, code: int, said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "answers.toml").write_bytes(content)
    assert new("--values", "answers.toml") == code
    assert said in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--on", "basik", "--for", "brun"), "`basik` does not exist: did you mean `basic`?"),
        (("--on", "web-ola", "--for", "brun"), "`web-ola` is no standard"),
        (("--on", "basic", "--for", "brum"), "there is no party and no team `brum`: did you mean `brun`?"),
        (("--on", "basic", "--for", "brun", "--name", "web-ola"), "`web-ola` is no name for it"),
    ],
)
def test_wrong_calls(arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "sla", *arguments]) == 2
    assert said in capsys.readouterr().err
