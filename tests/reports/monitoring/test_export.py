"""`sla export`: the model, and promises for monitoring."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from sla_dsl.cli import main

from ...cli.conftest import Outcome

ROOT = Path(__file__).parents[3]
ATELIER = str(ROOT / "examples" / "atelier")
Sla = Callable[..., Outcome]


@pytest.fixture
def sla(capfdbinary: pytest.CaptureFixture[bytes]) -> Sla:
    """Runs a command line with the compiler as it is."""

    def run_line(*arguments: str) -> Outcome:
        code = main(arguments)
        out, err = capfdbinary.readouterr()
        return Outcome(code, out.decode(), err.decode())

    return run_line


@pytest.mark.parametrize("form", ["prometheus", "openslo"])
def test_what_is_said_is_yaml_and_what_is_not_is_named(sla: Sla, form: str) -> None:
    outcome = sla("export", "-C", ATELIER, "link-a-uc", "--format", form, "--as-of", "2026-11-30")
    assert outcome.code == 1
    assert outcome.err.splitlines() == [
        *(
            f"left out: `link-a-uc/repair/restore-time/{one}`: "
            "single figures count (`each`), not a share of time or of events"
            for one in ("S1", "S2", "S3")
        ),
        f"2 promises for {form}, 3 left out, as of 2026-11-30",
    ]
    assert outcome.out.startswith(f"# Made by sla export --format {form}, as of 2026-11-30.\n")
    documents = [*yaml.safe_load_all(outcome.out)]
    kinds = [one["kind"] for one in documents] if form == "openslo" else [*documents[0]]
    assert kinds == (["Service", "SLO", "SLO"] if form == "openslo" else ["groups"])
    # The SDK of OpenSLO reads what stands between these lines one by one, and refuses a remark alone.
    assert [text.split(":")[0].split("\n")[-1] for text in outcome.out.split("\n---\n")] == (
        ["apiVersion"] * 3 if form == "openslo" else ["groups"]
    )


def test_all_that_was_asked_for_is_said(sla: Sla, tmp_path: Path) -> None:
    out = tmp_path / "rules.yml"
    asked = ("export", "-C", ATELIER, "link-a-uc/uptime", "--format", "prometheus", "--output", str(out))
    assert sla(*asked).code == 0
    assert out.read_text(encoding="utf-8").count("alert: SlaBudgetSpent") == 1


def test_nothing_that_can_be_said_is_no_success(sla: Sla) -> None:
    outcome = sla("export", "-C", ATELIER, "link-a-uc/repair", "--format", "prometheus")
    assert (outcome.code, outcome.out) == (2, "")


def test_wrong_calls(sla: Sla) -> None:
    outcome = sla("export", "-C", ATELIER, "link-a-ux", "--format", "prometheus")
    assert outcome.code == 2
    assert "nothing is promised at `link-a-ux`: did you mean `link-a-uc`?" in outcome.err
    outcome = sla("export", "-C", ATELIER, "link-a-uc")
    assert outcome.code == 2
    assert "the model is exported whole: take the ADDRESS away, or say `--format`" in outcome.err
