"""What an editor writes between the lines: downtime beside percentages, what terms contribute, and verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lsprotocol import types

from ..model.agreement import Agreement
from ..proof import Proof
from ..proof.verdict import counted, counts_text
from ..text.source import Node, Token
from .bench import OpenDocument
from .budget import allowed_downtime
from .names import NameIndex


def inlay_hints(document: OpenDocument, index: NameIndex, part: tuple[int, int]) -> list[types.InlayHint]:
    """The hints between two offsets of a document."""
    found = [*_downtimes(document, index), *_contributions(document, index)]
    return [
        types.InlayHint(position=document.positions.position(at), label=label, padding_left=True, tooltip=tooltip)
        for at, label, tooltip in found
        if part[0] <= at <= part[1]
    ]


def _downtimes(document: OpenDocument, index: NameIndex) -> Iterator[tuple[int, str, str]]:
    """Beside each promise of availability, the downtime that it allows in its own window around the as-of day."""
    workspace = index.result.checked.workspace
    for node in document.parsed.declarations:
        name = node.token("NAME")
        agreement = workspace.agreements.get(name.text) if name and node.kind == "agreement" else None
        if agreement is None:
            continue
        shares = dict(_shares(node))
        for objective in agreement.objectives:
            span = objective.source
            percent = shares.get(span.first) if span.source.text == document.source.text else None
            downtime = allowed_downtime(workspace, agreement, objective) if percent else None
            if percent is not None and downtime is not None:
                yield percent.end, f"{downtime.allowed} of {downtime.counted}", f"may be down for {downtime.text}"


def _shares(node: Node) -> Iterator[tuple[int, Token]]:
    """The percentages that are bounds in a node, by the index of the token that stands for their promise.

    That is the name of an objective, and the first token of a cell.
    """
    for child in node.nodes():
        promise = child.node("promise") if child.kind == "objective" else child if child.kind == "cell" else None
        first = child.token("NAME") if child.kind == "objective" else child.first
        bound = promise.node("bound") or promise if promise else None
        quantity = bound.node("quantity") if bound else None
        percent = quantity.token("PERCENT") if quantity else None
        if first is not None and percent is not None:
            yield first.index, percent
        yield from _shares(child)


def _contributions(document: OpenDocument, index: NameIndex) -> Iterator[tuple[int, str, str]]:
    """Behind `on the terms of`, what an agreement takes over by name."""
    for node in document.parsed.declarations:
        name, terms = node.token("NAME"), node.node("on_terms")
        agreement = index.result.checked.workspace.agreements.get(name.text) if name else None
        if agreement is None or terms is None:
            continue
        own = {token.text for child in node.nodes() for token in _names_of(child)}
        inherited = [
            (what, one.name)
            for what, some in (
                ("objective", agreement.objectives),
                ("parameter", agreement.parameters),
                ("clause", agreement.clauses),
            )
            for one in some
            if one.name not in own
        ]
        inherited = [*dict.fromkeys(inherited)]
        if inherited:
            counts = Counter(what for what, _ in inherited)
            label = ", ".join(f"{count} {what}{'s' if count > 1 else ''}" for what, count in counts.items())
            yield terms.last.end, f"adds {label}", ", ".join(f"`{one}`" for _, one in inherited)


def _names_of(node: Node) -> Iterator[Token]:
    inner = next(node.nodes(), node) if node.kind == "override" else node
    if inner.kind in ("objective", "objectives", "parameter", "clause") and (name := inner.token("NAME")):
        yield name


def lenses(document: OpenDocument, index: NameIndex, explain: str = "") -> list[types.CodeLens]:
    """Over each agreement what stands behind it and when it is reviewed, over each promise its verdict.

    ``explain`` is the editor's command, if it has one, that explains an address.
    """
    return [
        types.CodeLens(
            range=document.positions.range(start, end),
            command=types.Command(title, explain, arguments=[address] if explain else None),
        )
        for start, end, title, address in _titles(document, index)
    ]


def _titles(document: OpenDocument, index: NameIndex) -> Iterator[tuple[int, int, str, str]]:
    checked = index.result.checked
    for node in document.parsed.declarations:
        name = node.token("NAME")
        agreement = checked.workspace.agreements.get(name.text) if name and node.kind == "agreement" else None
        if name is None or agreement is None:
            continue
        there = [checked.proofs[one.address] for one in agreement.objectives if one.address in checked.proofs]
        yield name.start, name.end, " · ".join(_about(agreement, there)), agreement.name
        for child in node.nodes():
            inner = next(child.nodes(), child) if child.kind == "override" else child
            token = inner.token("NAME")
            if inner.kind not in ("objective", "objectives") or token is None:
                continue
            proofs = [
                checked.proofs[one.address]
                for one in agreement.objectives
                if one.name == token.text and one.address in checked.proofs
            ]
            if len(proofs) == 1:
                slack = f", slack {proofs[0].slack}" if proofs[0].slack else ""
                yield token.start, token.end, f"{proofs[0].told}{slack}", proofs[0].address
            elif proofs:
                yield (
                    token.start,
                    token.end,
                    counts_text(*counted(proofs)),
                    f"{agreement.name}/{token.text}",
                )


def _about(agreement: Agreement, proofs: list[Proof]) -> Iterator[str]:
    yield counts_text(*counted(proofs)) if proofs else "not judged"
    if agreement.backed_by:
        yield f"backed by {len(agreement.backed_by)}"
    if agreement.review is not None and agreement.review.next is not None:
        yield f"next review {agreement.review.next}"
