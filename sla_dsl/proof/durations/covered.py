"""Times are those of cases: an agreement carries the times of what it covers, of parts of it and of what it is part of.

(docs/backing.md, Who carries what)
"""

from __future__ import annotations

from ...algebra.paths import Group, hops
from ...algebra.structure import needed
from ...model.agreement import Agreement
from ...model.services import Component, Structure
from ...text.finding import Related
from ..behind.components import check_customer_part
from ..case import Case
from ..context import Context
from .legs import Leg, Legs


def check_covered(case: Case, legs: Legs) -> None:
    """Every service of a promise must be the matter of every hop, or of one of the routes of a hop that has several."""
    workspace, agreement = case.context.workspace, case.agreement
    for name in agreement.covers:
        if name not in workspace.services or name in agreement.not_covered:
            continue
        for leg in legs:
            if not _is_about(case.context, leg, name):
                _not_carried(case, name, leg)
                break
            if len(legs) > 1:
                _assume_handed_on(case, name, leg)


def _assume_handed_on(case: Case, service: str, leg: Leg | Group[Leg]) -> None:
    """A path hands on every case: that whoever is about some parts alone takes those of the others, too, is told."""
    workspace = case.context.workspace
    first = next((one.carrier for one in hops((leg,)) if one.carrier is not None), None)
    for part in sorted(case.context.parts_of(service)):
        declared = workspace.services.get(part)
        is_part = declared is not None and declared.needs is None and declared.supplied_by != "customer"
        if first is not None and is_part and not _is_about(case.context, leg, part):
            _assume_taken(case, part, first.agreement)


def _assume_taken(case: Case, part: str, behind: Agreement) -> None:
    text = f"cases of `{part}` come to `{behind.name}` as well"
    case.assumptions += [text] if text not in case.assumptions else []


def _is_about(context: Context, leg: Leg | Group[Leg], service: str) -> bool:
    if isinstance(leg, Group):
        return any(all(_is_about(context, one, service) for one in route) for route in leg.routes)
    # A time of one's own is one of all cases of one's own.
    return leg.carrier is None or _is_related(context, leg.carrier.agreement, service)


def _is_related(context: Context, behind: Agreement, service: str) -> bool:
    """Whether an agreement covers a service, a part of it, or what it is a part of."""
    covered = set(behind.covers) - set(behind.not_covered)
    return bool(covered & context.parts_of(service)) or any(service in context.parts_of(name) for name in covered)


def check_parts(case: Case, behind: Agreement) -> None:
    """Without a path nobody hands a case on: of each part that may be its cause an agreement must be about it.

    Who answers first does not know yet of which part a case is, and is taken to have those of all parts.
    """
    for part in _missing_parts(case, behind):
        if case.context.composing(case.objective).at_once:
            _assume_taken(case, part, behind)
            continue
        case.add(
            "undecidable",
            "backing/component-not-carried",
            part,
            case.objective.metric,
            message=f"nothing carries {case.objective.metric} of `{part}`: `{behind.name}` does not cover it, and no "
            "path hands its cases to anybody",
            related=[Related(behind.source, f"it covers {', '.join(f'`{name}`' for name in behind.covers)}")],
            help=f"let an agreement that covers `{part}` promise {case.objective.metric}, or say by "
            f"`path {case.objective.metric}: …` who takes its cases",
        )


def _missing_parts(case: Case, behind: Agreement) -> list[str]:
    """The parts of a promise whose cases nobody takes."""
    agreement, workspace = case.agreement, case.context.workspace
    own = case.objective.owned_by or (agreement.provider if agreement.kind != "sla" else None)

    def missing(structure: Structure) -> list[str]:
        """The parts of a structure whose cases nobody takes."""
        if isinstance(structure, Component):
            return missing_of(structure.service)
        lacking = [found for part in structure.parts if (found := missing(part))]
        if len(structure.parts) - len(lacking) >= needed(structure):
            return []
        return [name for found in lacking for name in found]

    def missing_of(name: str) -> list[str]:
        declared = workspace.services.get(name)
        is_carried = any(name in case.context.parts_of(one) for one in set(behind.covers) - set(behind.not_covered))
        if declared is None or is_carried or name in agreement.not_covered:
            return []
        if declared.supplied_by == "customer" and declared.needs is None:
            if not case.context.composing(case.objective).at_once:
                check_customer_part(case, name)
            return []
        if declared.needs is not None:
            return missing(declared.needs)
        return [] if own is not None and declared.owner == own else [name]

    return list(dict.fromkeys(part for name in agreement.covers for part in missing_of(name)))


def _not_carried(case: Case, service: str, leg: Leg | Group[Leg]) -> None:
    behind = list({one.carrier.agreement.name: one.carrier for one in hops((leg,)) if one.carrier is not None}.values())
    names = " and ".join(f"`{carrier.agreement.name}`" for carrier in behind)
    metric = case.objective.metric
    case.add(
        "undecidable",
        "backing/component-not-carried",
        service,
        metric,
        message=f"nothing carries {metric} of `{service}`: {names} {'covers' if len(behind) == 1 else 'cover'} "
        "neither it "
        "nor a part of it, and it is no part of what they cover",
        related=[
            Related(one.agreement.source, f"it covers {', '.join(f'`{name}`' for name in one.agreement.covers)}")
            for one in behind
        ],
        help=f"let an agreement that covers `{service}` promise {metric}, or say in `needs` how they are connected",
    )
