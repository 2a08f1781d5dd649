"""The terms of a higher level that a lower one weakens: the changes from those terms to the agreement."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator
from typing import Any

from ..algebra.scopes import is_at
from ..model.agreement import Agreement
from ..model.marks import shapes
from ..model.objective import Objective
from ..model.phrases import RemedyKind
from ..model.remedies import NoRemedy
from ..model.workspace import Workspace
from ..text.finding import Finding, Related
from .agreement_part import AGREEMENT
from .change import Change
from .compare import compare
from .effect import weighed
from .sides import Side, Sides

COMPLETED = ("change-clause-added",)
"""Kinds of changes that are worse beside silence, and that a lower level may say where the higher one says nothing."""

_LIMITS = ("caps", "highest_only", "traits")
"""The fields of an agreement that say how much of a kind of award is due, and how it is given."""


def weakened_terms(workspace: Workspace) -> Iterator[Finding]:
    """The terms of its higher level that an agreement weakens without leave; each place once."""
    told, misread = set(), workspace.misread if workspace.above else frozenset[str]()
    for name, above in workspace.above.items():
        if {name, *above.on_terms_of} & misread:
            continue
        own = workspace.agreements[name]
        for change in weakenings(workspace, above, own):
            finding = _finding(own, above, change)
            if (finding.span, finding.values) not in told:
                told.add((finding.span, finding.values))
                yield finding


def weakenings(workspace: Workspace, above: Agreement, own: Agreement) -> Iterator[Change]:
    """The changes from what the terms say to what the agreement says that are no strengthening, and no addition."""
    leave = {one.address for one in above.objectives if one.may_be_weakened}
    added = {one.address for one in own.objectives} - {one.address for one in above.objectives}
    old, new = _without(above, leave), _bearing_on(above, _without(own, leave | added), workspace)
    sides = Sides(_side(workspace, old), _side(workspace, new), own.name)
    for change in weighed(compare(AGREEMENT, sides, ("agreements", own.name), old, new, ""), sides):
        # Where nothing was said, a condition narrows what always held: that is no addition.
        is_addition = change.kind.endswith("-added") and "worse" not in change.effect.values()
        if change.class_ == "weakening" and not is_addition and change.kind not in COMPLETED:
            yield change


def _side(workspace: Workspace, agreement: Agreement) -> Side:
    # The others stay where they are: a copy of all for each agreement would take all times all.
    return Side(
        workspace.model_copy(update={"agreements": ChainMap({agreement.name: agreement}, workspace.agreements)})
    )


def _without(agreement: Agreement, addresses: set[str]) -> Agreement:
    """The agreement, between two sides, without these objectives and without what it says of them alone."""
    gone = [one for one in agreement.objectives if one.address in addresses]
    stays = [one for one in agreement.objectives if one.address not in addresses]

    def is_about_them(said: Any) -> bool:
        names = getattr(said, "objectives", ())
        return bool(names) and _names(names, gone) and not _names(names, stays)

    # A template has effects as an agreement has: on whoever will take its sides.
    sides = {"customer": agreement.customer or "everyone", "provider": agreement.provider or "provider"}
    update: dict[str, Any] = {"objectives": tuple(stays), "standard": False, **sides}
    for field in shapes(Agreement):
        value = getattr(agreement, field)
        if field != "objectives" and type(value) is tuple and gone:
            update[field] = tuple(one for one in value if not is_about_them(one))
    return agreement.model_copy(update=update)


def _bearing_on(above: Agreement, own: Agreement, workspace: Workspace) -> Agreement:
    """An agreement without its statements about things that the terms neither promise nor give."""
    given = {(one.kind, name) for one in above.remedies for name in one.objectives}
    metrics = {one.metric for one in above.objectives} | set(above.not_promised)
    populations = {workspace.metrics[name].population for name in metrics if name in workspace.metrics}
    are_counted = bool(populations - {None, "time", "outages"} or above.volumes)
    # Where the terms give no award of a kind, one is an addition, whatever limits it.
    kinds = {one.kind for field in ("remedies", *_LIMITS) for one in getattr(above, field)}
    limits = {field: tuple(one for one in getattr(own, field) if one.kind in kinds) for field in _LIMITS}
    return own.model_copy(
        update={
            "not_promised": tuple(one for one in own.not_promised if one in metrics),
            "no_remedies": tuple(one for one in own.no_remedies if _takes_from(one, given)),
            "volumes": own.volumes if are_counted else (),
            **limits,
        }
    )


def _takes_from(one: NoRemedy, given: set[tuple[RemedyKind, str]]) -> bool:
    named = {name for kind, name in given if kind == one.kind}
    parts = [(name.split("/"), other.split("/")) for name in one.objectives for other in named]
    return bool(named) and (not one.objectives or any(a[: len(b)] == b or b[: len(a)] == a for a, b in parts))


def _names(names: tuple[str, ...], objectives: list[Objective]) -> bool:
    return any(is_at(objective, name) for objective in objectives for name in names)


def _finding(own: Agreement, above: Agreement, change: Change) -> Finding:
    terms = " and ".join(f"`{name}`" for name in above.on_terms_of)
    said = change.address.partition("/")[2] or change.kind.rpartition("-")[0]
    what = change.kind.replace("-", " ")
    related = []
    if change.base is not None and change.base != change.head:
        related = [Related(change.base, f"said there: {change.before}" if change.before else "said there")]
    return Finding(
        "agreement/weakened-terms",
        f"`{said}` says less than {terms}, whose level is higher ({what})",
        change.head or own.source,
        label=change.after if change.head and len(change.after) < _LONGEST else "",
        help=f"keep what {terms} {'say' if len(above.on_terms_of) > 1 else 'says'}, or strengthen it"
        + ("; or let the objective there say `may be weakened`" if change.kind.startswith("objective") else ""),
        related=tuple(related),
        address=change.address,
        values=(change.kind, said),
    )


_LONGEST = 80
"""How long a label may be."""
