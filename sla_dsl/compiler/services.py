"""Services: what they need, who owns and who supplies them, and their goals."""

from __future__ import annotations

from typing import cast

from ..model.phrases import Bound, Days
from ..model.services import Component, Goal, Offer, Redundant, Series, Service, Structure
from ..text.source import Node, Token, TreePart
from .conditions import bound_of
from .counts import whole
from .people import worded
from .phrases import check_share, phrases
from .reading import Reading
from .values import day, text


def service(node: Node, reading: Reading) -> Service:
    """A ``service`` declaration."""
    owner, hours, needs, supplied = (node.node(kind) for kind in ("owner", "service_hours", "needs", "supplied"))
    supplier = supplied.children[-1] if supplied else None
    return Service(
        **worded(node),
        owner=reading.name("party", owner.children[-1]) if owner else None,
        offers=tuple(_offer(child, reading) for child in node.nodes("offered")),
        hours=reading.name("calendar", hours.children[-1]) if hours else None,
        needs=structure(needs.children[-1], reading) if needs else None,
        supplied_by=_supplier(supplier, reading),
        shares=tuple(t.text for child in node.nodes("shares") for t in child.tokens("NAME")),
        critical=critical.has("A") if (critical := node.node("critical")) else None,
        goals=tuple(g for child in node.nodes("goal") if (g := _goal(child, reading)) is not None),
    )


def _supplier(part: TreePart | None, reading: Reading) -> str | None:
    if isinstance(part, Token) and part.type == "CUSTOMER":
        return "customer"
    return reading.name("party", part)


def _offer(node: Node, reading: Reading) -> Offer:
    first, last = node.node("from"), node.node("until")
    return Offer(
        to=("everyone",) if node.has("EVERYONE") else reading.all_names("party", node.tokens("NAME")),
        days=Days(
            first=day(first.token("DATE"), reading) if first else None,
            last=day(last.token("DATE"), reading) if last else None,
        ),
        source=node.span,
    )


def _goal(node: Node, reading: Reading) -> Goal | None:
    metric, limit = reading.name("metric", node.after("BY")), node.node("bound")
    said = phrases(node, reading, "share", "window")
    read = bound_of(cast(Node, limit), metric, reading)
    if metric is None or not isinstance(read, Bound):
        return None
    if said.share is not None:
        of = reading.metrics[metric]
        check_share(said.share, None, of, of.counting.counts, node.text, node, reading)
    return Goal(
        text=text(node.token("STRING")),
        metric=metric,
        bound=read,
        share=said.share,
        window=said.window,
        source=node.span,
    )


def structure(part: TreePart, reading: Reading) -> Structure | None:
    """The structure of ``needs``: ``and`` is series, ``or`` is redundant, ``k of (…)`` needs ``k``."""
    if isinstance(part, Token):
        name = reading.name("service", part)
        return Component(service=name) if name else None
    if part.kind == "grouped_needs":
        return structure(part.children[1], reading)
    written = [child for child in part.children if isinstance(child, Node) or child.type == "NAME"]
    parts = tuple(found for child in written if (found := structure(child, reading)) is not None)
    if part.kind == "series":
        return Series(parts=parts)
    needed = 1
    figure = part.token("NUMBER")
    if figure is not None:
        needed = whole(figure, reading)
        if needed > len(written):
            reading.report("value/out-of-range", f"{needed} of {len(written)} can never be reached", part)
    return Redundant(needed=needed, parts=parts)
