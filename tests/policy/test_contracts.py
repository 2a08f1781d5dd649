"""Whole contracts under a pack: one that has what the law asks for, in French, and one that has only its words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sla_dsl.cli import main

from .test_packs import PACKS, ROOT

HERE = Path(__file__).parent / "contracts"
Captured = pytest.CaptureFixture[str]


def found(contract: str, folder: Path, captured: Captured, *packs: str) -> tuple[int, set[str]]:
    """The exit code, and the rules of the findings of policies in a contract, each with its severity."""
    names = ", ".join(f'"{pack}"' for pack in packs)
    (folder / "sla.toml").write_text(f"as-of = 2026-03-01\npolicies = [{names}]\n", encoding="utf-8")
    shutil.copy(HERE / contract, folder)
    code = main(["check", "--format", "concise", "--select", "policy", "--select", "name", "--select", "syntax"])
    lines = [line for line in captured.readouterr().out.splitlines() if line.startswith(contract)]
    return code, {line.split(": ")[1] for line in lines}


def test_a_french_contract_that_has_what_dora_asks_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    assert found("externalisation.sla", tmp_path, capfd, "dora") == (0, set())


def test_a_contract_that_has_only_the_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Captured) -> None:
    monkeypatch.chdir(tmp_path)
    code, rules = found("words.sla", tmp_path, capfd, "dora")
    assert code == 1
    assert {rule.partition("[")[0] for rule in rules if "policy/unmarked" not in rule} == {"error", "warning", "note"}
    for name in ("locations-named", "moves-announced", "data-protected", "data-returned", "incidents-assisted"):
        assert f"error[policy/{name}]" in rules
    for name in ("authorities-supported", "training-shared", "audit-and-access", "exit-planned", "penetration-tests"):
        assert f"error[policy/{name}]" in rules


def test_all_packs_stand_beside_a_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Captured) -> None:
    shutil.copytree(ROOT / "examples" / "atelier", tmp_path / "atelier")
    monkeypatch.chdir(tmp_path / "atelier")
    settings = Path("sla.toml")
    names = ", ".join(f'"{pack.stem}"' for pack in PACKS)
    settings.write_text(f"policies = [{names}]\n{settings.read_text(encoding='utf-8')}", encoding="utf-8")
    assert main(["policy", "test"]) == 0, capfd.readouterr().out


@pytest.mark.parametrize(
    "house",
    [
        'dimension region { paris "Paris" brest "Brest" }',
        "calendar office { time zone Europe/Paris open Mon-Fri 08:00-18:00 closed holidays FR }",
        'party norvia "Another" { time zone Europe/Madrid }\nparty arc-telecom "Arc" { time zone Europe/Madrid }',
        "policy way-out { every sla must have review accepts { sla a { review every 1 year } } rejects { sla b { } } }",
    ],
)
def test_a_house_may_be_called_like_anything_in_a_pack(
    house: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sla.toml").write_text('policies = ["baseline", "itil"]\n', encoding="utf-8")
    Path("house.sla").write_text(house + "\n", encoding="utf-8")
    assert main(["policy", "test"]) == 0, capfd.readouterr().out
    if house.startswith("policy"):
        assert main(["rule", "policy/way-out"]) == 0
        assert main(["rule", "policy/baseline/way-out"]) == 0
        assert "baseline.sla" in capfd.readouterr().out


def test_what_is_called_like_the_thing_is_pointed_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    _, rules = found("words.sla", tmp_path, capfd, "dora")
    assert "note[policy/unmarked]" in rules


def test_a_ban_is_no_duty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Captured) -> None:
    monkeypatch.chdir(tmp_path)
    text = (HERE / "externalisation.sla").read_text(encoding="utf-8")
    banned = text.replace('provider must "aider', 'provider must not "aider')
    assert banned != text
    (tmp_path / "banned.sla").write_text(banned, encoding="utf-8")
    (tmp_path / "sla.toml").write_text('as-of = 2026-03-01\npolicies = ["dora"]\n', encoding="utf-8")
    assert main(["check", "--format", "concise"]) == 1
    assert "error[policy/incidents-assisted]" in capfd.readouterr().out


def test_a_right_for_causes_stands_beside_an_ordinary_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sla.toml").write_text("as-of = 2026-03-01\n", encoding="utf-8")
    rights = (
        "customer may end with 6 months notice",
        "customer may end for cause breach",
        "customer may end with 1 month notice for cause insolvency",
        "customer may end with 2 months notice about switching",
    )
    for found_here, said in ((False, rights), (True, (*rights, "customer may end with 3 months notice"))):
        text = "party n { } party c { }\nservice s { owner n }\nsla a { provider n customer c covers s\n"
        (tmp_path / "a.sla").write_text(text + "\n".join(said) + "\n}\n", encoding="utf-8")
        main(["check", "--format", "concise"])
        assert ("remedy/contradiction" in capfd.readouterr().out) is found_here
