"""What is told of what is not said: missing hours and windows, conditions of coverage, rows without examples."""

from pathlib import Path

import pytest

from sla_dsl.cli import main

AGREEMENT = """
party p { time zone UTC }
party q { time zone UTC }
team t of p
dimension plan { paid free }
service s { owner t }
standard sla terms { provider p objective pace: restore-time at most 4 h }
sla a {
  provider p
  customer q
  covers s when plan is paid
  in force from 2026-01-01
  objective up: availability at least 99% { owned by t }
  objective sure: error-rate at most 2% each calendar month { owned by t }
  credit for sure {
    | error-rate | credit |
    | above 2%   | 5 EUR  |
    | above 5%   | 9 EUR  |
  }
  cap credit at 7 EUR each calendar month
  excludes force-majeure
  suspends up while "an invoice is open"
  example "One" for sure { given sure is 3% then credit is 5 EUR }
}
"""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sla.toml").write_text("language = 1\nas-of = 2026-06-01\n")
    (tmp_path / "a.sla").write_text(AGREEMENT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("workspace")
def test_explain_invents_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    main(["explain", "a/up"])
    page = capsys.readouterr().out
    for line in ("covered when:    plan is paid", 'suspended while: "an invoice is open"', "window:          not said"):
        assert line in page
    assert "counted during:  not said, in the zone UTC" in page


@pytest.mark.usefixtures("workspace")
def test_a_template_has_no_hours_before_somebody_says_them(capsys: pytest.CaptureFixture[str]) -> None:
    main(["explain", "terms/pace"])
    page = capsys.readouterr().out
    assert "counted during: not said" in page
    assert "not judged: it is a template" in page


@pytest.mark.usefixtures("workspace")
def test_check_says_which_rows_no_example_reaches(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--coverage", "--select", "syntax"])
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "a: its examples reach 1 of 4 rows",
        "  a.sla:18: `above 5% | 9 EUR` is reached by no example",
        "  a.sla:20: `cap credit at 7 EUR each calendar month` is reached by no example",
        "  a.sla:21: `excludes force-majeure` is reached by no example",
    ]
    assert "1 template not judged" in err


WAY = """
sla wish { covers s status requirement asked 2026-01-01 by "Jo" for q objective u: availability at least 9% }
sla other { covers s status requirement objective u: availability at least 9% }
sla text { meets wish covers s parameter fee is money }
sla offer {
  provider p customer q covers s version 1.0.0 status proposed in force from 2026-01-01
  signed 2026-01-01 by "Jo" for q
}
sla bound { provider p customer q covers s version 1.0.0 status signed in force from 2026-01-01 }
sla year { provider p customer q covers s version 1.0.0 status signed in force from 2026-01-01 to 2026-12-31 }
sla over { covers s status ended in force from 2026-01-01 to 2026-02-28 }
"""
SAID = {
    "en": """
`wish` is a requirement, and lacks nothing to be met
`other` is a requirement; to be met it needs `asked DATE by "…" for …`, `meets other`
`text` is a draft; to be proposed it needs `provider …`, `customer …`, `version 1.0.0`, `in force from …`, \
`parameter fee = …`
`offer` is proposed; to be signed it needs `signed DATE by "…" for p`
`bound` is signed; to be ended it needs `ended DATE because …`
`year` is signed, and lacks nothing to be ended
`over` has ended: nothing follows
""",
    "fr": """
`wish` est une exigence, et rien ne lui manque pour être satisfaite
`other` est une exigence ; pour être satisfaite, il lui faut `asked DATE by "…" for …`, `meets other`
`text` est un projet ; pour être proposé, il lui faut `provider …`, `customer …`, `version 1.0.0`, `in force from …`, \
`parameter fee = …`
""",
}


LACKING = {
    "en": "1 requirement lacks something to be met, 1 draft lacks something to be proposed, "
    "1 proposal lacks something to be signed (`sla check --next`)",
    "fr": "il manque quelque chose à 1 exigence pour être satisfaite, "
    "il manque quelque chose à 1 projet pour être proposé, "
    "il manque quelque chose à 1 proposition pour être signée (`sla check --next`)",
}


@pytest.mark.parametrize("language", SAID)
def test_check_says_what_is_missing_for_the_next_status(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stage = "party p { time zone UTC }\nparty q { time zone UTC }\nservice s\n"
    (tmp_path / "sla.toml").write_text("language = 1\n", encoding="utf-8")
    (tmp_path / "a.sla").write_text(stage + WAY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    main(["check", "--next", "--select", "syntax", "--language", language])
    out = capsys.readouterr().out.replace("\u00a0", " ")
    assert out.startswith(SAID[language].lstrip())
    assert main(["check", "--next", "--format", "json"]) == 2
    capsys.readouterr()
    assert main(["check", "--select", "syntax", "--language", language]) == 0
    told = capsys.readouterr()
    assert (told.out, told.err.splitlines()[1:]) == ("", [LACKING[language]])
    assert main(["check", "--select", "syntax", "--language", language]) == 0  # as it was told before
    assert capsys.readouterr() == told


def test_that_nothing_is_missing_and_that_a_signed_text_has_no_end_is_not_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "status signed version 1.0.0 in force from 2026-01-01"
    text = f"party p {{ time zone UTC }}\nsla a {{ provider p customer everyone {said} }}"
    (tmp_path / "sla.toml").write_text("language = 1\n", encoding="utf-8")
    (tmp_path / "a.sla").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    main(["check", "--select", "syntax"])
    assert len(capsys.readouterr().err.splitlines()) == 1
