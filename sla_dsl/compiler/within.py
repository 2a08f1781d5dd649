"""`within sunday-night` and `within 30 days of window end`: a calendar, or a time after a moment."""

from __future__ import annotations

from ..model.phrases import Within
from ..text.source import Node, Token
from .reading import Reading
from .values import value


def within(node: Node, reading: Reading) -> Within:
    """``within sunday-night`` names a calendar; ``within 30 days of window end`` a time after a moment."""
    what = node.after("WITHIN")
    if isinstance(what, Token) and what.text not in reading.parameters and not node.has("OF"):
        return Within(calendar=reading.hours(what))
    return Within(time=value(what, reading, "duration", to_month_end=True), of=_moment(node, reading))


def within_of(node: Node, reading: Reading) -> Within:
    """``within 30 days of window end`` in a statement whose time must name its beginning; reports one that does not."""
    found = within(node, reading)
    if found.time is not None and not node.has("OF"):
        reading.report(
            "value/missing-start",
            f"`{node.text}` does not say after what",
            node,
            help=f"write `{node.text} of window end`, `of the report`, `of the event` or `of the invoice`",
        )
    return found


def _moment(node: Node, reading: Reading) -> str | None:
    if not node.has("OF"):
        return None
    for type_, moment in (
        ("WINDOW", "window-end"),
        ("WEAKENING", "weakening"),
        ("REPORT", "report"),
        ("EVENT", "event"),
        ("INVOICE", "invoice"),
    ):
        if node.has(type_):
            return moment
    return reading.name("event", node.children[-1])
