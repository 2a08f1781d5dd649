"""Promises whose services are built alike, of carriers that promise the same: they differ in names alone."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace

from ...algebra.guarantee import Guarantee
from ...algebra.structure import TooLarge
from ...model.services import Component, Series, Structure
from ..behind.carriers import Carrier
from ..behind.components import Composition


@dataclass(frozen=True, slots=True)
class Alike:
    """A composition without its names (``key``), and its components in the order of their names.

    What follows from one composition follows from every other one of the same key, with the components that stand
    at the same places: wherever the order of names decides, it decides the same.
    """

    key: Hashable
    components: tuple[str, ...]

    def renamed(self, found: Guarantee | TooLarge | None, components: tuple[str, ...]) -> Guarantee | TooLarge | None:
        """The guarantee that was found of a composition with these components, told of those of this one."""
        if not isinstance(found, Guarantee) or components == self.components:
            return found
        names = dict(zip(components, self.components, strict=True))

        def of(those: frozenset[str]) -> frozenset[str]:
            return frozenset(names[each] for each in those)

        outages = (
            replace(one, stratum=replace(one.stratum, free=of(one.stratum.free)), down=of(one.down))
            for one in found.outages
        )
        return replace(found, outages=tuple(outages))


def alike(composed: Composition, promised: Callable[[Carrier], Hashable]) -> Alike:
    """A composition without its names; ``promised`` is all that matters of a carrier beside its name."""
    components = tuple(sorted({*composed.coverages, *composed.owned}))
    number = {name: place for place, name in enumerate(components)}
    names = sorted(carrier.name for carrier in composed.carriers)
    promises = {carrier.name: (names.index(carrier.name), promised(carrier)) for carrier in composed.carriers}
    coverages = tuple(
        (number[leaf], tuple(tuple(promises[carrier.name] for carrier in coverage) for coverage in those))
        for leaf, those in composed.coverages.items()
    )
    owned = frozenset(number[leaf] for leaf in composed.owned)
    return Alike((_numbered(composed.structure, number), coverages, owned), components)


def _numbered(structure: Structure, number: Mapping[str, int]) -> Hashable:
    if isinstance(structure, Component):
        return number[structure.service]
    needed = None if isinstance(structure, Series) else structure.needed
    return needed, tuple(_numbered(part, number) for part in structure.parts)
