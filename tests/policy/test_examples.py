"""What `sla policy test` says of examples."""

from pathlib import Path

import pytest

from sla_dsl.policy import Examples

from .policies import policies

ACCEPTS = "accepts { sla a { review every 6 months } }"
REJECTS = "rejects { sla a { review every 2 years } }"
CASES = {
    "good": (f"{ACCEPTS} {REJECTS}", []),
    "none": ("", [("untested", "house")]),
    "accepted": (f"{ACCEPTS} {REJECTS} accepts {{ sla a {{ }} }}", [("accepted-is-found", "accepts")]),
    "rejected": (
        f"{ACCEPTS} {REJECTS} {ACCEPTS.replace('acc', 'rej')[:0]}rejects {{ ola a {{ }} }}",
        [("rejected-is-not-found", "rejects")],
    ),
    "only accepts": (ACCEPTS, [("uncovered-condition", "have review interval at most 12 months")]),
    "only rejects": (REJECTS, [("uncovered-condition", "have review interval at most 12 months")]),
    "declares itself": (
        f"{REJECTS} accepts {{ team desk of arc-telecom sla a {{ provider desk review every 1 year }} }}",
        [],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_said_of_examples(case: str) -> None:
    examples, expected = CASES[case]
    (house,), findings, _ = policies(
        f"policy house {{ every sla must have review interval at most 12 months {examples} }}"
    )
    assert findings == []
    found = [(f.rule.partition("/")[2], f.span and f.span.text) for f in Examples().findings(house)]
    assert found == expected


def test_a_mistake_in_an_example_is_found_at_its_place() -> None:
    text = "policy house {\n  every sla must have review\n  rejects { sla a {\n    covers paymints } }\n}"
    (house,), _, _ = policies(text)
    (finding,) = Examples().findings(house)
    assert finding.span is not None
    assert (finding.rule, finding.span.start) == ("name/unknown-service", (4, 12))


def test_an_example_is_completed_from_its_workspace() -> None:
    from sla_dsl.text.source import Source

    (house,), _, _ = policies(
        "policy house { every sla must have covers\n"
        "rejects { sla a { customer bastide } } accepts { sla a { covers payments } } }"
    )
    assert [f.rule for f in Examples().findings(house)] == ["name/unknown-party"]
    around = Source("parties.sla", "party bastide { time zone Europe/Paris }")
    assert list(Examples([around]).findings(house)) == []


def test_the_command_refuses_where_nothing_is_to_be_tested(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from sla_dsl.cli import main

    (tmp_path / "a.sla").write_text("party p { }\n", encoding="utf-8")
    assert main(["policy", "test", str(tmp_path)]) == 2
    assert "there is no policy here" in capfd.readouterr().err
    (tmp_path / "a.sla").write_text("policy p { every sla must have review }\n", encoding="utf-8")
    assert main(["policy", "test", str(tmp_path)]) == 0
    assert main(["policy", "test", "--strict", str(tmp_path)]) == 1
    (tmp_path / "a.sla").write_text("policy p { every sla must have revieww }\n", encoding="utf-8")
    assert main(["policy", "test", str(tmp_path)]) == 1
    (tmp_path / "a.sla").write_text("policy p { every sla must }\n", encoding="utf-8")
    assert main(["policy", "test", str(tmp_path)]) == 1
