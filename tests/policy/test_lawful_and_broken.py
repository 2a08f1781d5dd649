"""Whole contracts: each is lawful as it is written, and each way to break it is found by its policy alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from sla_dsl.cli import main

HERE = Path(__file__).parent / "contracts"
PACKS = {
    "core-banking": "dora",
    "messagerie": "dora",
    "rechenzentrum": "dora, incident-clocks",
    "object-storage": "eu-data-act",
    "leisure-centres": "uk-procurement",
    "parc-automobile": "marches-publics",
}
OWN = " { owned by operations }"
Broken = tuple[str, str, str, str]
"""A contract, a text in it, what stands there instead, and what is found."""
BROKEN: list[Broken] = [
    # What is owed is no longer owed, or by the other side.
    ("core-banking", "of over about data-return", "of over as best effort about data-return", "data-returned"),
    ("core-banking", "about exit", "as a target about exit", "exit-planned"),
    ("core-banking", 'provider must "work with', 'provider may "work with', "authorities-supported"),
    ("core-banking", 'provider must "help, at', 'customer must "help, at', "incidents-assisted"),
    ("core-banking", 'customer may "enter', 'provider may "enter', "audit-and-access"),
    ("core-banking", 'provider must "keep and try', 'provider must not "keep and try', "continuity-planned"),
    # A time is missing, or of the other sort.
    ("core-banking", "until handed-over", "within 6 months of handed-over", "transition-agreed"),
    ("core-banking", " 3 months ahead", "", "moves-announced"),
    ("core-banking", " within 1 day of detected", "", "developments-reported"),
    ("core-banking", "customer may end with 90 days notice", "", "termination-with-notice register-has-notices"),
    ("core-banking", "with 9 months notice", "with 80 days notice", "provider-leaves-slowly"),
    # Something is not said.
    ("core-banking", "\n  data processed in IE, SE", "", "locations-named"),
    ("core-banking", " for core in SE", " for core", "subcontractors-located"),
    ("core-banking", "recovery tested every 6 months\n", "", "recovery-promised"),
    ("core-banking", "performance, weak-security", "performance", "termination-for-weak-security"),
    ("core-banking", "each calendar month {\n", "each calendar month as best effort {\n", "targets-precise"),
    ("core-banking", "escalate back at 50% to thames-bank", "", "correction-without-delay"),
    ("core-banking", 'lei "5493001KJTIIGC8Y1R12"', "", "register-identifies"),
    ("core-banking", " to thames-bank\n  report", "\n  report", "levels-reported"),
    ("core-banking", " supports a critical function", "", "criticality-stated"),
    ("messagerie", "  provided from FR\n", "", "locations-named"),
    ("messagerie", " about data-protection", "", "data-protected"),
    ("messagerie", "about data-return", "about data-deletion", "data-returned"),
    ("messagerie", ", supervision-impaired", "", "termination-when-unsupervised"),
    (
        "messagerie",
        "  changes { weakening needs approval of both parties, 60 days notice }\n",
        "",
        "levels-can-be-revised",
    ),
    ("messagerie", '"Messagerie électronique des salariés" ', "", "services-described"),
    ("messagerie", "about training", "about roles", "training-shared unmarked"),
    ("messagerie", "supports no critical function", "supports a critical function", "*"),
    ("rechenzentrum", " about penetration-tests", "", "penetration-tests unmarked"),
    ("rechenzentrum", '"Ausstiegsplan" about exit', '"Ausstiegspläne"', "exit-planned unmarked"),
    ("rechenzentrum", "within 12 h of", "within 21 h of", "early-warning-in-time"),
    ("rechenzentrum", "within 12 h of detected about", "about", "suppliers-tell-of-incidents early-warning-in-time"),
    ("rechenzentrum", "subcontracting is forbidden", "", "subcontracting-allowed-or-not"),
    ("rechenzentrum", "is forbidden", "is allowed", "subcontracting-announced end-on-subcontracting"),
    ("rechenzentrum", "until 12 months after", "until 12 months after", ""),
    (
        "rechenzentrum",
        "vertragsende about transition",
        "vertragsende as best effort about transition",
        "transition-agreed",
    ),
    ("rechenzentrum", "measured by donau-versicherung", "measured by isar-rz", "monitored-by-the-customer"),
    ("rechenzentrum", ", continuity-report", "", "reports-on-security"),
    ("object-storage", "31 days after", "29 days after", "data-retrievable"),
    ("object-storage", "31 days after", "1 month after", "data-retrievable"),
    ("object-storage", "until 31 days after", "within 31 days of", "data-retrievable"),
    ("object-storage", "with 1 month notice about", "with 3 months notice about", "switching-notice"),
    ("object-storage", "with 1 month notice about switching", "about switching", "switching-possible"),
    ("object-storage", "within 30 days of asked", "within 1 month of asked", "switching-done"),
    ("object-storage", "within 30 days of asked", "until 30 days after asked", "switching-done"),
    ("object-storage", "within 30 days of asked", "within 30 days of asked as best effort", "switching-done"),
    ("object-storage", " about data-portability", "", "exportable-data-listed"),
    ("object-storage", 'provider must "erase', 'provider may "erase', "data-erased"),
    ("object-storage", "= 0 EUR", "= 1 EUR", "switching-free"),
    ("object-storage", "= 0 EUR", "is money", "switching-free"),
    ("leisure-centres", "7200000 GBP", "7200000 EUR", ""),
    ("leisure-centres", f"  objective answer: response-time at most 1 h{OWN}\n", "", "three-kpis"),
    ("leisure-centres", 'customer must "publish', 'provider must "publish', "assessment-published"),
    ("leisure-centres", 'customer must "publish', 'customer may "publish', "assessment-published"),
    ("leisure-centres", "each contract year", "each rolling 24 months", "performance-assessed"),
    ("leisure-centres", " about performance-assessment", "", "performance-assessed"),
    ("leisure-centres", " about contract-value", "", "value-stated unmarked"),
    ("parc-automobile", "10% of montant", "11% of montant", "plafond-usuel"),
    ("parc-automobile", "10% of montant each contract term", "10% of montant each calendar month", "plafond-usuel"),
    ("parc-automobile", "within 15 days of", "within 14 days of", "pénalités-contradictoires"),
    ("parc-automobile", "above 1000 EUR", "above 999 EUR", "pénalités-seuil"),
    ("parc-automobile", "above 1000 EUR", "above 2000 CHF", "pénalités-seuil"),
    ("parc-automobile", 'provider must "remettre', 'customer must "remettre', "réversibilité-prévue"),
    ("parc-automobile", "FR }", "BE }", "jours-fériés-français"),
    ("parc-automobile", "  excludes force-majeure\n", "", "force-majeure-sans-pénalité"),
    ("parc-automobile", "unless customer gives", "unless provider gives", "reconduction-par-l-acheteur"),
    ("parc-automobile", '"Garantie" about warranty', '"Garanties"', "garantie-dite unmarked"),
    ("parc-automobile", "customer may end for", "provider may end for", "résiliation-pour-faute"),
]
CASES = [*((name, "", "", "") for name in PACKS), *BROKEN]


@pytest.mark.parametrize(("contract", "old", "new", "expected"), CASES)
def test_each_policy_answers_right(
    contract: str,
    old: str,
    new: str,
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    text = (HERE / f"{contract}.sla").read_text(encoding="utf-8")
    assert old in text
    names = ", ".join(f'"{pack}"' for pack in PACKS[contract].split(", "))
    (tmp_path / "sla.toml").write_text(f"as-of = 2026-03-01\npolicies = [{names}]\n", encoding="utf-8")
    (tmp_path / "a.sla").write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    main(["check", "--format", "concise", "--select", "policy", "--select", "syntax", "--select", "name"])
    lines = [line for line in capfd.readouterr().out.splitlines() if line.startswith("a.sla:")]
    found = {line.partition("[")[2].partition("]")[0].removeprefix("policy/") for line in lines}
    if expected == "*":
        assert len(found) > 5
    else:
        assert found - {"name/unused"} == {*expected.split()}, lines
