"""The windows in which the points of all promises are added up, for awards that are due for their sum."""

from __future__ import annotations

from collections.abc import Iterator

from ..algebra.intervals import Interval
from ..algebra.scopes import sums_points
from ..algebra.zones import Instant
from .all_promises import all_promises
from .answer import Answer
from .kept import asked, windows_of
from .question import UnknownError
from .reported import WindowFigure
from .tables.folder import Facts
from .texts import AgreementText
from .worlds import FactsOfAgreement


def windows_of_ladders(facts: Facts, text: AgreementText, span: Interval, now: Instant) -> Iterator[WindowFigure]:
    """The windows that end in a time and are over, by the text that holds at their end; no promise is held in them."""
    known = FactsOfAgreement.of(facts, text, now)
    agreement = text.agreement
    term = asked(known.workspace, agreement, all_promises(agreement), span, known.told).term
    windows = [one.window for one in agreement.remedies if sums_points(one, agreement)]
    for window in dict.fromkeys(one for one in windows if one is not None):
        every = all_promises(agreement).model_copy(update={"window": window})
        try:
            spans = windows_of(known.workspace, agreement, every, *span)
        except UnknownError:
            continue
        for one in spans:
            # A text counts what happened before it in the same window: the one at its end says what is due.
            start, end = max(one[0], term[0]), min(one[1], term[1])
            if span[0] < end <= min(span[1], now) and text.holds_at(end - 1):
                yield WindowFigure(known, every, one, start, end, "not-judged", Answer("not-judged"))
