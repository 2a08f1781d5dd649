"""Reports statements that may stand only once in their block, and stand there twice."""

from __future__ import annotations

from ..text.source import Node
from .reading import Reading

_COUNTING = ("up", "counts", "weighted", "rounded", "overlaps", "partial_outages")
_DETAILS = ("warn", "aim", "owned", "counted_for_each", "may_be_weakened", "text", *_COUNTING)
ONCE = {
    "party": ("time_zone", "country", "lei"),
    "team": ("hours",),
    "channel": ("hours", "replaced"),
    "document": ("dated", "found_at"),
    "calendar": ("time_zone",),
    "clock": ("starts", "restarts", "hours", "cut_off", "reopened", "raised"),
    "priorities": ("set_by",),
    "metric": ("unit", "direction", "population", "statistic", "between_events", "composes", *_COUNTING),
    "service": ("owner", "service_hours", "needs", "supplied", "critical"),
    "agreement": (
        "provider",
        "customer",
        "covers",
        "level",
        "precedence",
        "languages",
        "time_zone",
        "version",
        "status",
        "meets",
        "in_force",
        "renews",
        "ended",
        "fiscal_year",
        "agreement_hours",
        "support_hours",
        "business_days",
        "partial_windows",
        "review",
        "changes",
        "governed",
        "provided_from",
        "data_stored",
        "data_processed",
        "subcontracting",
    ),
    "objective": _DETAILS,
    "objectives": _DETAILS,
    "changes": ("own_approval",),
    "amendment": ("effective", "amendment_reason", "emergency"),
}
"""For each block the statements that stand once in it: beside a second one the first would be lost."""
_BLOCKS_INSIDE = ("override", "objective", "objectives", "changes", "amendment")
"""The blocks inside a declaration that are checked as well."""


def report_repeated(node: Node, reading: Reading) -> None:
    """Reports each statement of a declaration, or of a block inside it, that stands there already."""
    # An agreement may restate its terms: `terms.py` sees to its own statements.
    once, seen = () if node.kind == "agreement" else ONCE.get(node.kind, ()), set()
    for child in node.nodes(*once) if once else ():
        if child.kind in seen:
            reading.report(
                "syntax/repeated-phrase",
                f"`{child.first.text} …` is said twice in this block",
                child,
                help="leave one out",
            )
        seen.add(child.kind)
    for child in node.nodes(*_BLOCKS_INSIDE):
        report_repeated(child, reading)
