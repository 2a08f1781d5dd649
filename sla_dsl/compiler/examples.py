"""Worked examples: their figures, and the findings for results that the terms do not give."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from typing import cast, get_args

from ..algebra.estimating import UNITS, estimate
from ..algebra.quantities import comparable
from ..algebra.scopes import is_at
from ..facts.awarded import Awarded
from ..facts.bounds import OpenError, rounded, seconds
from ..facts.happened import Happened
from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.phrases import Is, Missed, RemedyKind
from ..model.quantity import Dimension, Named, Quantity, number_text
from ..model.remedies import Example, Given, Result
from ..text.nearest import nearest
from ..text.source import Node, Span, Token
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
    subject = _subject(cast(Token, node.token("NAME", "PATH", "POINTS")), reading)
    value, *of = [quantity(child, reading) for child in node.nodes("quantity")]
    if subject is not None and not _fits(subject, value, node, reading):
        return None
    return Given(subject=subject, value=value, of=of[0] if of else None, source=node.span) if subject else None


def _fits(subject: str, value: Quantity, node: Node, reading: Reading) -> bool:
    """Whether a figure has the unit of what it is of; reports another one."""
    if subject in reading.parameters:
        known = estimate(reading.parameters[subject], reading.parameters)
        units: set[str | None] = {known.quantity.unit} if known else set()
    elif subject in DERIVED:
        known = estimate(Named(name=subject), reading.parameters)
        units = {known.quantity.unit} if known and subject != "term" else set()
    else:
        units = {*reading.figures_of([subject]), "%"} if subject in reading.objectives else set()
    if not units or None in units:
        return True
    if any(comparable(Quantity(amount=value.amount, unit=unit), value) for unit in units if unit is not None):
        return True
    kinds = {Quantity(amount=value.amount, unit=unit).dimension for unit in units if unit is not None}
    if value.dimension in kinds:
        return True
    reading.report(
        "value/wrong-dimension",
        f"`{value.text}` is no figure of `{subject}`",
        node,
        help=f"write it in the unit of `{subject}`",
    )
    return False


def _result(node: Node, reading: Reading) -> Result | None:
    token, written = node.token("NAME", "PATH"), cast(Node, node.node("quantity"))
    subject = _subject(token, reading) if token else award(node)
    # Whoever writes 99.86 % has rounded: the result is compared with as many decimals.
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
    if not reading.is_lost(name) and not reading.broken:
        reading.unknown("figure", token, nearest(name, known), "name a parameter, an objective, or what happened")
    return None


# Computed again


def check(agreement: Agreement, imagined: Callable[[Mapping[str, Quantity]], Agreement], reading: Reading) -> None:
    """Reports the results of an agreement's examples that do not follow from it, or that follow with another value.

    ``imagined`` returns the agreement with other values of its parameters.
    """
    names = {parameter.name for parameter in agreement.parameters}

    def happened(example: Example) -> Happened:
        given = {figure.subject: figure.value for figure in example.given if figure.subject in names}
        return Happened(imagined(given) if given else agreement, reading.metrics, example)

    for one in agreement.examples:
        if _contradicts_itself(one, happened, reading):
            continue
        for result in one.results:
            found, open_ = _as_far_as_known(result, one, happened)
            if open_:
                messages, helps = zip(*((each.message, each.help) for each in open_), strict=True)
                reading.report(
                    "remedy/example-open", "; ".join(messages), result.source, help=_joined(helps), values=messages
                )
            elif found is not None:
                _compare(result, found, one, reading)


def _joined(helps: Sequence[str]) -> str:
    """Several remedies as one: `add `given a is …` and `given b is …``."""
    first, *others = dict.fromkeys(helps)
    return " and ".join([first, *(other.removeprefix("add ") for other in others)])


def _as_far_as_known(
    result: Result, example: Example, happened: Callable[[Example], Happened]
) -> tuple[Quantity | None, list[OpenError]]:
    """The right value of a result, or all that is open: what one finds missing is imagined, and asked again."""
    open_: list[OpenError] = []
    missing: set[str] = set()
    while True:
        world = happened(example)
        try:
            return computed(world, result), open_
        except OpenError as error:
            subject = _missing(error)
            if subject is None or subject in missing:
                return None, open_ or [error]
            open_.append(error)
            missing.add(subject)
            stand_in = _stand_in(subject, world)
            if stand_in is None:
                return None, open_
            example = example.model_copy(update={"given": (*example.given, Given(subject=subject, value=stand_in))})


def _missing(error: OpenError) -> str | None:
    """The figure that a help asks for: `add `given fee is …``."""
    asked = _ASKED.fullmatch(error.help)
    return asked.group(1) if asked else None


_ASKED = re.compile(r"add `given ([\w/-]+) is …`")


def _stand_in(subject: str, world: Happened) -> Quantity | None:
    """A value for a figure that is missing, so that what else is missing is found; none where no unit is known."""
    parameter = next((one for one in world.agreement.parameters if one.name == subject), None)
    if parameter is not None:
        unit = UNITS.get(cast("Dimension | None", parameter.dimension))
        return Quantity(amount=Fraction(1), unit=unit) if unit is not None else None
    if subject in DERIVED:
        return Quantity(amount=Fraction(1))
    return None


def _contradicts_itself(example: Example, happened: Callable[[Example], Happened], reading: Reading) -> bool:
    """Reports figures that cannot be, and those that differ from what the other figures of the example say."""
    before = len(reading.findings)
    for message in (*_two_values(example), *_missed_and_kept(example, happened)):
        _report_contradiction(example, example.source, message, reading)
    for given in example.given:
        message = _impossible(given, happened(example)) or _other_than_said(given, example, happened)
        if message:
            _report_contradiction(example, given.source or example.source, message, reading)
    return len(reading.findings) > before


def _two_values(example: Example) -> Iterator[str]:
    """Of a scale two values are given."""
    scales = {selection.scale: selection.values for selection in example.scope}
    for one in example.when:
        if isinstance(one, Is) and one.value not in scales.setdefault(one.subject, (one.value,)):
            yield f"`{one.subject}` is {', '.join(scales[one.subject])}, and {one.value} as well"


def _missed_and_kept(example: Example, happened: Callable[[Example], Happened]) -> Iterator[str]:
    """What is given as missed is kept by its figure, or is said not to be missed."""
    missed = [one for one in example.when if isinstance(one, Missed) and one.bound is None]
    if not missed:
        return
    world = happened(example.model_copy(update={"when": tuple(one for one in example.when if one not in missed)}))
    for one in missed:
        for objective in world.agreement.objectives:
            if is_at(objective, one.objective) and world.is_about(objective) and world.is_known_as_kept(objective):
                yield f"`{one.objective}` is missed, and kept by what else is given"
                break


def _impossible(given: Given, world: Happened) -> str:
    """Why a figure cannot be, or nothing."""
    if given.of is not None and _is_longer(given.value, given.of):
        return f"{given.value.text} of {given.of.text} is more than all of it"
    named = [one for one in world.agreement.objectives if is_at(one, given.subject)]
    shares = [one for one in named if given.value.unit == "%" and given.value.amount > 100]
    return (
        f"{given.value.text} of {world.metrics[shares[0].metric].population or 'all'} is impossible" if shares else ""
    )


def _other_than_said(given: Given, example: Example, happened: Callable[[Example], Happened]) -> str:
    """How a figure differs from what the other figures say, at the decimals with which it is written; or nothing."""
    others = tuple(one for one in example.given if one is not given)
    rest = happened(example.model_copy(update={"given": others}))
    about = [one for one in rest.agreement.objectives if rest.is_about(one)]
    if given.subject not in DERIVED:
        about = [one for one in about if is_at(one, given.subject)]
    decimals = len(number_text(given.value.amount).partition(".")[2])
    for figure in _derived_again(given.subject, rest, about):
        if figure.unit_kind == given.value.unit_kind and rounded(figure.amount, decimals) != given.value.amount:
            shown = figure.model_copy(update={"amount": rounded(figure.amount, decimals + 2)}).text
            return f"by the other figures `{given.subject}` is {shown}, and not {given.value.text}"
    return ""


def _is_longer(value: Quantity, of: Quantity) -> bool:
    """Whether a time is longer than the time that it is a part of; not where a calendar would have to tell."""
    if not value.dimension == of.dimension == "duration":
        return False
    try:
        # A window may be down from its beginning to its end: just as long is possible.
        return seconds(value) > seconds(of)
    except OpenError:
        return False


def _derived_again(subject: str, rest: Happened, about: Sequence[Objective]) -> set[Quantity]:
    """A figure as it follows from the others; none where it does not follow."""
    found = set()
    for one in about:
        with suppress(OpenError):
            if subject in DERIVED:
                found.add(rest.derived(subject, one))
            elif (figure := rest.figure(one)) is not None:
                found.add(figure)
    return found


def _report_contradiction(example: Example, at: Span, message: str, reading: Reading) -> None:
    reading.report(
        "remedy/example-contradiction",
        message,
        at,
        help="leave one out, or correct it",
        values=(example.title, message),
    )


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
        # Whoever writes 12 EUR means twelve euros to the cent.
        decimals = max(decimals, MONEY_DECIMALS)
    figure = right.amount if right.dimension == "duration" else rounded(right.amount, decimals)
    # Nothing is nothing in every unit.
    if figure == said.amount and (right.unit_kind == said.unit_kind or not figure):
        return
    shown = right.model_copy(update={"amount": figure}).text
    reading.report(
        "remedy/example-wrong",
        f"by the terms the {result.subject} is {shown}, and not {said.text}",
        result.source,
        help=f"write `then {result.subject} is {shown}`, or correct what it is computed from",
        values=(one.title, result.subject),
    )
