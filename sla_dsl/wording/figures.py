"""Figures in print: a guarantee is rounded down, a need up, an expectation to the nearest.

So a printed guarantee never claims more than holds, and a printed need never asks for less than is needed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor

from ..algebra.zones import Instant, local, zone
from ..model.objective import Objective
from ..model.phrases import Bound, Deadline
from ..model.quantity import Quantity, number_text
from .phrasebook import ENGLISH, Phrasebook
from .values import deadline_text, said

_DIGITS = 3
"""Decimals of a guaranteed percentage."""
_NEED_DIGITS = 5
"""Decimals of a needed percentage."""


def percent_down(share: Fraction) -> str:
    """A guaranteed share (0 to 1) as a percentage with three decimals, rounded down."""
    return f"{number_text(Fraction(floor(share * 100 * 10**_DIGITS), 10**_DIGITS))}%"


def percent_up(share: Fraction) -> str:
    """A needed share (0 to 1) as a percentage with five decimals, rounded up."""
    return f"{number_text(Fraction(ceil(share * 100 * 10**_NEED_DIGITS), 10**_NEED_DIGITS))}%"


def percent_nearest(share: Fraction) -> str:
    """An expected share (0 to 1) as a percentage with four decimals, rounded to the nearest."""
    return f"{number_text(Fraction(round(share * 100 * 10**4), 10**4))}%"


def points(difference: Fraction, book: Phrasebook = ENGLISH) -> str:
    """A signed difference of shares in percentage points, rounded down."""
    return book.say("points", points=number_text(Fraction(floor(difference * 100 * 10**_DIGITS), 10**_DIGITS)))


@lru_cache(maxsize=1024)  # the hops of a house have few lengths
def seconds_text(seconds: Fraction | int) -> str:
    """A duration in the units of the language, rounded to whole seconds; below one second it is exact."""
    exact = Fraction(seconds)
    return Quantity(amount=exact if abs(exact) < 1 else Fraction(round(exact)), unit="s").text


def moment(instant: Fraction | int, zone_name: str | None, book: Phrasebook = ENGLISH) -> str:
    """An instant as weekday, date and time in a zone.

    The offset is added where the clock shows that time twice, as at the end of summer time. A part of a minute is
    rounded up, so that the event has happened by the printed minute.
    """
    at = local(int(instant // 1), zone(zone_name or "UTC"))
    if at.second or instant % 1:
        at += timedelta(seconds=60 - at.second)
    return f"{book.weekdays[at.weekday()]} {at:%Y-%m-%d} {time_of_day(at)}"


def exact_moment(at: Instant, zone_name: str | None) -> str:
    """An instant to the second as weekday, date and time in a zone: a deadline is never told as a later one."""
    found = local(at, zone(zone_name or "UTC"))
    return f"{ENGLISH.weekdays[found.weekday()]} {found:%Y-%m-%d} {time_of_day(found)}"


def time_of_day(at: datetime) -> str:
    """A time of day, with its seconds if it has some, and with the offset where the clock shows that time twice."""
    shown = f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"
    other = at.replace(fold=1 - at.fold)
    return shown if other.utcoffset() == at.utcoffset() else f"{shown} ({at.isoformat()[len('2026-10-25T02:00:00') :]})"


def promise_text(objective: Objective, book: Phrasebook = ENGLISH) -> str:
    """The promise of an objective; in English as the language writes it."""
    figure = _statistic(objective, book)
    if objective.mean_of is not None:
        figure = _mean(objective, f"{figure} {book.say('figures')}".strip(), book)
    return " ".join(filter(None, (figure, _promise(objective, book))))


def _mean(objective: Objective, figure: str, book: Phrasebook) -> str:
    return book.say("mean-of", of=figure, window=said(objective.mean_of, book))


def _statistic(objective: Objective, book: Phrasebook) -> str:
    named = objective.statistic in ("mean", "median", "longest", "total", "lowest") and not objective.share
    return book.say(objective.statistic) if named else ""


def _promise(objective: Objective, book: Phrasebook) -> str:
    parts = [bound_text(objective.bound, book), said(objective.share, book)]
    if objective.clock:
        parts.append(book.say("timed", clock=objective.clock))
    elif objective.hours:
        parts.append(book.say("during", hours=objective.hours))
    parts.append(said(objective.window, book))
    return " ".join(filter(None, parts))


def objective_text(objective: Objective, book: Phrasebook = ENGLISH) -> str:
    """All phrases of an objective in one sentence: for what, which figure, the promise, how firm, and when."""
    scope = said(objective.scope, book)
    force = "" if objective.force == "guaranteed" else book.say(f"as-{objective.force}")
    figure = book.say("of-each", of=objective.metric, each=objective.each_of) if objective.each_of else objective.metric
    figure = " ".join(filter(None, (_statistic(objective, book), figure)))
    parts = (
        figure if objective.mean_of is None else _mean(objective, figure, book),
        book.say("for", value=scope) if scope else "",
        _promise(objective, book),
        force,
        book.say("when", value=said(objective.when, book)) if objective.when else "",
    )
    return " ".join(filter(None, parts))


def bound_text(bound: Bound | Deadline | None, book: Phrasebook = ENGLISH) -> str:
    """A bound without the condition of a deadline; in English as the language writes it."""
    if isinstance(bound, Deadline):
        return deadline_text(bound, book)
    return said(bound, book) or book.say("none")
