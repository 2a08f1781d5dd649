"""The result of an earlier compilation, so that the next one reads again only what may mean something else.

An agreement follows from its own declaration, from the terms that it stands on, and from everything that is no
agreement.  The last is one whole: where any of it differs, or another name is declared, everything is read again.
So is an agreement in which a name was not found, since what is told of it depends on all other names.

Nodes are compared as objects: a file whose text is the same has the tree that it had.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..language.parser import Parsed
from ..model.agreement import Agreement
from ..text.finding import Finding
from ..text.source import Node
from .names import Declaration, NameTable
from .reading import Reading
from .repeated import report_repeated

AGREEMENT = "agreement"


class AskedNodes(dict[str, Node]):
    """The declarations of the agreements by name; notes which of them are asked for."""

    def __init__(self, nodes: Mapping[str, Node]) -> None:
        super().__init__(nodes)
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> Node:
        self.asked.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.asked.add(str(name))
        return super().__contains__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """The declaration of a name, or the default."""
        self.asked.add(name)
        return super().get(name, default)


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

    own: Node
    broken: bool
    others: dict[str, Node | None]
    agreement: Agreement
    above: Agreement | None
    repeated: list[Finding]
    findings: list[Finding]
    names: NameTable

    def still_holds(self, declaration: Declaration, nodes: Mapping[str, Node]) -> bool:
        """Whether it would be read in the same way now, if what is no agreement is the same."""
        return (
            self.own is declaration.node
            and self.broken == declaration.broken
            and not self.names.missed
            and all(nodes.get(name) is node for name, node in self.others.items())
        )


@dataclass(slots=True)
class Earlier:
    """The result of an earlier compilation; each compilation leaves here what it has read."""

    prelude: Parsed | None = None
    surroundings: Hashable = None
    shared: Shared | None = None
    agreements: dict[str, ReadAgreement] = field(default_factory=dict)

    def begin(self, names: NameTable, currencies: tuple[str, ...]) -> None:
        """Forgets everything if something besides the agreements is another than before."""
        surroundings = (
            currencies,
            tuple((space, tuple(table)) for space, table in names.spaces.items()),
            tuple((one.node, one.broken) for one in beside(names)),
        )
        if surroundings != self.surroundings:
            self.surroundings, self.shared, self.agreements = surroundings, None, {}

    def read_shared(self, read: Callable[[], Shared]) -> Shared:
        """The declarations beside the agreements, read anew if need be."""
        if self.shared is None or self.shared.names.missed:
            self.agreements = {}  # they look at what is read here, by what it is
            self.shared = read()
        return self.shared

    def read_agreements(
        self, names: NameTable, read: Callable[[Declaration, dict[str, Node], Reading], Agreements], reading: Reading
    ) -> Collection[ReadAgreement]:
        """The agreements in the order of writing, each read anew if need be."""
        declared = names.spaces[AGREEMENT]
        nodes = {name: one.node for name, one in declared.items()}
        before, self.agreements = self.agreements, {}
        for name, declaration in declared.items():
            known = before.get(name)
            if known is None or not known.still_holds(declaration, nodes):
                known = _read(declaration, nodes, read, reading)
            self.agreements[name] = known
        return self.agreements.values()


Agreements = tuple[Agreement, Agreement | None]
"""An agreement, and what terms of a higher level alone would make of it."""


def _read(
    declaration: Declaration,
    nodes: Mapping[str, Node],
    read: Callable[[Declaration, dict[str, Node], Reading], Agreements],
    reading: Reading,
) -> ReadAgreement:
    of, names, findings = AskedNodes(nodes), reading.names.apart(), list[Finding]()
    repeated = reported_repeated([declaration], reading)
    own = reading.apart(names, findings).of(declaration.name, declaration.broken)
    agreement, above = read(declaration, of, own)
    others = {name: nodes.get(name) for name in of.asked if name != declaration.name}
    return ReadAgreement(
        declaration.node, declaration.broken, others, agreement, above, repeated, findings, names.notes()
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
