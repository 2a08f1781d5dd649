"""Which findings tell that something that is written says nothing."""

from __future__ import annotations

_WHOLE = frozenset(
    (
        "name/look-alike",
        "name/said-once",
        "name/unknown-in-prose",
        "value/missing-window",
        "value/missing-hours",
        "value/missing-start",
        "value/no-business-days",
        "value/other-population",
        "value/open-metric",
        "value/not-composable",
        "value/contradicting-direction",
        "table/missing-row",
    )
)
"""Findings about names, values and tables where something is not written, or does not fit: nothing written is lost."""


def loses(rule: str) -> bool:
    """Whether something that is written says nothing where this is found: a name or a value that means nothing."""
    return rule.startswith(("name/", "value/", "table/")) and rule not in _WHOLE
