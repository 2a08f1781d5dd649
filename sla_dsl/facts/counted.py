"""Volumes held against counts: how much there was of what an agreement holds for up to so much of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ..algebra.intervals import Interval
from ..algebra.scopes import is_at
from ..algebra.zones import Instant
from ..model.agreement import Volume
from ..model.phrases import Window
from ..model.quantity import Quantity, unit_kind
from .bounds import is_within
from .kept import asked
from .question import Question, UnknownError
from .tables.folder import Facts
from .texts import AgreementText, text_at
from .volumes import all_rows_of, things_of
from .worlds import FactsOfAgreement


@dataclass(frozen=True, slots=True)
class VolumeFigure:
    """How much there was of what a volume is of, in one of its windows; no ``number`` and no state if nobody tells."""

    known: FactsOfAgreement
    volume: Volume
    start: Instant
    end: Instant
    number: Fraction | None
    is_within: bool | None


def volumes_of(facts: Facts, texts: Sequence[AgreementText], period: Interval, now: Instant) -> Iterator[VolumeFigure]:
    """The volumes of an agreement, held against what there was, in the windows that end in a period and are over.

    Each window is told by the text that holds at its end.
    """
    for text in texts:
        found = _of_text(FactsOfAgreement.of(facts, text, now), period)
        yield from (one for one in found if text_at(texts, one.end - 1) is text)


def _of_text(known: FactsOfAgreement, period: Interval) -> Iterator[VolumeFigure]:
    for volume in known.agreement.volumes:
        for objective in known.agreement.objectives:
            named = not volume.objectives or any(is_at(objective, name) for name in volume.objectives)
            window = volume.window or objective.window
            question = asked(known.workspace, known.agreement, objective, period, known.told)
            if named and window is not None and _counts(question, volume):
                yield from _volume_figures(known, question, volume, window, period)
                break


def _counts(question: Question, volume: Volume) -> bool:
    """Whether a volume counts the events of an objective; a count by somebody else is an amount."""
    unit = getattr(volume.bound.value, "unit", "")
    is_amount = any(one.parameter == unit for one in question.world.amounts)
    return is_amount or unit_kind(unit) in ("", unit_kind(question.metric.population or ""))


def _volume_figures(
    known: FactsOfAgreement, question: Question, volume: Volume, window: Window, period: Interval
) -> Iterator[VolumeFigure]:
    try:
        spans = question.windows(window, *period)
    except UnknownError:
        return
    for span in spans:
        # A window is of the period in which it ends: of two periods that follow each other only one tells it.
        if not period[0] < span[1] <= min(period[1], known.now):
            continue
        if span[1] <= question.term[0] or question.term[1] <= span[0]:
            continue
        try:
            number = _number(replace(question, window=span), volume, span)
            bound = None if number is None else question.bound(volume.bound, "")
        except UnknownError:
            number, bound = None, None
        within = None
        if number is not None and bound is not None and isinstance(bound.value, Quantity):
            upper = bound.upper.amount if isinstance(bound.upper, Quantity) else None
            within = is_within(bound.kind, number, bound.value.amount, upper)
        yield VolumeFigure(known, volume, *span, number, within)


def _number(question: Question, volume: Volume, span: Interval) -> Fraction | None:
    """How much there was in a window; none if nobody tells."""
    unit = getattr(volume.bound.value, "unit", "")
    if unit_kind(unit) not in ("", unit_kind(question.metric.population or "")):
        said = question.amount(unit)
        return None if said is None else said.value
    if question.metric.starts is None and not all_rows_of(question):
        return None
    return sum((number for at, number in things_of(question, volume) if span[0] <= at < span[1]), Fraction(0))
