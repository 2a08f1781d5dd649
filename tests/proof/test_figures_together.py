"""Of several agreements that carry one part all are kept, and so the best figure counts."""

import pytest

from sla_dsl.proof import prove

from .workspaces import compiled

EACH = "{ counted for each agreement it carries }"


def agreement(kind: str, name: str, term: str, *lines: str) -> str:
    provider, customer = ("norvia", "brun") if kind == "sla" else ("arc", "norvia")
    sides = f"provider {provider} customer {customer} covers line {term}"
    return f"{kind} {name} {{ {sides} {' '.join(lines)} }}\n"


@pytest.mark.parametrize(
    ("ours", "one", "two", "verdict"),
    [
        ("error-rate at most 1%", "error-rate at most 2%", "error-rate at most 1%", "backed"),
        ("error-rate at most 1%", "error-rate at most 2%", "error-rate at most 3%", "unbacked"),
        ("throughput at least 90/s", "throughput at least 100/s", "throughput at least 50/s", "backed"),
        ("throughput at least 90/s", "throughput at least 80/s", "throughput at least 50/s", "unbacked"),
        ("latency at most 200 ms", "latency at most 900 ms", "latency at most 150 ms", "backed"),
    ],
)
def test_the_better_of_two_figures_counts(ours: str, one: str, two: str, verdict: str) -> None:
    def proved(first: str, second: str, term: str) -> str:
        month = "each calendar month"
        text = (
            "# as of 2026-01-01\nservice line { supplied by arc }\n"
            + agreement("sla", "ours", "in force from 2026-01-01", f"objective up: {ours} {month} backed by one, two")
            + agreement("uc", "one", "in force from 2026-01-01", f"objective up: {first} {month} {EACH}")
            + agreement("uc", "two", term, f"objective up: {second} {month} {EACH}")
        )
        return prove(compiled(text))["ours/up"].verdict

    assert proved(one, two, "in force from 2026-01-01") == verdict
    assert proved(two, one, "in force from 2026-01-01") == verdict
    # Of one that ends sooner only the other one is left for the rest.
    weak, strong = (one, two) if verdict == "backed" and ours.startswith(("error", "latency")) else (two, one)
    assert proved(weak, strong, "in force from 2026-01-01 to 2026-06-30") == "unbacked"
