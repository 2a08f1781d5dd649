"""What has another name and nothing else: the base is rewritten with the new names before it is compared."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping
from typing import Any

from ..model.agreement import Agreement
from ..model.base import Model
from ..model.phrases import Selection
from ..model.services import Scale
from ..model.workspace import Workspace
from .change import NOBODY, Difference
from .meaning import meaning

Values = Mapping[tuple[str, str], str]
"""The new name of a value, by its scale and its old name."""
_ADDRESSES = frozenset({"address", "objective", "objectives"})


def aligned(base: Workspace, head: Workspace) -> tuple[Workspace, list[Difference]]:
    """The base with the names of the head, and the renamings: values of scales, and objectives.

    The tier that an agreement selects counts as a new name of the one before, so that its promises are compared
    with those of the new one.
    """
    values: dict[tuple[str, str], str] = {}
    found: list[Difference] = []
    scales = dict(base.scales)
    for name, scale in base.scales.items():
        if name not in head.scales:
            continue
        for old, new in renamed_values(scale, head.scales[name]):
            values[name, old] = new
            place, there = (
                next(v.source for v in s.values if v.name == n) for s, n in ((scale, old), (head.scales[name], new))
            )
            found.append(
                Difference("scale-value-renamed", ("scales", name), new, "other", NOBODY, old, new, place, there)
            )
        scales[name] = renamed(scale, values, {})
    agreements = {}
    for name, one in base.agreements.items():
        agreements[name] = one
        if name in head.agreements:
            agreements[name], differences = _agreement(one, head.agreements[name], values)
            found += differences
    return base.model_copy(update={"scales": scales, "agreements": agreements}), found


def renamed_values(before: Scale, after: Scale) -> Iterator[tuple[str, str]]:
    """Values of a scale that stand where others stood and say the same."""
    if len(before.values) != len(after.values):
        return
    for old, new in zip(before.values, after.values, strict=True):
        is_new = old.name != new.name and not before.has(new.name) and not after.has(old.name)
        if is_new and meaning(old, "name") == meaning(new, "name"):
            yield old.name, new.name


def _agreement(before: Agreement, after: Agreement, values: Values) -> tuple[Agreement, list[Difference]]:
    addresses = ([one.address for one in side.objectives] for side in (before, after))
    if not values and before.tiers == after.tiers and operator.eq(*addresses):
        return before, []
    before = before.model_copy(update={"tiers": renamed(before.tiers, values, {})})
    moved = dict(values) | dict(_selected(before, after))
    one = renamed(before, moved, _addresses(before, moved)) if moved else before
    named = dict(_renamed_objectives(one, after))
    if not named:
        return one, []
    old = {objective.address: objective.source for objective in one.objectives}
    new = {objective.address: objective.source for objective in after.objectives}
    differences = [
        Difference(
            "objective-renamed",
            ("agreements", after.name),
            address.partition("/")[2],
            "other",
            NOBODY,
            was.partition("/")[2],
            address.partition("/")[2],
            old[was],
            new[address],
        )
        for was, address in named.items()
    ]
    names = {was.partition("/")[2]: address.partition("/")[2] for was, address in named.items()}
    return renamed(one, {}, named | names), differences


def _selected(before: Agreement, after: Agreement) -> Iterator[tuple[tuple[str, str], str]]:
    old, new = ({tier.scale: tier.values for tier in one.tiers} for one in (before, after))
    for scale in old.keys() & new.keys():
        if len(old[scale]) == len(new[scale]) == 1 and old[scale] != new[scale]:
            yield (scale, old[scale][0]), new[scale][0]


def _addresses(agreement: Agreement, values: Values) -> dict[str, str]:
    """The new addresses of objectives whose values have new names, with and without the agreement's name."""
    found: dict[str, str] = {}
    for objective in agreement.objectives:
        names = {v: values[s.scale, v] for s in objective.scope for v in s.values if (s.scale, v) in values}
        head, *rest = objective.address.split("/")
        parts = [rest[0], *(names.get(part, part) for part in rest[1:])]
        if parts != rest:
            found["/".join(rest)] = "/".join(parts)
            found[objective.address] = "/".join((head, *parts))
    return found


def _renamed_objectives(before: Agreement, after: Agreement) -> Iterator[tuple[str, str]]:
    """Objectives that are on one side alone, and say what exactly one on the other side says."""
    kept = {one.address for one in before.objectives} & {one.address for one in after.objectives}
    old, new = (
        [(meaning(one, "name", "title", "address"), one.address) for one in side.objectives if one.address not in kept]
        for side in (before, after)
    )
    for said, address in old:
        same = [other for meant, other in new if meant == said]
        if len(same) == 1 and sum(meant == said for meant, _ in old) == 1:
            yield address, same[0]


def renamed(model: Any, values: Values, addresses: Mapping[str, str]) -> Any:
    """A model in which values of scales and addresses of objectives have their new names."""
    if isinstance(model, tuple):
        return tuple(renamed(each, values, addresses) for each in model)
    if isinstance(model, Selection):
        new = tuple(values.get((model.scale, value), value) for value in model.values)
        return model.model_copy(update={"values": new})
    if not isinstance(model, Model):
        return model
    update: dict[str, Any] = {}
    for field in type(model).model_fields:
        value = getattr(model, field)
        if field in _ADDRESSES and isinstance(value, str):
            update[field] = addresses.get(value, value)
        elif field == "objectives" and value and isinstance(value[0], str):
            update[field] = tuple(addresses.get(each, each) for each in value)
        elif isinstance(model, Scale) and field == "values":
            update[field] = tuple(
                v.model_copy(update={"name": values.get((model.name, v.name), v.name)}) for v in value
            )
        elif field not in ("source", "tiers") and isinstance(value, tuple | Model):
            update[field] = renamed(value, values, addresses)
    return model.model_copy(update=update)
