"""Renamed values of scales and renamed objectives: the base gets the new names before it is compared."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from itertools import accumulate

from ...model.agreement import Agreement
from ...model.objective import Objective
from ...model.services import Scale, ScaleValue
from ...model.workspace import Workspace
from ..change import NOBODY, Difference
from ..meaning import meaning
from .new_names import NewNames, Reference

Values = Mapping[Reference, str]
"""The new name of a value, by its scale and its old name."""


def with_names_inside(base: Workspace, head: Workspace) -> tuple[Workspace, list[Difference]]:
    """The base with the names of the head, and the renamings: values of scales, and objectives.

    If an agreement selects another tier, the old tier counts as renamed, so that the promises of the old tier are
    compared with those of the new one.
    """
    base, found = _with_values_of(base, head)
    agreements, addresses = dict(base.agreements), dict[str, str]()
    for name in (name for name in base.agreements if name in head.agreements):
        before, after = base.agreements[name], head.agreements[name]
        if before.tiers == after.tiers and _written(before) == _written(after):
            continue
        one = agreements[name] = _with_tiers_of(before, after)
        pairs = list(_renamed_objectives(one, after))
        found += [_renaming(name, *pair) for pair in pairs]
        addresses |= _new_addresses(pairs, after)
    if addresses:
        names = NewNames(addresses=addresses)
        agreements = {name: names.within(one, name) for name, one in agreements.items()}
    return base.model_copy(update={"agreements": agreements}), found


def _with_values_of(base: Workspace, head: Workspace) -> tuple[Workspace, list[Difference]]:
    values: dict[Reference, str] = {}
    found: list[Difference] = []
    for name in (name for name in base.scales if name in head.scales):
        for old, new in renamed_values(base.scales[name], head.scales[name]):
            values[name, old.name] = new.name
            said, places = (old.name, new.name), (old.source, new.source)
            owner = ("scales", name)
            found.append(Difference("scale-value-renamed", owner, new.name, "other", NOBODY, *said, *places))
    if not values:
        return base, found
    addresses = [_addresses(one, values) for one in base.agreements.values()]
    names = NewNames(values=values, addresses=dict(ChainMap(*addresses)))
    update = {
        space: {name: names.within(one, name) for name, one in base.declared(space).items()}
        for space in ("scales", "metrics", "agreements")
    }
    return base.model_copy(update=update), found


def _written(agreement: Agreement) -> list[str]:
    return [one.address for one in agreement.objectives]


def _with_tiers_of(before: Agreement, after: Agreement) -> Agreement:
    """An agreement as if its tier had the name of the tier that is selected now; the selection itself stays."""
    values = dict(_selected(before, after))
    names = NewNames(values=values, addresses=_addresses(before, values))
    renamed: Agreement = names.within(before, before.name) if values else before
    return renamed.model_copy(update={"tiers": before.tiers})


def _renaming(agreement: str, old: Objective, new: Objective) -> Difference:
    was, is_ = (one.address.partition("/")[2] for one in (old, new))
    owner = ("agreements", agreement)
    return Difference("objective-renamed", owner, is_, "other", NOBODY, was, is_, old.source, new.source)


def _new_addresses(pairs: list[tuple[Objective, Objective]], after: Agreement) -> dict[str, str]:
    """The new addresses of renamed objectives, and of tables in which no objective has kept its name."""
    kept = {prefix for one in after.objectives for prefix in accumulate(one.address.split("/"), "{}/{}".format)}
    found: dict[str, str] = {}
    for old, new in pairs:
        prefixes = (accumulate(one.address.split("/"), "{}/{}".format) for one in (old, new))
        found |= {was: is_.partition("/")[2] for was, is_ in zip(*prefixes, strict=False) if was not in kept}
        found[old.address] = new.address.partition("/")[2]
    return found


def renamed_values(before: Scale, after: Scale) -> Iterator[tuple[ScaleValue, ScaleValue]]:
    """Pairs of values that stand at the same place of a scale and differ only in their names."""
    if len(before.values) != len(after.values):
        return
    for old, new in zip(before.values, after.values, strict=True):
        is_new = old.name != new.name and not before.has(new.name) and not after.has(old.name)
        if is_new and meaning(old, "name") == meaning(new, "name"):
            yield old, new


def _selected(before: Agreement, after: Agreement) -> Iterator[tuple[tuple[str, str], str]]:
    old, new = ({tier.scale: tier.values for tier in one.tiers} for one in (before, after))
    for scale in old.keys() & new.keys():
        if len(old[scale]) == len(new[scale]) == 1 and old[scale] != new[scale]:
            yield (scale, old[scale][0]), new[scale][0]


def _addresses(agreement: Agreement, values: Values) -> dict[str, str]:
    """The new addresses of objectives whose scope names renamed values."""
    found: dict[str, str] = {}
    for objective in agreement.objectives:
        names = {v: values[s.scale, v] for s in objective.scope for v in s.values if (s.scale, v) in values}
        _agreement, name, *rest = objective.address.split("/")
        found[objective.address] = "/".join((name, *(names.get(part, part) for part in rest)))
    return found


def _renamed_objectives(before: Agreement, after: Agreement) -> Iterator[tuple[Objective, Objective]]:
    """Pairs of objectives that are on one side only and say the same, each the only one that says so."""
    kept = {*_written(before)} & {*_written(after)}
    old, new = (
        [(meaning(one, "name", "title", "address"), one) for one in side.objectives if one.address not in kept]
        for side in (before, after)
    )
    for said, one in old:
        same = [other for meant, other in new if meant == said]
        if len(same) == 1 and sum(meant == said for meant, _ in old) == 1:
            yield one, same[0]
