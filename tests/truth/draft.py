"""Random workspaces as text in pieces, so that statements can be taken away one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

STAGE = (Path(__file__).parent / "stage.sla").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Block:
    """A declaration with its statements."""

    head: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n  ".join([f"{self.head} {{", *self.lines]) + "\n}\n"

    @property
    def name(self) -> str:
        return self.head.split()[1]

    @property
    def kind(self) -> str:
        return self.head.split()[0]


@dataclass(frozen=True)
class Draft:
    """The declarations of a workspace beside the stage; the promise that is searched is one of ``front``."""

    blocks: tuple[Block, ...]
    tricks: frozenset[str] = frozenset()
    """Further ways of worlds: ``blame`` (it is said who caused a thing), ``idle`` (excluded time with nothing down)."""
    front: str = "front"

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in self.blocks)

    def block(self, name: str) -> Block:
        return next(one for one in self.blocks if one.name == name)

    def with_lines(self, name: str, *lines: str) -> Draft:
        """The draft with more statements in one declaration."""
        return self._changed(name, (*self.block(name).lines, *lines))

    def without_line(self, name: str, line: str) -> Draft:
        return self._changed(name, tuple(one for one in self.block(name).lines if one != line))

    def replaced_line(self, name: str, line: str, other: str) -> Draft:
        return self._changed(name, tuple(other if one == line else one for one in self.block(name).lines))

    def _changed(self, name: str, lines: tuple[str, ...]) -> Draft:
        blocks = (replace(one, lines=lines) if one.name == name else one for one in self.blocks)
        return replace(self, blocks=tuple(blocks))

    def smaller(self) -> Iterator[Draft]:
        """All drafts with one statement, or one declaration, less."""
        for number, block in enumerate(self.blocks):
            if block.name != self.front:
                yield replace(self, blocks=self.blocks[:number] + self.blocks[number + 1 :])
        for block in self.blocks:
            for line in block.lines:
                if not line.startswith(USUAL + LINKS):
                    yield self.without_line(block.name, line)


USUAL = ("provider", "customer", "version", "status", "signed", "in force", "owner", "supplied", "covers")
LINKS = ("path", "backed", "treat", "needs")
"""Statements that say how worlds hang together: a world of a draft is none of one without them."""
"""Statements that stay when a draft is made smaller."""
SIGNED = ("version 1.0.0", "status signed")


def agreement(kind: str, name: str, provider: str, customer: str, covers: str, term: str, *lines: str) -> Block:
    """An agreement that is signed by both sides."""
    first = (f"provider {provider}", f"customer {customer}", f"covers {covers}", *SIGNED)
    sides = {provider, customer} if kind != "ola" else {"house"}
    houses = sorted({"house" if side in ("desk", "ops") else side for side in sides})
    signed = (f'signed 2025-06-01 by "A. Signatory" for {house}' for house in houses)
    return Block(f"{kind} {name}", (*first, *signed, f"in force from {term}", *lines))


def service(name: str, owner: str, needs: str = "") -> Block:
    """A service of a team, or of a supplier."""
    by = f"owner {owner}" if owner in ("desk", "ops") else f"supplied by {owner}"
    return Block(f"service {name}", (by, *((f"needs {needs}",) if needs else ())))


def carrier(of: str, owner: str, term: str, *lines: str, name: str = "", covers: str = "") -> Block:
    """The agreement with whoever owns or supplies a service: an OLA with a team, a contract with a supplier."""
    kind = "ola" if owner in ("desk", "ops") else "uc"
    return agreement(kind, name or f"of-{of}", owner, "house", covers or of, term, *lines)


def front(covers: str, term: str, *lines: str) -> Block:
    """The agreement in front."""
    return agreement("sla", "front", "house", "buyer", covers, term, *lines)
