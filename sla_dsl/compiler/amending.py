"""Change clauses, amendments and waivers."""

from __future__ import annotations

from typing import Any, cast

from ..model.changes import (
    Amendment,
    AmendmentSignature,
    Approval,
    ChangeClause,
    Emergency,
    Requirement,
    Waiver,
)
from ..model.quantity import Quantity
from ..text.source import Node, Token, TreePart
from .counts import whole
from .dimensions import wrong_dimension
from .phrases import phrases, through
from .reading import Reading, tokens_after
from .values import day, measured, positive, text, value


def change_clause(node: Node, reading: Reading) -> ChangeClause:
    """The ``changes`` block of an agreement."""
    return ChangeClause(
        requirements=tuple(_requirement(child, reading) for child in node.nodes("requirement")),
        never=tuple(token.text for child in node.nodes("never") for token in child.tokens("NAME", "PATH")),
        review_when=reading.all_names(
            "service", (t for child in node.nodes("review_when") for t in child.tokens("NAME"))
        ),
        own_approval=node.node("own_approval") is not None,
        source=node.span,
    )


def _requirement(node: Node, reading: Reading) -> Requirement:
    subject = node.first
    found: dict[str, Any] = {}
    approvals, evidence = [], []
    for need in node.nodes("need"):
        if need.has("APPROVAL"):
            approvals.append(_approval(need, reading))
        elif need.has("NOTICE"):
            by = need.node("through")
            found["notice"] = value(need.node("quantity"), reading, "duration")
            found["notice_through"] = through(by, reading) if by else None
        elif need.has("EVIDENCE"):
            evidence.append(text(need.token("STRING")))
        elif need.has("EFFECTIVE"):
            found["effective_at"] = next(
                need.tokens("DAY", "WEEK", "MONTH", "QUARTER", "YEAR", "INVOICE", "RENEWAL")
            ).type.lower()
        else:
            found["ratification"] = _ratification(need, reading)
    return Requirement(
        subject=subject.text, approvals=tuple(approvals), evidence=tuple(evidence), source=node.span, **found
    )


def _ratification(need: Node, reading: Reading) -> Quantity | None:
    within = measured(list(need.nodes("measure")), reading)
    if within.dimension == "duration":
        return within
    wrong_dimension(within, need, ("duration",), reading)
    return None


def _approval(node: Node, reading: Reading) -> Approval:
    role = node.after("AS")
    names = [t for t in node.tokens("NAME", *_SIDES) if t is not role]
    parties = tuple(
        found for t in names if (found := reading.name("party", t) if t.type == "NAME" else t.type.lower()) is not None
    )
    if node.has("BOTH"):
        parties = ("customer", "provider")
    # Without a number all approve who are named; more than are named would forbid the change and not say so.
    count = node.token("NUMBER")
    needed = whole(count, reading) if count else len(parties)
    if count and needed > len(names):
        reading.report("value/out-of-range", f"{needed} of {len(names)} can never approve", node)
    return Approval(count=needed, of=parties, role=role.text if isinstance(role, Token) else None)


_SIDES = ("CUSTOMER", "PROVIDER")


def between(clause: ChangeClause, provider: str | None, customer: str | None) -> ChangeClause:
    """A change clause with its two sides by name; in a template a side that nobody has yet keeps its word.

    Everyone approves nothing.
    """
    sides = {"provider": provider or "provider", "customer": customer or "customer"}

    def named(approval: Approval) -> Approval:
        of = tuple(dict.fromkeys(sides.get(one, one) for one in approval.of if sides.get(one, one) != "everyone"))
        return approval.model_copy(update={"of": of, "count": min(approval.count, len(of))})

    requirements = tuple(
        one.model_copy(update={"approvals": tuple(each for each in map(named, one.approvals) if each.of)})
        for one in clause.requirements
    )
    return clause.model_copy(update={"requirements": requirements})


def amendment(node: Node, reading: Reading) -> Amendment:
    """An ``amendment`` block."""
    version, effective, reason, emergency = (
        node.token("SEMVER"),
        node.node("effective"),
        node.node("amendment_reason"),
        node.node("emergency"),
    )
    return Amendment(
        version=cast(Token, version).text,
        title=text(node.token("STRING")),
        signatures=tuple(s for child in node.nodes("signed") if (s := _signature(child, reading)) is not None),
        effective=day(effective.token("DATE"), reading) if effective else None,
        reason=text(reason.token("STRING")) if reason else "",
        evidence=tuple(text(child.token("STRING")) for child in node.nodes("evidence")),
        emergency=_emergency(emergency, reading) if emergency else None,
        source=node.span,
    )


def _signature(node: Node, reading: Reading) -> AmendmentSignature | None:
    on, party = day(node.token("DATE"), reading), reading.name("party", node.token("NAME"))
    return AmendmentSignature(on=on, by=text(node.token("STRING")), party=party) if on and party else None


def _emergency(node: Node, reading: Reading) -> Emergency:
    by = tokens_after(node, "BY")
    return Emergency(
        why=text(node.token("STRING")),
        ratified=day(node.token("DATE"), reading),
        by=reading.name("party", by[0]) if by else None,
    )


def waiver(node: Node, reading: Reading) -> Waiver | None:
    """``waive backing/term-gap until 2027-01-31 because "…"``."""
    rule = node.token("NAME", "PATH")
    said = phrases(node, reading, "scope", "until", "because")
    if rule is None or said.until is None:
        return None
    return Waiver(rule=rule.text, scope=said.scope, until=said.until, because=said.because, source=node.span)


def interval(node: Node | None, reading: Reading) -> Quantity | None:
    """A duration that is written out, more than nothing, as it comes back; none (reported) for nothing."""
    found = positive(node, reading, "duration")
    return found if isinstance(found, Quantity) else None


def plain_duration(node: TreePart | None, reading: Reading) -> Quantity | None:
    """A duration that is written out, or nothing, as that of a notice that may be given on the last day."""
    found = value(node, reading, "duration")
    return found if isinstance(found, Quantity) else None
