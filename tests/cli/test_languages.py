"""Messages in French: by an option, or by a key of the settings; keywords and the codes of programs stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sla_dsl.cli import main
from sla_dsl.model.settings import Settings

SLA = """\
party norvia { time zone Europe/Paris }
party brun { time zone Europe/Paris }
service shop { supplied by norvia }
sla shop-sla {
  provider norvia
  customer brun
  covers shop
  objective uptime: availability at least 99% each calendar month { owned by norvia }
  no credit for uptime
}
"""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sla.toml").write_text('language = "fr"\nas-of = 2026-11-24\n', encoding="utf-8")
    (tmp_path / "shop.sla").write_text(SLA, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(capfdbinary: pytest.CaptureFixture[bytes], *args: str) -> tuple[int, str, str]:
    code = main(list(args))
    read = capfdbinary.readouterr()
    return code, read.out.decode(), read.err.decode()


@pytest.mark.usefixtures("workspace")
def test_a_workspace_says_in_which_language_it_is_answered(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code, out, err = said(capfdbinary, "check")
    assert code == 1
    assert out == (
        "erreur[value/missing-hours]: `uptime` ne dit pas dans quelles heures le temps compte\n"
        " --> shop.sla:8:13\n"
        "  |\n"
        "8 |   objective uptime: availability at least 99% each calendar month { owned by norvia }\n"
        "  |             ^^^^^^\n"
        "  |\n"
        "  = aide: ajoutez `during …`, ou dites `service hours …` dans l’accord ou `hours …` dans le service\n"
        "  = plus: sla rule value/missing-hours\n"
    )
    assert err == (
        "1 erreur dans 1 accord (1 fichier), au 2026-11-24\n"
        "il manque quelque chose à 1 projet pour être proposé (`sla check --next`)\n"
    )


@pytest.mark.usefixtures("workspace")
def test_the_option_goes_before_the_settings(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    _, out, _ = said(capfdbinary, "check", "--language", "en", "--format", "concise")
    assert out == "shop.sla:8:13: error[value/missing-hours]: `uptime` does not say in which hours time counts\n"


@pytest.mark.usefixtures("workspace")
def test_what_programs_read_keeps_its_codes(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    reports = {}
    for language in ("en", "fr"):
        _, out, _ = said(capfdbinary, "check", "--format", "json", "--language", language)
        reports[language] = json.loads(out)["findings"]
    kept = ("rule", "severity", "fingerprint")
    assert [[one[key] for key in kept] for one in reports["fr"]] == [
        [one[key] for key in kept] for one in reports["en"]
    ]
    assert reports["fr"][0]["message"] == "`uptime` ne dit pas dans quelles heures le temps compte"


def test_a_rule_is_explained(
    capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _, out, _ = said(capfdbinary, "rule", "value/missing-hours", "--language", "fr")
    assert out.startswith(
        "value/missing-hours (erreur)\N{NO-BREAK SPACE}: "
        "une durée ou un pourcentage de temps ne dit pas dans quelles heures il compte\n\n"
        "Quatre heures à partir de vendredi soir finissent dans la nuit de vendredi ou lundi à midi.\n\n"
        "Mauvais\N{NO-BREAK SPACE}:\n"
    )


def test_settings_that_are_not_understood_are_told_in_english(
    workspace: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (workspace / "sla.toml").write_text('language = "latin"\n', encoding="utf-8")
    code, out, _ = said(capfdbinary, "check", "--format", "concise")
    assert (code, out.splitlines()[0]) == (2, "sla.toml:1:1: error[config/wrong-value]: `language` has an unfit value")


def test_no_approval_is_bound_to_the_language_of_messages() -> None:
    assert Settings(language="fr").to_json() == Settings().to_json()
