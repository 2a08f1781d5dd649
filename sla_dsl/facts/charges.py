"""Charges for what was used beyond a right: each is due once, when the window is over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ..algebra.intervals import Interval
from ..algebra.zones import Instant
from ..model.agreement import Agreement
from ..model.objective import Objective
from ..model.quantity import Quantity
from ..model.remedies import Duty, PriceBeyond
from .amounts import with_amounts
from .answer import Answer
from .award import Award
from .awarded import Awarded
from .bounds import OpenError
from .happened_in_window import happened
from .question import UnknownError
from .reported import WindowFigure
from .sums import product_of, whole_units
from .tables.folder import Facts
from .tables.uses import text_of
from .texts import AgreementText
from .used import UsedRight, used_rights


def charges_beyond(facts: Facts, texts: Sequence[AgreementText], period: Interval, now: Instant) -> Iterator[Award]:
    """The charges for the windows of rights that end in a period and are over, before limits."""
    if not any(has_prices(one.agreement) for one in texts):
        return
    for one in used_rights(facts, texts, period, now):
        if one.right.beyond is not None and one.end <= now:
            yield from _charged(one, one.right.beyond)


def has_prices(agreement: Agreement) -> bool:
    """Whether something is charged beyond a right."""
    return any(one.beyond is not None for one in agreement.duties)


def _charged(one: UsedRight, price: PriceBeyond) -> Iterator[Award]:
    span, by = (one.start, one.end), (one.right.source,)
    promise = _stand_in(one.known.agreement, one.right)
    told = WindowFigure(one.known, promise, span, *span, "not-judged", Answer("not-judged"))
    if one.beyond is None:
        yield Award(told, "charge", None, None, by, "open", because=(one.because,))
        return
    steps = whole_units(one.beyond, price.step.begun, price.step.unit.amount)
    if not steps:
        return
    try:
        each = Awarded(happened(told, with_amounts(told))).amount(price.amount, promise, None)
        amount = product_of(each, Quantity(amount=Fraction(steps)))
    except (OpenError, UnknownError) as open_:
        because = open_.message if isinstance(open_, OpenError) else open_.word
        yield Award(told, "charge", None, None, by, "open", because=(because,))
        return
    yield Award(told, "charge", amount, amount, by)


def _stand_in(agreement: Agreement, right: Duty) -> Objective:
    """A stand-in for the promise of a charge that is for a right; it is of no metric."""
    text = text_of(right)
    return Objective(
        name=f"{right.who}-may",
        title=text,
        address=f'{agreement.name}/{right.who} may "{text}"',
        metric="",
        statistic="total",
        scope=right.scope,
        window=right.window,
        bound=None,
        source=right.source,
    )
