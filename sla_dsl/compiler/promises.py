"""All objectives of an agreement: its own and those that it takes over, with its overrides and its tier applied."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar, cast

from ..model.objective import Objective, PromisedElsewhere
from ..model.phrases import RemedyKind, Selection
from ..model.remedies import Remedy
from ..model.services import Service
from ..text.finding import Related
from ..text.source import Node, Token
from .grid import CellAward, table
from .objectives import Defaults, Draft, figure_unit, finished, merged, objective
from .reading import Reading
from .selections import values_only
from .terms import Statement

T = TypeVar("T")
_DEFAULTS = ("agreement_hours", "support_hours", "business_days")
"""The statements that give hours to all objectives."""


def objectives(
    found: list[Statement],
    nodes: dict[str, list[Node]],
    tiers: tuple[Selection, ...],
    held: tuple[Selection, ...],
    services: dict[str, Service],
    reading: Reading,
) -> tuple[tuple[Objective, ...], list[Remedy]]:
    """The objectives in normal form, and the remedies that stand in their tables.

    ``found`` are the statements in order, ``nodes`` the same by production, ``tiers`` the selections of the agreement,
    ``held`` the values that its customer has: every objective is for these alone.
    From here on the reading knows the addresses of the objectives.
    """
    drafts: list[Draft] = []
    awards: list[CellAward] = []
    for statement in found:
        if statement.kind == "objectives":
            cells, given = _whole(table, statement.node, reading) or ([], [])
            drafts = _table_overridden(drafts, cells, reading) if statement.override else drafts + cells
            awards = [one for one in awards if not any(_replaces(own, one) for own in given)] + given
        elif statement.kind == "objective" and (own := _whole(objective, statement.node, reading)) is not None:
            drafts = _overridden(drafts, own, reading) if statement.override else [*drafts, own]
    selected = [_for_held(draft, held) for draft in drafts if _is_selected(draft, (*tiers, *held))]
    kept = {draft.path for draft in selected}
    reading.objectives = addresses(kept)
    for draft in selected:
        for name in ("", *addresses([draft.path])) if not draft.nothing else ():
            reading.figures.setdefault(name, set()).add(figure_unit(draft, reading))
    reading.unselected = addresses(draft.path for draft in drafts) - reading.objectives
    awards = [replace(a, objectives=tuple(o for o in a.objectives if o in kept)) for a in awards]
    defaults = _defaults(nodes, services, reading)
    finished_ = (finished(draft, reading.address, defaults, reading) for draft in selected)
    return tuple(o for o in finished_ if o is not None), [_cell_remedy(a) for a in awards if a.objectives]


def _whole(read: Callable[[Node, Reading], T], node: Node, reading: Reading) -> T | None:
    """The contents of a statement; none if it could not be read whole: then nobody knows which objectives it has."""
    found = reading.whole(read, node)
    if found is None:
        reading.unread.add(cast(Token, node.token("NAME")).text)
    return found


def _overridden(drafts: list[Draft], own: Draft, reading: Reading) -> list[Draft]:
    """The drafts with the fields of an ``override objective`` put over those that it names.

    In a table with several metrics it changes the cells of the metric that it names.
    """
    named = [d for d in drafts if d.name == own.name]
    several = len({d.metric for d in named}) > 1
    matching = [
        d for d in named if _is_selected(d, own.scope) and (not several or own.metric is None or d.metric == own.metric)
    ]
    if not matching and named:
        reading.report(
            "agreement/nothing-overridden",
            f"`{own.name}` has no cell for this scope",
            own.source,
            help="name values and a metric that the table has",
        )
    return [_changed(d, own) if d in matching else d for d in drafts]


def _changed(draft: Draft, own: Draft) -> Draft:
    """A draft with what an override of it says."""
    said: dict[str, Any] = {
        name: new
        for name in ("metric", "statistic", "each_of", "bound", "share", "window", "mean_of", "force", "when")
        if (new := getattr(own, name)) is not None
    }
    if own.hours or own.clock or own.unclear:
        said |= {"hours": own.hours, "clock": own.clock, "unclear": own.unclear}
    if own.title:
        said["title"] = own.title
    if own.bound or own.nothing:
        said |= {"nothing": own.nothing, "bound": own.bound}
    return draft._replace(
        **said,
        source=own.source,
        details=merged(draft.details, own.details),
        # With another bound, a level that no longer fits is reported at the override.
        places=own.places if own.bound else {**draft.places, **own.places},
    )


def _table_overridden(drafts: list[Draft], cells: list[Draft], reading: Reading) -> list[Draft]:
    """The drafts with the cells of an overriding table over those of the terms; other cells of the terms stay."""
    own = {cell.path: cell for cell in cells}
    before = [d for d in drafts if cells and d.name == cells[0].name]
    kept = {d.path for d in before}
    if before and not kept & own.keys():
        reading.report(
            "agreement/unclear-override",
            f"this table has none of the cells of `{before[0].name}`, and would leave all of them out",
            cells[0].source,
            help="name the scales and the metrics of the terms; or take the table out with `without objectives "
            f"{before[0].name}` and write another one",
            related=[Related(before[0].source.span, "the terms say this")],
        )
        return [*(d for d in drafts if d not in before), *cells]
    found = [_changed(d, own[d.path]) if d in before and d.path in own else d for d in drafts]
    return found + [cell for cell in cells if cell.path not in kept]


def _replaces(own: CellAward, before: CellAward) -> bool:
    """Whether an award of an overriding table stands in the place of one of the terms."""
    return own.award == before.award and bool({*own.objectives} & {*before.objectives})


def _is_selected(draft: Draft, selections: tuple[Selection, ...]) -> bool:
    """Whether a draft is for a selected value on each scale that its own scope names."""
    scope_of = {selection.scale: set(selection.values) for selection in draft.scope}
    return all(s.scale not in scope_of or scope_of[s.scale] & set(s.values) for s in selections)


def _for_held(draft: Draft, held: tuple[Selection, ...]) -> Draft:
    """A draft for what the customer has alone; what a table is by stays last, as the author wrote it."""
    values = {one.scale: one.values for one in held}
    front = tuple(one for one in held if one.scale not in {each.scale for each in draft.scope})
    own = (
        Selection(scale=one.scale, values=tuple(v for v in one.values if v in values.get(one.scale, one.values)))
        for one in draft.scope
    )
    return draft._replace(scope=(*front, *own)) if held else draft


def _defaults(nodes: dict[str, list[Node]], services: dict[str, Service], reading: Reading) -> Defaults:
    """The hours that the agreement states for all objectives; the service's hours where it states none."""
    said = {kind: reading.hours(nodes[kind][-1].children[-1]) if kind in nodes else None for kind in _DEFAULTS}
    covered = [token.text for node in nodes.get("covers", ()) for token in node.tokens("NAME")]
    hours = {services[name].hours for name in covered if name in services}
    # Services with different hours give no default.
    if "agreement_hours" not in nodes and len(hours) == 1:
        said["agreement_hours"] = hours.pop()
    return Defaults(
        service_hours=said["agreement_hours"],
        support_hours=said["support_hours"],
        business_days=said["business_days"],
        unclear=any(kind in nodes and not said[kind] for kind in said) or any(n not in services for n in covered),
    )


def addresses(paths: Iterable[str]) -> set[str]:
    """These addresses, and those of the columns and tables that hold them."""
    found = set()
    for path in paths:
        parts = path.split("/")
        found |= {"/".join(parts[:end]) for end in range(1, len(parts) + 1)}
    return found


def _cell_remedy(award: CellAward) -> Remedy:
    return Remedy(
        kind=cast(RemedyKind, award.award), amount=award.amount, objectives=award.objectives, source=award.source.span
    )


def promised_elsewhere(node: Node, reading: Reading) -> PromisedElsewhere | None:
    """``promises availability, durability as cloud-terms says for P1``."""
    *metrics, document = node.tokens("NAME")
    if document.text in reading.names.spaces["agreement"]:
        help_ = f"take over its terms (`on the terms of {document.text}`), or name it in `backed by`"
        reading.unknown("document", document, explanation=f"it is an agreement: {help_}")
        return None
    named = reading.name("document", document)
    found = reading.all_names("metric", metrics)
    if named is None or not found:
        return None
    scope = values_only(node.node("scope"), reading)
    return PromisedElsewhere(metrics=found, document=named, scope=scope, source=node.span)
