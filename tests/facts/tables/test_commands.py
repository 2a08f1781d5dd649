"""`sla facts` and `sla report`: what they print, and their exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from sla_dsl.cli import main
from sla_dsl.reports.schemas import SCHEMAS

from .folders import SHOP, folder_of

HEAD = "service,start,end\n"
NOW = ("--now", "2026-11-03T09:00:00+01:00")


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return folder_of(tmp_path, sla__toml="language = 1\n", shop__sla=SHOP)


def test_a_folder_that_has_everything(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder_of(
        shop / "facts",
        outages__csv=HEAD + "shop,2026-10-05T09:00:00Z,2026-10-05T09:30:00Z\n",
        cases__csv="case,service,logged,restored\n",
        counts__csv="service,start,end,total,bad,metric\nshop,2026-10-05T09:00:00Z,2026-10-05T10:00:00Z,1000,5,error-rate\n",
        samples__csv="service,at,metric,value\nshop,2026-10-05T09:00:00Z,latency,90 ms\n",
        figures__csv="objective,start,value\na/content,2026-07-01,4.3\na/content,2026-10-01,4.3\n",
    )
    assert main(["facts", "check", "facts"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "outages: 1 row; 2026-10-05 09:00 to 2026-10-05 09:30 UTC; shop 1"
    assert err == "8 of 8 promises can be judged\n"
    assert main(["report", "--facts", "facts", "--period", "2026-10", *NOW, "a"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "a",
        "  met        up, 2026-10-01 to 2026-10-31: 99.932%",
        "  met        number, 2026-10-01 to 2026-10-31: 1",
        "  empty      fix, 2026-10-01 to 2026-10-31: 0 of 0 late",
        "  met        errors, 2026-10-01 to 2026-10-31: 0.5%, 5 of 1000 not good enough",
        "  met        pace, 2026-10-01 to 2026-10-31: 90 ms, 0 of 1 not good enough",
        "  running    content, 2026-10-01 to 2026-12-31: 4.3",
    ]
    assert err == "1 empty, 4 met, 1 running, at 2026-11-03 08:00 UTC\n"


def test_json_has_its_schema(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder_of(shop / "facts", outages__csv=HEAD + "shop,2026-10-05T09:00:00Z,\nshpo,2026-10-05T09:00:00Z,\n")
    assert main(["report", "--facts", "facts", "--format", "json", "--period", "2026-10", *NOW]) == 2
    report = json.loads(capsys.readouterr().out)
    jsonschema.validate(report, SCHEMAS["sla.report/1"]())
    window = report["windows"][0]
    assert (window["objective"], window["state"], window["start"], window["end"]) == (
        "a/up",
        "missed",
        "2026-10-01",
        "2026-11-01",
    )
    assert window["down_seconds"] == str((26 * 24 + 14) * 3600)
    assert [(one["file"], one["row"], one["column"]) for one in report["findings"]] == [("outages.csv", 3, "service")]
    assert main(["facts", "check", "facts", "--format", "json"]) == 2
    jsonschema.validate(json.loads(capsys.readouterr().out), SCHEMAS["sla.facts/1"]())


def test_the_same_input_gives_the_same_bytes(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder_of(shop / "facts", outages__csv=HEAD + "shop,2026-10-05T09:00:00Z,\n")
    outs = []
    for _ in range(2):
        main(["report", "--facts", "facts", "--format", "json", *NOW])
        outs.append(capsys.readouterr().out)
    assert outs[0] == outs[1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["aa", "--now", "2026-11-03T09:00:00Z"], "no agreement is called `aa`: did you mean `a`?"),
        (["--now", "2026-11-03"], "has no offset"),
        (["--now", "soon"], "is no moment"),
        ([], "say `--now`, or `complete-until`"),
        (["--now", "2026-11-03T09:00:00Z", "--period", "2026-13"], "is no period"),
        (["--now", "2026-11-03T09:00:00Z", "--period", "2026-10-05..2026-10-01"], "is no period"),
    ],
)
def test_wrong_arguments(shop: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str) -> None:
    folder_of(shop / "facts", outages__csv=HEAD)
    assert main(["report", "--facts", "facts", *arguments]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("period", "starts"),
    [
        ("2026-10", {"2026-10-01"}),
        ("2026-Q4", {"2026-10-01", "2026-11-01"}),
        ("2026-09-30..2026-10-31", {"2026-09-01", "2026-10-01"}),
    ],
)
def test_periods(shop: Path, capsys: pytest.CaptureFixture[str], period: str, starts: set[str]) -> None:
    folder_of(shop / "facts", outages__csv=HEAD)
    main(["report", "--facts", "facts", "--format", "json", "--period", period, *NOW])
    windows = json.loads(capsys.readouterr().out)["windows"]
    assert {one["start"] for one in windows if one["objective"] == "a/up"} == starts


def test_complete_until_is_the_moment_of_judgement(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder_of(shop / "facts", outages__csv=HEAD, facts__toml="complete-until = 2026-11-01T00:00:00+01:00\n")
    assert main(["report", "--facts", "facts", "b"]) == 2
    out, err = capsys.readouterr()
    assert "  met        up, 2026-10-31 to 2026-10-31: 100%" in out.splitlines()
    assert err.endswith("at 2026-10-31 23:00 UTC\n")


def test_a_preset_is_begun_once(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["facts", "init", "zammad", "desk"]) == 0
    text = (shop / "desk/facts.toml").read_text(encoding="utf-8")
    assert 'preset = "zammad"' in text
    assert capsys.readouterr().out.splitlines()[0] == "wrote desk/facts.toml"
    assert main(["facts", "init", "glpi", "desk"]) == 2
    assert "`desk/facts.toml` is there already" in capsys.readouterr().err
    assert (shop / "desk/facts.toml").read_text(encoding="utf-8") == text


def test_the_folder_is_said_in_sla_toml(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder_of(shop / "measured", outages__csv=HEAD)
    assert main(["report", *NOW]) == 2
    assert "say `--facts FOLDER`" in capsys.readouterr().err
    folder_of(shop, sla__toml='language = 1\n[facts]\nfolder = "measured"\n')
    assert main(["report", "a", *NOW, "--period", "2026-10"]) == 2
    assert "  met        up, 2026-10-01 to 2026-10-31: 100%" in capsys.readouterr().out.splitlines()
    assert main(["facts", "check"]) == 2
    assert capsys.readouterr().out.startswith("outages: 0 rows\n")
    folder_of(shop, sla__toml='language = 1\n[facts]\nfolder = "nowhere"\n')
    assert main(["report", *NOW]) == 2
    assert "`nowhere`, which sla.toml names for facts, is no folder" in capsys.readouterr().err


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("command", [["report", "--facts"], ["facts", "check"], ["watch"], ["explain", "a", "--facts"]])
def test_a_folder_that_is_not_there_ends_it(capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    assert main([*command, "nowhere"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "directory `nowhere` does not exist" in err


def test_what_cannot_be_read_is_missing_for_each_promise_that_it_may_concern(
    shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = "case,service,logged,restored\n1,shop,soon,\n2,shop,2026-10-05T09:00:00Z,\n"
    folder_of(shop / "facts", outages__csv=HEAD, cases__csv=cases)
    assert main(["facts", "check", "facts"]) == 2
    out = capsys.readouterr().out.splitlines()
    assert "  a/fix: rows of `cases` could not be read" in out
    assert not [line for line in out if line.startswith(("  a/up", "  b/fix"))]


def test_agreements_with_mistakes_are_named_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    broken = "".join(f"sla s{number} {{\n  covers till\n  parameter fee is 1000 EUR\n}}\n" for number in range(12))
    folder_of(tmp_path, sla__toml="language = 1\n", shop__sla=SHOP + broken)
    folder_of(tmp_path / "facts", outages__csv=HEAD)
    main(["report", "--facts", "facts", *NOW])
    err = capsys.readouterr().err
    assert err.count("told without what they hide") == 1
    assert "and 2 more have mistakes, and are told" in err


def test_a_check_in_french(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder_of(shop / "facts", outages__csv=HEAD + "shop,2026-10-05T09:00:00Z,\nshop,2026-10-05,\n")
    assert main(["facts", "check", "facts", "--language", "fr"]) == 2
    out, err = capsys.readouterr()
    assert "  a/fix: rien ne parle de demandes : `cases`" in out.splitlines()
    assert "`outages` : 1 ligne ; du 2026-10-05 09:00 au 2026-10-05 09:00 UTC ; `shop 1`" in out.replace("\u00a0", " ")
    assert "erreur[facts/unreadable-row]: outages.csv, ligne 3, colonne start: `2026-10-05` est un jour" in out
    assert "  aide: exportez aussi l’heure" in out.splitlines()
    assert "engagements sur 8 peuvent être jugés ; les faits sont incomplets" in err.replace("\u00a0", " ")


def test_what_is_due_in_windows_that_run(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A case that is open, and an outage that goes on, with the moments of the clock of the wall."""
    folder_of(
        shop / "facts",
        facts__toml="complete-until = 2026-10-05T12:00:00+02:00\n",
        outages__csv=HEAD + "shop,2026-10-05T09:00:00Z,\n",
        cases__csv="case,service,logged,restored\nx,shop,2026-10-05T07:00:00Z,\n",
    )
    main(["due", "--facts", "facts", "--as-of", "2026-10-05", "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    jsonschema.validate(told, SCHEMAS["sla.due/1"]())
    entries = {one["kind"]: one["at"] for one in told["entries"] if one["at"]}
    # Of 745 hours 7 h 27 min may be down, of which an hour is gone.
    assert entries["budget"] == "2026-10-05T18:27:00+02:00"
    assert set(entries) <= {"case", "budget", "warning", "escalation"}
    assert "case" in entries
