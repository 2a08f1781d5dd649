"""Worked examples: their figures, and the findings for results that the terms do not give."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast, get_args

from ..algebra.scopes import is_at
from ..facts.awarded import Awarded
from ..facts.bounds import OpenError, rounded
from ..facts.happened import Happened
from ..model.agreement import Agreement
from ..model.phrases import RemedyKind
from ..model.quantity import Quantity
from ..model.remedies import Example, Given, Result
from ..text.nearest import nearest
from ..text.source import Node, Token
from .conditions import AWARDS, award, condition
from .phrases import phrases
from .reading import Reading
from .values import DERIVED, quantity, text

MONEY_DECIMALS = 2
"""Money is compared to the cent, however it is written."""


def example(node: Node, reading: Reading) -> Example | None:
    """``example "One hour down" for uptime { given downtime is 60 min of 43200 min  then uptime is 99.86% }``.

    None where one of its figures names nothing (reported).
    """
    said = phrases(node, reading, "scope")
    figures, occasions = [], []
    for child in node.nodes("given"):
        figure = child.node("figure")
        if figure is not None:
            figures.append(_given(figure, reading))
        else:
            occasions.append(condition(child.children[-1], reading))
    results = [_result(child, reading) for child in node.nodes("result")]
    if None in (*figures, *occasions, *results) or (node.node("scope") and not (said.objectives or said.scope)):
        return None
    return Example(
        title=text(node.token("STRING")),
        objectives=said.objectives,
        scope=said.scope,
        given=tuple(one for one in figures if one is not None),
        when=tuple(one for one in occasions if one is not None),
        results=tuple(one for one in results if one is not None),
        source=node.span,
    )


def _given(node: Node, reading: Reading) -> Given | None:
    subject = _subject(cast(Token, node.token("NAME", "PATH")), reading)
    value, *of = [quantity(child, reading) for child in node.nodes("quantity")]
    return Given(subject=subject, value=value, of=of[0] if of else None) if subject else None


def _result(node: Node, reading: Reading) -> Result | None:
    token, written = node.token("NAME", "PATH"), cast(Node, node.node("quantity"))
    subject = _subject(token, reading) if token else award(node)
    figure = next(written.tokens("PERCENT", "NUMBER"), None) or next(written.tokens(), None)
    decimals = len((figure.text if figure else "").rstrip("% \u00a0\u202f").partition(".")[2])
    if subject is None:
        return None
    return Result(subject=subject, value=quantity(written, reading), decimals=decimals, source=node.span)


def _subject(token: Token, reading: Reading) -> str | None:
    """The subject of a figure: a parameter, a derived figure, an objective, or a metric that steps count."""
    name = token.text
    if name in reading.parameters:
        reading.used_parameters.add(name)
        reading.names.meant[token] = "parameter", name
        return name
    if name in DERIVED:
        return name
    if name in {*reading.objectives, *reading.unselected}:
        return reading.objective(token)
    if name in reading.metrics:
        return reading.name("metric", token)
    # A result may also name an award, so awards are suggested as well.
    known = [*reading.parameters, *DERIVED, *sorted(reading.objectives), *map(str.lower, AWARDS)]
    if name not in reading.names.lost and not reading.broken:
        reading.unknown("figure", token, nearest(name, known), "name a parameter, an objective, or what happened")
    return None


# Computed again


def check(agreement: Agreement, imagined: Callable[[Mapping[str, Quantity]], Agreement], reading: Reading) -> None:
    """Reports the results of an agreement's examples that do not follow from it, or that follow with another value.

    ``imagined`` returns the agreement with other values of its parameters.
    """
    names = {parameter.name for parameter in agreement.parameters}
    for one in agreement.examples:
        given = {figure.subject: figure.value for figure in one.given if figure.subject in names}
        happened = Happened(imagined(given) if given else agreement, reading.metrics, one)
        for result in one.results:
            try:
                _compare(result, computed(happened, result), one, reading)
            except OpenError as open_:
                reading.report("remedy/example-open", open_.message, result.source, help=open_.help)


def computed(happened: Happened, result: Result) -> Quantity:
    """The right value by the terms; raises ``OpenError`` where none follows."""
    if result.subject in get_args(RemedyKind):
        return Awarded(happened, relative=result.value.unit == "%").due(cast(RemedyKind, result.subject))
    about = [one for one in happened.agreement.objectives if happened.is_about(one)]
    if about and any(parameter.name == result.subject for parameter in happened.agreement.parameters):
        return Awarded(happened).parameter(result.subject, about[0])
    if result.subject in DERIVED:
        figures = {happened.derived(result.subject, one) for one in about}
    else:
        named = (one for one in about if is_at(one, result.subject))
        figures = {figure for one in named if (figure := happened.figure(one)) is not None}
    if len(figures) != 1:
        raise OpenError(f"`{result.subject}` does not follow", "say what happened: `given downtime is … of …`")
    return figures.pop()


def _compare(result: Result, right: Quantity, one: Example, reading: Reading) -> None:
    """Reports a result that differs from the right value at the decimals that the author wrote; durations are exact."""
    said, decimals = result.value, result.decimals
    if said.dimension == "money":
        decimals = max(decimals, MONEY_DECIMALS)
    figure = right.amount if right.dimension == "duration" else rounded(right.amount, decimals)
    # Nothing is nothing in every unit.
    if figure == said.amount and (right.unit == said.unit or not figure):
        return
    shown = right.model_copy(update={"amount": figure}).text
    reading.report(
        "remedy/example-wrong",
        f"by the terms the {result.subject} is {shown}, and not {said.text}",
        result.source,
        help=f"write `then {result.subject} is {shown}`, or correct what it is computed from",
        values=(one.title, result.subject),
    )
