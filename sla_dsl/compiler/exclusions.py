"""Exclusions: what does not count, for a reason or while something lasts, and when nothing is maintained."""

from __future__ import annotations

from typing import cast

from ..model.quantity import Dimension
from ..model.remedies import Exclusion, FurtherLimit, NoMaintenance, Suspension
from ..text.source import Node
from .conditions import condition
from .dimensions import wrong_dimension
from .phrases import Phrases, only_calendar, phrases
from .reading import Reading, tokens_after
from .values import value
from .windows import window


def suspension(node: Node, reading: Reading) -> Suspension | None:
    """``suspends uptime while "…"``."""
    when = condition(node.children[-1], reading)
    if when is None:
        return None
    objectives = reading.all_objectives(tokens_after(node, "SUSPENDS"))
    return Suspension(objectives=objectives, when=when, source=node.span)


def exclusion(node: Node, reading: Reading) -> Exclusion | None:
    """``excludes maintenance up to 4 h each calendar month within sunday-night announced 5 days ahead``."""
    why = reading.name("reason", node.token("NAME"))
    said = phrases(node, reading, "limit", "window", "within", "announced", "scope", "when")
    limit = node.node("limit")
    if limit is not None and said.limit is not None and said.limit.dimension not in (None, *_EXCLUDED):
        wrong_dimension(said.limit, limit.children[-1], _EXCLUDED, reading)
        said.limit = None
    if why is None:
        return None
    if said.limit is not None and said.window is None:
        reading.report(
            "value/missing-window",
            f"the limit of {said.limit.text} for `{why}` names no window",
            node,
            help="add `each calendar month`",
        )
    return Exclusion(
        reason=why,
        limit=said.limit,
        window=said.window,
        further=_further_limits(node, said, reading),
        within=only_calendar(node, said, reading),
        announced=said.announced,
        objectives=said.objectives,
        scope=said.scope,
        when=said.when,
        source=node.span,
    )


_EXCLUDED: tuple[Dimension, ...] = ("duration", "count")
"""The kinds of figures that an exclusion is limited by: time, or a number of cases."""


def _further_limits(node: Node, said: Phrases, reading: Reading) -> tuple[FurtherLimit, ...]:
    """``and up to 2 h each time``; reports two limits in one window, and one that a shorter window makes useless."""
    found: list[FurtherLimit] = []
    for child in node.nodes("further_limit"):
        limit, each = value(child.children[1], reading, *_EXCLUDED), window(cast(Node, child.node("window")), reading)
        if node.node("limit") is None:
            reading.report(
                "syntax/misplaced-phrase",
                "`and up to` names a further limit, and there is none before it",
                child,
                help="write `up to` for the first limit",
            )
        elif each in (said.window, *(one.window for one in found)):
            reading.report(
                "syntax/repeated-phrase",
                f"two limits hold `{each.text}`",
                child,
                help="leave the larger one out",
            )
        elif limit is not None:
            found.append(FurtherLimit(limit=limit, window=each))
    return tuple(found)


def no_maintenance(node: Node, reading: Reading) -> NoMaintenance:
    """``no maintenance from 2026-11-25 to 2026-12-31`` or ``during office``."""
    said = phrases(node, reading, "from", "to", "hours")
    return NoMaintenance(first=said.first, last=said.last, hours=said.hours, source=node.span)
