"""Packs of policies: those that are shipped keep their word, and `sla.toml` names any of three kinds."""

from pathlib import Path

import pytest

from sla_dsl.cli import main
from sla_dsl.language.layout import formatted
from sla_dsl.language.parser import parse
from sla_dsl.text.source import Source

ROOT = Path(__file__).parent.parent.parent
PACKS = sorted((ROOT / "policies").glob("*.sla"))
AGREEMENT = """\
party norvia { time zone Europe/Paris }
party brun { time zone Europe/Paris }
service shop { supplied by norvia }
sla a { provider norvia customer brun covers shop }
"""
HOUSE = 'policy house "Agreements are reviewed" { severity warning every sla must have review }\n'
Captured = pytest.CaptureFixture[str]


def workspace(folder: Path, settings: str, **files: str) -> None:
    (folder / "sla.toml").write_text(f"as-of = 2026-03-01\n{settings}\n", encoding="utf-8")
    (folder / "a.sla").write_text(AGREEMENT, encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name}.sla").write_text(text, encoding="utf-8")


def found(captured: Captured, *arguments: str) -> tuple[int, list[str]]:
    """The exit code, and the findings about policies, without their messages."""
    code = main(["check", "--format", "concise", "--select", "policy", "--select", "config", *arguments])
    lines = captured.readouterr().out.splitlines()
    return code, [line.partition("]")[0].replace(": ", " ") + "]" for line in lines]


@pytest.mark.parametrize("pack", PACKS, ids=lambda path: path.stem)
def test_a_pack_passes_its_own_examples_which_decide_every_condition(pack: Path, capfd: Captured) -> None:
    assert main(["policy", "test", "--strict", str(pack)]) == 0, capfd.readouterr().out


@pytest.mark.parametrize("pack", PACKS, ids=lambda path: path.stem)
def test_a_pack_has_the_canonical_form_and_gives_reasons(pack: Path) -> None:
    text = pack.read_text(encoding="utf-8")
    parsed = parse(Source(pack.name, text))
    assert formatted(parsed) == text
    assert [node.first for node in parsed.declarations if node.node("because") is None or not node.has("STRING")] == []


def test_the_packs_of_a_workspace_are_named_in_three_ways(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Captured
) -> None:
    package = tmp_path / "installed" / "packs_of_a_house" / "cloud"
    package.mkdir(parents=True)
    for folder in (package.parent, package):
        (folder / "__init__.py").touch()
    (package / "rules.sla").write_text(HOUSE.replace("house", "of-package"), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path / "installed"))
    folder = tmp_path / "workspace"
    folder.mkdir()
    monkeypatch.chdir(folder)
    settings = 'exclude = ["own.sla"]\npolicies = ["own.sla", "packs_of_a_house.cloud", "baseline"]'
    workspace(folder, settings, own=HOUSE.replace("house", "of-file"), among=HOUSE.replace("house", "of-sources"))
    code, lines = found(capfd)
    own = {line.rpartition("[")[2].rstrip("]") for line in lines}
    assert (code, {"policy/of-file", "policy/of-package", "policy/of-sources", "policy/way-out"} - own) == (0, set())


@pytest.mark.parametrize("pack", ["basline", "absent.package", "sla_dsl.model", "absent.sla", "../outside.sla"])
def test_a_pack_that_cannot_be_read_is_refused(
    pack: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    workspace(tmp_path, f'policies = ["{pack}"]')
    assert main(["check"]) == 2
    assert capfd.readouterr().out


def test_a_file_of_policies_holds_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    workspace(tmp_path, 'exclude = ["own.sla"]\npolicies = ["own.sla"]', own=f"party arc {{ }}\n{HOUSE}")
    assert found(capfd) == (1, ["own.sla:1:7 error[policy/not-a-policy]", "a.sla:4:5 warning[policy/house]"])


def test_what_sla_toml_says_holds_for_the_tests_of_policies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    workspace(tmp_path, "", own=HOUSE)
    assert main(["policy", "test"]) == 0
    workspace(tmp_path, '[severities]\n"policy/untested" = "error"', own=HOUSE)
    assert main(["policy", "test"]) == 1
    cheap = "policy cheap { every cap must have amount at most 5 USD }\n"
    workspace(tmp_path, 'currencies = ["EUR"]', own=cheap)
    capfd.readouterr()
    assert main(["policy", "test"]) == 1
    assert "error[value/unknown-currency]: this workspace does not use `USD`" in capfd.readouterr().out


def test_a_severity_is_raised_and_a_policy_is_selected_like_a_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    workspace(tmp_path, '[severities]\n"policy/house" = "error"', own=HOUSE)
    assert found(capfd, "--select", "policy/house") == (1, ["a.sla:4:5 error[policy/house]"])
    assert main(["rule", "policy/house"]) == 0
    assert capfd.readouterr().out.startswith("policy/house (error): Agreements are reviewed\n")
    assert main(["explain", "a"]) == 0
    assert "policy/house: not met" in capfd.readouterr().out


def test_two_policies_of_one_name_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Captured) -> None:
    monkeypatch.chdir(tmp_path)
    workspace(tmp_path, 'exclude = ["own.sla"]\npolicies = ["own.sla"]', own=HOUSE, among=HOUSE)
    assert main(["check", "--format", "concise", "--select", "name/duplicate"]) == 1
    assert "own.sla:1:8: error[name/duplicate]" in capfd.readouterr().out
