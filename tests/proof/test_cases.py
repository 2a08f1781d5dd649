"""The cases with known answers: from the text of a document to the command's JSON, figure by figure."""

from pathlib import Path
from typing import Any

import pytest

from sla_dsl.language.layout import formatted
from sla_dsl.language.parser import parse
from sla_dsl.text.source import Source

from .workspaces import NAMES, checked, document

HOUR = 3600
SUPPLIED = ("`arc` supplies `a`", "`loire` supplies `b`")
"""Nothing says who supplies the parts, and so it is assumed."""
CASES: list[tuple[str, str, dict[str, Any]]] = [
    ("01-hops-in-a-row", "shop-sla/restore", {"verdict": "backed", "guaranteed": "4 h", "slack": "0 s"}),
    ("02-hand-offs", "shop-sla/restore", {"verdict": "unbacked", "guaranteed": "4 h 30 min", "slack": "-30 min"}),
    ("03-first-hop", "shop-sla/answer", {"verdict": "backed", "guaranteed": "10 min", "slack": "5 min"}),
    ("04-response-only", "shop-sla/resolution", {"verdict": "undecidable", "guaranteed": None}),
    ("05-stop-events", "fixed-sla/fixed", {"verdict": "undecidable", "guaranteed": None}),
    ("05-stop-events", "restored-sla/restored", {"verdict": "backed", "guaranteed": "6 h", "slack": "2 h"}),
    ("06-side-by-side", "shop-sla/restore", {"verdict": "backed", "guaranteed": "3 h 30 min", "slack": "30 min"}),
    ("07-whichever", "shop-sla/restore", {"verdict": "unbacked", "guaranteed": "5 h", "slack": "-1 h"}),
    (
        "08-office-hop",
        "shop-sla/restore",
        {
            "verdict": "unbacked",
            "guaranteed": "90 h",
            "slack": "-86 h",
            "example": "a case that starts Fri 2026-04-03 14:00 is due Fri 2026-04-03 18:00 and done "
            "Tue 2026-04-07 08:00 (hop by hop: Fri 2026-04-03 14:30, Fri 2026-04-03 16:00, Tue 2026-04-07 08:00)",
        },
    ),
    ("08-office-hop", "plain-sla/restore", {"verdict": "unbacked", "guaranteed": "67 h", "slack": "-63 h"}),
    ("09-shorter-hours", "shop-sla/restore", {"verdict": "unbacked", "guaranteed": "6 h", "slack": "-2 h"}),
    ("10-shares-in-a-row", "shop-sla/restore", {"verdict": "unbacked", "guaranteed": "4 h", "shares_exact": "17/20"}),
    ("11-latency", "pages-sla/speed", {"verdict": "unbacked", "guaranteed": "400 ms", "shares_exact": "9/10"}),
    (
        "12-series",
        "pages-sla/uptime",
        {"verdict": "backed", "guaranteed_exact": "399/400", "slack": "0 points", "expected": "99.7502%"},
    ),
    (
        "13-redundant",
        "pages-sla/uptime",
        {"verdict": "unbacked", "guaranteed_exact": "99/100", "expected": "99.99%", "assumptions": [*SUPPLIED]},
    ),
    (
        "13-redundant",
        "sites-sla/uptime",
        {
            "verdict": "expected",
            "guaranteed_exact": "99/100",
            "expected": "99.99%",
            "assumptions": [*SUPPLIED, "`a`, `b` are independent (two buildings, two suppliers of power)"],
        },
    ),
    (
        "14-two-of-three",
        "pages-sla/uptime",
        {"verdict": "unbacked", "guaranteed_exact": "197/200", "expected": "99.9702%"},
    ),
    (
        "15-month-behind-year",
        "shop-sla/uptime",
        {
            "verdict": "unbacked",
            "guaranteed": "98.696%",
            "guaranteed_exact": "5527/5600",
            "slack": "-1.204 points",
            "example": "from 2026-02-01 to 2026-02-28: `shop` down for 8 h 45 min 36 s, from Sun 2026-02-01 00:00 on",
            "mends": ["`shop-uc/uptime` at 99.99233%", "`shop-sla/uptime` at 98.696%"],
        },
    ),
    (
        "16-rolling-behind-months",
        "shop-sla/uptime",
        {
            "verdict": "unbacked",
            "guaranteed": "99.7%",
            "guaranteed_exact": "717841/720000",
            "slack": "-0.2 points",
        },
    ),
    ("17-year-behind-month", "shop-sla/uptime", {"verdict": "backed", "guaranteed": "99.9%", "slack": "0 points"}),
    (
        "18-office-behind-all",
        "shop-sla/uptime",
        {"verdict": "unbacked", "guaranteed": "99.562%", "guaranteed_exact": "21157/21250"},
    ),
    (
        "19-exclusion",
        "shop-sla/uptime",
        {"verdict": "unbacked", "guaranteed": "99.394%", "guaranteed_exact": "357821/360000"},
    ),
    ("20-recovery", "row-sla/recovery", {"verdict": "unbacked", "guaranteed": "4 h 30 min", "slack": "-30 min"}),
    ("20-recovery", "side-sla/recovery", {"verdict": "backed", "guaranteed": "3 h 45 min", "slack": "15 min"}),
    ("21-recovery-point", "shop-sla/data-loss", {"verdict": "unbacked", "guaranteed": "29 h", "slack": "-5 h"}),
    ("22-throughput", "pages-sla/load", {"verdict": "unbacked", "guaranteed": "900/s", "slack": "-100/s"}),
    ("23-term", "shop-sla/restore", {"verdict": "unbacked", "guaranteed": "4 h"}),
    ("24-notice", "shop-sla/restore", {"verdict": "undecidable"}),
    ("25-money", "shop-sla/uptime", {"verdict": "backed"}),
    (
        "26-follow-the-sun",
        "shop-sla/answer",
        {
            "verdict": "unbacked",
            "guaranteed": "50 h 15 min",
            "guaranteed_exact": str(50 * HOUR + 15 * 60),
            "example": "a case that starts Fri 2026-03-13 22:45 is due Fri 2026-03-13 23:00 and done "
            "Mon 2026-03-16 01:00",
        },
    ),
    (
        "27-other-zone",
        "shop-sla/uptime",
        {"verdict": "unbacked", "guaranteed": "99.789%", "guaranteed_exact": "27941/28000"},
    ),
    ("28-shared", "pages-sla/uptime", {"verdict": "backed", "guaranteed_exact": "99/100", "slack": "0 points"}),
    ("29-day-and-night", "pages-sla/uptime", {"verdict": "backed", "guaranteed_exact": "99/100", "expected": "99%"}),
    ("30-pooled", "shop-sla/restore", {"verdict": "unbacked", "shares_exact": "0"}),
    ("30-pooled", "blind-sla/restore", {"verdict": "undecidable", "shares_exact": None}),
]
MESSAGES = {
    "02-hand-offs": ["what carries `shop-sla/restore` takes up to 4 h 30 min where 4 h is promised"],
    "23-term": ["`shop-uc` does not cover 184 of the days of `shop-sla`"],
    "24-notice": ["`shop-uc` owes 30 days notice of changes, and `shop-sla` owes 60 days: 30 days short"],
    "25-money": [
        "if `shop-uc` alone fails, 1200 EUR comes back of the 10000 EUR owed for `shop-sla/uptime`: 12%",
    ],
}
"""What is said beside the verdicts."""


def test_every_case_is_judged_under_a_number_of_its_own() -> None:
    assert {name for name, _, _ in CASES} == set(NAMES)
    assert len({name.partition("-")[0] for name in NAMES}) == len(NAMES)


@pytest.mark.parametrize(("name", "address", "said"), CASES, ids=[f"{name}-{at}" for name, at, _ in CASES])
def test_the_answer_is_the_known_one(name: str, address: str, said: dict[str, Any], tmp_path: Path) -> None:
    verdicts = {verdict["address"]: verdict for verdict in checked(document(name), tmp_path)["verdicts"]}
    assert {key: verdicts[address][key] for key in said} == said


@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_the_backing_is_found(name: str, tmp_path: Path) -> None:
    findings = [finding for finding in checked(document(name), tmp_path)["findings"] if finding["file"] == "case.sla"]
    assert {finding["rule"].partition("/")[0] for finding in findings} <= {"backing"}
    messages = [finding["message"] for finding in findings]
    assert [message for message in MESSAGES.get(name, []) if message not in messages] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_case_has_the_canonical_form(name: str) -> None:
    assert formatted(parse(Source(name, document(name)))) == document(name)
