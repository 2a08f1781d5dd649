"""The statements that say how an agreement is backed: backing, paths, treatments, assumptions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, cast

from ..model.backing import Assumption, Backing, Hop, HopAgreement, HopGroup, HopTime, Path, Treatment
from ..text.nearest import nearest
from ..text.source import Node, Token
from .reading import Reading, tokens_after
from .selections import values_only
from .values import number, text, value


def backing(node: Node, reading: Reading) -> Backing:
    """``backed by desk, orders-db-ola for P1``."""
    by = reading.all_names("agreement", tokens_after(node, "BY"))
    return Backing(by=by, scope=values_only(node.node("scope"), reading), source=node.span)


def path(node: Node, reading: Reading) -> Path | None:
    """``path restore-time: 15 min during 24x7 then desk/triage``."""
    metric, where = reading.name("metric", node.token("NAME")), values_only(node.node("scope"), reading)
    hops = _route(node, reading)
    if metric is None:
        return None
    return Path(metric=metric, scope=where, hops=hops, source=node.span)


def _route(node: Node, reading: Reading) -> tuple[Hop, ...]:
    return tuple(found for child in node.nodes("hop") if (found := _hop(child, reading)) is not None)


def _hop(node: Node, reading: Reading) -> Hop | None:
    part = node.children[0]
    if isinstance(part, Node):
        hours, time = node.node("hours"), value(part, reading, "duration")
        return HopTime(time=time, hours=reading.hours(hours.children[-1]) if hours else None) if time else None
    if part.type in ("TOGETHER", "WHICHEVER"):
        return HopGroup(
            kind=cast(Any, part.type.lower()), routes=tuple(_route(child, reading) for child in node.nodes("route"))
        )
    if part.type == "NAME" and part.text in reading.parameters:
        time = value(part, reading, "duration")
        return HopTime(time=time) if time else None
    return _hop_agreement(part, reading)


def _hop_agreement(token: Token, reading: Reading) -> HopAgreement | None:
    """An agreement, or an objective of one (``desk/triage``)."""
    name, _, objective = token.text.partition("/")
    if reading.names.find("agreement", name, token) is None:
        if not reading.is_lost(name):
            near = nearest(name, reading.names.spaces["agreement"])
            reading.unknown("agreement", token, near)
        return None
    return HopAgreement(agreement=name, objective=objective or None)


def treatment(node: Node, reading: Reading) -> Treatment | None:
    """``treat P1 as S1, P2 as S2 in link-a-uc``."""
    agreement = reading.name("agreement", node.children[-1])
    pairs = []
    for mapping in node.nodes("mapping"):
        ours, theirs = (_value(token, reading) for token in mapping.tokens("NAME"))
        if ours and theirs:
            pairs.append((ours, theirs))
    return Treatment(agreement=agreement, pairs=tuple(pairs), source=node.span) if agreement else None


def _value(token: Token, reading: Reading) -> str | None:
    """A value of any scale; the two agreements decide the scale."""
    having = [s for s in reading.scales.values() if s.has(token.text)]
    for found in having:
        reading.names.used.add(("scale", found.name))
        reading.names.meant[token] = "value", f"{found.name}/{token.text}"
    if not having and not reading.is_lost(token.text):
        reading.unknown(
            "scale-value", token, nearest(token.text, [v.name for s in reading.scales.values() for v in s.values])
        )
    return token.text if having else None


def assumption(node: Node, reading: Reading) -> Assumption:
    """``assume link-a, link-b independent because "…"``: of services or of agreements."""
    common = node.node("common_cause")
    beta = common.token("PERCENT") if common else None
    kind = "common-cause" if common else "comparable" if node.has("COMPARABLE") else "independent"
    because = cast(Node, node.node("because")).token("STRING")
    common_share = number(beta, reading) if beta else Fraction(0)
    if beta is not None and common_share > 100:
        reading.report(
            "value/out-of-range",
            f"{beta.text} of failures cannot be common",
            beta,
            help="a share is at most 100%",
        )
        common_share = Fraction(100)
    return Assumption(
        of=tuple(name for token in node.tokens("NAME") if (name := _assumed(token, reading)) is not None),
        kind=cast(Any, kind),
        beta=common_share / 100,
        because=text(because),
        source=node.span,
    )


def _assumed(token: Token, reading: Reading) -> str | None:
    if reading.names.find("agreement", token.text, token) is not None:
        return token.text
    return reading.name("service", token)
