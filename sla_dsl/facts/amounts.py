"""What the parameters of an agreement came to in a window, before anything is computed from them."""

from __future__ import annotations

from dataclasses import replace

from ..model.agreement import Agreement, Parameter
from ..model.phrases import OtherPeriod
from ..model.quantity import Quantity
from .kept import asked
from .prices import changes_before, is_within_limit
from .question import Question, UnknownError
from .reported import WindowFigure
from .tables.together import currency_of


def with_amounts(told: WindowFigure) -> Agreement:
    """The terms of a window: what parameters came to in it, and the awards that are for such windows."""
    agreement, window = told.agreement, told.promise.window
    question = asked(told.known.workspace, agreement, told.promise, told.window, told.known.told)
    parameters = tuple(_with_amount(question, told, one) for one in agreement.parameters)
    own = next((one.window for one in agreement.objectives if one.address == told.objective), None)
    remedies = tuple(one for one in agreement.remedies if (one.window or own) == window)
    return agreement.model_copy(update={"parameters": parameters, "remedies": remedies})


def _of_other_period(question: Question, told: WindowFigure, parameter: Parameter, of: OtherPeriod) -> Parameter:
    """A parameter with what another one came to in the window before, or comes to in the next one.

    Without a value if that window is not one of the term, or of another length than the one that is judged.
    """
    agreement, window = told.agreement, told.promise.window
    base = next((one for one in agreement.parameters if one.name == of.parameter), None)
    at = told.window[0] - 1 if of.side == "before" else told.window[1]
    fits = window is not None and window.period == of.period and question.term[0] <= at < question.term[1]
    spans = question.windows(window, at, at + 1) if window is not None and fits else ()
    if base is None or not spans:
        return parameter.model_copy(update={"value": None})
    there = asked(told.known.workspace, agreement, told.promise, spans[-1], told.known.told)
    found = _with_amount(there, replace(told, start=spans[-1][0], end=spans[-1][1], window=spans[-1]), base)
    return parameter.model_copy(update={"value": found.value, "rows": found.rows})


def _with_amount(question: Question, told: WindowFigure, parameter: Parameter) -> Parameter:
    """A parameter with what it came to, if that is told; without a value, if it came to several.

    A price that may have changed is not taken to be what it was, nor to be more than its limit allows.
    """
    if isinstance(parameter.value, OtherPeriod) and question.amount(parameter.name) is None:
        return _of_other_period(question, told, parameter, parameter.value)
    try:
        said = question.amount(parameter.name)
    except UnknownError:
        return parameter.model_copy(update={"value": None, "rows": ()})
    try:
        changes = changes_before(question, parameter, (told.start, told.end))
        if (said is None and changes) or (said and not is_within_limit(question, parameter, said, changes)):
            return parameter.model_copy(update={"value": None})
    except UnknownError:
        return parameter.model_copy(update={"value": None})
    if said is None:
        return parameter
    value = Quantity(amount=said.value, unit=said.unit or currency_of(told.agreement, parameter))
    return parameter.model_copy(update={"value": value, "rows": ()})
