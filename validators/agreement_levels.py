"""Promises of a higher level that a lower level weakens."""

from __future__ import annotations

from collections.abc import Iterator

from sla_dsl.algebra.scopes import overlaps
from sla_dsl.model.agreement import Agreement
from sla_dsl.model.workspace import Workspace
from sla_dsl.rules.rule import Rule
from sla_dsl.text.finding import Finding, Related

from .common import each_once, inner, understood
from .objective_order import is_worse, text

LEVELS = ("corporate", "customer", "service")
"""The levels, the highest first."""
FORCES = ("guaranteed", "target", "best-effort")
"""How firm a promise is, the firmest first."""


def weakened(workspace: Workspace) -> Iterator[Finding]:
    """Promises of terms of a higher level that an agreement on these terms weakens without leave."""

    def found() -> Iterator[Finding]:
        for agreement in understood(workspace):
            own = {inner(objective): objective for objective in agreement.objectives}
            for terms in (workspace.agreements[name] for name in agreement.on_terms_of if name in workspace.agreements):
                if not (agreement.level and terms.level) or LEVELS.index(agreement.level) <= LEVELS.index(terms.level):
                    continue
                yield from removed(agreement, terms)
                for higher in terms.objectives:
                    lower = own.get(inner(higher))
                    if lower is None or higher.bound is None or higher.may_be_weakened:
                        continue
                    forceless = FORCES.index(lower.force) > FORCES.index(higher.force)
                    if lower.bound is None or forceless or is_worse(workspace, lower, higher):
                        yield Finding(
                            "agreement/weakened-terms",
                            f"`{inner(lower)}` promises less than `{terms.name}`, whose level is higher",
                            lower.source,
                            label="" if forceless else text(lower),
                            help=f"promise at least what `{terms.name}` promises, or let it say `may be weakened`",
                            related=(Related(higher.source, f"promised there: {text(higher)}"),),
                            address=lower.address,
                        )

    return each_once(found())


def removed(agreement: Agreement, terms: Agreement) -> Iterator[Finding]:
    """Promises of terms of a higher level that an agreement on these terms removes without leave."""
    kept = {objective.name for objective in agreement.objectives}
    for higher in terms.objectives:
        binding = higher.bound is not None and not higher.may_be_weakened and overlaps(higher.scope, agreement.tiers)
        if binding and higher.name not in kept:
            kept.add(higher.name)
            yield Finding(
                "agreement/weakened-terms",
                f"`{agreement.name}` takes out `{higher.name}` of `{terms.name}`, whose level is higher",
                agreement.source,
                help=f"keep the promise, or let `{terms.name}` say `may be weakened`",
                related=(Related(higher.source, f"promised there: {text(higher)}"),),
                address=agreement.name,
                values=(higher.name,),
            )


_LEVELS = """\
standard ola house-terms {{
  provider dba
  level corporate
  service hours office
  objective uptime: availability at least 98% each calendar month
}}
ola statistics on the terms of house-terms {{
  customer desk
  covers reports
  level service
  override objective uptime: availability at least {}
}}
"""

RULES = (
    Rule(
        "agreement/weakened-terms",
        "error",
        "an agreement promises less than the terms of a higher level that it is on",
        "What is promised to all must hold for each; a lower level may add to it and strengthen it. Where it may be "
        "weakened, the higher level says so (`may be weakened`).",
        bad=_LEVELS.format("97% each calendar month # agreement/weakened-terms"),
        good=_LEVELS.format("99% each calendar month"),
        check=weakened,
    ),
)
