"""The result of an earlier compilation, so that the next one reads again only what may mean something else.

An agreement follows from its own declaration, from the terms that it stands on, and from everything that is no
agreement.  The last is one whole: where any of it differs, or another name is declared, everything is read again.
So is an agreement in which a name was not found, since what is told of it depends on all other names.

Declarations are compared by their places: a file whose text is the same is the source that it was.  What was read of
one that is the same in another text has been moved there before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..model.agreement import Agreement
from ..text.finding import Finding
from ..text.source import Node, Source
from .names import Declaration, DeclaredPlace, NameTable
from .reading import Reading
from .repeated import report_repeated

AGREEMENT = "agreement"


class AskedNodes(Mapping[str, Node]):
    """The declarations of the agreements by name; notes which of them are asked for."""

    def __init__(self, declared: Mapping[str, Declaration]) -> None:
        self.declared = declared
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> Node:
        self.asked.add(name)
        return self.declared[name].node

    def __contains__(self, name: object) -> bool:
        self.asked.add(str(name))
        return name in self.declared

    def __iter__(self) -> Iterator[str]:
        raise NotImplementedError("whoever asks for all rests on all")

    def __len__(self) -> int:
        raise NotImplementedError("whoever asks for all rests on all")


@dataclass(slots=True)
class Shared:
    """The declarations beside the agreements: their models by the field of the workspace, and what was noted of it."""

    models: dict[str, Any]
    repeated: list[Finding]
    findings: list[Finding]
    names: NameTable


@dataclass(slots=True)
class ReadAgreement:
    """An agreement as it was read: from which declarations, and what was noted of it.

    ``above`` is what terms of a higher level alone would make of it, ``repeated`` the findings about statements that
    stand twice in its own text.
    """

    own: DeclaredPlace
    broken: bool
    others: dict[str, DeclaredPlace | None]
    agreement: Agreement
    above: Agreement | None
    repeated: list[Finding]
    findings: list[Finding]
    names: NameTable

    def still_holds(self, declaration: Declaration, places: Mapping[str, DeclaredPlace]) -> bool:
        """Whether it would be read in the same way now, if what is no agreement is the same."""
        return (
            self.own == declaration.place
            and self.broken == declaration.broken
            and not self.names.missed
            and all(places.get(name) == place for name, place in self.others.items())
        )


@dataclass(slots=True)
class Earlier:
    """The result of an earlier compilation; each compilation leaves here what it has read."""

    prelude: Source | None = None
    beside: tuple[tuple[DeclaredPlace, bool], ...] = ()
    """The places of the declarations beside the agreements, and whether each is broken."""
    surroundings: Hashable = None
    """The currencies and all names."""
    shared: Shared | None = None
    agreements: dict[str, ReadAgreement] = field(default_factory=dict)

    def begin(self, names: NameTable, currencies: tuple[str, ...]) -> None:
        """Forgets everything if something besides the agreements is another than before."""
        surroundings = currencies, tuple((space, tuple(table)) for space, table in names.spaces.items())
        places = tuple((one.place, one.broken) for one in beside(names))
        if (surroundings, places) != (self.surroundings, self.beside):
            self.surroundings, self.beside, self.shared, self.agreements = surroundings, places, None, {}

    def let_go(self, sources: Iterable[Source]) -> None:
        """Lets go of all trees and tokens: what was read stays."""
        for part in (self.shared, *self.agreements.values()):
            if part is not None:
                part.names.meant = {}
        for source in sources:
            source.let_go()

    def read_shared(self, read: Callable[[], Shared]) -> Shared:
        """The declarations beside the agreements, read anew if need be."""
        if self.shared is None or self.shared.names.missed:
            self.agreements = {}  # they look at what is read here, by what it is
            self.shared = read()
        return self.shared

    def read_agreements(
        self,
        names: NameTable,
        read: Callable[[Declaration, Mapping[str, Node], Reading], Agreements],
        reading: Reading,
        apart: Mapping[str, Source],
    ) -> Collection[ReadAgreement]:
        """The agreements in the order of writing, each read anew if need be.

        The sources ``apart`` let go of their trees behind the agreement of that name.
        """
        declared = names.spaces[AGREEMENT]
        places = {name: one.place for name, one in declared.items()}
        before, self.agreements = self.agreements, {}
        for name, declaration in declared.items():
            known = before.get(name)
            if known is None or not known.still_holds(declaration, places):
                known = _read(declaration, declared, read, reading)
            self.agreements[name] = known
            if name in apart:
                apart[name].let_go()
                known.names.meant = {}
        return self.agreements.values()


Agreements = tuple[Agreement, Agreement | None]
"""An agreement, and what terms of a higher level alone would make of it."""


def _read(
    declaration: Declaration,
    declared: Mapping[str, Declaration],
    read: Callable[[Declaration, Mapping[str, Node], Reading], Agreements],
    reading: Reading,
) -> ReadAgreement:
    of, names, findings = AskedNodes(declared), reading.names.apart(), list[Finding]()
    repeated = reported_repeated([declaration], reading)
    own = reading.apart(names, findings).of(declaration.name, declaration.broken)
    agreement, above = read(declaration, of, own)
    others = {name: declared[name].place if name in declared else None for name in of.asked if name != declaration.name}
    return ReadAgreement(
        declaration.place, declaration.broken, others, agreement, above, repeated, findings, names.notes()
    )


def reported_repeated(declarations: Iterable[Declaration], reading: Reading) -> list[Finding]:
    """The findings about statements that stand twice in these declarations."""
    apart = reading.apart(reading.names, [])
    for one in declarations:
        report_repeated(one.node, apart.of(one.name, one.broken))
    return apart.findings


def beside(names: NameTable) -> Iterable[Declaration]:
    """All declarations that are no agreements."""
    return (one for space, table in names.spaces.items() if space != AGREEMENT for one in table.values())
