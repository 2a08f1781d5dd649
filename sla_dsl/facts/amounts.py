"""What the parameters of an agreement came to in a window, before anything is computed from them."""

from __future__ import annotations

from ..model.agreement import Agreement, Parameter
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


def _with_amount(question: Question, told: WindowFigure, parameter: Parameter) -> Parameter:
    """A parameter with what it came to, if that is told; without a value, if it came to several.

    A price that may have changed is not taken to be what it was, nor to be more than its limit allows.
    """
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
