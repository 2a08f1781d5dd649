"""``on the terms of``: the statements that an agreement consists of.

An agreement takes over every statement of its terms.  ``override`` changes one, ``without`` removes one.  This happens
on the tree, so that a statement is read with the parameters and the tier of the agreement that takes it over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..text.finding import Related
from ..text.source import Node, Token
from .depth import DEEPEST
from .overriding import NAMED, contradicts, detail, merged, subject
from .reading import Reading
from .repeated import ONCE

OWN = frozenset(["level", "version", "status", "signed", "asked", "meets", "notice", "ended", "amendment", "waive"])
"""Statements that belong to one agreement and are never taken over."""

RESTATED = frozenset(["customer", "covers", "in_force", "renews", "tier", "held"])
"""Statements that may differ from the terms without ``override``, because they say whose agreement it is."""


class Statement(NamedTuple):
    """A statement of an agreement; ``inherited`` if it comes from the terms, ``override`` if it changes them.

    By the ``key``, what it is about, ``override`` and ``without`` find it.
    """

    node: Node
    inherited: bool
    override: bool
    key: tuple[str, str]

    @classmethod
    def of(cls, node: Node, *, override: bool = False) -> Statement:
        """The statement of a node, which is not inherited."""
        return cls(node, False, override, subject(node))

    @property
    def kind(self) -> str:
        """The production of the statement."""
        return self.node.kind


def statements(
    agreement: Node,
    of: Mapping[str, Node],
    reading: Reading,
    seen: tuple[str, ...] = (),
    known: dict[str, list[Statement]] | None = None,
) -> list[Statement]:
    """The statements of an agreement after those of its terms, each once; ``of`` are the agreements by name.

    ``seen`` are the agreements on whose terms this one stands here, ``known`` the statements of those already read.
    """
    taken: list[Statement] = []
    known = {} if known is None else known
    terms = agreement.node("on_terms")
    for token in terms.tokens("NAME") if terms else ():
        # Of a misspelt name those are read that are meant: else all that they declare would be missing as well.
        name = reading.name("agreement", token) or reading.names.nearest("agreement", token.text)
        if name is None or name not in of or name == reading.address != token.text:
            reading.broken |= reading.is_lost(token.text)  # nobody knows what they say
            continue
        if name in (*seen, reading.address):
            circle = (reading.address, *seen)
            reading.names.misread.add(reading.address)
            if name == min(circle) == reading.address:  # reported once, for the first name of the circle
                chain = " → ".join((*circle, name))
                reading.report(
                    "agreement/cyclic-terms",
                    f"the terms of `{reading.address}` lead back to it",
                    token,
                    label=chain,
                    help="take one of the terms out",
                )
            continue
        if len(seen) >= DEEPEST:
            reading.report(
                "syntax/nesting-too-deep",
                f"the terms of `{reading.address}` stand more than {DEEPEST} deep in each other",
                token,
                help="take over fewer terms",
            )
            continue
        if name not in known:
            known[name] = statements(of[name], of, reading, (*seen, name), known)
        # Two terms may rest on the same terms: a node is one place of a file, and its statement is taken over once.
        before = {s.node for s in taken}
        taken += [
            s._replace(inherited=True)
            for s in known[name]
            if s.kind not in OWN and s.kind != "with" and s.node not in before
        ]
    keys = {s.key for s in taken}
    for child in agreement.nodes():
        taken = _with(child, taken, keys, reading if not seen else None)
    return taken


def _with(child: Node, taken: list[Statement], keys: set[tuple[str, str]], reading: Reading | None) -> list[Statement]:
    """The statements so far with one more; without a ``reading``, for the terms of others, nothing is reported.

    ``keys`` are those of all statements so far, and perhaps of some that were taken out again.
    """
    if child.kind == "on_terms":
        return taken
    if child.kind == "without":
        return _removed(child, taken, reading)
    if child.kind == "override":
        taken = _overridden(child, taken, reading)
        keys |= {s.key for s in taken}
        return taken
    own = Statement.of(child)
    same = [s for s in taken if s.key == own.key] if own.key in keys else []
    keys.add(own.key)
    # A statement of these kinds replaces those of the terms as a whole, and needs no `override`.
    if own.kind in RESTATED:
        taken = [s for s in taken if not (s.kind == own.kind and s.inherited)]
        same = [s for s in same if not s.inherited]
    # Several allowances of one reason are for other hours, or for other promises.
    same = [s for s in same if (not s.inherited and s.kind != "excludes") or contradicts(own.node, s.node)]
    if reading is not None and same:
        _repeated(own, same[0], reading)
    if own.kind == "path":  # told above; of both, the proof could only say once more that they are two
        taken = [s for s in taken if not (s in same and s.inherited)]
    taken.append(own)
    return taken


def _overridden(child: Node, taken: list[Statement], reading: Reading | None) -> list[Statement]:
    """The statements so far with one of the terms changed: the one about the same, and of several the one like it."""
    own = next(child.nodes())
    before = [s for s in taken if s.key == subject(own) and s.inherited]
    if own.kind in ("objective", "objectives"):  # cell by cell, once the tables are read
        if not before and reading is not None:
            _nothing_overridden(child, reading)
        return [*taken, Statement.of(own, override=True)]
    # Which of several statements about the same changes must be plain, since the others go on to bind.
    if len(before) > 1 and own.kind != "traits":
        alike = [s for s in before if detail(s.node) == detail(own)]
        if len(alike) != 1 and reading is not None:
            reading.report(
                "agreement/unclear-override",
                f"the terms have {len(before)} such statements, and this would leave {len(before) - 1} of them out",
                child,
                help="say the condition, the window or the channels of the one that changes; or take them out with "
                "`without` and write what holds",
                related=[Related(s.node.span, "the terms say this") for s in before],
            )
        before = alike
    elif not before and reading is not None:
        _nothing_overridden(child, reading)
    found = own
    for statement in before:
        found = merged(found, statement.node)
    if not before:
        return [*taken, Statement.of(found, override=True)]
    # It stands where the terms say it: a parameter before what is computed from it.
    changed = Statement.of(found, override=True)
    return [changed if s == before[0] else s for s in taken if s not in before[1:]]


def _nothing_overridden(child: Node, reading: Reading) -> None:
    reading.report(
        "agreement/nothing-overridden",
        "the terms have no such statement",
        child,
        help="leave `override` out, or name what the terms say",
    )


def _removed(child: Node, taken: list[Statement], reading: Reading | None) -> list[Statement]:
    words = [token for token in child.children if isinstance(token, Token)]
    kind, name = words[1].text, words[2].text if len(words) > 2 else None
    # Only what others wrote can be taken out: what the agreement says itself is left out where it stands.
    gone = [s for s in taken if s.inherited and _is_called(s, kind, name)]
    if not gone and reading is not None:
        reading.report(
            "agreement/nothing-removed",
            f"the terms have no such `{kind}`",
            child,
            help="leave `without` out, or name what the terms say",
        )
    return [s for s in taken if s not in gone]


def _is_called(statement: Statement, word: str, name: str | None) -> bool:
    kind, key = statement.key
    first = statement.node.first.text
    return word in (first, statement.kind, kind.partition(" ")[2]) and (name is None or name in (key, f'"{key}"'))


def _repeated(own: Statement, before: Statement, reading: Reading) -> None:
    first = own.node.first.text
    what = (
        " ".join(t.text for t in list(own.node.tokens())[:2])
        if own.kind in ONCE["agreement"] or own.kind in NAMED
        else f"{first} …"
    )
    # Whoever reads the agreement alone must see that it departs from its terms.
    if before.inherited:
        reading.report(
            "agreement/unmarked-override",
            f"`{what}` differs from what the terms say",
            own.node,
            help="write `override` before it, or leave it out",
            related=[Related(before.node.span, "the terms say this")],
        )
    elif own.kind in ONCE["agreement"] or own.kind in NAMED or own.node.text == before.node.text:
        reading.report(
            "name/duplicate",
            f"`{what}` stands twice in `{reading.address}`",
            own.node,
            help="leave one out; another allowance has other hours (`within …`), and a limit that holds as well stands "
            "in the same statement: `up to 4 h each calendar month and up to 2 h each time`"
            if own.kind == "excludes"
            else "leave one out",
            related=[Related(before.node.span, "it stands here already")],
        )


def by_kind(found: Iterable[Statement]) -> dict[str, list[Node]]:
    """The nodes of the statements by production."""
    sorted_: dict[str, list[Node]] = {}
    for statement in found:
        sorted_.setdefault(statement.kind, []).append(statement.node)
    return sorted_
