"""Awards for the points of all promises together, each due once in a window: ``credit for points each …``."""

from __future__ import annotations

from ..model.phrases import Bound
from ..model.quantity import Amount
from ..model.remedies import POINTS, Band, Remedy
from ..text.source import Node, Token
from .conditions import award, bound
from .dues import due, figures_of_promises
from .phrases import phrases
from .reading import Reading
from .tables import rows

_KNOWN = ("points", "term")
"""The figures of a window that are of no promise alone."""


def is_for_points(node: Node, reading: Reading) -> bool:
    """Whether an award is for the points of all promises: no objective, parameter or value has this name."""
    scope = node.node("scope")
    named = [token.text for token in scope.tokens("NAME", "PATH")] if scope is not None else []
    is_taken = POINTS in {*reading.objectives, *reading.unselected, *reading.parameters}
    return named == [POINTS] and not is_taken and not any(one.has(POINTS) for one in reading.scales.values())


def ladder(node: Node, base: str | None, reading: Reading) -> Remedy:
    """``credit on monthly-fee for points each calendar quarter { | points | credit | … }``."""
    kind, per, table = award(node), node.node("per"), node.node("table")
    unscoped = Node(node.kind, [child for child in node.children if child is not node.node("scope")])
    said = phrases(unscoped, reading, "window", "when", "within")
    if said.window is None or said.window.kind == "rolling":
        rolls = said.window is not None
        reading.report(
            "value/no-such-window" if rolls else "value/missing-window",
            f"each rolling window would count the same points again: `{kind}` is due once"
            if rolls
            else f"`{kind}` does not say over what time points are added up",
            node,
            help="write `each calendar month`, or the window that was agreed"
            if rolls
            else "add `each calendar month`, or the window that was agreed",
        )
    if per is not None:
        reading.report(
            "syntax/misplaced-phrase",
            f"`{per.text}` says nothing of points",
            per,
            help="multiply: `points * 10 EUR`",
        )
    return Remedy(
        kind=kind,
        base=base,
        objectives=(POINTS,),
        window=said.window,
        within=said.within,
        when=said.when,
        bands=_bands(table, kind, base, reading) if table is not None else (),
        amount=_amount(node.after("COLON"), kind, base, reading),
        source=node.span,
    )


def _bands(table: Node, kind: str, base: str | None, reading: Reading) -> tuple[Band, ...]:
    header, body = rows(table, reading)
    if header and [cell.first.text for cell in header] != [POINTS, kind]:
        reading.report(
            "table/not-an-award",
            f"a table of points has two columns: `{POINTS}` and `{kind}`",
            table.children[0],
            help=f"write `| {POINTS} | {kind} |` above its rows",
        )
        return ()
    bands = []
    for level, gives in body:
        limit = level.node("bound")
        if limit is None or not limit.has("LEAST", "ABOVE"):
            reading.report(
                "table/not-a-band",
                "a band of points begins at so many, and ends where the next one begins",
                level,
                help="write `at least 10`",
            )
            continue
        reached = bound(limit, reading, "number")
        given = None if gives.has("NONE") else _amount(gives.children[0], kind, base, reading)
        if isinstance(reached, Bound) and (given is not None or gives.has("NONE")):
            bands.append(Band(reached=reached, amount=given, source=level.span.to(gives.span)))
    return tuple(bands)


def _amount(part: Node | Token | None, kind: str, base: str | None, reading: Reading) -> Amount | None:
    """An amount of points; none (reported) if it is computed from what happened to one promise."""
    found = due(part, kind, reading, (), base)
    wrong = next(figures_of_promises(found, _KNOWN), None) if found is not None else None
    if part is None or wrong is None:
        return found
    reading.report(
        "value/wrong-dimension",
        f"`{wrong}` is of one promise, and the points are of all of them",
        part,
        help="compute with `points`, `term` and parameters",
    )
    return None
