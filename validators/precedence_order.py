"""The order of precedence of texts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sla_dsl.model.agreement import Agreement
from sla_dsl.model.base import Declared
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.each import Each
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding

from .circles import chain, circles, places
from .common import inner, understood


def contradicting_orders(workspace: Workspace) -> Iterator[Finding]:
    """Texts in a circle: each wins over the next, and the last over the first."""
    links: dict[str, list[str]] = {}
    for agreement in understood(workspace):
        for winner, other in pairwise(agreement.precedence):
            links.setdefault(winner, []).append(other)
    texts: dict[str, Declared] = {**workspace.documents, **workspace.agreements}
    for circle in circles({name: links.get(name, []) for name in texts if name in links}):
        yield Finding(
            "precedence/cyclic",
            f"each of these texts wins over the next: {chain(circle)}",
            texts[circle[0]].source,
            help="let all agreements give the same order",
            related=places(circle, texts),
            address=circle[0],
            values=circle,
        )


def terms_first(workspace: Workspace, agreement: Agreement) -> Iterator[Finding]:
    """Agreements that differ from their terms and let these win."""
    order = agreement.precedence
    above = order[: order.index(agreement.name)] if agreement.name in order else ()
    for terms in (workspace.agreements[name] for name in agreement.on_terms_of if name in above):
        lost = next(changed(agreement, terms), None)
        if lost is not None:
            yield Finding(
                "precedence/terms-first",
                f"`{terms.name}` wins over `{agreement.name}`, which says otherwise about `{lost}`",
                agreement.source,
                help=f"write `this` before `{terms.name}`, or take out the `override`",
                address=agreement.name,
                values=(terms.name, lost),
            )


def changed(agreement: Agreement, terms: Agreement) -> Iterator[str]:
    """The promises of terms that an agreement on them changes."""
    own = {inner(objective): objective for objective in agreement.objectives}
    for objective in terms.objectives:
        other = own.get(inner(objective))
        if other is not None and (other.bound, other.share, other.window, other.mean_of) != (
            objective.bound,
            objective.share,
            objective.window,
            objective.mean_of,
        ):
            yield inner(objective)


_ORDERS = """\
document framework "Framework agreement" {{ dated 2024-05-01 }}{}
document order-form "Order form"
ola statistics {{
  provider dba
  customer desk
  covers reports
  order of precedence order-form then framework then this
  objective uptime: availability at least 98% each calendar month
}}
ola archive {{
  provider dba
  customer desk
  covers reports
  order of precedence {} then this
  objective load: throughput at least 10/s
}}
"""
_TERMS = """\
standard ola house-terms {{
  provider dba
  service hours office
  objective uptime: availability at least 98% each calendar month
}}
ola statistics on the terms of house-terms {{{}
  customer desk
  covers reports
  order of precedence {}
  override objective uptime: availability at least 99% each calendar month
}}
"""

RULES = (
    Rule(
        "precedence/cyclic",
        "error",
        "orders of precedence contradict each other",
        "Where two texts differ, nobody can say which of them holds.",
        bad=_ORDERS.format(" # precedence/cyclic", "framework then order-form"),
        good=_ORDERS.format("", "order-form then framework"),
        check=contradicting_orders,
    ),
    Rule(
        "precedence/terms-first",
        "error",
        "an agreement overrides its terms and lets them win",
        "What the agreement promises would never hold: wherever the two differ, the terms win.",
        bad=_TERMS.format(" # precedence/terms-first", "house-terms then this"),
        good=_TERMS.format("", "this then house-terms"),
        check=Each(understood, terms_first),
    ),
)
