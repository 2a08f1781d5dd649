"""The phrases that each statement takes: found by compiling each statement with each phrase."""

from __future__ import annotations

from datetime import date
from functools import cache

from sla_dsl.compiler import compile_sources
from sla_dsl.model.lock import Lock
from sla_dsl.text.source import Source

SENTENCES = {
    "promise": "objective o: latency at most 1 s …",
    "objectives": "objectives o … { | latency | \n | 1 s | }",
    "cap": "cap credit at 5 EUR …",
    "volume": "volume at most 5 cases …",
    "duty": 'customer must "do so" …',
    "excludes": "excludes maintenance …",
    "report": 'report "R" …',
    "goal": 'goal "G" measured by latency at most 1 s …',
}
"""A sentence for each statement that takes phrases; the dots stand for the phrase."""
PHRASES = (
    ("scope", "for P1"),
    ("share", "in 5% of cases"),
    ("hours", "during 24x7"),
    ("timing", "timed by repair"),
    ("window", "each calendar month"),
    ("force", "as a target"),
    ("within", "within 5 days"),
    ("within", "within office"),
    ("limit", "up to 4 h"),
    ("announced", "announced 5 days ahead"),
    ("through", "through portal"),
    ("when", 'when "so"'),
    ("from", "from 2026-01-01"),
    ("to", "to 2026-01-01"),
    ("until", "until 2026-01-01"),
    ("because", 'because "so"'),
    ("about", "about exit"),
)
"""Each phrase with an example; `within` has two, because a statement may take a calendar and refuse a time."""


@cache
def places() -> dict[str, tuple[str, ...]]:
    """For each statement that takes phrases, the phrases that it does not refuse."""
    found: dict[str, tuple[str, ...]] = {}
    for statement, sentence in SENTENCES.items():
        block = "service" if statement == "goal" else "sla"
        sources = [
            Source(said, f"{block} a-{at} {{ {sentence.replace('…', said)} }}\n")
            for at, (_, said) in enumerate(PHRASES)
        ]
        findings = compile_sources(sources, Lock(), date(2026, 1, 1)).findings
        refused = {finding.path for finding in findings if finding.rule == "syntax/misplaced-phrase"}
        found[statement] = tuple(dict.fromkeys(phrase for phrase, said in PHRASES if said not in refused))
    return found
