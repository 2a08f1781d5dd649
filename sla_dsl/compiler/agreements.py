"""Agreements: a table gives each statement the field that it fills and the function that reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, cast

from ..model.agreement import (
    Agreement,
    Clause,
    Notice,
    Renewal,
    Signature,
    Termination,
    Volume,
)
from ..model.changes import Request
from ..model.phrases import Bound, Days
from ..model.quantity import Quantity
from ..model.services import Service
from ..model.texts import Document, Topic
from ..text.nearest import nearest
from ..text.source import Node, Token
from . import amending, carrying, examples, exclusions, places, remedies, reporting, scales
from .conditions import bound, condition
from .parameters import parameters
from .people import named, worded, zone
from .phrases import phrases
from .promises import objectives, promised_elsewhere
from .reading import Reading
from .repeated import ONCE
from .terms import by_kind, statements
from .values import day, prose, text
from .wordings import head, languages, wordings


@dataclass(frozen=True, slots=True)
class Field:
    """The field of ``Agreement`` that a statement fills, and its reader."""

    name: str
    read: Callable[[Node, Reading], Any]


def _last_name(space: str) -> Callable[[Node, Reading], str | None]:
    return lambda node, reading: reading.name(space, node.children[-1])


def _hours(node: Node, reading: Reading) -> str | None:
    return reading.hours(node.children[-1])


def _word(node: Node, _reading: Reading) -> str:
    return node.children[-1].text


def _names(space: str) -> Callable[[Node, Reading], tuple[str, ...]]:
    return lambda node, reading: reading.all_names(space, node.tokens("NAME"))


def _customer(node: Node, reading: Reading) -> str | None:
    return "everyone" if node.has("EVERYONE") else reading.name("party", node.token("NAME"))


def _signature(node: Node, reading: Reading) -> Signature | None:
    on, party = day(node.token("DATE"), reading), reading.name("party", node.token("NAME"))
    return Signature(on=on, by=text(node.token("STRING")), party=party, source=node.span) if on and party else None


def _request(node: Node, reading: Reading) -> Request | None:
    on, party = day(node.token("DATE"), reading), reading.name("party", node.token("NAME"))
    return Request(on=on, by=text(node.token("STRING")), party=party, source=node.span) if on and party else None


def _term(node: Node, reading: Reading) -> Days:
    said = phrases(node, reading, "from", "to")
    return Days(first=said.first, last=said.last)


def _renewal(node: Node, reading: Reading) -> Renewal | None:
    every = amending.interval(node.node("quantity"), reading)
    notice = amending.plain_duration(node.after("GIVES"), reading) if node.has("UNLESS") else None
    who = remedies.role(node) if node.has("UNLESS") else None
    return Renewal(every=every, unless=who, notice=notice, source=node.span) if every else None


def _notice(node: Node, reading: Reading) -> Notice | None:
    on, by = day(node.token("DATE"), reading), reading.name("party", node.token("NAME"))
    return Notice(on=on, by=by, source=node.span) if on and by else None


def _ending(node: Node, reading: Reading) -> Termination | None:
    on = day(node.token("DATE"), reading)
    return Termination(on=on, because=phrases(node, reading, "because").because, source=node.span) if on else None


def _volume(node: Node, reading: Reading) -> Volume | None:
    said = phrases(node, reading, "scope", "window")
    limit = bound(cast(Node, node.node("bound")), reading, "count", "number", "rate")
    if not isinstance(limit, Bound):
        return None
    # A number of things says nothing without the time in which they may come; a rate has it.
    if node.node("window") is None and not (isinstance(limit.value, Quantity) and limit.value.dimension == "rate"):
        reading.report(
            "value/missing-window",
            "a volume names the window in which it may come",
            node,
            help="add `each calendar month`",
        )
    return Volume(bound=limit, window=said.window, objectives=said.objectives, scope=said.scope, source=node.span)


def _fiscal_year(node: Node, reading: Reading) -> str | None:
    """The first day of the fiscal year; none (reported) for a day that not every year has."""
    token = cast(Token, node.token("MONTH_DAY"))
    try:
        date.fromisoformat(f"2001-{token.text}")
    except ValueError:
        reading.report(
            "value/no-such-day",
            f"not every year has a day `{token.text}`",
            token,
            help="write a month and a day such as `02-01`",
        )
        return None
    return token.text


def _partial_windows(node: Node, _reading: Reading) -> str:
    return "proportion" if node.has("PROPORTION") else "whole" if node.has("WHOLE") else "met"


_BRACED = re.compile(r"\{\{|\{([^{}\n]*)\}")
"""An escaped brace, or a name in braces."""


def _clause(node: Node, reading: Reading) -> Clause:
    content = cast(Token, node.token("PROSE"))
    _check_braces(content, reading)
    return Clause(
        name=cast(Token, node.token("NAME")).text,
        title=text(node.token("STRING")),
        about=phrases(node, reading, "about").about,
        prose=prose(content),
        source=node.span,
    )


def _check_braces(content: Token, reading: Reading) -> None:
    """Reports a name in braces that is neither a parameter nor an objective of the agreement."""
    for found in _BRACED.finditer(content.text):
        name = found.group(1)
        if name is None:
            continue
        if name in reading.parameters or name in reading.times:
            reading.used_parameters.add(name)
        elif name not in reading.objectives | reading.unselected and not reading.broken and not reading.is_lost(name):
            near = nearest(name, [*reading.parameters, *reading.times, *reading.objectives, *reading.unread])
            reading.report(
                "name/unknown-in-prose",
                f"`{{{name}}}` stands for nothing in this agreement",
                content,
                help=f"did you mean `{{{near}}}`?"
                if near
                else "name a parameter or an objective; write `{{` for a brace",
                values=(name,),
            )


def _precedence(node: Node, reading: Reading) -> tuple[str, ...]:
    """The names of the texts from the one that wins; this agreement has its own name."""
    ranks = list(node.tokens("THIS", "NAME"))
    found = [reading.address if token.type == "THIS" else _text_named(token, reading) for token in ranks]
    twice = next((token for at, token in enumerate(ranks) if found[at] and found[at] in found[:at]), None)
    if twice is not None:
        reading.report(
            "precedence/named-twice", f"`{twice.text}` has two places in one order", twice, help="leave one out"
        )
    if not node.has("THIS") and not reading.broken:
        reading.report(
            "precedence/without-this",
            f"the order does not say where `{reading.address}` itself stands",
            node,
            help="write `this` in its place",
        )
    return tuple(name for name in found if name)


def _text_named(token: Token, reading: Reading) -> str | None:
    """The name of a document, or of an agreement of the workspace."""
    is_agreement = token.text in reading.names.spaces["agreement"]
    return reading.name("agreement" if is_agreement else "document", token)


def topic(node: Node, _reading: Reading) -> Topic:
    """A ``topic`` declaration."""
    like = node.node("like")
    return Topic(**worded(node), like=tuple(text(token) for token in like.tokens("STRING")) if like else ())


def document(node: Node, reading: Reading) -> Document:
    """A ``document`` declaration."""
    dated, at = node.node("dated"), node.node("found_at")
    return Document(
        **worded(node),
        dated=day(dated.token("DATE"), reading) if dated else None,
        at=text(at.token("STRING")) if at else "",
    )


FIELDS: dict[str, Field] = {
    "provider": Field("provider", _last_name("party")),
    "customer": Field("customer", _customer),
    "covers": Field("covers", _names("service")),
    "precedence": Field("precedence", _precedence),
    "languages": Field("languages", languages),
    "level": Field("level", _word),
    "time_zone": Field("zone", zone),
    "version": Field("version", _word),
    "status": Field("status", _word),
    "signed": Field("signatures", _signature),
    "asked": Field("requests", _request),
    "meets": Field("meets", _names("agreement")),
    "in_force": Field("term", _term),
    "renews": Field("renewal", _renewal),
    "notice": Field("notices", _notice),
    "ended": Field("ended", _ending),
    "tier": Field("tiers", scales.tier),
    "held": Field("held", scales.held),
    "fiscal_year": Field("fiscal_year_starts", _fiscal_year),
    "agreement_hours": Field("service_hours", _hours),
    "support_hours": Field("support_hours", _hours),
    "business_days": Field("business_days", _hours),
    "promised_elsewhere": Field("promised_elsewhere", promised_elsewhere),
    "volume": Field("volumes", _volume),
    "partial_windows": Field("partial_windows", _partial_windows),
    "award": Field("remedies", remedies.remedy),
    "no_award": Field("no_remedies", remedies.no_remedy),
    "cap": Field("caps", remedies.cap),
    "highest_only": Field("highest_only", remedies.highest_only),
    "traits": Field("traits", remedies.traits),
    "claim": Field("claims", remedies.claim),
    "example": Field("examples", examples.example),
    "may_end": Field("rights_to_end", remedies.right_to_end),
    "duty": Field("duties", remedies.duty),
    "suspends": Field("suspensions", exclusions.suspension),
    "excludes": Field("exclusions", exclusions.exclusion),
    "no_maintenance": Field("no_maintenance", exclusions.no_maintenance),
    "backed": Field("backing", carrying.backing),
    "path": Field("paths", carrying.path),
    "treat": Field("treatments", carrying.treatment),
    "assume": Field("assumptions", carrying.assumption),
    "report": Field("reports", reporting.report),
    "review": Field("review", reporting.review),
    "escalate": Field("escalations", reporting.escalation),
    "clause": Field("clauses", _clause),
    "governed": Field("governing", places.governing),
    "provided_from": Field("provided_from", places.places),
    "data_stored": Field("data_stored_in", places.places),
    "data_processed": Field("data_processed_in", places.places),
    "subcontracting": Field("subcontracting", places.subcontracting),
    "subcontractor": Field("subcontractors", places.subcontractor),
    "tested": Field("tests", places.planned_test),
    "changes": Field("changes", amending.change_clause),
    "amendment": Field("amendments", amending.amendment),
    "waive": Field("waivers", amending.waiver),
}
"""The statements of an agreement, except objectives, ``no promise`` and parameters: these are read before."""
_NOT_SAID: dict[str, Any] = {field.name: () for kind, field in FIELDS.items() if kind not in ONCE["agreement"]}
"""The fields of statements that may stand several times, where none does."""


def agreement(
    node: Node, of: Mapping[str, Node], zones: dict[str, str | None], services: dict[str, Service], reading: Reading
) -> Agreement:
    """An agreement with everything that it takes over, every objective in normal form.

    ``of`` are the agreements of the workspace by name, ``zones`` the time zones of parties and teams, ``services`` the
    services that give hours where the agreement states none.
    """
    reading.is_agreement = True
    all_statements = statements(node, of, reading)
    nodes = by_kind(all_statements)
    for_everyone = any(child.has("EVERYONE") for child in nodes.get("customer", ()))
    # A standard is a template, whose hours may stay open; one for everyone that is in force is a contract.
    reading.is_template = node.has("STANDARD") and not (for_everyone and "in_force" in nodes)
    reading.is_template |= any(child.has("REQUIREMENT") for child in nodes.get("status", ()))
    tiers = tuple(tier for child in nodes.get("tier", ()) if (tier := scales.tier(child, reading)) is not None)
    held = tuple(one for child in nodes.get("held", ()) if (one := scales.held(child, reading)) is not None)
    fields: dict[str, Any] = {**_NOT_SAID, "parameters": parameters(nodes, (*tiers, *held), reading)}
    fields["objectives"], cell_remedies = objectives(all_statements, nodes, tiers, held, services, reading)
    reading.tiers = {one.scale: one.values for one in (*tiers, *held)}
    fields["not_promised"] = reading.all_names(
        "metric", (t for n in nodes.get("no_promise", ()) for t in n.tokens("NAME"))
    )
    for kind, field in FIELDS.items():
        # Terms stand in front of the agreement's own statements, so of a field with one value the last statement
        # counts.
        if kind not in nodes:
            continue
        found = [one for child in nodes[kind] if (one := reading.whole(field.read, child)) is not None]
        if kind not in ONCE["agreement"]:
            fields[field.name] = tuple(found)
        elif found:
            fields[field.name] = found[-1]
    for covers in nodes.get("covers", ())[-1:]:
        left_out, when = covers.node("except"), covers.node("when")
        fields["not_covered"] = _names("service")(left_out, reading) if left_out else ()
        fields["covers_when"] = condition(when.children[-1], reading) if when else None
    fields["remedies"] = (*fields["remedies"], *cell_remedies)
    if fields.get("changes") is not None:
        fields["changes"] = amending.between(fields["changes"], fields.get("provider"), fields.get("customer"))
    for said in chain.from_iterable(one.node.nodes("text") for one in all_statements):
        _check_braces(cast(Token, said.token("PROSE")), reading)
    fields["zone"] = fields.get("zone") or zones.get(fields.get("provider") or "")
    fields["used_parameters"] = tuple(sorted(reading.used_parameters))
    terms = node.node("on_terms")
    read = Agreement(
        **named(node),
        wordings=wordings((*head(node), *(one.node for one in all_statements))),
        kind=cast(Any, next(node.tokens("SLA", "OLA", "UC")).text),
        standard=node.has("STANDARD"),
        on_terms_of=tuple(t.text for t in terms.tokens("NAME")) if terms else (),
        **fields,
    )
    # An imagined reading is made to check an example; it checks none itself.
    if not reading.given:
        examples.check(read, lambda given: agreement(node, of, zones, services, reading.imagined(given)), reading)
    return read
